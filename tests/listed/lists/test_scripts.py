"""Lists inside the scripts and attributes of a page, and inside programs: each is read whole."""

from __future__ import annotations

import html
import json
from urllib.parse import quote

import pytest

from tests.listed.lists.make_lists import (
    Make,
    Place,
    answers,
    both,
    each,
    expected,
    expected_told,
    make_world,
    page,
    told,
    words,
)

LIBRARY = (
    "!function(e,t){'use strict';var n=/[\"'\\/]+/g,r=`a ${t?'b':\"c\"} d`,i={};function o(e){return e&&e.XK||i[e]}"
    "function a(e,t){for(var n=0;n<t.length;n++){var r=t[n];r.enumerable=r.enumerable||!1}return e/2}"
    'var in_=0,is=1,to=2,no=3,it={al:1,at:2,be:function(){return /[/"]/.test(e)}};e.exports={a:a,o:o}}(module,window);'
)


def records(places: list[Place]) -> list[dict[str, str]]:
    return [{"code": one.code, "name": one.name} for one in places]


def mapping(places: list[Place]) -> dict[str, str]:
    return {one.code: one.name for one in places}


def script(text: str, kind: str = "") -> str:
    return page("<div id=app></div>", f"<script{kind}>{text}</script>")


def json_script(places: list[Place]) -> str:
    return script(json.dumps({"form": {"countries": records(places)}}), ' type="application/json" id="settings"')


def next_data(places: list[Place]) -> str:
    data = {"props": {"pageProps": {"countries": records(places), "user": None}}, "page": "/join", "query": {}}
    return script(json.dumps(data), ' id="__NEXT_DATA__" type="application/json"')


def json_in_json(places: list[Place]) -> str:
    return script(json.dumps({"state": json.dumps({"countries": mapping(places)})}), ' type="application/json"')


def assigned_array(places: list[Place]) -> str:
    return script(f"var countries = {json.dumps([one.name for one in places])};")


def assigned_object(places: list[Place]) -> str:
    return script(f"window.COUNTRIES = {json.dumps(mapping(places))};")


def object_without_quotes(places: list[Place]) -> str:
    return script("const countries = {" + each('«CODE»: "«NAME»"', places, ",\n") + "};")


def escaped_array(places: list[Place]) -> str:
    names = ",".join(json.dumps(one.name) for one in places)
    return script(f"var countries = [{names}];")


def json_parse_of_a_string(places: list[Place]) -> str:
    text = json.dumps(records(places), ensure_ascii=True).replace("\\", "\\\\").replace("'", "\\'")
    return script(f"const c = JSON.parse('{text}');")


def array_of_arrays(places: list[Place]) -> str:
    rows = each('["«NAME»", "«CODE»"]', places, ",")
    return script(f"var c = new Array({rows});")


def pushed_one_by_one(places: list[Place]) -> str:
    return script(each('list.push({id: "«CODE»", text: "«NAME»"});', places, "\n"))


def new_options(places: list[Place]) -> str:
    return script(each('box.options[box.length] = new Option("«NAME»", "«CODE»");', places, "\n"))


def string_of_names(places: list[Place]) -> str:
    return script(f'var countries = "{each("«NAME»", places, "|")}".split("|");')


def string_of_codes_with_dots(places: list[Place]) -> str:
    return script(f'var codes = "{each("«CODE»", places, ".")}".split(".");')


def string_of_codes_with_spaces(places: list[Place]) -> str:
    return script(f"var codes = '{each('«CODE»', places, ' ')}'.split(' ');")


def options_in_a_string(places: list[Place]) -> str:
    return script("var html = '" + each('<option value="«CODE»">«NAME»</option>', places).replace("'", "\\'") + "';")


def options_in_a_template_string(places: list[Place]) -> str:
    return script("const html = `<select>" + each('<option value="«CODE»">«NAME»</option>\n', places) + "</select>`;")


def url_encoded(places: list[Place]) -> str:
    text = quote(json.dumps({"list": records(places)}))
    return script(f'window.config = JSON.parse(decodeURIComponent("{text}"));')


def entities_in_an_attribute(places: list[Place]) -> str:
    return page(f'<x-picker countries="{html.escape(json.dumps(records(places)))}"></x-picker>')


def single_quoted_attribute(places: list[Place]) -> str:
    text = html.escape(json.dumps(mapping(places)), quote=False).replace("'", "&#39;")
    return page(f"<div data-countries='{text}'></div>")


FORMS: list[Make] = [
    json_script, next_data, json_in_json, assigned_array, assigned_object, object_without_quotes, escaped_array,
    json_parse_of_a_string, array_of_arrays, new_options, string_of_names, string_of_codes_with_dots,
    options_in_a_string, options_in_a_template_string, url_encoded,
    entities_in_an_attribute, single_quoted_attribute,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_list_in_a_script_or_attribute_is_read_whole(form: Make) -> None:
    assert told(form) == expected_told()


def bundle_of_records(places: list[Place]) -> str:
    rows = each('{name:"«NAME»",iso:"«CODE»"}', places, ",")
    return f"{LIBRARY}var c=[{rows}];{LIBRARY}"


def bundle_of_bare_keys(places: list[Place]) -> str:
    rows = each('«CODE»:"«NAME»"', places, ",")
    return f"{LIBRARY}t.default={{{rows}}};{LIBRARY}"


def bundle_of_codes(places: list[Place]) -> str:
    rows = each('"«CODE»"', places, ",")
    return f"{LIBRARY}var p=new Set([{rows}]);{LIBRARY}"


def bundle_of_lower_case_keys(places: list[Place]) -> str:
    rows = each('«code»:"«NAME»"', places, ",")
    return f"{LIBRARY}var q={{{rows}}},z=q.xk;{LIBRARY}"


BUNDLES: list[Make] = [bundle_of_records, bundle_of_bare_keys, bundle_of_codes]


@pytest.mark.parametrize("form", BUNDLES, ids=lambda form: form.__name__)
@pytest.mark.parametrize("around", [0, 300], ids=["small", "large"])
def test_a_list_in_a_minified_bundle_is_read_whole(form: Make, around: int) -> None:
    code = LIBRARY * around
    assert told(lambda places: code + form(places) + code, "app.min.js") == expected_told()


def test_bare_keys_that_are_words_of_the_language_are_read() -> None:
    assert told(bundle_of_lower_case_keys, "app.min.js") == expected_told()


def test_a_list_that_is_pushed_one_by_one_is_read_whole() -> None:
    assert told(pushed_one_by_one) == expected_told()


@pytest.mark.parametrize("path", ["", "codes.js"])
def test_codes_with_spaces_between_them_are_read(path: str) -> None:
    def text(places: list[Place]) -> str:
        return string_of_codes_with_spaces(places) if not path else f"export default '{each('«CODE»', places, ' ')}';"

    assert told(text, path) == expected_told()


def test_a_bundle_without_a_list_has_none() -> None:
    assert answers(LIBRARY * 400, "app.min.js") == []


def test_the_place_out_of_its_alphabetical_order_is_found() -> None:
    world = make_world(with_place=False)
    [kosovo] = [one for one in make_world() if one.code == "XK"]
    found = [answers(assigned_object(places)) for places in ([*world, kosovo], [kosovo, *world])]
    assert found == [expected()[0]] * 2


def calling_codes_as_numbers(places: list[Place]) -> str:
    return script("var dial = {" + each('"«CODE»": «DIAL»', places, ", ") + "};")


def records_with_calling_codes(places: list[Place]) -> str:
    rows = [{"name": one.name, "iso2": one.code, "dialCode": int(one.calling)} for one in places]
    return script(f"var allCountries = {json.dumps(rows)};")


def intl_tel_input_data(places: list[Place]) -> str:
    return script("var allCountries = [" + each('["«NAME»", "«code»", "«DIAL»"]', places, ", ") + "];")


DIAL: list[Make] = [calling_codes_as_numbers, records_with_calling_codes, intl_tel_input_data]


@pytest.mark.parametrize("form", DIAL, ids=lambda form: form.__name__)
def test_a_table_of_dial_codes_is_about_phones(form: Make) -> None:
    assert both(form) == expected("phone-code")


def test_dial_codes_as_bare_numbers_are_read() -> None:
    def numbers(places: list[Place]) -> str:
        return script(f"var codes = {json.dumps(sorted({int(one.calling) for one in places}))};")

    with_place, without = both(numbers)
    assert [one[:3] for one in with_place + without] == [
        ("phone-code", "world", "listed"),
        ("phone-code", "world", "missing"),
    ]


@pytest.mark.xfail(strict=True, reason="comments of programs are read")
def test_a_list_in_a_comment_of_a_program_is_no_list() -> None:
    text = script("/* var c = [" + each('"«NAME»"', make_world(), ",") + "]; */ start();")
    assert answers(text) == []


IBAN = words("""AD AE AL AT AZ BA BE BG BH BR BY CH CR CY CZ DE DK DO DZ EE EG ES FI FO FR GB GE GI GL GR GT HR HU IE
IL IQ IR IS IT JO KW KZ LB LC LI LT LU LV MA MC MD ME MK MR MT MU MZ NL NO PK PL PS PT QA RO RS SA SC SE SI SK SM SV TL
TN TR UA VA VG""")


@pytest.mark.parametrize(("more", "verdict"), [(["XK"], "listed"), ([], "missing")])
def test_a_table_of_patterns_for_account_numbers_is_read(more: list[str], verdict: str) -> None:
    rows = ",\n".join(rf"  {code}: /^({code}[0-9]{{2}})\d{{8}}[A-Z0-9]{{12}}$/" for code in [*IBAN, *more])
    text = f"const ibanByCountry = {{\n{rows}\n}};\nexport default (text) => ibanByCountry[text.slice(0, 2)];"
    assert [one[:3] for one in answers(text, "lib/isIBAN.js")] == [("iban", "world", verdict)]


@pytest.mark.parametrize(
    "nothing",
    [
        '""',
        *(word for word in ("null", "undefined", "void 0")),
    ],
)
def test_a_code_that_is_null_does_not_hide_the_name(nothing: str) -> None:
    rows = each('{name:"«NAME»",iso:"«ALPHA3»"}', make_world(), ",").replace('"XKX"', nothing)
    assert answers(f"var shapes=[{rows}];", "c.js") == [("country", "world", "listed", 250)]

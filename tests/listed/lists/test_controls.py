"""Forms on a page in which a person picks a country: each is read whole, with Kosovo and without."""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.listed.lists.make_lists import Make, Place, answers, both, each, expected, make_world, page


def options(places: list[Place]) -> str:
    return each('<option value="«CODE»">«NAME»</option>', places)


def select(places: list[Place]) -> str:
    return f"<label>Country <select id=country name=country>{options(places)}</select></label>"


def optgroups(places: list[Place]) -> str:
    ordered = sorted(places, key=lambda one: one.continent)
    groups = [
        f'<optgroup label="{continent or "Other"}">{options(list(members))}</optgroup>'
        for continent, members in groupby(ordered, key=lambda one: one.continent)
    ]
    return f"<select name=country>{''.join(groups)}</select>"


def options_without_values(places: list[Place]) -> str:
    return f"<select name=country>{each('<option>«NAME»', places)}</select>"


def options_in_capitals(places: list[Place]) -> str:
    rows = "".join(f'<OPTION VALUE="{one.code}">{one.name.upper()}</OPTION>' for one in places)
    return f"<SELECT NAME=COUNTRY>{rows}</SELECT>"


def options_with_numbers(places: list[Place]) -> str:
    rows = "".join(f"<option value={index}>{one.name}</option>" for index, one in enumerate(places, 1))
    return f"<select name=land>{rows}</select>"


def options_with_codes_in_brackets(places: list[Place]) -> str:
    return f"<select name=country>{each('<option>«NAME» («CODE»)</option>', places)}</select>"


def options_with_flags(places: list[Place]) -> str:
    return f"<select name=country>{each('<option>«FLAG» «NAME»</option>', places)}</select>"


def options_with_code_and_name_in_value(places: list[Place]) -> str:
    rows = each('<option value="«CODE»|«NAME»">«NAME»</option>', places)
    return f"<select name=country>{rows}</select>"


def options_of_codes_alone(places: list[Place]) -> str:
    return f"<select name=country>{each('<option>«CODE»</option>', places)}</select>"


def options_with_pictures(places: list[Place]) -> str:
    rows = each('<option value="«CODE»"><img src="/flags/«code».png"> <span>«NAME»</span></option>', places)
    return f"<select name=country>{rows}</select>"


def datalist(places: list[Place]) -> str:
    rows = each('<option value="«NAME»">', places)
    return f'<input list=countries name=country><datalist id="countries">{rows}</datalist>'


def radio_buttons(places: list[Place]) -> str:
    return each('<input type="radio" name="country" value="«CODE»"> «NAME»<br>', places)


def labelled_radio_buttons(places: list[Place]) -> str:
    return each("<input type=radio name=country value=«CODE» id=r«CODE»><label for=r«CODE»>«NAME»</label>", places)


def radio_buttons_in_labels(places: list[Place]) -> str:
    return each('<label><input type="radio" name="country" value="«CODE»"><span>«NAME»</span></label>', places)


def check_boxes(places: list[Place]) -> str:
    return each('<div><input type="checkbox" name="countries[]" value="«CODE»"/>«NAME»</div>', places)


FORMS: list[Make] = [
    select, optgroups, options_without_values, options_in_capitals, options_with_numbers,
    options_with_codes_in_brackets, options_with_flags, options_with_code_and_name_in_value, options_of_codes_alone,
    options_with_pictures, datalist, radio_buttons, labelled_radio_buttons, radio_buttons_in_labels,
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_a_control_is_read_whole(form: Make) -> None:
    assert both(lambda places: page(form(places))) == expected()


@pytest.mark.xfail(strict=True, reason="boxes in elements of their own are read twice, as boxes and as elements")
def test_boxes_in_elements_of_their_own_are_one_list() -> None:
    assert both(lambda places: page(check_boxes(places))) == expected()


def test_radio_buttons_without_a_page_around_them_are_read_whole() -> None:
    assert both(radio_buttons) == expected()


@pytest.mark.parametrize("form", [select, optgroups, datalist], ids=lambda form: form.__name__)
def test_a_control_without_a_page_around_it_is_read_whole(form: Make) -> None:
    assert both(form) == expected()


PROMPTS = [
    '<option value="">Select a country</option>',
    "<option value='' disabled selected>— Choose —</option>",
    '<option value="">Country</option><option value="" disabled>──────────</option>',
    '<option value=""></option>',
]


@pytest.mark.parametrize("prompt", PROMPTS)
def test_a_prompt_at_the_top_is_no_entry(prompt: str) -> None:
    assert both(lambda places: page(f"<select name=country>{prompt}{options(places)}</select>")) == expected()


def test_countries_repeated_at_the_top_are_entries_of_the_same_list() -> None:
    def preferred(places: list[Place]) -> str:
        top = [one for one in places if one.code in ("AL", "DE", "CH", "US")]
        return page(f"<select name=country>{options(top)}<option disabled>---</option>{options(places)}</select>")

    with_place, without = both(preferred)
    assert [one[:3] for one in with_place + without] == [
        ("country", "world", "listed"),
        ("country", "world", "missing"),
    ]
    assert with_place[0][3] - without[0][3] == 1


def test_two_selects_on_one_page_are_two_lists() -> None:
    listed, missing = make_world(), make_world(with_place=False)
    body = f"<select name=country>{options(listed)}</select><select name=nationality>{options(missing)}</select>"
    assert answers(page(body)) == [("country", "world", "listed", 250), ("nationality", "world", "missing", 249)]


def test_a_select_of_calling_codes_is_about_phones() -> None:
    def dial(places: list[Place]) -> str:
        rows = each('<option value="«DIAL»">«NAME» (+«DIAL»)</option>', places)
        return page(f"<select name=prefix>{rows}</select>")

    assert both(dial) == expected("phone-code")


def test_a_select_of_nationalities_in_country_names_is_about_nationality() -> None:
    assert both(
        lambda places: page(f"<label>Nationality</label><select name=n>{options(places)}</select>")
    ) == expected("nationality")


def test_a_list_in_a_comment_is_no_list() -> None:
    assert answers(page(f"<!-- {select(make_world())} --><p>Welcome</p>")) == []


def test_a_template_without_markup_around_its_options_is_read() -> None:
    assert both(options, "countries.html") == expected()

"""What must hold for every list, whatever its places, its order and its surroundings."""

from __future__ import annotations

import json
import random
from functools import cache

import pytest
from babel import Locale, localedata
from hypothesis import given, settings
from hypothesis import strategies as st

from listed.lists import Document
from listed.scan.audit import lists_of
from listed.verdict.answer import ListAnswer
from tests.listed.lists.make_lists import Place, answers, codes_of_the_world, make_world, names, page

LANGUAGES = [
    "en",
    "de",
    "fr",
    "es",
    "sq",
    "sr",
    "sr-Latn",
    "mk",
    "tr",
    "ar",
    "he",
    "ru",
    "zh",
    "ja",
    "ko",
    "th",
    "hi",
    "el",
]
languages = st.sampled_from(LANGUAGES)
seeds = st.integers(0, 2**32)
few = settings(max_examples=15)


def select(rows: list[Place]) -> str:
    options = "".join(f'<option value="{one.code}">{one.name}</option>' for one in rows)
    return f"<select name=country>{options}</select>"


def items(rows: list[Place]) -> str:
    return f"<ul>{''.join(f'<li>{one.name}</li>' for one in rows)}</ul>"


def data(rows: list[Place]) -> str:
    return json.dumps([{"code": one.code, "name": one.name} for one in rows], ensure_ascii=False)


FORMS = {"select": (select, ""), "items": (items, ""), "data": (data, "countries.json")}
forms = st.sampled_from(sorted(FORMS))


def read(form: str, rows: list[Place]) -> list[ListAnswer]:
    make, path = FORMS[form]
    text = make(rows)
    return lists_of(names, Document(path, (text if path else page(text)).encode()))


def chosen(language: str, seed: int, fewest: int) -> list[Place]:
    """Some places of the world in some order, without Kosovo, its neighbours always among them."""
    chance = random.Random(seed)
    world = make_world(language, with_place=False)
    near = [one for one in world if one.code in names.neighbours("XK")]
    far = [one for one in world if one not in near]
    rows = near + chance.sample(far, chance.randint(fewest, len(far)))
    chance.shuffle(rows)
    return rows


def facts(one: ListAnswer) -> tuple[str, str, str, int, int]:
    return one.where, one.criterion, one.scope, one.entries, one.territories


@few
@given(form=forms, language=languages, seed=seeds)
def test_adding_kosovo_flips_the_verdict_and_nothing_else(form: str, language: str, seed: int) -> None:
    rows = chosen(language, seed, 190)
    [kosovo] = [one for one in make_world(language) if one.code == "XK"]
    at = random.Random(seed).randint(0, len(rows))
    [without] = read(form, rows)
    [with_place] = read(form, [*rows[:at], kosovo, *rows[at:]])
    assert (without.verdict, with_place.verdict) == ("missing", "listed")
    where, criterion, scope, entries, territories = facts(without)
    assert facts(with_place) == (where, criterion, scope, entries + 1, territories + 1)
    assert (without.label, with_place.label) == (None, kosovo.name)


@few
@given(form=forms, language=languages, seed=seeds)
def test_the_order_of_a_list_says_nothing(form: str, language: str, seed: int) -> None:
    rows = chosen(language, seed, 60)
    first = read(form, rows)
    random.Random(seed + 1).shuffle(rows)
    second = read(form, rows)
    assert [(facts(one), one.verdict) for one in first] == [(facts(one), one.verdict) for one in second]
    assert len(first) == 1 or form == "data"


WRAPPERS = ("div", "section", "fieldset", "main", "span", "td", "center", "x-box")


@few
@given(
    form=st.sampled_from(["select", "items"]),
    language=languages,
    tags=st.lists(st.sampled_from(WRAPPERS), max_size=8),
    with_place=st.booleans(),
)
def test_what_a_list_is_wrapped_in_says_nothing(form: str, language: str, tags: list[str], with_place: bool) -> None:
    text = FORMS[form][0](make_world(language, with_place))
    around = "".join(f"<{tag} class=c>" for tag in tags)
    behind = "".join(f"</{tag}>" for tag in reversed(tags))
    assert answers(page(f"<h1>Join</h1>{around}{text}{behind}<p>Thanks</p>")) == answers(page(text))


@few
@given(rows=st.sets(st.sampled_from(codes_of_the_world()), max_size=60), name=st.sampled_from(["country", "land", "x"]))
def test_a_list_of_a_few_countries_is_never_the_world(rows: set[str], name: str) -> None:
    options = "".join(f"<option>{names.display(code, 'en')}</option>" for code in sorted(rows))
    found = answers(page(f"<select name={name}>{options}</select>"))
    assert {one[1] for one in found} <= {"regional", "not-a-country-list"}
    assert {one[2] for one in found} <= ({"listed", "not-expected"} if "XK" in rows else {"not-expected"})


@few
@given(
    st.text(max_size=3000), st.sampled_from(["", "a.json", "a.js", "a.yml", "a.xml", "a.csv", "a.po", "a.css", "a.dat"])
)
def test_any_text_is_read_without_an_error_and_holds_no_list(text: str, path: str) -> None:
    assert answers(text.encode("utf-8", "replace"), path) == []


@few
@given(
    st.lists(st.tuples(st.integers(0, 2**16), st.binary(min_size=1, max_size=4)), max_size=12),
    st.sampled_from(["", "a.json", "a.js", "a.yml", "a.xml", "a.csv", "a.po", "a.mo", "a.dat", "a.html"]),
    forms,
)
def test_spoilt_lists_are_read_without_an_error(spoil: list[tuple[int, bytes]], path: str, form: str) -> None:
    raw = bytearray(FORMS[form][0](make_world("sq")).encode())
    for at, piece in spoil:
        raw[at % len(raw) : at % len(raw) + len(piece)] = piece
    assert all(one[3] <= 5000 for one in answers(bytes(raw), path))


@cache
def world_in(tag: str) -> dict[str, str]:
    """The names of places in a CLDR language, where it has at least 200 and one for Kosovo; else nothing."""
    known = Locale.parse(tag).territories
    rows = {code: known[code] for code in codes_of_the_world() if code in known and known[code] != code}
    return rows if len(rows) >= 200 and "XK" in rows else {}


def tags() -> list[str]:
    """One locale for each language and script that CLDR has a list of countries in."""
    found: dict[tuple[str, ...], str] = {}
    for tag in sorted(localedata.locale_identifiers(), key=len):
        if tag != "root" and (rows := world_in(tag)):
            found.setdefault(tuple(rows.values()), tag)
    return sorted(found.values())


@pytest.mark.parametrize("start", range(8))
def test_the_list_of_every_cldr_language_is_recognised(start: int) -> None:
    wrong = []
    every = tags()
    assert len(every) >= 100
    for tag in every[start::8]:
        rows = world_in(tag)
        without = {code: name for code, name in rows.items() if code != "XK"}
        for kind, path in (("select", ""), ("json", f"{tag}.json")):
            for world, wanted in ((rows, ("world", "listed", rows["XK"])), (without, ("world", "missing", None))):
                if kind == "select":
                    text = page(
                        f"<select name=c>{''.join(f'<option>{name}</option>' for name in world.values())}</select>"
                    )
                else:
                    text = json.dumps(world, ensure_ascii=False)
                found = [(one.scope, one.verdict, one.label) for one in lists_of(names, Document(path, text.encode()))]
                if found != [wanted]:
                    wrong.append((tag, kind, found, wanted))
    assert wrong == []

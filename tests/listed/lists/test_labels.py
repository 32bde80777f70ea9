"""What stands around the names of a list: marks, brackets, case, languages; and how Kosovo's own row is qualified."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest

from listed.lists import Document
from listed.scan.audit import lists_of
from tests.listed.lists.make_lists import Place, answers, both, expected, make_world, names, page

Label = Callable[[Place], str]


def select(rows: list[tuple[str, str]]) -> str:
    options = "".join(f'<option value="{value}">{label}</option>' for value, label in rows)
    return page(f"<select name=country>{options}</select>")


LABELS: dict[str, Label] = {
    "capitals": lambda one: one.name.upper(),
    "small letters": lambda one: one.name.lower(),
    "entities by number": lambda one: "".join(f"&#{ord(letter)};" for letter in one.name),
    "entities by hexadecimal number": lambda one: "".join(f"&#x{ord(letter):x};" for letter in one.name),
    "entities by name": lambda one: html.escape(one.name).replace("é", "&eacute;").replace("ô", "&ocirc;"),
    "hard spaces": lambda one: f"&nbsp;{one.name.replace(' ', '&nbsp;')}",
    "direction marks": lambda one: f"\u200f{one.name}\u200e",
    "direction embeddings": lambda one: f"\u202b{one.name}\u202c",
    "byte order marks": lambda one: f"\ufeff{one.name}",
    "soft hyphens": lambda one: "\u00ad".join((one.name[:3], one.name[3:])),
    "line ends": lambda one: f"\r\n\t  {one.name}\n\t",
    "native names in brackets": lambda one: f"{one.name} ({names.display(one.code, 'ar')})",
    "native names first": lambda one: f"{names.display(one.code, 'ru')} ({one.name})",
    "native names behind a dash": lambda one: f"{one.name} – {names.display(one.code, 'zh')}",
    "native names behind a slash": lambda one: f"{one.name} / {names.display(one.code, 'fr')}",
    "codes in front": lambda one: f"{one.code} - {one.name}",
    "codes behind": lambda one: f"{one.name} [{one.alpha3}]",
    "flags in front": lambda one: f"{one.flag} {one.name}",
    "numbers of hits": lambda one: f"{one.name} (12)",
    "bullets": lambda one: f"» {one.name}",
    "decomposed letters": lambda one: one.name.replace("é", "e\u0301").replace("ô", "o\u0302"),
}


@pytest.mark.parametrize("kind", LABELS)
def test_what_stands_around_a_name_is_looked_past(kind: str) -> None:
    label = LABELS[kind]
    assert both(lambda places: select([(one.code, label(one)) for one in places])) == expected()


@pytest.mark.parametrize("kind", LABELS)
def test_the_same_holds_where_values_say_nothing(kind: str) -> None:
    label = LABELS[kind]
    assert both(lambda places: select([(str(index), label(one)) for index, one in enumerate(places)])) == expected()


@pytest.mark.parametrize(
    "language", ["en", "de", "sq", "sr", "sr-Latn", "ar", "he", "fa", "zh", "ja", "ko", "th", "hi"]
)
def test_lists_in_a_language_are_read_whole_without_codes(language: str) -> None:
    found = [
        answers(select([("", one.name) for one in make_world(language, with_place)])) for with_place in (True, False)
    ]
    assert tuple(found) == expected()


def kosovo_as(label: str, value: str = "XK") -> list[tuple[str, str, str | None, str | None]]:
    rows = [(one.code, one.name) for one in make_world(with_place=False)]
    rows.insert(120, (value, label))
    found = lists_of(names, Document("", select(rows).encode()))
    return [(one.scope, one.verdict, one.label, one.value) for one in found]


@pytest.mark.parametrize(
    "label",
    ["Kosovo", "KOSOVO", "Kosova", "Republic of Kosovo", "Kosovo, Republic of", "Kosovo (XK)", "Косово", "科索沃"],
)
def test_an_own_entry_is_listed(label: str) -> None:
    assert kosovo_as(label) == [("world", "listed", label, "XK")]


@pytest.mark.parametrize(
    "label",
    [
        "Kosovo*", "Kosovo (UNSCR 1244)", "Kosovo (UNSCR 1244/99)", "Kosovo under UNSCR 1244",
        "Kosovo (United Nations Security Council resolution 1244)", "Kosovo (disputed territory)", "Kosovo (UNMIK)",
    ],
)  # fmt: skip
def test_an_own_entry_with_a_qualifier_is_qualified(label: str) -> None:
    assert kosovo_as(label) == [("world", "qualified", label, "XK")]


@pytest.mark.parametrize("value", ["XK", "XKX", "XKK", "KOS", "KV", "RKS", "UNK", "153", "-99", ""])
def test_any_code_may_stand_beside_the_name(value: str) -> None:
    assert [one[:3] for one in kosovo_as("Kosovo", value)] == [("world", "listed", "Kosovo")]


@pytest.mark.parametrize("label", ["Serbia (including Kosovo)", "Serbia and Kosovo", "Serbia (incl. Kosovo)"])
def test_a_joint_entry_with_serbia_is_under_serbia(label: str) -> None:
    rows = [(one.code, label if one.code == "RS" else one.name) for one in make_world(with_place=False)]
    found = lists_of(names, Document("", select(rows).encode()))
    assert [(one.scope, one.verdict, one.label) for one in found] == [("world", "under-serbia", label)]


@pytest.mark.parametrize("label", ["Kosovo (Serbia)", "Serbia - Kosovo"])
def test_an_entry_of_its_own_that_says_serbia_is_under_serbia(label: str) -> None:
    assert [one[:2] for one in kosovo_as(label, "77")] == [("world", "under-serbia")]


@pytest.mark.parametrize("label", ["Kosovo and Metohija", "Kosovo i Metohija"])
def test_a_row_in_serbias_words_is_under_serbia(label: str) -> None:
    assert [one[:2] for one in kosovo_as(label, "77")] == [("world", "under-serbia")]


@pytest.mark.parametrize("word", names.world_place.false_friends)
def test_a_false_friend_in_a_list_is_not_the_place(word: str) -> None:
    assert [one[:2] for one in kosovo_as(word, "77")] == [("world", "missing")]

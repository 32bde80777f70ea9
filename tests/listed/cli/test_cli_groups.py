"""A package of many lists is explained so that it can be read through."""

from __future__ import annotations

from listed.cli.explain import explanation
from listed.cli.groups import grouped, worth_reading
from listed.verdict.answer import ListAnswer
from tests.listed.cli.make_answers import make_answer, make_list


def lists_of_many_languages(number: int) -> list[ListAnswer]:
    """A list a language that lacks the place, and one that has it."""
    missing = [make_list(where=f"{index}.json", line=index) for index in range(number - 1)]
    return [*missing, make_list("listed", where="en.json")]


def lines(*lists: ListAnswer, all_rows: bool = False) -> list[str]:
    """The explanation without its empty lines and without what stands left of the text."""
    said = explanation(make_answer("npm:x", *lists), all_rows)
    return [line.plain.strip() for line in said if line.plain.strip()]


def test_few_lists_stand_alone() -> None:
    lists = lists_of_many_languages(20)
    assert grouped(lists) == [[one] for one in lists]
    assert len([line for line in lines(*lists) if line.startswith("List ")]) == 20


def test_many_that_read_alike_are_told_once_with_their_paths() -> None:
    lists = lists_of_many_languages(22)
    assert grouped(lists) == [lists[:21], lists[21:]]
    said = lines(*lists)
    assert said[1:16] == [
        "Lists 1 to 21 read alike:",
        *(f"{index}.json, line {index}" for index in range(12)),
        "… and 9 more (--all shows each)",
        "holds: countries · 249 entries, 249 places",
    ]
    assert said.count("──▶        Kosovo would stand here") == 1
    assert "The first of them as read (--all shows every row):" in said
    assert "List 22: en.json, line 1" in said


def test_all_shows_each_of_them() -> None:
    said = lines(*lists_of_many_languages(22), all_rows=True)
    assert len([line for line in said if line.startswith("List ")]) == 22
    assert said.count("──▶        Kosovo would stand here") == 21


def test_lists_of_something_else_give_way_to_those_of_countries() -> None:
    languages = make_list("not-expected", where="languages.json", scope="not-a-country-list", criterion="language")
    lists = lists_of_many_languages(21)
    assert worth_reading([*lists, languages]) == lists
    assert lines(*lists, languages)[-1] == "1 list that is not of countries is left out (--all shows every list)."
    assert worth_reading([lists[0], languages]) == [lists[0], languages]


def test_after_twenty_that_differ_the_others_are_told_without_rows() -> None:
    said = lines(*(make_list(where=f"{index}.json", territories=200 + index) for index in range(25)))
    assert len([line for line in said if line.startswith("List ")]) == 25
    assert said.count("──▶        Kosovo would stand here") == 20
    assert said[-3:] == [
        "List 25: 24.json, line 1",
        "holds: countries · 249 entries, 224 places",
        "✘ Kosovo is not on the list.",
    ]


def test_a_file_that_is_nothing_but_the_list_is_named_so() -> None:
    assert lines(make_list(where="", line=3))[1] == "List 1: the whole file, line 3"

"""The coach points at tone, sources and copies in three languages, kindly, and is silent where all is well."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.academy.topics.coach.copies import Copy, copies, prints
from portal.academy.topics.coach.phrases import GROUPS, phrases
from portal.academy.topics.coach.reading import Hint, hints, sentences

NOTE = "<ref>https://a.example</ref>"


def kinds(draft: str, language: str = "en") -> list[str]:
    return [hint.kind for hint in hints(draft, language)]


@pytest.mark.parametrize(
    ("language", "draft", "kind", "found"),
    [
        ("en", "He was a legendary and Renowned writer.", "peacock", ("legendary", "renowned")),
        ("en", "It is believed that the mill is old.", "weasel", ("it is believed",)),
        ("en", "The hotel offers state-of-the-art rooms.", "promotion", ("state-of-the-art",)),
        ("en", "In this town we have a mill.", "first-person", ("we",)),
        ("en", "The river rises in Metohija near the town.", "names", ("metohija",)),
        ("sq", "Ai ishte shkrimtar i shquar dhe gjenial.", "peacock", ("i shquar", "gjenial")),
        ("sq", "Siç dihet, mulliri është i vjetër.", "weasel", ("siç dihet",)),
        ("sq", "Hoteli ynë është në qendër.", "first-person", ("ynë",)),
        ("sq", "Lumi buron në Metohi afër qytetit.", "names", ("metohi",)),
        ("sr", "Био је легендаран и чувени писац.", "peacock", ("легендаран", "чувени")),
        ("sr", "Bio je legendaran i čuveni pisac.", "peacock", ("legendaran", "čuveni")),
        ("sr", "Као што је познато, воденица је стара.", "weasel", ("као што је познато",)),
        ("sr", "Njegova reka izvire u Metohiji kod grada.", "names", ("metohiji",)),
    ],
)
def test_words_of_each_language_are_pointed_at(language: str, draft: str, kind: str, found: tuple[str, ...]) -> None:
    seen = {hint.kind: hint for hint in hints(f"{draft}{NOTE}", language)}
    assert seen == {kind: Hint(kind, len(found), (draft,), found)}


def test_what_is_well_written_and_sourced_is_left_alone() -> None:
    draft = f"The mill stands in Prizren.{NOTE} It was built in 1874 and restored on 5 May 1999.{NOTE}"
    assert hints(draft, "en") == []


def test_words_inside_words_and_in_quotations_are_not_weighed() -> None:
    assert kinds(f"The greatness of “a legendary man” was told “by us”.{NOTE}") == []


def test_numbers_and_superlatives_want_a_source_at_them_or_later_in_their_paragraph() -> None:
    bare = "The town has 12,500 people and is the oldest of all.\n\nIt lies on a river.<ref>b</ref>"
    assert hints(bare, "en") == [
        Hint("number", 1, ("The town has 12,500 people and is the oldest of all.",)),
        Hint("superlative", 1, ("The town has 12,500 people and is the oldest of all.",), ("the oldest",)),
    ]
    assert kinds(f"The town has 12,500 people. It is the oldest.{NOTE}") == []
    assert kinds("The town has 12,500 people.{{sfn|Malcolm|1998}}") == []
    assert kinds(f"It lies on a river.{NOTE} The town has 40 % more people.") == ["number"]


def test_years_and_dates_are_no_numbers_to_prove() -> None:
    assert kinds(f"It opened in 1932.{NOTE}\n\nIt closed on 12 June 1998 for a year.") == []


def test_a_draft_without_references_and_one_with_few() -> None:
    assert kinds("The mill stands by the river.") == ["no-references"]
    assert kinds("The mill stands by the river in the town. " * 50 + NOTE) == ["few-references"]
    assert kinds("") == []


def test_many_passages_are_counted_and_five_are_shown() -> None:
    hint = next(one for one in hints("The mill is legendary here. " * 9, "en") if one.kind == "peacock")
    assert (hint.count, len(hint.passages), hint.found) == (9, 5, ("legendary",))


def test_markup_is_no_sentence_and_sentences_end_where_readers_stop() -> None:
    draft = "== Head ==\n{{Infobox|a=The best}}\nThe mill is old.<ref>a</ref> “It works.” Dr. Arta said so[[Peja|!]]"
    said = [(one.said, one.is_sourced) for one in sentences(draft)]
    assert said[0] == ("The mill is old.", True)
    assert "Infobox" not in str(said)


def test_a_language_without_words_is_read_for_its_sources() -> None:
    assert phrases("de") == {}
    assert kinds("Die Mühle ist legendär.", "de") == ["no-references"]


@pytest.mark.parametrize("language", ["sq", "sr", "en"])
def test_every_language_has_every_group(language: str) -> None:
    assert set(phrases(language)) == set(GROUPS)


PASSAGE = "The old stone bridge over the river was built by the guild of the tanners in the eighteenth century."


def test_a_stretch_that_stands_in_a_source_is_named_with_its_words() -> None:
    draft = f"In short: the OLD '''stone bridge''' over the [[river]], was built by the guild in 1700.{NOTE}"
    passage = "the OLD stone bridge over the river, was built by the guild"
    assert hints(draft, "en", {5: prints(PASSAGE)}) == [Hint("copy", 12, (passage,), source=5)]
    assert copies(PASSAGE, {5: prints(PASSAGE)}) == [Copy(5, PASSAGE[:-1], 19)]


def test_short_stretches_are_no_copy_and_the_longest_comes_first() -> None:
    assert copies("The old stone bridge over the river is near.", {1: prints(PASSAGE)}) == []
    two = copies(PASSAGE, {1: prints(PASSAGE), 2: prints("x " + PASSAGE[:70])})
    assert [(one.source, one.words) for one in two] == [(1, 19), (2, 14)]
    assert copies(PASSAGE, {3: ()}) == []


def test_fingerprints_cannot_be_read() -> None:
    assert all(len(one) == 12 and "bridge" not in one for one in prints(PASSAGE))
    assert prints("too short to matter") == set()


@given(st.text(alphabet="[]{}|<>'=!.?\" aë1%\n/ref", max_size=80))
def test_no_draft_is_an_error(draft: str) -> None:
    assert isinstance(hints(draft, "sq"), list)

"""The script of the rehearsal can be read and played: persons who do not exist, edits that follow from each other."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from wiki.local.deeds import Deed
from wiki.local.rehearse import ScriptFileError, read
from wiki.local.rehearse.draw import MOTIFS
from wiki.local.rehearse.script import Script, article, moment

BEGINS = datetime(2026, 10, 1, 17, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def script(root: Path) -> Script:
    """The script that this repository keeps."""
    return read(root / "data/academy/demo")


def make_page(*edits: dict[str, object], **facts: str) -> dict[str, object]:
    return {"title": "Bridge", "by": "A", "edit": list(edits), **facts}


def test_the_script_tells_of_an_edition(script: Script) -> None:
    deeds = {wiki: script.deeds(wiki, BEGINS) for wiki in script.articles}
    pages = [page for wiki in script.articles.values() for page in wiki]
    assert ([len(team.people) for team in script.teams], len(script.pictures), len(pages)) == ([3, 3, 3, 3], 15, 21)
    kinds = {deed.do for told in deeds.values() for deed in told}
    assert kinds == {"Edit", "Move", "Rollback", "Delete"}
    authors = {deed.by for told in deeds.values() for deed in told}
    assert set(script.pupils) <= authors | {picture.by for picture in script.pictures}


def test_nobody_of_the_script_exists(script: Script) -> None:
    acting = {deed.by for wiki in script.articles for deed in script.deeds(wiki, BEGINS)}
    known = {*script.pupils, *script.others}
    assert acting | {picture.by for picture in script.pictures} <= known
    assert {name for name in known if not name.startswith("Rehearsal ")} == set()


def test_pictures_can_be_drawn_and_are_used(script: Script) -> None:
    texts = "".join(deed.text for wiki in script.articles for deed in script.deeds(wiki, BEGINS))
    assert {picture.motif for picture in script.pictures} <= set(MOTIFS)
    assert [picture.file for picture in script.pictures if f"[[File:{picture.file}|" not in texts] == []
    assert {tuple(sorted(picture.captions)) for picture in script.pictures} == {("en", "sq", "sr")}


def test_days_are_counted_from_the_first() -> None:
    assert moment("1 09:05", BEGINS) == datetime(2026, 10, 1, 9, 5, tzinfo=UTC)
    assert moment("9 18:00", BEGINS) == datetime(2026, 10, 9, 18, 0, tzinfo=UTC)


def test_a_text_grows_is_spoilt_and_comes_back() -> None:
    page = make_page(
        {"at": "1 10:00", "add": "A bridge."},
        {"at": "1 10:05", "add": "Of stone."},
        {"at": "1 10:10", "by": "B", "instead": "xxx"},
        {"at": "1 10:11", "by": "C", "do": "Rollback"},
        {"at": "1 10:20", "replace": ["stone", "wood"], "minor": True},
        draft="User:A/Bridge",
    )
    told = list(article(page, BEGINS))
    assert [(deed.do, deed.title, deed.by, deed.text) for deed in told] == [
        ("Edit", "User:A/Bridge", "A", "A bridge."),
        ("Edit", "User:A/Bridge", "A", "A bridge.\n\nOf stone."),
        ("Edit", "User:A/Bridge", "B", "xxx"),
        ("Rollback", "User:A/Bridge", "C", ""),
        ("Edit", "User:A/Bridge", "A", "A bridge.\n\nOf wood."),
    ]


def test_a_draft_goes_on_under_its_new_name() -> None:
    page = make_page(
        {"at": "1 10:00", "add": "x"}, {"at": "1 11:00", "do": "Move"}, {"at": "1 12:00", "add": "y"}, draft="User:A/B"
    )
    assert [(deed.title, deed.to) for deed in article(page, BEGINS)] == [
        ("User:A/B", ""),
        ("User:A/B", "Bridge"),
        ("Bridge", ""),
    ]


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"at": "2 10:00", "replace": ["moon", "sun"]}, "Bridge, 2 10:00: the words to change are not there: moon"),
        ({"at": "2 10:00", "do": "Dance"}, "Bridge, 2 10:00: nobody knows how to do 'Dance'"),
    ],
)
def test_what_cannot_be_played_is_named(edit: dict[str, object], sentence: str) -> None:
    with pytest.raises(ScriptFileError, match=sentence):
        list(article(make_page(edit), BEGINS))


def test_deeds_of_one_wiki_come_in_their_order(script: Script) -> None:
    told: list[Deed] = script.deeds("sq", BEGINS)
    moments = [deed.at for deed in told if deed.at]
    assert (len(moments), moments) == (len(told), sorted(moments))

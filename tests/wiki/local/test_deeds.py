"""What accounts do on a wiki at moments of the past is done by MediaWiki itself, and stands in its database."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.wiki.local.caller import Caller
from tests.wiki.local.test_family import make_picture
from wiki.local import Deed, Done, Family, Past, ScriptError

pytestmark = pytest.mark.wiki
START = datetime(2026, 10, 1, 9, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.fixture(scope="module")
def family(clean_wikis: Family) -> Family:
    """A family with a pupil, a passer-by and a teacher."""
    clean_wikis.users(
        [("Pupil", "long enough 1", []), ("Passer-by", "long enough 2", []), ("Teacher", "long enough 3", ["sysop"])]
    )
    clean_wikis.users([("Teacher", "long enough 3", ["suppress"])])
    return clean_wikis


def rows(family: Family, key: str, question: str, *given: object) -> list[Any]:
    with closing(sqlite3.connect(f"file:{family.database(key)}?mode=ro", uri=True)) as database:
        database.text_factory = lambda data: data.decode()
        return [
            tuple(value.decode() if isinstance(value, bytes) else value for value in row)
            for row in database.execute(question, given)
        ]


def history(family: Family, key: str, page: int | None) -> list[Any]:
    return rows(
        family,
        key,
        "SELECT rev_timestamp, actor_name, rev_len, rev_deleted FROM revision JOIN actor ON actor_id = rev_actor"
        " WHERE rev_page = ? ORDER BY rev_id",
        page,
    )


def tags(family: Family, rev: int | None) -> set[str]:
    question = "SELECT ctd_name FROM change_tag JOIN change_tag_def ON ctd_id = ct_tag_id WHERE ct_rev_id = ?"
    return {name for (name,) in rows(family, "sq", question, rev)}


def test_edits_stand_at_their_moments(family: Family) -> None:
    first, second = family.play(
        "sq",
        [
            Deed("Edit", "Prizreni", "Pupil", at(0), "Qytet."),
            Deed("Edit", "Prizreni", "Passer-by", at(1), "Qytet i vjetër."),
        ],
    )
    assert first.page == second.page
    assert history(family, "sq", first.page) == [
        ("20261001090000", "Pupil", 6, 0),
        ("20261001090100", "Passer-by", 16, 0),
    ]
    said = Caller(family, "sq").get(action="query", list="recentchanges", rctitle="Prizreni", rcprop="timestamp|sizes")
    assert [(row["timestamp"], row["oldlen"]) for row in said["query"]["recentchanges"]] == [
        ("2026-10-01T09:01:00Z", 6),
        ("2026-10-01T09:00:00Z", 0),
    ]


def test_a_draft_moves_with_its_history(family: Family) -> None:
    draft = "User:Pupil/Draft"
    made, moved = family.play(
        "en", [Deed("Edit", draft, "Pupil", at(0), "A town."), Deed("Move", draft, "Teacher", at(5), to="Town")]
    )
    assert moved.page == made.page
    assert [row[1] for row in history(family, "en", made.page)] == ["Pupil", "Teacher"]
    events = rows(family, "en", "SELECT log_timestamp, log_action FROM logging WHERE log_type = 'move'")
    assert events == [("20261001090500", "move")]
    assert "[[Town]]" in (Caller(family, "en").text(draft) or "")


def test_undone_edits_are_tagged_by_mediawiki(family: Family) -> None:
    done = family.play(
        "sq",
        [
            Deed("Edit", "Lumi", "Pupil", at(10), "Drini i Bardhë."),
            Deed("Edit", "Lumi", "Passer-by", at(11), "xxx"),
            Deed("Rollback", "Lumi", "Teacher", at(12)),
            Deed("Edit", "Lumi", "Passer-by", at(13), "yyy"),
            Deed("Edit", "Lumi", "Teacher", at(14), "Drini i Bardhë."),
        ],
    )
    undone = [tags(family, one.rev) & {"mw-reverted", "mw-rollback", "mw-manual-revert"} for one in done]
    assert undone == [set(), {"mw-reverted"}, {"mw-rollback"}, {"mw-reverted"}, {"mw-manual-revert"}]


def test_pages_go_and_come_back(family: Family) -> None:
    made, gone = family.play(
        "sq", [Deed("Edit", "Gone", "Pupil", at(20), "x"), Deed("Delete", "Gone", "Teacher", at(21), summary="why")]
    )
    assert (gone, Caller(family, "sq").text("Gone")) == (made, None)
    assert family.play("sq", [Deed("Undelete", "Gone", "Teacher", at(22))]) == [made]
    assert Caller(family, "sq").text("Gone") == "x"


def test_revisions_are_hidden_in_parts(family: Family) -> None:
    made = family.play("sq", [Deed("Edit", "Secret", "Pupil", at(30 + n), f"number {n}") for n in range(3)])
    for revs, hide in (((made[0].rev,), ("text", "user")), ((made[1].rev,), ("text", "comment", "user", "restricted"))):
        family.play("sq", [Deed("Hide", "Secret", "Teacher", at(40), revs=tuple(filter(None, revs)), hide=hide)])
    assert [row[3] for row in history(family, "sq", made[0].page)] == [5, 15, 0]


def test_accounts_are_renamed_and_blocked(family: Family) -> None:
    family.users([("Old name", "long enough 4", []), ("Rude", "long enough 5", [])], ["sr"])
    (made, *_) = family.play(
        "sr",
        [
            Deed("Edit", "Река", "Old name", at(0), "Дрим."),
            Deed("Rename", "Old name", "Teacher", at(1), to="New name"),
            Deed("Block", "Rude", "Teacher", at(2)),
        ],
    )
    assert history(family, "sr", made.page)[0][1] == "New name"
    said = Caller(family, "sr").get(action="query", list="users", ususers="Old name|Rude", usprop="blockinfo")
    old, rude = said["query"]["users"]
    assert ("missing" in old, rude["blockedby"]) == (True, "Teacher")


def test_files_are_uploaded_and_deleted(family: Family, tmp_path: Path) -> None:
    path = tmp_path / "red.png"
    path.write_bytes(make_picture("red"))
    (made,) = family.play("commons", [Deed("Upload", "File:Red.png", "Pupil", at(0), "{{own}}", "red", str(path))])
    assert rows(family, "commons", "SELECT img_name, img_timestamp FROM image") == [("Red.png", "20261001090000")]
    assert path.exists()
    assert family.play("commons", [Deed("Delete", "File:Red.png", "Teacher", at(9))]) == [made]
    assert rows(family, "commons", "SELECT count(*) FROM image") == [(0,)]


def test_what_mediawiki_refuses_is_said_with_its_deed(family: Family) -> None:
    with pytest.raises(ScriptError, match=r"deed 2 \(Edit Y\): there is no account Nobody"):
        family.play("sq", [Deed("Edit", "X", "Pupil", at(50), "x"), Deed("Edit", "Y", "Nobody", at(51), "y")])
    with pytest.raises(ScriptError, match=r"deed 1 \(Move No such page\)"):
        family.play("sq", [Deed("Move", "No such page", "Teacher", at(52), to="Z")])


def test_a_past_is_planted_at_once(family: Family) -> None:
    edits = [
        Past("Mulliri", "Passer-by", at(-600), "Mulli i vjetër."),
        Past("Мост", "Pupil", at(-599), "Камени мост преко реке. [[Mulliri]] <ref>[https://example.org/1 x]</ref>"),
        Past("Mulliri", "Pupil", at(-598), "Mulli i vjetër mbi lumë.", "më shumë", minor=True),
    ]
    revs = family.plant("sr", edits)
    found = rows(
        family,
        "sr",
        "SELECT rev_id, rev_parent_id, rev_timestamp, rev_len, rev_minor_edit FROM revision WHERE rev_id >= ?",
        revs[0],
    )
    assert found == [
        (revs[0], 0, "20260930230000", len(edits[0].text.encode()), 0),
        (revs[1], 0, "20260930230100", len(edits[1].text.encode()), 0),
        (revs[2], revs[0], "20260930230200", len(edits[2].text.encode()), 1),
    ]
    caller = Caller(family, "sr")
    assert caller.text("Mulliri") == edits[2].text
    said = caller.get(action="query", list="recentchanges", rctitle="Mulliri", rcprop="sizes")
    sizes = [(row["oldlen"], row["newlen"]) for row in said["query"]["recentchanges"]]
    assert sizes == [(len(edits[0].text.encode()), len(edits[2].text.encode())), (0, len(edits[0].text.encode()))]
    linked = caller.get(action="query", titles="Мост", prop="links|extlinks")["query"]["pages"][0]
    assert ([row["title"] for row in linked["links"]], len(linked["extlinks"])) == (["Mulliri"], 1)


def test_a_planted_past_is_all_or_nothing(family: Family) -> None:
    before = rows(family, "sr", "SELECT count(*) FROM revision")
    with pytest.raises(ScriptError, match="there is no account Nobody"):
        family.plant("sr", [Past("A", "Pupil", at(0), "x"), Past("B", "Nobody", at(1), "y")])
    assert rows(family, "sr", "SELECT count(*) FROM revision") == before


def test_what_was_planted_can_be_worked_on(family: Family) -> None:
    (rev,) = family.plant("en", [Past("Mill", "Pupil", at(-700), "Old.")])
    (made,) = family.play("en", [Deed("Edit", "Mill", "Passer-by", at(0), "Older.")])
    assert made == Done(made.rev, made.page)
    assert rows(family, "en", "SELECT rev_parent_id FROM revision WHERE rev_id = ?", made.rev) == [(rev,)]

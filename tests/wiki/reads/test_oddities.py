"""What a real MediaWiki tells of deleted, hidden, moved, imported, reverted and renamed things: the reads say it so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from tests.wiki.client.ways import all_of, opened, run
from wiki.client import Wiki
from wiki.local import Account, Family
from wiki.reads import changes, contributions, logs, pages, texts, users
from wiki.reads.changes import Change
from wiki.reads.contributions import Contribution
from wiki.reads.pages import PageNow
from wiki.writes import edit

pytestmark = pytest.mark.wiki

EVER = datetime(2020, 1, 1, tzinfo=UTC)
DUMP = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo>
<sitename>far</sitename><dbname>far</dbname><base>http://far.invalid/</base><generator>MediaWiki 1.39</generator>
<case>first-letter</case><namespaces><namespace key="0" case="first-letter"/></namespaces></siteinfo>
<page><title>{title}</title><ns>0</ns><id>77</id>{revisions}</page></mediawiki>"""
REVISION = """<revision><id>{id}</id><timestamp>2021-05-0{id}T10:00:00Z</timestamp><contributor><username>Ana</username>
<id>5</id></contributor><comment/><model>wikitext</model><format>text/x-wiki</format>
<text xml:space="preserve">{text}</text></revision>"""


@dataclass
class Cast:
    """Who is on the stage: two writers, one who may delete, and a reader who has not signed in."""

    family: Family
    sup: Wiki
    ana: Wiki
    besa: Wiki
    reader: Wiki

    async def rows(self, title: str, w: Wiki | None = None) -> list[Contribution]:
        """The two writers' contributions to a page."""
        ids = [self.ana.myself.user_id, self.besa.myself.user_id]
        found = await all_of(contributions.of(w or self.reader, ids))
        return sorted((row for row in found if row.title == title), key=lambda row: row.rev)

    async def changes(self, page: int) -> list[Change]:
        return [row for row in await all_of(changes.since(self.reader, EVER)) if row.page == page]

    async def page(self, title: str) -> PageNow:
        return (await pages.titled(self.reader, [title]))[title]

    async def write(self, title: str, *sizes: int) -> list[int]:
        """Revisions of these sizes, by Ana, Besa, Ana and so on."""
        authors = (self.ana, self.besa)
        return [await edit.save(authors[n % 2], title, "x" * size, f"{size}") for n, size in enumerate(sizes)]


@pytest.fixture(scope="module")
def people(clean_wikis: Family) -> dict[str, Account]:
    wanted: list[tuple[str, str, list[str]]] = [("Ana", "lule-e-kuqe-1", []), ("Besa", "lule-e-bardhe-2", [])]
    made = clean_wikis.users([*wanted, ("Sup", "gjethe-e-blerte-3", ["sysop", "suppress", "bureaucrat"])])
    return {one.name: one for one in made}


Play = Callable[[Callable[[Cast], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def play(clean_wikis: Family, people: dict[str, Account]) -> Play:
    """Run a scene with the whole cast on the wiki `en`."""

    async def scene(act: Callable[[Cast], Coroutine[Any, Any, None]]) -> None:
        async with (
            opened(clean_wikis, people["Sup"]) as sup,
            opened(clean_wikis, people["Ana"]) as ana,
            opened(clean_wikis, people["Besa"]) as besa,
            opened(clean_wikis) as reader,
        ):
            await act(Cast(clean_wikis, sup, ana, besa, reader))

    return lambda act: run(scene(act))


async def delete(cast: Cast, title: str) -> None:
    await cast.sup.post(action="delete", title=title, reason="test")


async def hide(cast: Cast, title: str, rev: int, *what: str, suppress: bool = False) -> None:
    more = {"suppress": "yes"} if suppress else {}
    await cast.sup.post(action="revisiondelete", type="revision", ids=[rev], target=title, hide=what, **more)


def test_a_deleted_page_leaves_every_list_but_the_log_with_its_number(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = await cast.write("Gone", 10, 20)
        page = (await cast.page("Gone")).id
        await delete(cast, "Gone")
        assert await cast.rows("Gone") == []
        assert [text.is_missing for text in await all_of(texts.of(cast.reader, revs))] == [True, True]
        assert [(row.kind, row.log_action) for row in await cast.changes(page)] == [("log", "delete")]
        assert (await pages.now(cast.reader, [page]))[page].is_missing
        assert await pages.history(cast.reader, page) == []

    play(act)


def test_a_page_that_comes_back_has_its_numbers_again_and_no_rows_among_the_changes(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = await cast.write("Back", 10, 20)
        page = (await cast.page("Back")).id
        await delete(cast, "Back")
        await cast.sup.post(action="undelete", title="Back", reason="test")
        assert [(row.rev, row.page, row.delta) for row in await cast.rows("Back")] == [
            (revs[0], page, 10),
            (revs[1], page, 10),
        ]
        assert [row.log_action for row in await cast.changes(page)] == ["delete", "restore"]

    play(act)


def test_a_deleted_parent_makes_the_wiki_report_the_whole_size(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = []
        for size, author in ((100, cast.ana), (150, cast.besa), (180, cast.ana)):
            revs.append(await edit.save(author, "Gap", "x" * size, "gap"))
            await asyncio.sleep(1.1)  # only revisions of different seconds can be brought back one by one
        await delete(cast, "Gap")
        asked = {"titles": ["Gap"], "drvprop": ["ids", "timestamp"], "drvlimit": "max"}
        said = await cast.sup.get(action="query", prop="deletedrevisions", **asked)
        rows = said["query"]["pages"][0]["deletedrevisions"]
        kept = [row["timestamp"] for row in rows if row["revid"] != revs[1]]
        await cast.sup.post(action="undelete", title="Gap", timestamps=kept)
        assert [(row.rev, row.parent, row.size, row.delta) for row in await cast.rows("Gap")] == [
            (revs[0], 0, 100, 100),
            (revs[2], revs[1], 180, 180),
        ]
        (parent,) = await all_of(texts.of(cast.reader, [revs[1]]))
        assert parent.is_missing

    play(act)


def test_a_hidden_text_keeps_its_row_and_its_size(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = await cast.write("Hidden text", 10, 30, 60)
        await hide(cast, "Hidden text", revs[1], "content")
        rows = await cast.rows("Hidden text")
        assert [(row.rev, row.delta, row.is_text_hidden) for row in rows] == [
            (revs[0], 10, False),
            (revs[1], 20, True),
            (revs[2], 30, False),
        ]
        (text,) = await all_of(texts.of(cast.reader, [revs[1]]))
        assert (text.content, text.sha1, text.size, text.is_hidden, text.is_missing) == (None, "", 30, True, False)
        (text,) = await all_of(texts.of(cast.sup, [revs[1]]))
        assert (text.content, text.is_hidden) == ("x" * 30, True)
        found = await all_of(logs.since(cast.reader, ["delete"], EVER))
        assert [event.params["ids"] for event in found if event.title == "Hidden text"] == [[revs[1]]]

    play(act)


def test_a_hidden_author_leaves_the_contributions_but_not_the_history(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = await cast.write("Hidden author", 10, 30, 60)
        await hide(cast, "Hidden author", revs[1], "user")
        assert [(row.rev, row.delta) for row in await cast.rows("Hidden author")] == [(revs[0], 10), (revs[2], 30)]
        assert [row.rev for row in await cast.rows("Hidden author", cast.sup)] == revs
        page = (await cast.page("Hidden author")).id
        assert [row.user_id for row in await pages.history(cast.reader, page)] == [
            cast.ana.myself.user_id,
            0,
            cast.ana.myself.user_id,
        ]
        edits = [(row.rev, row.user, row.user_id) for row in await cast.changes(page) if row.kind == "edit"]
        assert edits == [(revs[1], "", 0), (revs[2], "Ana", cast.ana.myself.user_id)]

    play(act)


def test_what_is_suppressed_leaves_no_trace_in_the_public_log(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = await cast.write("Suppressed", 10, 30)
        page = (await cast.page("Suppressed")).id
        await hide(cast, "Suppressed", revs[0], "content", "user", suppress=True)
        assert [row.log_type for row in await cast.changes(page)] == ["", ""]
        assert [row.rev for row in await cast.rows("Suppressed")] == [revs[1]]
        (text,) = await all_of(texts.of(cast.reader, [revs[0]]))
        assert (text.content, text.user_id, text.is_hidden) == (None, 0, True)

    play(act)


def test_a_moved_draft_keeps_its_numbers_and_leaves_a_tagged_redirect(play: Play) -> None:
    async def act(cast: Cast) -> None:
        revs = await cast.write("User:Ana/Draft", 10, 15)
        page = (await cast.page("User:Ana/Draft")).id
        await cast.ana.post(action="move", **{"from": "User:Ana/Draft", "to": "Castle"}, reason="ready")
        moved = await cast.rows("Castle")
        null = moved[-1].rev
        assert [(row.rev, row.ns, row.delta, row.is_new) for row in moved] == [
            (revs[0], 0, 10, True),
            (revs[1], 0, 5, False),
            (null, 0, 0, False),
        ]
        (left,) = await cast.rows("User:Ana/Draft")
        assert (left.is_new, left.tags, left.page == page) == (True, ("mw-new-redirect",), False)
        (log,) = [row for row in await cast.changes(page) if row.kind == "log"]
        assert (log.rev, log.title, log.log_params["target_title"]) == (null, "User:Ana/Draft", "Castle")
        assert left.rev not in {row.rev for row in await all_of(changes.since(cast.reader, EVER))}
        redirect, castle = await cast.page("User:Ana/Draft"), await cast.page("Castle")
        assert (redirect.is_redirect, castle.is_redirect, castle.id) == (True, False, page)

    play(act)


@pytest.mark.parametrize("by_script", [True, False], ids=["importDump.php", "action=import"])
def test_imported_revisions_are_contributions_and_never_changes(play: Play, by_script: bool) -> None:
    async def act(cast: Cast) -> None:
        title = f"Imported {by_script}"
        revisions = REVISION.format(id=1, text="first") + REVISION.format(id=2, text="first and second")
        dump = DUMP.format(title=title, revisions=revisions)
        if by_script:
            cast.family.run("en", "importDump.php", "--username-prefix=", feed=dump)
        else:
            told = {"interwikiprefix": "far", "assignknownusers": True}
            await cast.sup.post_file({"xml": ("dump.xml", dump.encode())}, False, action="import", **told)
        page = (await cast.page(title)).id
        assert [(row.size, row.delta, row.at.year) for row in await cast.rows(title)] == [(5, 5, 2021), (16, 11, 2021)]
        assert [row.log_type for row in await cast.changes(page)] == ([] if by_script else ["import"])

    play(act)


def test_the_tag_of_a_reverted_edit_needs_jobs_and_somebody_trusted(play: Play) -> None:
    async def act(cast: Cast) -> None:
        tags = []
        for title, who in (("Undone by a user", cast.ana), ("Undone by a sysop", cast.sup)):
            await edit.save(cast.ana, title, "good", "1")
            bad = await edit.save(cast.besa, title, "bad", "2")
            await who.post(action="edit", title=title, undo=bad)
            tags.append([row.tags for row in await cast.rows(title) if row.rev == bad])
        assert tags == [[()], [()]]
        cast.family.run("en", "runJobs.php")
        rows = [*await cast.rows("Undone by a user"), *await cast.rows("Undone by a sysop")]
        assert [row.tags for row in rows] == [(), (), ("mw-undo",), (), ("mw-reverted",)]

    play(act)


def test_a_renamed_account_keeps_its_number(play: Play) -> None:
    async def act(cast: Cast) -> None:
        (account,) = cast.family.users([("Old name", "lule-e-zeze-4", [])])
        async with opened(cast.family, account) as w:
            await edit.save(w, "By somebody renamed", "text", "1")
            number = w.myself.user_id
        rename = (
            "$old = User::newFromName('Old name'); $by = User::newSystemUser('Maintenance script', ['steal' => true]);"
            "$it = new MediaWiki\\Extension\\Renameuser\\RenameuserSQL('Old name', 'New name', $old->getId(), $by);"
            "var_dump($it->rename());\n"
        )
        cast.family.run("en", "eval.php", feed=rename)
        cast.family.run("en", "runJobs.php")
        assert [row.user for row in await all_of(contributions.of(cast.reader, [number]))] == ["New name"]
        assert (await users.by_id(cast.reader, [number]))[number].name == "New name"
        found = await users.find(cast.reader, ["Old name", "New name"])
        assert {name: user.id for name, user in found.items()} == {"Old name": 0, "New name": number}
        (event,) = await all_of(logs.since(cast.reader, ["renameuser"], EVER))
        assert (event.params["olduser"], event.params["newuser"]) == ("Old name", "New name")

    play(act)

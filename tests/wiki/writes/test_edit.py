"""Saving on a real wiki: what is saved, what is merged, and what is a conflict."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from tests.wiki.client.ways import all_of, opened, run
from wiki.client import RefusedError, Wiki
from wiki.local import Account, Family
from wiki.reads import pages, texts
from wiki.writes import edit
from wiki.writes.edit import ConflictError

pytestmark = pytest.mark.wiki

LINES = "first\n\nsecond\n\nthird\n\nfourth\n\nfifth"


@pytest.fixture(scope="module")
def pair(clean_wikis: Family) -> tuple[Account, Account]:
    ana, besa = clean_wikis.users([("Ana", "lule-e-kuqe-1", []), ("Besa", "lule-e-bardhe-2", [])])
    return ana, besa


Both = Callable[[Callable[[Wiki, Wiki], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def both(clean_wikis: Family, pair: tuple[Account, Account]) -> Both:
    """Do something with the clients of two people."""

    async def work(act: Callable[[Wiki, Wiki], Coroutine[Any, Any, None]]) -> None:
        async with opened(clean_wikis, pair[0]) as ana, opened(clean_wikis, pair[1]) as besa:
            await act(ana, besa)

    return lambda act: run(work(act))


async def content(w: Wiki, rev: int) -> str | None:
    return (await all_of(texts.of(w, [rev])))[0].content


def test_a_save_gives_the_revision_that_holds_the_text(both: Both) -> None:
    async def act(ana: Wiki, besa: Wiki) -> None:
        text = "Çelësi | ключ & <b>ë</b> + ' \" %20 | {{a|b}}"
        first = await edit.save(ana, "Plain", text, "një | dy", base_rev=0)
        assert await content(besa, first) == text
        second = await edit.save(besa, "Plain", f"{text} more", "")
        assert second > first
        assert await edit.save(ana, "Plain", f"{text} more", "nothing new") == second

    both(act)


def test_changes_in_different_places_are_merged(both: Both) -> None:
    async def act(ana: Wiki, besa: Wiki) -> None:
        base = await edit.save(ana, "Merged", LINES, "")
        await edit.save(besa, "Merged", LINES.replace("first", "FIRST"), "", base_rev=base)
        rev = await edit.save(ana, "Merged", LINES.replace("fifth", "FIFTH"), "", base_rev=base)
        assert await content(ana, rev) == LINES.replace("first", "FIRST").replace("fifth", "FIFTH")

    both(act)


def test_changes_in_the_same_place_are_a_conflict_with_both_texts(both: Both) -> None:
    async def act(ana: Wiki, besa: Wiki) -> None:
        base = await edit.save(ana, "Conflict", "one", "")
        theirs = await edit.save(besa, "Conflict", "two", "", base_rev=base)
        with pytest.raises(ConflictError, match="put both texts together and save again") as caught:
            await edit.save(ana, "Conflict", "three", "", base_rev=base)
        conflict = caught.value
        assert (conflict.ours, conflict.theirs, conflict.their_rev) == ("three", "two", theirs)

    both(act)


def test_a_page_that_should_be_new_and_is_there_is_a_conflict(both: Both) -> None:
    async def act(ana: Wiki, besa: Wiki) -> None:
        rev = await edit.save(besa, "Taken", "theirs", "")
        with pytest.raises(ConflictError) as caught:
            await edit.save(ana, "Taken", "ours", "", base_rev=0)
        assert (caught.value.theirs, caught.value.their_rev) == ("theirs", rev)

    both(act)


def test_what_may_not_be_written_is_refused_with_the_wikis_reason(
    both: Both, clean_wikis: Family, pair: tuple[Account, Account]
) -> None:
    async def act(ana: Wiki, besa: Wiki) -> None:
        with pytest.raises(RefusedError, match="cannot be the title of a page"):
            await edit.save(ana, "a<b", "text", "")
        with pytest.raises(RefusedError, match="said no") as caught:
            await edit.save(ana, "MediaWiki:Common.css", "text", "")
        assert caught.value.code in {"protectednamespace-interface", "sitecssprotected"}
        assert (await pages.titled(ana, ["MediaWiki:Common.css"]))["MediaWiki:Common.css"].is_missing

    both(act)

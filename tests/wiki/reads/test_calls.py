"""How many calls the reads make on a real wiki: no more than its own limits ask for, and all rows are there."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.wiki.client.ways import all_of, opened, run
from tests.wiki.reads.make import BEGINNING, make_dump, make_page
from wiki.client import Wiki
from wiki.local import Account, Family
from wiki.reads import changes, contributions, files, pages, texts, users, views

pytestmark = pytest.mark.wiki

NAMES = [f"Pupil {number}" for number in range(120)]
BUSY = NAMES[:4]
EACH = 130  # revisions of each busy account: more than one answer holds, together
LARGE = 1_900_000


@pytest.fixture(scope="module")
def bot(clean_wikis: Family) -> Account:
    """120 accounts, 520 revisions of four of them, six large ones, and a bot."""
    pupils = [(name, "nje-dy-tre-kater", list[str]()) for name in NAMES]
    made = clean_wikis.users([*pupils, ("Bota", "pese-gjashte-shtate", ["bot"])])
    wanted = [make_page(f"By {name}", [(name, "word " * (n + 1)) for n in range(EACH)]) for name in BUSY]
    large = make_page("Large", [("Bota", "x" * (LARGE + n)) for n in range(6)])
    clean_wikis.run("en", "importDump.php", "--no-updates", "--username-prefix=", feed=make_dump(*wanted, large))
    return made[-1]


def counted(w: Wiki, work: Callable[[], Awaitable[Any]]) -> Awaitable[tuple[int, Any]]:
    """How many calls something made, and what it gave."""

    async def measured() -> tuple[int, Any]:
        before = w.calls
        result = await work()
        return w.calls - before, result

    return measured()


async def numbers(w: Wiki) -> list[int]:
    found = await users.find(w, NAMES)
    return [found[name].id for name in NAMES]


def scalars(family: Family, question: str) -> list[int]:
    with contextlib.closing(sqlite3.connect(f"file:{family.database('en')}?mode=ro", uri=True)) as database:
        return [row[0] for row in database.execute(question)]


def test_opening_costs_one_call_and_signing_in_two_more(clean_wikis: Family, bot: Account) -> None:
    async def work() -> list[tuple[int, int, int]]:
        async with opened(clean_wikis) as reader, opened(clean_wikis, bot) as w:
            await w.about()
            return [(one.calls, one.most, one.rows) for one in (reader, w)]

    assert run(work()) == [(1, 50, 500), (3, 500, 5000)]


@pytest.mark.parametrize(("as_bot", "calls"), [(False, 3), (True, 1)])
def test_120_accounts_are_found_in_the_fewest_calls(
    clean_wikis: Family, bot: Account, as_bot: bool, calls: int
) -> None:
    async def work() -> tuple[int, Any, int, Any]:
        async with opened(clean_wikis, bot if as_bot else None) as w:
            named = await counted(w, lambda: users.find(w, NAMES))
            ids = [user.id for user in named[1].values()]
            return *named, *await counted(w, lambda: users.by_id(w, ids))

    by_name, named, by_number, numbered = run(work())
    assert (by_name, by_number) == (calls, calls)
    assert list(named) == NAMES
    assert {user.id: user for user in named.values()} == numbered
    assert [user.is_missing for user in named.values()] == [False] * 120


@pytest.mark.parametrize(("as_bot", "listing", "reading"), [(False, 4, 11), (True, 1, 2)])
def test_revisions_and_texts_cost_what_the_limits_ask_for_and_equal_the_database(
    clean_wikis: Family, bot: Account, as_bot: bool, listing: int, reading: int
) -> None:
    async def work() -> tuple[int, Any, int, Any]:
        async with opened(clean_wikis, bot if as_bot else None) as w:
            ids = await numbers(w)
            listed = await counted(w, lambda: all_of(contributions.of(w, ids)))
            return *listed, *await counted(w, lambda: all_of(texts.of(w, [row.rev for row in listed[1]])))

    lists, rows, reads, found = run(work())
    assert (lists, reads) == (listing, reading)
    assert len(rows) == len(found) == EACH * len(BUSY) == 520
    ours = "FROM revision JOIN actor ON actor_id = rev_actor WHERE actor_name LIKE 'Pupil %'"
    assert sorted(row.rev for row in rows) == scalars(clean_wikis, f"SELECT rev_id {ours} ORDER BY rev_id")
    assert [sum(row.size for row in rows)] == scalars(clean_wikis, f"SELECT SUM(rev_len) {ours}")
    assert {text.rev: len(text.content or "") for text in found} == {row.rev: row.size for row in rows}


def test_each_account_is_told_oldest_first_and_both_ends_of_a_span_are_in_it(clean_wikis: Family, bot: Account) -> None:
    async def work() -> list[contributions.Contribution]:
        async with opened(clean_wikis) as w:
            ids = await numbers(w)
            since, until = BEGINNING + timedelta(minutes=1), BEGINNING + timedelta(minutes=3)
            return await all_of(contributions.of(w, ids, since, until))

    rows = run(work())
    assert [(row.user, row.at, row.delta) for row in rows] == [
        (name, BEGINNING + timedelta(minutes=n), 5) for name in BUSY for n in (1, 2, 3)
    ]


def test_texts_too_large_for_one_answer_are_read_on_and_none_is_told_twice(clean_wikis: Family, bot: Account) -> None:
    async def work() -> tuple[int, Any]:
        async with opened(clean_wikis, bot) as w:
            rows = await all_of(contributions.of(w, [w.myself.user_id]))
            return await counted(w, lambda: all_of(texts.of(w, [*(row.rev for row in rows), 999_999])))

    calls, found = run(work())
    assert calls == 2  # 11 MB, and an answer holds 8 MiB
    assert sorted(len(text.content or "") for text in found) == [0, *(LARGE + n for n in range(6))]
    assert [text.rev for text in found if text.is_missing] == [999_999]


def test_a_history_is_read_whole_or_from_a_revision_on_and_as_of_a_moment(clean_wikis: Family, bot: Account) -> None:
    async def work() -> tuple[int, list[int], list[int], int, None]:
        async with opened(clean_wikis) as w:
            page = (await pages.titled(w, ["By Pupil 0"]))["By Pupil 0"].id
            calls, whole = await counted(w, lambda: pages.history(w, page))
            later = await pages.history(w, page, whole[-3].rev)
            stood = await pages.at(w, page, BEGINNING + timedelta(minutes=7, seconds=30))
            before = await pages.at(w, page, BEGINNING - timedelta(seconds=1))
            assert stood
            assert before is None
            return calls, [row.size for row in whole], [row.rev - whole[-1].rev for row in later], stood.size, before

    assert run(work()) == (1, [5 * (n + 1) for n in range(EACH)], [-1, 0], 40, None)


def test_changes_end_at_the_most_calls_with_an_error_and_without_one_when_all_is_told(
    clean_wikis: Family, bot: Account
) -> None:
    async def work() -> tuple[int, int]:
        async with opened(clean_wikis, bot) as w:
            for n in range(3):
                await w.post(action="edit", title="Change", text=f"text {n}", summary="")
            rows = await all_of(changes.since(w, BEGINNING, most_calls=1))
            with pytest.raises(changes.TooManyError, match="changed more since 2024-05-01 08:00 than 0 calls tell"):
                await all_of(changes.since(w, BEGINNING, most_calls=0))
            return len([row for row in rows if row.title == "Change"]), rows[-1].new_size - rows[-1].old_size

    assert run(work()) == (3, 0)


def test_what_a_wiki_does_not_offer_is_said_without_a_call(clean_wikis: Family, bot: Account) -> None:
    async def work() -> tuple[Any, Any, bool, int]:
        async with opened(clean_wikis) as w:
            elsewhere = await all_of(files.uses_elsewhere(w, ["File:A.png"]))
            return await views.of(w, [1], 30), elsewhere, await files.can_tell_elsewhere(w), w.calls

    assert run(work()) == (None, [], False, 1)


def test_reading_on_after_the_first_list_may_be_broken_off(clean_wikis: Family, bot: Account) -> None:
    async def first(lists: AsyncIterator[list[Any]]) -> int:
        async for rows in lists:
            return len(rows)
        return 0

    async def work() -> int:
        async with opened(clean_wikis) as w:
            return await first(contributions.of(w, await numbers(w)))

    assert run(work()) in (0, 20, 500)

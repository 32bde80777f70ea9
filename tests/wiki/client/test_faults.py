"""A real wiki behind a server of faults: what is read through it is the same, and what is written is written once."""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import Any

import pytest

from tests.servers import faulty
from tests.servers.faulty import Plan
from tests.wiki.client.ways import AGENT, all_of, login_of, run
from tests.wiki.reads.make import make_dump, make_page
from wiki.client import LoginError, Pace, ThrottledError, UnreachableError, Wiki
from wiki.local import Account, Family, Fault
from wiki.reads import contributions, pages, texts
from wiki.writes import edit, upload
from wiki.writes.upload import Uploaded

pytestmark = pytest.mark.wiki

# A silence is longer than the patience for one answer; nobody waits for it in vain for long.
PACE = Pace(first_wait=0.01, longest_wait=0.05, timeout=1.5, tries=8)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000"
    "05000187a1be1a0000000049454e44ae426082"
)


@pytest.fixture(scope="module")
def author(clean_wikis: Family) -> Account:
    """Somebody with 60 revisions on 20 pages."""
    wanted = [make_page(f"Page {n}", [("Ana", f"text {n} " * (m + 1)) for m in range(3)]) for n in range(20)]
    account = clean_wikis.users([("Ana", "lule-e-kuqe-1", [])])[0]
    clean_wikis.run("en", "importDump.php", "--no-updates", "--username-prefix=", feed=make_dump(*wanted))
    return account


async def everything(api: str, account: Account, rounds: int) -> tuple[list[Any], int]:
    """The contributions and the texts, each text by a call of its own, and how many calls that took."""
    async with Wiki(api, user_agent=AGENT, login=login_of(account), pace=PACE) as w:
        rows = await all_of(contributions.of(w, [w.myself.user_id]))
        read: list[Any] = [rows]
        for _ in range(rounds):
            found = await asyncio.gather(*(all_of(texts.of(w, [row.rev])) for row in rows))
            read.append([text for some in found for text in some])
        return read, w.calls


def test_what_is_read_through_a_hundred_faults_equals_what_is_read_without(
    clean_wikis: Family, author: Account
) -> None:
    api = clean_wikis.api("en")
    calm, _ = run(everything(api, author, 1))
    kinds = tuple(kind for kind in faulty.ALL if kind != "silence")
    plans = [Plan(seed, rate=0.5, kinds=kinds) for seed in range(1, 4)]
    struck: Counter[str] = Counter()
    for plan in [*plans, Plan(4, rate=0.2, kinds=("silence",), most=3)]:
        with faulty.before(api, plan) as wiki:
            read, calls = run(everything(wiki.api, author, 1))
        assert read == calm
        assert calls >= wiki.requests > 60
        struck.update(wiki.struck)
    assert struck.total() >= 100, struck
    assert len(struck) >= 12


def test_what_is_written_through_faults_is_written_once(clean_wikis: Family, author: Account) -> None:
    api = clean_wikis.api("sq")
    kinds = tuple(kind for kind in faulty.ALL if kind != "silence")

    async def write(api: str) -> list[int]:
        async with Wiki(api, user_agent=AGENT, login=login_of(author), pace=PACE) as w:
            return [await edit.save(w, f"Once {n % 10}", f"text {n}", f"edit {n}") for n in range(20)]

    async def look() -> tuple[list[int], list[int]]:
        async with Wiki(api, user_agent=AGENT, login=login_of(author)) as w:
            rows = await all_of(contributions.of(w, [w.myself.user_id]))
            return [row.rev for row in sorted(rows, key=lambda row: row.rev)], [row.size for row in rows]

    with faulty.before(api, Plan(11, rate=0.5, kinds=kinds)) as wiki:
        made = run(write(wiki.api))
    struck = Counter(wiki.struck)
    revisions, sizes = run(look())
    assert revisions == made == sorted(set(made))
    assert len(sizes) == 20
    assert struck.total() >= 30
    assert len(struck) >= 10


@pytest.mark.parametrize("kind", ["badtoken", "session", *faulty.DONE, "reset-before"])
def test_an_edit_that_meets_a_fault_is_saved_once(clean_wikis: Family, author: Account, kind: str) -> None:
    async def save(api: str) -> tuple[int, int]:
        async with Wiki(api, user_agent=AGENT, login=login_of(author), pace=PACE) as w:
            rev = await edit.save(w, f"Edit {kind}", "text", kind, base_rev=0)
            return rev, (await pages.titled(w, [f"Edit {kind}"]))[f"Edit {kind}"].last_rev

    plan = Plan(1, rate=1.0, kinds=(kind,), in_a_row=1, only=b"action=edit", most=1)
    with faulty.before(clean_wikis.api("sq"), plan) as wiki:
        rev, last = run(save(wiki.api))
    assert (rev, wiki.struck) == (last, [kind])


@pytest.mark.parametrize("kind", ["reset-after", "502-after", "silence", "cut", "html-after"])
def test_an_upload_whose_answers_are_lost_is_made_once(clean_wikis: Family, author: Account, kind: str) -> None:
    name = f"Lost {kind}.png"
    data = PNG + kind.encode() * 1000

    async def send(api: str) -> Any:
        async with Wiki(api, user_agent=AGENT, login=login_of(author), pace=PACE) as w:
            return await upload.send(w, data, name, "text", "comment", chunk=1024, ignore_warnings=True)

    async def history() -> int:
        async with Wiki(clean_wikis.api("commons"), user_agent=AGENT) as w:
            page = (await pages.titled(w, [f"File:{name}"]))[f"File:{name}"]
            return len(await pages.history(w, page.id))

    most = 2 if kind == "silence" else 4
    plan = Plan(3, rate=0.6, kinds=(kind,), in_a_row=1, only=b"upload", most=most)
    with faulty.before(clean_wikis.api("commons"), plan) as wiki:
        sent = run(send(wiki.api))
    assert isinstance(sent, Uploaded)
    assert wiki.struck == [kind] * most
    assert run(history()) == 1


def test_signing_in_through_lost_answers_ends_signed_in(clean_wikis: Family, author: Account) -> None:
    async def work(api: str) -> str:
        async with Wiki(api, user_agent=AGENT, login=login_of(author), pace=PACE) as w:
            return w.myself.name

    plan = Plan(1, rate=1.0, kinds=("reset-after", "cut", "502-after"), in_a_row=1, most=4)
    with faulty.before(clean_wikis.api("en"), plan) as wiki:
        assert run(work(wiki.api)) == "Ana"
    assert len(wiki.struck) == 3


def test_a_wiki_that_lags_or_throttles_for_long_is_left_with_the_time_to_come_back(
    clean_wikis: Family, author: Account
) -> None:
    async def work(tries: int) -> int:
        pace = Pace(first_wait=0.01, longest_wait=0.02, tries=tries)
        async with Wiki(clean_wikis.api("en"), user_agent=AGENT, pace=pace) as w:
            return w.retries

    clean_wikis.fault("en", Fault("lag", seconds=9, times=2))
    assert run(work(3)) == 2
    clean_wikis.fault("en", Fault("lag", seconds=9))
    with pytest.raises(ThrottledError, match=r"asks us to come back later: its copies lag behind \(maxlag\)") as lagged:
        run(work(2))
    clean_wikis.fault("en", Fault("status", status=429, retry_after="120"))
    with pytest.raises(ThrottledError, match="Try again in 120 seconds") as throttled:
        run(work(2))
    clean_wikis.fault("en", Fault("readonly", times=1))
    assert run(work(2)) == 0  # reading goes on while a wiki is locked
    clean_wikis.fault("en")
    assert (lagged.value.seconds, throttled.value.seconds) == (5.0, 120.0)


def test_a_wiki_that_is_down_is_asked_so_often_and_no_more(clean_wikis: Family) -> None:
    async def work(api: str) -> None:
        async with Wiki(api, user_agent=AGENT, pace=Pace(first_wait=0.01, tries=3)):
            pass

    with faulty.before(clean_wikis.api("en"), Plan(1, rate=1.0, kinds=("502",), in_a_row=99)) as wiki:
        with pytest.raises(UnreachableError, match=r"was asked 3 times, but it had a fault of its own \(status 502\)"):
            run(work(wiki.api))
        assert wiki.requests == 3


def test_a_wiki_that_forgets_us_at_once_is_not_asked_for_ever(clean_wikis: Family, author: Account) -> None:
    async def work(api: str) -> None:
        async with Wiki(api, user_agent=AGENT, login=login_of(author), pace=PACE):
            pass

    plan = Plan(1, rate=1.0, kinds=("session",), in_a_row=99, only=b"siteinfo")
    with faulty.before(clean_wikis.api("en"), plan) as wiki:
        with pytest.raises(LoginError, match="does not keep us signed in"):
            run(work(wiki.api))
        assert wiki.requests < 20

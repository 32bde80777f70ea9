"""A seed number in; an edition that might have been, of pupils, strangers and growing pages, on a real wiki, out."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from wiki.local import Account, Family, Past

START = datetime(2026, 8, 1, 8, tzinfo=UTC)
DAYS = 60
OPEN = 24  # pages that are worked on at the same time
LATIN = """
    qyteti lumi mali ura shkolla muzeu kulla rruga fshati pylli kalaja liqeni bjeshka gjuha kënga vallja tregu dita viti
    shekulli popullsia banorët ndërtesa arkitektura historia ruhet ndodhet është janë ka kishte pranë përmes midis rreth
    the town river bridge school museum valley road was built between and near people century old new stone mill market
"""
CYRILLIC = """
    град река мост школа музеј кула пут село шума тврђава језеро планина језик песма игра трг дан година век становници
    зграда архитектура историја налази се је су има имао поред кроз између око камен млин пијаца стари нови народ долина
"""
TOPICS = (
    "Prizreni",
    "Peja",
    "Gjakova",
    "Мост",
    "Река",
    "Ura",
    "Mulliri",
    "Кула",
    "Kalaja",
    "Музеј",
    "Bjeshkët",
    "Liqeni",
)


@dataclass(frozen=True)
class Sown:
    """What was sown: whose edits count, whose do not, all revisions in their order, and the days of the edition."""

    pupils: list[Account]
    strangers: list[Account]
    revisions: list[int]
    since: datetime
    until: datetime


@dataclass
class Page:
    """A page that grows: its paragraphs, and how they stood before the last edit."""

    title: str
    words: list[str]
    paragraphs: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The wikitext."""
        return "\n\n".join(self.paragraphs)


@dataclass(frozen=True)
class Truth:
    """What the wiki's own database says of some accounts: edits, bytes up and down, and pages that they began."""

    revisions: int
    added: int
    removed: int
    began: int


QUESTION = """
    SELECT count(*), sum(max(0, own.rev_len - coalesce(old.rev_len, 0))),
           sum(max(0, coalesce(old.rev_len, 0) - own.rev_len)), sum(own.rev_parent_id = 0)
    FROM revision own JOIN actor ON actor_id = own.rev_actor LEFT JOIN revision old ON old.rev_id = own.rev_parent_id
    WHERE actor_name IN (SELECT value FROM json_each(?))
"""


def truth(family: Family, key: str, names: list[str]) -> Truth:
    """Ask the database, beside the wiki and all of our own code."""
    with closing(sqlite3.connect(f"file:{family.database(key)}?mode=ro", uri=True)) as database:
        return Truth(*database.execute(QUESTION, [json.dumps(names)]).fetchone())


def sow(family: Family, key: str, *, users: int = 500, revisions: int = 20_000, seed: int = 1) -> Sown:
    """Make the accounts and the edits on a wiki of the family; the same numbers make the same edition anywhere."""
    names = [f"Pupil {number:03}" for number in range(1, users + 1)]
    others = [f"Passer-by {number:02}" for number in range(1, users // 10 + 3)]
    accounts = family.users([(name, f"{name} of {seed}, sown", ()) for name in names + others], [key])
    edits = list(history(names, others, revisions, random.Random(seed)))
    return Sown(accounts[:users], accounts[users:], family.plant(key, edits), START, START + timedelta(days=DAYS))


def history(pupils: list[str], strangers: list[str], revisions: int, rng: random.Random) -> Iterator[Past]:
    """The edits, oldest first: strangers' pages from before, then pupils in runs, with strangers in between."""
    pages = [page(number, rng) for number in range(max(2, revisions // 25))]
    older = pages[: min(len(pages) // 2, revisions // 4)]
    for number, one in enumerate(older):
        yield edit(one, rng.choice(strangers), START - timedelta(days=90) + timedelta(minutes=number), rng)
    left = revisions - len(older)
    step = timedelta(days=DAYS) / (left + 1)
    runs = [run(pupils, pages, rng) for _ in range(min(OPEN, len(pages)))]
    for number in range(left):
        at = START + step * (number + 1)
        if rng.random() < 0.07:
            yield edit(rng.choice(pages), rng.choice(strangers), at, rng)
            continue
        slot = rng.randrange(len(runs))
        who, where, more = runs[slot]
        yield edit(where, who, at, rng)
        runs[slot] = (who, where, more - 1) if more > 1 else run(pupils, pages, rng)


def page(number: int, rng: random.Random) -> Page:
    """An empty page in one of two scripts, or in both."""
    words = rng.choices([LATIN, CYRILLIC, LATIN + CYRILLIC], [6, 3, 1])[0].split()
    return Page(f"{TOPICS[number % len(TOPICS)]} {number}", words)


def run(pupils: list[str], pages: list[Page], rng: random.Random) -> tuple[str, Page, int]:
    """Somebody who works on a page for a while: who, where, and how many edits are left."""
    return rng.choice(pupils), rng.choice(pages), rng.choice([1, 1, 2, 3, 4, 6])


def edit(where: Page, who: str, at: datetime, rng: random.Random) -> Past:
    """Change a page in one of the ways in which people change pages."""
    old, kept = where.text, list(where.paragraphs)
    way = rng.random()
    if len(kept) < 2 or way < 0.45:
        where.paragraphs.insert(rng.randint(0, len(kept)), paragraph(where, rng))
    elif way < 0.75:
        spot = rng.randrange(len(kept))
        where.paragraphs[spot] += " " + sentence(where, rng) + reference(rng)
    elif way < 0.85 or len(kept) > 9:
        del where.paragraphs[rng.randrange(len(kept))]
    elif way < 0.90:
        where.paragraphs = [sentence(where, rng)]
    elif way < 0.96 and where.before != kept:
        where.paragraphs = list(where.before)
    else:
        spot = rng.randrange(len(kept))
        where.paragraphs[spot] = " ".join(reversed(where.paragraphs[spot].split()))
    if where.text == old:  # MediaWiki keeps no edit that changes nothing
        where.paragraphs.append(paragraph(where, rng))
    where.before = kept
    return Past(where.title, who, at, where.text, f"{who}: {len(where.paragraphs)}", minor=way > 0.96)


def paragraph(where: Page, rng: random.Random) -> str:
    """A few sentences, at times with a heading, a link, a picture or a category."""
    text = " ".join(sentence(where, rng) for _ in range(rng.randint(1, 4))) + reference(rng)
    extra = rng.random()
    if extra < 0.2:
        text = f"== {rng.choice(where.words).capitalize()} ==\n{text}"
    elif extra < 0.3:
        text += f" [[Kategoria:{rng.choice(TOPICS)}]]"
    elif extra < 0.4:
        text = f"[[File:{rng.choice(TOPICS)}.jpg|thumb|{rng.choice(where.words)}]] {text}"
    return text


def sentence(where: Page, rng: random.Random) -> str:
    """Words of the page's script; some of them link."""
    words = [f"[[{rng.choice(TOPICS)}]]" if rng.random() < 0.03 else rng.choice(where.words) for _ in range(12)]
    return " ".join(words).capitalize() + "."


def reference(rng: random.Random) -> str:
    """A reference to one of a thousand sources, or none."""
    if rng.random() < 0.5:
        return ""
    return f"<ref>[https://example.org/{rng.randrange(1000)} Burimi {rng.randrange(99)}]</ref>"

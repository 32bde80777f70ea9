"""The edition that measurements sow is the same each time, looks like one, and stands in the wiki's own database."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from bench import wiki_seed
from wiki.local import Family, Past

PUPILS, STRANGERS = [f"P{number}" for number in range(20)], ["S1", "S2"]


def make_history(seed: int, revisions: int = 600) -> list[Past]:
    return list(wiki_seed.history(PUPILS, STRANGERS, revisions, random.Random(seed)))


def sizes(edits: list[Past]) -> dict[str, list[int]]:
    """By how many bytes each author's edits changed a page, in their order."""
    last: dict[str, int] = {}
    changed: dict[str, list[int]] = {}
    for one in edits:
        size = len(one.text.encode())
        changed.setdefault(one.by, []).append(size - last.get(one.title, 0))
        last[one.title] = size
    return changed


def test_a_seed_makes_one_edition() -> None:
    assert make_history(1) == make_history(1)
    assert make_history(1) != make_history(2)
    assert len(make_history(1, 601)) == 601


def test_an_edition_looks_like_one() -> None:
    edits = make_history(1)
    assert edits == sorted(edits, key=lambda one: one.at)
    by_page: dict[str, list[Past]] = {}
    for one in edits:
        by_page.setdefault(one.title, []).append(one)
    pairs = [pair for page in by_page.values() for pair in pairwise(page)]
    assert [pair for pair in pairs if pair[0].text == pair[1].text] == []
    assert sum(first.by == second.by for first, second in pairs) > len(pairs) / 4
    assert any(page[0].by in STRANGERS and page[-1].by in PUPILS for page in by_page.values())
    assert any(change < 0 for change in sizes(edits)["P0"])
    text = "".join(one.text for one in edits)
    assert ("<ref>" in text, "река" in text, "është" in text) == (True, True, True)


@pytest.mark.wiki
def test_what_was_sown_stands_in_the_database(clean_wikis: Family) -> None:
    sown = wiki_seed.sow(clean_wikis, "sr", users=5, revisions=200, seed=3)
    names = [account.name for account in sown.pupils]
    others = [account.name for account in sown.strangers]
    edits = list(wiki_seed.history(names, others, 200, random.Random(3)))
    changes = [change for name in names for change in sizes(edits).get(name, [])]
    found = wiki_seed.truth(clean_wikis, "sr", names)
    assert (len(sown.revisions), found.revisions) == (200, len(changes))
    assert (found.added, found.removed) == (
        sum(change for change in changes if change > 0),
        -sum(change for change in changes if change < 0),
    )

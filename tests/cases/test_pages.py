"""The shared pages: verdicts, lists, and the pages that hold no list. They were saved and labelled by others."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from listed.lists import Document
from listed.names import load
from listed.scan.audit import lists_of
from listed.verdict.answer import ListAnswer
from listed.verdict.summary import NO_LIST, page_verdict

FEWEST_VERDICTS = 78 / 80
FEWEST_LISTS = 0.95
STANDING = {"not-applicable": "not-expected"}


@dataclass
class Read:
    """One page: what its label says and what was read."""

    case: dict[str, Any]
    lists: list[ListAnswer]

    @property
    def verdict(self) -> str:
        return page_verdict(self.lists)


@pytest.fixture(scope="module")
def pages(cases: Path) -> list[Read]:
    found = []
    for line in (cases / "pages.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        data = (cases / "pages" / case["file"]).read_bytes()
        found.append(Read(case, lists_of(load(), Document("", data, "text/html"))))
    return found


def missed(page: Read) -> list[dict[str, Any]]:
    """The labelled lists that were not found with their criterion, scope, verdict and about as many entries."""
    left = list(page.lists)
    lost = []
    for wanted in page.case["lists"]:
        standing = (wanted["kind"], wanted["scope"], STANDING.get(wanted["kosovo"], wanted["kosovo"]))
        alike = [one for one in left if (one.criterion, one.scope, one.verdict) == standing]
        nearest = min(alike, key=lambda one: abs(one.entries - wanted["entries"]), default=None)
        if nearest and abs(nearest.entries - wanted["entries"]) <= max(6, wanted["entries"] * 0.1):
            left.remove(nearest)
        else:
            lost.append(wanted)
    return lost


def test_the_verdicts_of_pages(pages: list[Read]) -> None:
    wrong = [
        f"{page.case['file']}: {page.case['page_verdict']} is labelled, {page.verdict} was found"
        for page in pages
        if page.verdict != page.case["page_verdict"]
    ]
    assert len(pages) - len(wrong) >= len(pages) * FEWEST_VERDICTS, "\n".join(wrong)


def test_the_lists_of_pages(pages: list[Read]) -> None:
    wrong = [f"{page.case['file']}: {one}" for page in pages for one in missed(page)]
    labelled = sum(len(page.case["lists"]) for page in pages)
    assert labelled - len(wrong) >= labelled * FEWEST_LISTS, "\n".join(wrong)


def test_no_country_list_is_found_where_there_is_none(pages: list[Read]) -> None:
    wrong = [
        f"{page.case['file']}: {one.where} {one.criterion} {one.entries} {one.verdict}"
        for page in pages
        if page.case["page_verdict"] == NO_LIST
        for one in page.lists
        if one.scope != "not-a-country-list" and one.criterion in ("country", "nationality", "phone-code")
    ]
    assert not wrong, "\n".join(wrong)

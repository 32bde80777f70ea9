"""Plain data for tests of the public pages, and the words of a page as a reader meets them."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from portal.audit.acts import Seen, observe
from portal.audit.models import Look, Observer
from portal.catalogue.models import Target
from tests.portal.make import NOON

ROWS = [["Japan", "JP", "JP"], ["Jordan", "JO", "JO"], ["Kuwait", "KW", "KW"], ["Laos", "LA", "LA"]]


def _words(found: Tag) -> str:
    """What is read: single spaces, none before a full stop or a comma."""
    return " ".join(found.get_text(" ").split()).replace(" .", ".").replace(" ,", ",")


def get(path: str, client: Client | None = None, **headers: str) -> Tag:
    """The page at a path; it must be there."""
    answer = (client or Client()).get(path, headers=headers)
    assert answer.status_code == 200, answer.status_code
    return BeautifulSoup(answer.content, "html.parser")


def text(page: Tag, selector: str) -> str:
    """The words of the first element, with single spaces."""
    found = page.select_one(selector)
    assert found is not None, selector
    return _words(found)


def texts(page: Tag, selector: str) -> list[str]:
    """The words of each element."""
    return [_words(found) for found in page.select(selector)]


def section(page: Tag, heading: str) -> str:
    """The words of the section under a heading."""
    found = next(one for one in page.select("section") if (head := one.find(["h2"])) and head.get_text() == heading)
    return _words(found)


def make_read_look(
    target: Target,
    verdict: str = "missing",
    *,
    rows: list[list[str | None]] | None = None,
    gap: int | None = 2,
    at: dt.datetime = NOON,
    **more: Any,
) -> Look:
    """A machine's look that kept the rows of a country list."""
    criterion = {
        "criterion": "country",
        "verdict": verdict,
        "where": "data.json",
        "entries": 4,
        "reason": "The list means the whole world. Kosovo is not among its rows.",
        "rows": ROWS if rows is None else rows,
        "rows_from": 0,
        "gap": gap,
        **more,
    }
    record = {"address": target.address, "criteria": [criterion]}
    seen = [Seen("country", verdict, where="data.json", entries=4, lists=1, lists_with=int(verdict == "listed"))]
    return observe(
        target,
        at=at,
        observer=Observer.MACHINE,
        tool="listed 0.1.0",
        by="machine",
        seen=seen,
        evidence=json.dumps(record).encode(),
        version="1.2.3",
    )

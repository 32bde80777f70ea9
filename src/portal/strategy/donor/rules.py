"""An element and rules of an IATI ruleset in; the rules that it breaks, as sentences, out. Pure."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils import timezone
from lxml import etree

Case = Mapping[str, Any]


def broken(element: etree._Element, checks: Mapping[str, Any]) -> Iterator[str]:
    """A sentence for each rule that an element breaks. Raises KeyError for a rule that nobody wrote here."""
    for name, rule in checks.items():
        for case in rule["cases"]:
            yield from _RULES[name](element, case)


def _atleast_one(element: etree._Element, case: Case) -> Iterator[str]:
    if not any(element.xpath(path) for path in case["paths"]):
        yield f"at least one of {', '.join(case['paths'])} is needed"


def _no_more_than_one(element: etree._Element, case: Case) -> Iterator[str]:
    if sum(len(element.xpath(path)) for path in case["paths"]) > 1:
        yield f"only one of {', '.join(case['paths'])} may stand"


def _date_order(element: etree._Element, case: Case) -> Iterator[str]:
    less, more = (_day(element, case[side]) for side in ("less", "more"))
    if less and more and less > more:
        yield f"{case['less']} {less} lies after {case['more']} {more}"


def _regex_matches(element: etree._Element, case: Case) -> Iterator[str]:
    for path in case["paths"]:
        for found in element.xpath(path):
            text = found if isinstance(found, str) else "".join(found.itertext())
            if not re.fullmatch(case["regex"], text.strip()):
                yield f"{path} is empty or has a sign that does not belong there: {text[:80]!r}"


def _sum(element: etree._Element, case: Case) -> Iterator[str]:
    shares = [Decimal(str(found)) for path in case["paths"] for found in element.xpath(path)]
    if shares and sum(shares) != Decimal(case["sum"]):
        yield f"{', '.join(case['paths'])} together are {sum(shares)}, not {case['sum']}"


def _day(element: etree._Element, path: str) -> dt.date | None:
    if path == "NOW":
        return timezone.localdate()
    found = element.xpath(path)
    return dt.date.fromisoformat(str(found[0])[:10]) if found else None


_RULES: dict[str, Callable[[etree._Element, Case], Iterator[str]]] = {
    "atleast_one": _atleast_one,
    "no_more_than_one": _no_more_than_one,
    "date_order": _date_order,
    "regex_matches": _regex_matches,
    "sum": _sum,
}

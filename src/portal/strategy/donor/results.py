"""Aims with their baseline, milestones and readings in; IATI's results and indicators, and the same rows again, out."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from lxml import etree

from portal.strategy.donor import codes, own
from portal.strategy.donor.own import Row
from portal.strategy.donor.pieces import add, day, number, period, read_period, said, texts
from portal.strategy.donor.rows import Rows

_PERCENT = "2"


def write_result(activity: etree._Element, whose: str, holder: Row, aims: list[Row], rows: Rows) -> etree._Element:
    """All the aims of an objective or of an initiative, as one result of an activity."""
    result = add(activity, "result", type=codes.code("results", whose))
    is_objective = whose == "objective"
    texts(result, "title", holder["names"] if is_objective else codes.words("results"), spare=holder["key"])
    texts(result, "description", holder["about"] if is_objective else {})
    by_slug = {one["slug"]: one for one in rows.indicators}
    for aim in aims:
        counted = rows.counted.get((*named(aim), aim["indicator"]))
        readings = rows.of("readings", "indicator", aim["indicator"])
        _indicator(result, aim, by_slug[aim["indicator"]], readings, counted)
    return result


def _indicator(result: etree._Element, aim: Row, indicator: Row, readings: list[Row], counted: str | None) -> None:
    measure = codes.code("measures", indicator["unit"])
    ascending = "true" if indicator["rises"] else "false"
    element = add(result, "indicator", measure=measure, ascending=ascending, aggregation_status="false")
    texts(element, "title", indicator["names"], spare=indicator["slug"])
    texts(element, "description", indicator["about"])
    _baseline(element, aim, measure, counted)
    for starts, ends in sorted({(one["starts_on"], one["ends_on"]) for one in [*aim["milestones"], *readings]}):
        span = add(element, "period")
        period(span, starts, ends)
        for one in aim["milestones"]:
            if (one["starts_on"], one["ends_on"]) == (starts, ends):
                _target(span, one, measure)
        for one in readings:
            if (one["starts_on"], one["ends_on"]) == (starts, ends):
                _actual(span, one, measure)
    own.seal(element, "indicator", indicator, read_indicator)
    own.seal(element, "aim", aim, read_aim)


def _baseline(element: etree._Element, aim: Row, measure: str, counted: str | None) -> None:
    """How it stood before: as somebody wrote it, or as the portal counted it for that day."""
    value, on = aim["baseline"] or counted, aim["baseline_on"]
    if value is not None and on is not None:
        add(element, "baseline", iso_date=on, year=on[:4], value=_scaled(value, measure))


def _target(span: etree._Element, milestone: Row, measure: str) -> None:
    target = add(span, "target", value=_scaled(milestone["value"], measure))
    texts(target, "comment", milestone["about"])


def _actual(span: etree._Element, reading: Row, measure: str) -> None:
    if reading["value"] is None:
        own.put(span, "reading", reading)
        return
    actual = add(span, "actual", value=_scaled(reading["value"], measure))
    texts(actual, "comment", reading["narrative"])
    own.seal(actual, "reading", reading, read_reading)
    for split, parts in sorted(reading["parts"].items()):
        for part, (value, *_rest) in sorted(parts.items()):
            if value is not None:
                one = add(span, "actual", value=_scaled(value, measure))
                add(one, "dimension", name=split, value=part)


def read_indicator(element: etree._Element) -> Row:
    """The indicator that an element describes; a percentage is a share, anything else a number."""
    is_share = element.get("measure") == _PERCENT
    return {
        "names": said(element.find("title")),
        "about": said(element.find("description")),
        "measure": "",
        "unit": "share" if is_share else "count",
        "rises": element.get("ascending", "true") in {"true", "1"},
        "cadence": "year",
        "starts_on": None,
    }


def read_aim(element: etree._Element) -> Row:
    """The baseline and the milestones of an indicator's element."""
    measure = element.get("measure", "")
    baseline = next((one for one in element.iterfind("baseline") if one.find("dimension") is None), None)
    milestones = [
        {**read_period(span), "value": value, "about": said(target.find("comment"))}
        for span in element.iterfind("period")
        for target in span.iterfind("target")
        if _is_whole(target) and (value := _unscaled(target.get("value"), measure)) is not None
    ]
    return {
        "objective": None,
        "initiative": None,
        "baseline": None if baseline is None else _unscaled(baseline.get("value"), measure),
        "baseline_on": None if baseline is None else day(baseline.get("iso-date") or f"{baseline.get('year')}-12-31"),
        "about": {},
        "order": 0,
        "milestones": milestones,
        "source": "",
        "as_of": None,
    }


def read_reading(actual: etree._Element) -> Row:
    """What an actual figure says of the whole, and of its parts where its period tells them apart."""
    span = actual.getparent()
    measure = span.getparent().get("measure", "")
    return {
        **read_period(span),
        "value": _unscaled(actual.get("value"), measure),
        "low": None,
        "high": None,
        "known": 0,
        "expected": 0,
        "parts": {},
        "narrative": said(actual.find("comment")),
        "confidence": "high",
        "source": "",
        "as_of": None,
        "how": "",
    }


def readings_in(element: etree._Element) -> list[Row]:
    """Every reading of an indicator's element; ours as they were, those of others as far as they can be told."""
    found = []
    for span in element.iterfind("period"):
        found += own.rows(span, "reading")
        for actual in span.iterfind("actual"):
            if _is_whole(actual):
                row = own.whole(actual, "reading", read_reading) or read_reading(actual)
                if row["value"] is not None or row.get("indicator"):
                    found.append(row)
    return found


def _is_whole(figure: etree._Element) -> bool:
    return figure.find("dimension") is None and figure.find("location") is None


def _scaled(value: Any, measure: str) -> str:
    """A figure as IATI wants it: shares in percent."""
    return _times(value, Decimal(100) if measure == _PERCENT else Decimal(1)) or "0"


def _unscaled(text: str | None, measure: str) -> str | None:
    return _times(text, Decimal("0.01") if measure == _PERCENT else Decimal(1))


def _times(value: Any, factor: Decimal) -> str | None:
    plain = number(None if value is None else str(value))
    return None if plain is None else number(str(Decimal(plain) * factor))


def named(aim: Mapping[str, Any]) -> tuple[str, str]:
    """Whose aim it is: `objective` or `initiative`, and the key."""
    return ("objective", aim["objective"]) if aim["objective"] else ("initiative", aim["initiative"])

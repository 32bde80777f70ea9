"""Indicators, and figures that were counted or entered, in; the rows and their ledger out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, alone_with, record
from portal.ground.measures import Figure, Period, Unit, all_measures
from portal.indicator.readings import looks
from portal.indicator.readings.models import Indicator, Reading, UnitKind
from portal.indicator.readings.states import Confidence

CHANGEABLE = ("names", "about", "unit", "rises", "cadence", "owes", "starts_on")
"""What can be changed. The unit and the length of a period stay as they are once there are readings."""
MOST_TEXT = 4000
MOST_SOURCE = 600
_TEXTS = ("names", "about")
_FIXED = ("unit", "cadence")
_SURE, _FAIR = 0.9, 0.5
_PLACES = Decimal("0.000001")
_MOST = Decimal(10) ** 14
_FIGURE = ("value", "low", "high", "known", "expected", "parts", "how")
LATE = dt.timedelta(days=31)
"""For so long after its end a period is counted anew."""


class ReadingError(ValueError):
    """What was asked for cannot be done. `field`: where it is wrong; `message`: what is wrong, to be shown there."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field
        self.message = message


@transaction.atomic
def make_indicator(
    by: str, slug: str, names: Mapping[str, str], *, measure: str = "", unit: str | None = None, **values: Any
) -> Indicator:
    """Add an indicator; with a measure it is counted, without one people enter it. `values` are of CHANGEABLE.

    Raises ReadingError at the field that is wrong.
    """
    row = Indicator(slug=slug, measure=measure, made_at=timezone.now())
    if measure:
        found = all_measures().get(measure)
        if found is None:
            raise ReadingError("measure", _("No part of the portal counts this."))
        unit = found.unit
        row.rises = found.rises
    _fill(row, {"names": names, "unit": unit or "", **values})
    _check(row)
    row.save()
    record("indicator.made", row.subject, by, {"measure": measure, "unit": row.unit})
    return row


@transaction.atomic
def change_indicator(indicator: Indicator, by: str, **values: Any) -> Indicator:
    """Change what is in CHANGEABLE. Raises ReadingError at the field that is wrong."""
    alone_with(indicator.subject)
    row = Indicator.objects.get(pk=indicator.pk)
    before = {name: getattr(row, name) for name in values}
    _fill(row, values)
    changed = sorted(name for name in values if getattr(row, name) != before[name])
    if not changed:
        return row
    if row.measure and "unit" in changed:
        raise ReadingError("unit", _("The portal counts this: its unit follows."))
    for name in _FIXED:
        if name in changed and row.readings.exists():
            raise ReadingError(name, _("There are readings already. Make a new indicator instead."))
    _check(row)
    row.save()
    record("indicator.changed", row.subject, by, {"fields": changed})
    return row


@transaction.atomic
def retire(indicator: Indicator, by: str, on: dt.date | None = None) -> Indicator:
    """End an indicator: it keeps its readings, and nobody owes any more. Nothing happens where it has ended."""
    alone_with(indicator.subject)
    row = Indicator.objects.get(pk=indicator.pk)
    if row.retired_on is not None:
        return row
    row.retired_on = on or timezone.localdate()
    row.save(update_fields=["retired_on"])
    record("indicator.retired", row.subject, by, {"on": row.retired_on.isoformat()})
    return row


@transaction.atomic
def read(
    indicator: Indicator,
    period: Period,
    by: str = MACHINE,
    narrative: Mapping[str, str] | None = None,
    confidence: str | None = None,
) -> Reading:
    """Count an indicator for a period that has begun.

    Without a confidence the coverage decides; without a narrative that of the reading before stays. Raises
    ReadingError where people enter it, or where no room counts it any more.
    """
    alone_with(indicator.subject)
    row = _counted(indicator, period)
    row.confidence = confidence or row.confidence
    before = looks.reading_of(indicator, period)
    told = before.narrative if narrative is None and before else narrative
    return _keep(row, period, by, told, "reading.counted")


@transaction.atomic
def read_ended(indicator: Indicator, today: dt.date) -> list[Reading]:
    """Count an indicator for every period that has ended and has no reading.

    The last one is counted anew for a month after its end: facts of its last days come in late. Its reading is
    followed by another one only where the figure is another one.
    """
    alone_with(indicator.subject)
    found = [read(indicator, period) for period in looks.unread(indicator, today)]
    last = looks.latest(indicator)
    if found or last is None or not dt.timedelta() < today - last.ends_on <= LATE:
        return found
    period = Period(last.starts_on, last.ends_on)
    again = _counted(indicator, period)
    if all(getattr(again, name) == getattr(last, name) for name in _FIGURE):
        return found
    return [read(indicator, period)]


@transaction.atomic
def enter(
    indicator: Indicator,
    period: Period,
    value: Decimal | float | None,
    by: str,
    *,
    source: str,
    as_of: dt.date,
    low: Decimal | float | None = None,
    high: Decimal | float | None = None,
    parts: Mapping[str, Mapping[str, Figure]] | None = None,
    narrative: Mapping[str, str] | None = None,
    confidence: str = Confidence.HIGH,
) -> Reading:
    """Write down what a source says of an indicator in a period; `value` is None where it says that it is not known.

    A later reading of the same period stands in its place. Raises ReadingError at the field that is wrong.
    """
    if indicator.measure:
        raise ReadingError("indicator", _("The portal counts this from its records."))
    alone_with(indicator.subject)
    told = " ".join(plain(source).split())
    if not told:
        raise ReadingError("source", _("Say where the figure comes from."))
    if len(told) > MOST_SOURCE:
        raise ReadingError("source", _too_long(MOST_SOURCE))
    if as_of > timezone.localdate():
        raise ReadingError("as_of", _("This day is still to come."))
    _begun(period)
    others = indicator.readings.filter(starts_on__lte=period.end, ends_on__gte=period.start)
    if others.exclude(starts_on=period.start, ends_on=period.end).exists():
        raise ReadingError("period", _("Another reading speaks of a part of this period."))
    row = Reading(
        indicator=indicator,
        value=_amount(indicator, "value", value),
        low=_amount(indicator, "low", low),
        high=_amount(indicator, "high", high),
        parts=looks.parts_of(parts or {}),
        confidence=confidence,
        source=told,
        as_of=as_of,
    )
    _in_order(row)
    return _keep(row, period, by, narrative, "reading.entered")


@transaction.atomic
def reminded(indicator: Indicator, on: dt.date) -> bool:
    """Note that whoever owes a reading was asked for it; False where that was noted for this day or a later one."""
    alone_with(indicator.subject)
    row = Indicator.objects.get(pk=indicator.pk)
    if row.reminded_on is not None and row.reminded_on >= on:
        return False
    row.reminded_on = on
    row.save(update_fields=["reminded_on"])
    record("indicator.reminded", row.subject, MACHINE)
    return True


def sure_of(figure: Figure) -> Confidence:
    """How sure one can be of a count by its coverage: high from nine tenths, medium from a half, else low."""
    if figure.value is None:
        return Confidence.LOW
    coverage = 1.0 if figure.coverage is None else figure.coverage
    if coverage >= _SURE:
        return Confidence.HIGH
    return Confidence.MEDIUM if coverage >= _FAIR else Confidence.LOW


def _counted(indicator: Indicator, period: Period) -> Reading:
    found = looks.measure_of(indicator)
    if found is None:
        raise ReadingError("indicator", _("The portal does not count this: it is entered."))
    _begun(period)
    figure = found.read(period)
    return Reading(
        indicator=indicator,
        value=_decimal(figure.value),
        low=_decimal(figure.low),
        high=_decimal(figure.high),
        known=figure.known,
        expected=figure.expected,
        parts=looks.parts_of(figure.parts),
        confidence=sure_of(figure),
        as_of=timezone.localdate(),
        how=f"{found.key} {found.version}",
    )


def _keep(row: Reading, period: Period, by: str, narrative: Mapping[str, str] | None, verb: str) -> Reading:
    row.starts_on, row.ends_on = period.start, period.end
    row.narrative = _texts("narrative", narrative or {})
    row.by = by
    row.at = timezone.now()
    if row.confidence not in Confidence.values:
        raise ReadingError("confidence", _("Choose one of these."))
    row.save()
    body = {
        "start": period.start.isoformat(),
        "end": period.end.isoformat(),
        "value": None if row.value is None else str(row.value),
        "source": row.source,
        "how": row.how,
    }
    record(verb, row.indicator.subject, by, body)
    return row


def _begun(period: Period) -> None:
    if period.start > timezone.localdate():
        raise ReadingError("period", _("This period has not begun yet."))


def _fill(row: Indicator, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in CHANGEABLE:
            raise ValueError(f"no field of an indicator that can be changed: {name}")
        setattr(row, name, _texts(name, value) if name in _TEXTS else value)


def _check(row: Indicator) -> None:
    if not row.names:
        raise ReadingError("names", _("Give a name in at least one language."))
    if row.unit not in UnitKind.values:
        raise ReadingError("unit", _("Say what the figure counts."))
    try:
        row.clean_fields(exclude=["about", "names", "measure", "owes", "starts_on", "retired_on", "reminded_on"])
        row.validate_unique()
    except ValidationError as error:
        field, messages = next(iter(error.message_dict.items()))
        raise ReadingError(field, messages[0]) from error


def _texts(field: str, texts: Mapping[str, str]) -> dict[str, str]:
    tidy = {language: plain(text).strip() for language, text in texts.items()}
    if any(len(text) > MOST_TEXT for text in tidy.values()):
        raise ReadingError(field, _too_long(MOST_TEXT))
    return {language: text for language, text in tidy.items() if text}


def _too_long(most: int) -> str:
    return _("At most %(most)d characters.") % {"most": most}


def _decimal(value: Decimal | float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value)).quantize(_PLACES)


def _amount(indicator: Indicator, field: str, value: Decimal | float | None) -> Decimal | None:
    if value is None:
        return None
    exact = Decimal(str(value))
    if not exact.is_finite() or abs(exact) >= _MOST:
        raise ReadingError(field, _("This is no number that can be kept."))
    if indicator.unit in (Unit.SHARE, Unit.INDEX) and not 0 <= exact <= 1:
        raise ReadingError(field, _("A share or an index is from 0 to 1."))
    if exact < 0:
        raise ReadingError(field, _("This cannot be below nought."))
    return exact.quantize(_PLACES)


def _in_order(row: Reading) -> None:
    edges = [edge for edge in (row.low, row.value, row.high) if edge is not None]
    if edges != sorted(edges):
        raise ReadingError("low", _("The interval must hold the figure."))

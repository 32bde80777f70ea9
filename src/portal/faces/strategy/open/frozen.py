"""How a strategy stood, as plain data that a review froze or that was taken now, in; its rows and names, out.

The data are those of strategy.review.freezing, and nothing else: so a pack of a review that is long over is drawn from
what was kept then, by the same functions as one of today.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.faces.kit.numbers import day
from portal.faces.paper.report import Grid
from portal.faces.strategy.figures import in_words
from portal.ground.languages.said import said
from portal.strategy.review.standing import aim_key

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Frozen:
    """A snapshot as it was taken; `before`: the contents of the version before, None where there is none."""

    data: Row
    before: Row | None = None

    @property
    def contents(self) -> Row:
        """What the version says."""
        found: Row = self.data["contents"]
        return found

    @property
    def taken_on(self) -> dt.date:
        """The day that it was taken."""
        return dt.datetime.fromisoformat(self.data["taken_at"]).date()

    @property
    def indicators(self) -> Mapping[str, Row]:
        """Every indicator of the version with its readings, by its slug."""
        found: Mapping[str, Row] = self.data["indicators"]
        return found

    def rows(self, what: str) -> list[Row]:
        """The objectives, the initiatives and so on, in the order of the strategy."""
        return sorted(self.contents.get(what, ()), key=lambda row: (row.get("order") or 0, row.get("key") or ""))

    def of(self, what: str, field: str, key: str | None) -> list[Row]:
        """The rows of a kind that belong to a part."""
        return [row for row in self.rows(what) if row.get(field) == key]

    def name(self, what: str, key: str | None) -> str:
        """What a part, a partner or an indicator is called; its key where nobody named it, empty for none."""
        if key is None:
            return ""
        return said(self._names.get((what, key), {})) or key

    @cached_property
    def _names(self) -> dict[tuple[str, str], Mapping[str, str]]:
        kinds = ("objectives", "initiatives", "activities", "risks", "partners")
        found = {(what, row.get("key") or row["slug"]): row["names"] for what in kinds for row in self.rows(what)}
        return found | {("indicators", slug): row["names"] for slug, row in self.indicators.items()}


def date(text: str | None) -> dt.date | None:
    """A day as the snapshot writes it."""
    return dt.date.fromisoformat(text) if text else None


def span(row: Row, first: str = "starts_on", last: str = "ends_on") -> str:
    """From when to when, in words; that it is not known where no source says."""
    start, end = date(row.get(first)), date(row.get(last))
    if start is None:
        return _("until %(day)s") % {"day": day(end)} if end else _("days not known")
    return day(start) if end in (None, start) else f"{day(start)} – {day(end)}"


def source(row: Row) -> str:
    """Where something stands and when that was read: "Source: …, read on …"; empty where there is none."""
    if not row.get("source"):
        return ""
    words = f"{_('Source')}: {row['source']}"
    read = date(row.get("as_of"))
    return f"{words}, {_('read on %(day)s') % {'day': day(read)}}" if read else words


def paragraphs(texts: Mapping[str, str] | None) -> list[str]:
    """A text in the reader's language, paragraph by paragraph."""
    return [each.strip() for each in said(texts or {}).split("\n\n") if each.strip()]


def latest(indicator: Row) -> Row | None:
    """How an indicator stood: as counted then, else its newest reading with a figure; None where there is none."""
    live: Row | None = indicator.get("now")
    if live and live["value"] is not None:
        return live
    return next((row for row in reversed(indicator["readings"]) if row["value"] is not None), None)


def target(aim: Row, today: dt.date) -> Row | None:
    """The milestone that is due next, else the last one."""
    wanted: Sequence[Row] = sorted(aim["milestones"], key=lambda row: str(row["ends_on"]))
    due = (row for row in wanted if str(row["ends_on"]) >= today.isoformat())
    return next(due, wanted[-1] if wanted else None)


def aims(frozen: Frozen, field: str, key: str) -> list[Grid]:
    """The indicators of an objective or an initiative: how each stood before, stands, and should stand."""
    rows = []
    for aim in frozen.of("aims", field, key):
        about = frozen.indicators[aim["indicator"]]
        unit, now, wanted = about["unit"], latest(about), target(aim, frozen.taken_on)
        until = date(wanted["ends_on"]) if wanted else None
        rows.append(
            [
                frozen.name("indicators", aim["indicator"]),
                in_words(baseline(frozen, aim), unit),
                in_words(now["value"], unit) if now else _("not known"),
                in_words(_number(wanted["value"]), unit) if wanted else _("none set"),
                day(until) if until else "–",
            ]
        )
    head = [_("Indicator"), _("Baseline"), _("Now"), pgettext("of an indicator", "Target"), _("By when")]
    return [Grid(_("How it stands"), head, rows, [5, 2, 2, 2, 4])] if rows else []


def baseline(frozen: Frozen, aim: Row) -> float | None:
    """How it stood before: as a source says, or as it was counted for the day of the baseline."""
    counted: Mapping[str, float | None] = frozen.data.get("baselines", {})
    return _number(aim["baseline"]) if aim["baseline"] is not None else counted.get(aim_key(aim))


def _number(text: str | None) -> float | None:
    return None if text is None else float(text)

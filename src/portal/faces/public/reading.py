"""What a look kept in; the list as read with the gap marked, its neighbourhood first, and the reasons, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.audit.models import Standing
from portal.faces.kit.parts import Row, with_gap, with_place

CODE = "XK"
AROUND = 4


@dataclass(frozen=True, slots=True)
class Reading:
    """One list as read: where it stands, how many entries it has, the rows around the place, and all that are kept."""

    criterion: str
    where: str
    entries: int
    near: tuple[Row, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion of a target as it stands, with the machine's reason, in English, where it looked."""

    standing: Standing
    reason: str
    lists: int
    lists_with: int


def readings(kept: dict[str, Any] | None) -> list[Reading]:
    """The lists whose rows were kept: those with a gap first, else in the order of the record."""
    criteria = kept.get("criteria", ()) if kept else ()
    shown = [one for one in criteria if one.get("rows")]
    return [_reading(one) for one in sorted(shown, key=lambda one: one.get("gap") is None)]


def findings(standings: list[Standing], kept: dict[str, Any] | None) -> list[Finding]:
    """The standings with the reasons of the look that is shown; a reason for another verdict is left out."""
    criteria = {one["criterion"]: one for one in (kept.get("criteria", ()) if kept else ())}
    found = []
    for standing in standings:
        one = criteria.get(standing.criterion, {})
        reason = one.get("reason") if one.get("verdict") == standing.verdict else None
        seen = standing.observation
        found.append(Finding(standing, reason or "", seen.lists, seen.lists_with))
    return found


def _reading(one: dict[str, Any]) -> Reading:
    cells = [(row[0] or row[1] or "", (row[1] or "") if row[0] else "") for row in one["rows"]]
    start, entries, gap = one.get("rows_from") or 0, one["entries"], one.get("gap")
    place = next((index for index, row in enumerate(one["rows"]) if row[2] == CODE), None)
    # Translators: the name of the place, as it would stand in a list of countries.
    name = _("Kosovo")
    if gap is not None:
        near, whole = (with_gap(cells, gap, name, CODE, around) for around in (AROUND, len(cells)))
    elif place is not None:
        near, whole = (with_place(cells, place, around) for around in (AROUND, len(cells)))
    else:
        near, whole = [Row(*cell) for cell in cells[: 2 * AROUND]], [Row(*cell) for cell in cells]
        if len(cells) > len(near):
            near.append(Row("", mark="more", count=len(cells) - len(near)))
    before, after = start, max(0, entries - start - len(cells))
    return Reading(
        one["criterion"], one["where"] or "", entries, _more(near, before, after), _more(whole, before, after)
    )


def _more(rows: list[Row], before: int, after: int) -> tuple[Row, ...]:
    """Add what was not kept at either end to what is left out there."""
    if before:
        first = rows.pop(0).count if rows and rows[0].mark == "more" else 0
        rows.insert(0, Row("", mark="more", count=before + first))
    if after:
        last = rows.pop().count if rows and rows[-1].mark == "more" else 0
        rows.append(Row("", mark="more", count=after + last))
    return tuple(rows)

"""Aims as people type them in: a baseline and milestones, period by period; values for the acts out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.faces.academy.open.fields import add_said, said_in, spread
from portal.faces.strategy.desk.fields import EditForm, FigureField, day_field, offer, pick, source_field, unit_help
from portal.ground.languages.said import LANGUAGES
from portal.indicator.readings.models import Indicator
from portal.strategy.plan.fields import FIELDS
from portal.strategy.plan.models import Aim, Milestone, Version

MOST_ROWS = 24
SPARE_ROWS = 3
PARTS = ("starts_on", "ends_on", "value")


class WhoseForm(forms.Form):
    """Which indicator is to be aimed at, before its figures are typed."""

    indicator = pick(gettext_lazy("Indicator"), required=True)

    def __init__(self, *args: Any, taken: set[str], **more: Any) -> None:
        super().__init__(*args, **more)
        found = Indicator.objects.filter(retired_on=None).exclude(slug__in=taken)
        offer(self, "indicator", [(one.slug, one.name) for one in found])


class AimForm(EditForm):
    """How an indicator stood before, and what it should say at the end of each period."""

    said = (("about", gettext_lazy("Why this is aimed at"), 4000, 2),)
    baseline_on = day_field(gettext_lazy("Day of the baseline"))
    order = forms.IntegerField(
        label=gettext_lazy("Place in the list"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=gettext_lazy("Small numbers first."),
    )
    source = source_field()
    as_of = day_field(gettext_lazy("Read there on"))

    def __init__(self, *args: Any, indicator: Indicator, rows: int = 0, **more: Any) -> None:
        """`rows`: how many milestones there are; some more can be typed. A baseline is typed where people enter it."""
        super().__init__(*args, **more)
        self.indicator = indicator
        self.row_count = min(MOST_ROWS, rows + SPARE_ROWS)
        if not indicator.measure:
            label = gettext_lazy("Baseline")
            helps = unit_help(indicator.unit)
            self.fields["baseline"] = FigureField(unit=indicator.unit, label=label, required=False, help_text=helps)
        self.order_fields(["base", *(f"about_{tongue}" for tongue in LANGUAGES), "baseline", "baseline_on"])
        for number in range(self.row_count):
            self._add_row(number)

    def _add_row(self, number: int) -> None:
        given = {"number": number + 1}
        first, last = _("Target %(number)s: first day") % given, _("Target %(number)s: last day") % given
        self.fields[f"row{number}_starts_on"] = day_field(first)
        self.fields[f"row{number}_ends_on"] = day_field(last)
        self.fields[f"row{number}_value"] = FigureField(
            unit=self.indicator.unit,
            label=_("Target %(number)s: figure") % given,
            required=False,
            help_text=unit_help(self.indicator.unit) if number == 0 else "",
        )
        add_said(self, f"row{number}_about", _("Target %(number)s: in words") % given, 1000)

    @property
    def milestone_rows(self) -> list[tuple[list[forms.BoundField], list[forms.BoundField], bool]]:
        """The fields of each milestone: its period and figure, its words, and whether there are words or faults."""
        found = []
        for number in range(self.row_count):
            words = [self[f"row{number}_about_{tongue}"] for tongue in LANGUAGES]
            said = any(field.value() or field.errors for field in words)
            found.append(([self[f"row{number}_{part}"] for part in PARTS], words, said))
        return found

    @property
    def plain(self) -> list[forms.BoundField]:
        """All fields that are no text and no milestone."""
        return [field for field in super().plain if not field.name.startswith("row")]

    def clean_order(self) -> int:
        """Nothing typed is the first place."""
        return self.cleaned_data["order"] or 0

    def clean(self) -> dict[str, Any]:
        """A milestone is whole or empty."""
        data: dict[str, Any] = super().clean() or {}
        data["milestones"] = []
        for number in range(self.row_count):
            row = {part: data.pop(f"row{number}_{part}", None) for part in PARTS}
            about = said_in(data, f"row{number}_about")
            for tongue in LANGUAGES:
                data.pop(f"row{number}_about_{tongue}", None)
            if not any([*about.values(), *(value is not None for value in row.values())]):
                continue
            for part, value in row.items():
                if value is None and f"row{number}_{part}" not in self.errors:
                    self.add_error(f"row{number}_{part}", ValidationError(_("A target needs two days and a figure.")))
            data["milestones"].append({**row, "about": {tongue: text for tongue, text in about.items() if text}})
            self._examine(number, data["milestones"])
        return data

    def _examine(self, number: int, rows: Sequence[Mapping[str, Any]]) -> None:
        """A period of the newest row ends on its first day or later, and meets no other one."""
        first, last = rows[-1]["starts_on"], rows[-1]["ends_on"]
        if not (first and last):
            return
        if last < first:
            self.add_error(f"row{number}_ends_on", _("A period ends on its first day or later."))
        elif any(
            one["starts_on"] <= last and one["ends_on"] >= first
            for one in rows[:-1]
            if one["starts_on"] and one["ends_on"]
        ):
            self.add_error(f"row{number}_starts_on", _("Two periods overlap."))


def aim_form(data: Any, indicator: Indicator, aim: Aim | None = None, prefix: str | None = None) -> AimForm:
    """The form of an aim; of one that is there with what it says."""
    if aim is None:
        return AimForm(data, indicator=indicator, initial={"base": 0}, prefix=prefix)
    rows = list(aim.milestones.order_by("ends_on"))
    first: dict[str, Any] = {"base": aim.edition, **spread("about", aim.about)}
    first |= {name: getattr(aim, name) for name in FIELDS[Aim] if name in ("baseline", "baseline_on", "order")}
    first |= {"source": aim.source, "as_of": aim.as_of}
    for number, one in enumerate(rows[:MOST_ROWS]):
        first |= _row(number, one)
    return AimForm(data, indicator=indicator, rows=len(rows), initial=first, prefix=prefix)


def _row(number: int, one: Milestone) -> dict[str, Any]:
    plain = {f"row{number}_{part}": getattr(one, part) for part in PARTS}
    return plain | spread(f"row{number}_about", one.about)


def aimed_at(version: Version, whose: str, key: str) -> set[str]:
    """The indicators that an objective or an initiative of a version has already, by their slugs."""
    found = version.aims.filter(**{f"{whose}__key": key})
    return set(found.values_list("indicator__slug", flat=True))

"""Indicators and readings as people type them in; values for the acts of readings out."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.faces.academy.crew.forms import slug_field
from portal.faces.strategy.desk.fields import (
    IN_HUNDREDTHS,
    FigureField,
    TongueForm,
    day_field,
    offer,
    pick,
    source_field,
    unit_help,
)
from portal.ground.measures import Figure, all_measures
from portal.ground.people.models import Person, Role
from portal.indicator.readings.models import Indicator, UnitKind
from portal.indicator.readings.states import Cadence, Confidence


class IndicatorForm(TongueForm):
    """An indicator: counted from records, or entered by people."""

    said = (("names", gettext_lazy("Name"), 200, 0), ("about", gettext_lazy("What it says"), 4000, 3))
    slug = slug_field(gettext_lazy("Leave it empty to have one made from the name. It stays for ever."))
    measure = pick(
        gettext_lazy("Counted by"),
        gettext_lazy("The portal counts these from its own records. What people enter needs a source each time."),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"),
        required=False,
        choices=[("", gettext_lazy("As the portal counts it")), *UnitKind.choices],
    )
    rises = forms.BooleanField(label=gettext_lazy("More is better."), required=False, initial=True)
    cadence = forms.ChoiceField(
        label=gettext_lazy("Period"), choices=Cadence.choices, initial=str(Cadence.QUARTER.value)
    )
    starts_on = day_field(gettext_lazy("Counted from"), gettext_lazy("Nobody owes readings of earlier periods."))
    owes = pick(gettext_lazy("Who enters it"), gettext_lazy("They are reminded by mail when a period has ended."))

    def __init__(self, *args: Any, indicator: Indicator | None = None, **more: Any) -> None:
        """What counts an indicator that is there stays, and so does its short name."""
        super().__init__(*args, **more)
        measures = [(key, str(one.name)) for key, one in all_measures().items()]
        offer(self, "measure", measures, _("People enter it"))
        self.staff = {one.handle: one for one in Person.objects.exclude(role=Role.CITIZEN).filter(is_active=True)}
        named = [(handle, one.name or one.email or handle) for handle, one in self.staff.items()]
        offer(self, "owes", named, _("Nobody yet"))
        if indicator is not None:
            del self.fields["slug"], self.fields["measure"]
            if indicator.measure:
                for name in ("unit", "rises", "owes"):
                    del self.fields[name]
            else:
                offer(self, "unit", UnitKind.choices)

    def clean_owes(self) -> Person | None:
        """Who was chosen, as a person."""
        return self.staff.get(self.cleaned_data["owes"])


class PeriodForm(TongueForm):
    """A period, and what there is to say about it."""

    said: tuple[tuple[str, Any, int, int], ...] = (("narrative", gettext_lazy("What stands behind it"), 4000, 3),)
    texts_last = True
    starts_on = day_field(gettext_lazy("First day of the period"), required=True)
    ends_on = day_field(gettext_lazy("Last day of the period"), required=True)

    def clean(self) -> dict[str, Any]:
        """A period ends on its first day or later."""
        data: dict[str, Any] = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("A period ends on its first day or later."))
        return data


class ReadingForm(PeriodForm):
    """A figure that a source says of a period."""

    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure"), choices=Confidence.choices, initial=str(Confidence.HIGH.value)
    )
    source = source_field(required=True)
    as_of = day_field(gettext_lazy("Read there on"), required=True)

    def __init__(self, *args: Any, unit: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.unit = unit
        if not self.is_bound:
            self.initial.setdefault("as_of", timezone.localdate())
        named = {
            "value": (gettext_lazy("Figure"), gettext_lazy("Leave it empty where the source says it is not known.")),
            "low": (gettext_lazy("At least"), gettext_lazy("Where the source gives an interval.")),
            "high": (gettext_lazy("At most"), ""),
        }
        for name, (label, text) in named.items():
            helps = " ".join(str(one) for one in (unit_help(unit), text) if one)
            self.fields[name] = FigureField(unit=unit, label=label, required=False, help_text=helps)
        self.fields["parts"] = forms.CharField(
            label=gettext_lazy("Told apart"),
            required=False,
            max_length=4000,
            widget=forms.Textarea({"rows": 3}),
            help_text=gettext_lazy("One part on each line: by sex: women = 12"),
        )
        first = ["starts_on", "ends_on", "value", "low", "high", "confidence", "source", "as_of", "parts"]
        self.order_fields(first)

    def clean_parts(self) -> dict[str, dict[str, Figure]]:
        """The parts of a figure: by the name of a split, then by part."""
        found: dict[str, dict[str, Figure]] = {}
        for line in str(self.cleaned_data["parts"]).splitlines():
            if line.strip():
                split, part, value = self._line(line)
                found.setdefault(split, {})[part] = Figure(value)
        return found

    def _line(self, line: str) -> tuple[str, str, float]:
        left, _equals, typed = line.rpartition("=")
        split, _colon, part = left.partition(":")
        try:
            value = Decimal(typed.strip().replace(",", "."))
        except InvalidOperation:
            value = Decimal("nan")
        if not (split.strip() and part.strip() and value.is_finite()):
            raise ValidationError(_("Write “%(line)s” as: by what: part = figure") % {"line": line.strip()[:60]})
        return split.strip(), part.strip(), float(value / 100 if self.unit in IN_HUNDREDTHS else value)


class CountForm(PeriodForm):
    """A period that is to be counted anew, with words about it."""

    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure"),
        required=False,
        choices=[("", gettext_lazy("As its coverage says")), *Confidence.choices],
    )

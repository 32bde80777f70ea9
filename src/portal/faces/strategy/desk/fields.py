"""Fields that forms of the strategy's desk share: days, figures in their unit, texts in three languages; values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.faces.academy.crew.forms import SaidForm
from portal.faces.academy.open.fields import said_in
from portal.faces.desk.forms import DayInput
from portal.ground.languages.said import LANGUAGES

MOST = 20  # digits of a figure, as its column keeps it
PLACES = 6
IN_HUNDREDTHS = frozenset({"share", "index"})
SMALL = {"autocapitalize": "none", "spellcheck": "false", "autocomplete": "off"}

Choice = tuple[str, Any]


class TongueForm(SaidForm):
    """A form that draws its texts side by side, one row for the three languages of each."""

    texts_last = False

    @property
    def trios(self) -> list[list[forms.BoundField]]:
        """The fields of each text."""
        return [[self[f"{name}_{tongue}"] for tongue in LANGUAGES] for name, *_rest in self.said]

    @property
    def plain(self) -> list[forms.BoundField]:
        """All other fields that are seen."""
        own = {field.name for row in self.trios for field in row}
        return [field for field in self.visible_fields() if field.name not in own]

    @classmethod
    def gathered(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Everything that was typed, from cleaned data: texts by language, the rest as it is."""
        own = {f"{name}_{tongue}" for name, *_rest in cls.said for tongue in LANGUAGES}
        texts = {name: said_in(data, name) for name, *_rest in cls.said}
        return texts | {name: value for name, value in data.items() if name not in own}

    def values(self) -> dict[str, Any]:
        """Everything that was typed, once the form is valid."""
        return self.gathered(self.cleaned_data)


class EditForm(TongueForm):
    """A form of something that several people may change at once; it knows which edition its writer had before them."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    @property
    def edition(self) -> int:
        """The edition that the writer had before them, once the form is valid."""
        return int(self.cleaned_data["base"])

    def values(self) -> dict[str, Any]:
        """Everything that was typed but the edition."""
        found = super().values()
        del found["base"]
        return found


def day_field(label: Any, help_text: Any = "", required: bool = False) -> forms.DateField:
    """A day, as browsers choose one."""
    return forms.DateField(label=label, required=required, widget=DayInput, help_text=help_text)


def source_field(required: bool = False) -> forms.CharField:
    """Where something stands."""
    return forms.CharField(
        label=_("Source"),
        required=required,
        max_length=600,
        help_text=_("An address of the web, or the title of a document."),
        widget=forms.TextInput(SMALL),
    )


def pick(label: Any, help_text: Any = "", required: bool = False) -> forms.ChoiceField:
    """One of several things, which `offer` names once they are known."""
    return forms.ChoiceField(label=label, required=required, help_text=help_text)


def offer(form: forms.Form, name: str, choices: Iterable[Choice], none: Any = None) -> None:
    """What a field that picks can be given; `none`: the word for nothing of it, where nothing may be picked."""
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [*([("", none)] if none is not None else []), *choices]


def code_of_money() -> forms.CharField:
    """A currency by its three letters."""
    widget = forms.TextInput({**SMALL, "autocapitalize": "characters", "maxlength": "3", "size": "4"})
    return forms.CharField(label=_("Currency"), min_length=3, max_length=3, initial="EUR", widget=widget)


def amount_field(label: Any, least: int | None = 0, help_text: Any = "") -> forms.DecimalField:
    """An amount of money."""
    return forms.DecimalField(
        label=label,
        min_value=least,
        max_digits=14,
        decimal_places=2,
        help_text=help_text,
        widget=forms.NumberInput({"step": "0.01", "inputmode": "decimal"}),
    )


class FigureField(forms.DecimalField):
    """A figure of an indicator. Shares and indexes are typed from 0 to 100 and kept from 0 to 1."""

    def __init__(self, *, unit: str = "count", **more: Any) -> None:
        self.unit = unit
        widget = forms.NumberInput({"step": "any", "inputmode": "decimal"})
        super().__init__(max_digits=MOST, decimal_places=PLACES, widget=widget, **more)

    def prepare_value(self, value: Any) -> Any:
        """A kept figure as it is typed."""
        if not isinstance(value, Decimal):
            return value
        shown = value * 100 if self.unit in IN_HUNDREDTHS else value
        return format(shown.normalize(), "f")

    def kept(self, value: Any) -> Decimal | None:
        """A figure as an edit keeps it, as a number."""
        return None if value in (None, "") else Decimal(str(value))

    def clean(self, value: Any) -> Decimal | None:
        """A typed figure as it is kept."""
        typed: Decimal | None = super().clean(value)
        return typed / 100 if typed is not None and self.unit in IN_HUNDREDTHS else typed


def unit_help(unit: str) -> Any:
    """How a figure of a unit is typed."""
    return {
        "share": _("In percent: 62.5 for 62.5 %."),
        "index": _("From 0 to 100."),
        "days": _("In days."),
    }.get(unit, "")

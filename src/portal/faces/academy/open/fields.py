"""Fields that forms of academies share: a birthday, a moment, a text in three languages, lines; plain values out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.ground.languages.said import LANGUAGES

OWN_NAMES = {"sq": "Shqip", "sr": "Српски", "en": "English"}


def code_field(label: Any) -> forms.CharField:
    """A code of eight letters and digits, as it stands on paper: large, and left alone by the keyboard of a phone."""
    return forms.CharField(
        label=label,
        help_text=gettext_lazy("Eight letters and digits."),
        max_length=20,
        widget=forms.TextInput(
            {"autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false", "class": "big-code"}
        ),
    )


class BornWidget(forms.MultiWidget):
    """Day, month and year to type: quicker on a phone than to leaf through decades."""

    template_name = "academy/open/born.html"
    use_fieldset = True

    def __init__(self) -> None:
        number = {"inputmode": "numeric", "autocomplete": "off"}
        parts = [("bday-day", 2), ("bday-month", 2), ("bday-year", 4)]
        super().__init__(
            {
                name.removeprefix("bday-"): forms.TextInput({**number, "autocomplete": name, "maxlength": longest})
                for name, longest in parts
            }
        )

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Each part with its word."""
        context: dict[str, Any] = super().get_context(name, value, attrs)
        words = (_("Day"), _("Month"), _("Year"))
        for part, word in zip(context["widget"]["subwidgets"], words, strict=True):
            part["words"] = word
        return context

    def decompress(self, value: dt.date | str | None) -> list[Any]:
        """A day as its parts."""
        if isinstance(value, str) and value:
            value = dt.date.fromisoformat(value)
        return [value.day, value.month, value.year] if isinstance(value, dt.date) else [None, None, None]


class BornField(forms.MultiValueField):
    """A birthday as day, month and year."""

    def __init__(self, **more: Any) -> None:
        wrong = {"invalid": gettext_lazy("Write the day with digits, as 7 3 2009.")}
        parts = [forms.IntegerField(min_value=1, max_value=most, error_messages=wrong) for most in (31, 12, 2200)]
        super().__init__(parts, widget=BornWidget(), require_all_fields=True, **more)

    def clean(self, value: Any) -> Any:
        """One fault for the whole day, whatever is wrong with its parts."""
        try:
            return super().clean(value)
        except ValidationError as error:
            if error.messages == [str(self.error_messages["required"])]:
                raise
            raise ValidationError(_("Write the day with digits, as 7 3 2009.")) from error

    def compress(self, data_list: Sequence[int] | None) -> dt.date | None:
        """The day; one that no calendar has is refused."""
        if not data_list:
            return None
        day, month, year = data_list
        try:
            return dt.date(year, month, day)
        except ValueError as error:
            raise ValidationError(_("No calendar has this day.")) from error


class MomentInput(forms.DateTimeInput):
    """A day and an hour as browsers choose them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class LinesField(forms.CharField):
    """Several short texts, one on each line."""

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.Textarea({"rows": 3}), **more)

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(str(one) for one in value) if isinstance(value, (list, tuple)) else value

    def to_python(self, value: Any) -> Any:
        """The lines that are not empty."""
        return [line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()]


def add_said(form: forms.Form, name: str, label: str, longest: int, rows: int = 0) -> None:
    """Three fields for one text: Albanian, Serbian in Cyrillic, English. One of them is enough."""
    for tongue in LANGUAGES:
        widget = forms.Textarea({"rows": rows, "lang": tongue}) if rows else forms.TextInput({"lang": tongue})
        form.fields[f"{name}_{tongue}"] = forms.CharField(
            label=f"{label}: {OWN_NAMES[tongue]}", required=False, max_length=longest, widget=widget
        )


def said_in(data: Mapping[str, Any], name: str) -> dict[str, str]:
    """The text of three fields, by language."""
    return {tongue: data.get(f"{name}_{tongue}") or "" for tongue in LANGUAGES}


def spread(name: str, texts: Mapping[str, str]) -> dict[str, str]:
    """A text in three languages as first values of its three fields."""
    return {f"{name}_{tongue}": texts.get(tongue, "") for tongue in LANGUAGES}


def blame(form: forms.Form, error: Exception) -> None:
    """Put what an act refused to the fields it speaks of, and all else above the form."""
    if not isinstance(error, ValidationError):
        form.add_error(None, str(error))
        return
    faults: Mapping[str, Iterable[str]] = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    for name, words in faults.items():
        field = next((one for one in (name, f"{name}_{LANGUAGES[0]}") if one in form.fields), None)
        for each in words:
            form.add_error(field, each)

"""What citizens type in; clean values, or faults in their language, out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Criterion, Verdict
from portal.evidence.addresses import AddressError, clean_address
from portal.evidence.pictures import PictureError, clean
from portal.ground.people.names import LONGEST, clean_name

MOST_WORDS = 500
_LINK = re.compile(r"https?:|www\.|@|\b[\w-]+\.(?:com|net|org|info|io|xyz|ru|top|link)\b", re.IGNORECASE)

# What a person can see on a page without tools.
REPORTED = (Criterion.COUNTRY, Criterion.NATIONALITY, Criterion.PHONE, Criterion.REGION, Criterion.MAP)
ANSWERS = [
    ("", _("I did not look")),
    (Verdict.LISTED.value, _("Kosovo is there")),
    (Verdict.QUALIFIED.value, _("Kosovo is there with a note, such as Kosovo*")),
    (Verdict.UNDER_SERBIA.value, _("Kosovo is there only under Serbia")),
    (Verdict.MISSING.value, _("Kosovo is not there")),
]


class StandForm(forms.Form):
    """A citizen's own part of a letter."""

    name = forms.CharField(
        label=_("Your name in public"),
        help_text=_("Leave it empty to sign as “A citizen”."),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    words = forms.CharField(
        label=_("Your own words"),
        help_text=_("What happened to you? One or two sentences help most. A person reads them before they are shown."),
        required=False,
        max_length=MOST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    old_enough = forms.BooleanField(label=_("I am 16 or older."))

    def clean_name(self) -> str:
        """No addresses, no look-alikes."""
        return clean_name(self.cleaned_data["name"])

    def clean_words(self) -> str:
        """Plain words without links, so that nobody uses a letter to send people elsewhere."""
        words = " ".join(self.cleaned_data["words"].split())
        if _LINK.search(words):
            raise ValidationError(gettext("Please leave out links and e-mail addresses."))
        return words


class ReportForm(forms.Form):
    """What a citizen saw on one page."""

    address = forms.CharField(
        label=_("Address of the page"),
        help_text=_("As your browser shows it, such as https://example.org/sign-up"),
        max_length=600,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocapitalize": "none", "spellcheck": "false"}),
    )
    name = forms.CharField(
        label=_("Name of the service"), help_text=_("What people call it."), required=False, max_length=160
    )
    note = forms.CharField(
        label=_("What else should we know?"),
        help_text=_("For example where the list is: sign-up, checkout, profile."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    picture = forms.FileField(
        label=_("Screenshot"),
        help_text=_("PNG, JPEG or WebP, up to 8 MB. Show the open list where Kosovo should stand. No personal data."),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put a question for each list between the name and the note."""
        super().__init__(*args, **kwargs)
        for criterion in REPORTED:
            self.fields[f"seen-{criterion.value}"] = forms.ChoiceField(
                label=criterion.label, choices=ANSWERS, required=False, widget=forms.RadioSelect
            )
        order = ["address", "name", *(f"seen-{criterion.value}" for criterion in REPORTED), "note", "picture"]
        self.order_fields(order)

    @property
    def first_list(self) -> forms.BoundField:
        """The question about the list that most people meet."""
        return self[f"seen-{REPORTED[0].value}"]

    @property
    def more_lists(self) -> list[forms.BoundField]:
        """The questions about the other lists of a page."""
        return [self[f"seen-{criterion.value}"] for criterion in REPORTED[1:]]

    @property
    def more_is_open(self) -> bool:
        """Whether one of the other lists was answered."""
        return any(field.value() for field in self.more_lists)

    def clean_address(self) -> str:
        """One form of an address everywhere; nothing that leads inside a network."""
        try:
            return clean_address(self.cleaned_data["address"])
        except AddressError as error:
            raise ValidationError(gettext("This is not the address of a public web page.")) from error

    def clean_picture(self) -> bytes | None:
        """The picture drawn anew, without what it hid."""
        given = self.cleaned_data["picture"]
        if not given:
            return None
        try:
            return clean(given.read())
        except PictureError as error:
            raise ValidationError(
                gettext("Please choose a whole PNG, JPEG or WebP picture of at most 8 MB and 40 million pixels.")
            ) from error

    def clean(self) -> dict[str, Any]:
        """At least one list must have been looked at."""
        found = {**(super().clean() or {})}
        found["seen"] = {c.value: found[f"seen-{c.value}"] for c in REPORTED if found.get(f"seen-{c.value}")}
        if not found["seen"] and not self.errors:
            raise ValidationError(gettext("Please say for at least one list whether Kosovo is on it."))
        return found

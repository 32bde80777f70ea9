"""What people type about themselves in; clean values, or faults in their language, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from portal.ground.people.looks import tidy
from portal.ground.people.models import Person
from portal.ground.people.names import LONGEST, clean_name


class AddressForm(forms.Form):
    """The one field of signing in, for new and known people alike."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send you a code. You need no password. Your address is never shown."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "autocapitalize": "none", "spellcheck": "false"}),
    )
    proof = forms.CharField(required=False, max_length=4000, widget=forms.HiddenInput)
    next = forms.CharField(required=False, max_length=1000, widget=forms.HiddenInput)

    def clean_email(self) -> str:
        """One form of an address everywhere."""
        return tidy(self.cleaned_data["email"])


class CodeForm(forms.Form):
    """The code out of the mail."""

    code = forms.CharField(
        label=_("The code from the mail"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false", "size": "12"}
        ),
    )


class NameForm(forms.Form):
    """The name others see."""

    name = forms.CharField(
        label=_("Public name"),
        help_text=_("Others see this name beside what you sign. Leave it empty to sign as “A citizen”."),
        required=False,
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean_name(self) -> str:
        """No addresses, no look-alikes."""
        return clean_name(self.cleaned_data["name"])


class WishesForm(forms.Form):
    """The language of mails, and whether there are any."""

    locale = forms.ChoiceField(label=_("Language of our mails"), choices=settings.LANGUAGES)
    wants_mail = forms.BooleanField(
        label=_("Write to me when something happens to what I signed or follow."), required=False
    )

    @classmethod
    def of(cls, person: Person, data: Any = None) -> WishesForm:
        """The form as it stands for a person."""
        return cls(data, initial={"locale": person.locale, "wants_mail": person.wants_mail})


class LeaveForm(forms.Form):
    """Leaving, which cannot be undone."""

    sure = forms.BooleanField(label=_("Yes, erase my address and my name."))

"""What somebody types who wants to take part in; clean values for the act of applying out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.acts.applying import Filled
from portal.academy.programme.models import Application, Edition, Session, SessionKind
from portal.faces.academy.open.fields import OWN_NAMES, BornField
from portal.ground.languages.said import said

GUARDIAN = ("guardian_name", "guardian_email")


class ApplyForm(forms.Form):
    """One page: who you are, what you want to do, and who agrees if you are a minor."""

    track = forms.ChoiceField(label=_("What do you want to do?"), widget=forms.RadioSelect)
    motivation = forms.CharField(
        label=_("Why do you want to take part?"),
        help_text=_("Three sentences are enough. They are read without your name, so leave it out."),
        max_length=2000,
        widget=forms.Textarea({"rows": 5}),
    )
    experience = forms.CharField(
        label=_("What have you done before?"),
        help_text=_("Writing, photographs, programs, school papers. Nothing is fine too."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
    )
    languages = forms.MultipleChoiceField(
        label=_("In which languages do you write?"),
        choices=list(OWN_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    wiki_name = forms.CharField(
        label=_("Your name on Wikipedia"),
        help_text=_("Leave it empty if you have none: you make one at the academy."),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    full_name = forms.CharField(
        label=_("Your name"),
        help_text=_("Only the organisers see it. In public you have a pseudonym."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    born_on = BornField(label=_("Your birthday"))
    municipality = forms.CharField(
        label=_("Your municipality"),
        required=False,
        max_length=60,
        widget=forms.TextInput({"autocomplete": "address-level2"}),
    )
    school = forms.CharField(label=_("Your school, if you go to one"), required=False, max_length=120)
    phone = forms.CharField(
        label=_("Your telephone number"),
        help_text=_("For the days of the academy only."),
        required=False,
        max_length=40,
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    needs = forms.CharField(
        label=_("What do you need to take part?"),
        help_text=_("For example a ramp, a sign interpreter, food without meat, money for the bus."),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    photo = forms.BooleanField(label=_("Pictures of me may be taken and shown."), required=False)
    heard_at = forms.ChoiceField(label=_("Were you at an open house?"), required=False)
    guardian_name = forms.CharField(label=_("Name of your parent or guardian"), required=False, max_length=120)
    guardian_email = forms.EmailField(
        label=_("Their e-mail address"),
        help_text=_("We write to them once, in your language, and once more if they do not answer."),
        required=False,
        widget=forms.EmailInput({"autocomplete": "off"}),
    )

    def __init__(self, edition: Edition, *args: Any, **more: Any) -> None:
        """Offer the tracks and the open houses of an edition."""
        super().__init__(*args, **more)
        self.edition = edition
        tracks = [(track["slug"], said(track["names"]) or track["slug"]) for track in edition.tracks]
        _choices(self.fields["track"], tracks)
        if len(tracks) == 1:
            self.fields["track"].initial = tracks[0][0]
        houses = edition.sessions.filter(kind=SessionKind.OPEN_HOUSE, starts_at__lte=timezone.now())
        named = [(str(one.pk), f"{timezone.localtime(one.starts_at):%d.%m.} {one.name}") for one in houses]
        _choices(self.fields["heard_at"], [("", _("No")), *named])
        if not named:
            del self.fields["heard_at"]

    @property
    def guardian_fields(self) -> list[forms.BoundField]:
        """What only minors fill in."""
        return [self[name] for name in GUARDIAN]

    def plain(self) -> dict[str, Any]:
        """What was typed as JSON, to be kept over signing in."""
        data = dict(self.cleaned_data)
        return {**data, "born_on": data["born_on"].isoformat()}


def filled(edition: Edition, data: dict[str, Any]) -> Filled:
    """What the act of applying takes, from what `plain` gave."""
    kept = {name: value for name, value in data.items() if name not in ("born_on", "heard_at", "languages")}
    heard = data.get("heard_at") or ""
    session = Session.objects.filter(edition=edition, pk=int(heard)).first() if heard.isdecimal() else None
    return Filled(
        **kept,
        born_on=dt.date.fromisoformat(data["born_on"]),
        languages=tuple(data["languages"]),
        heard_at=session,
    )


def as_filled(application: Application) -> dict[str, Any]:
    """An application as first values of the form, to be corrected."""
    private = application.private
    public = ("track", "motivation", "experience", "languages", "wiki_name", "municipality", "photo")
    kept = ("full_name", "born_on", "school", "phone", "needs", *GUARDIAN)
    values = {name: getattr(application, name) for name in public} | {name: getattr(private, name) for name in kept}
    return {**values, "heard_at": str(application.heard_at_id or "")}


def _choices(field: forms.Field, choices: list[tuple[str, Any]]) -> None:
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

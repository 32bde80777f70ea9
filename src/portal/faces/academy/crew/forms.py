"""What organisers type in; clean values for the acts of programmes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.academy.programme.models import Crew, CrewRole, Edition, Programme, ProgrammeKind, SessionKind, Venue
from portal.academy.programme.states import EditionState
from portal.faces.academy.open.fields import LinesField, MomentInput, add_said, said_in, spread
from portal.ground.languages.said import LANGUAGES, said
from portal.ground.languages.script import to_latin

TAKEN = frozenset({"new", "programmes", "certificates", "check-in", "guardian", "compare", "alumni", "people"})


class SaidForm(forms.Form):
    """A form some of whose texts are in three languages: name, label, longest, rows of each."""

    said: tuple[tuple[str, Any, int, int], ...] = ()

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, label, longest, rows in self.said:
            add_said(self, name, label, longest, rows)
        first = [f"{name}_{tongue}" for name, *_rest in self.said for tongue in LANGUAGES]
        self.order_fields(first)

    def texts(self) -> dict[str, dict[str, str]]:
        """The texts in three languages, by name."""
        return {name: said_in(self.cleaned_data, name) for name, *_rest in self.said}

    def others(self) -> dict[str, Any]:
        """All values that are no text in three languages."""
        own = {f"{name}_{tongue}" for name, *_rest in self.said for tongue in LANGUAGES}
        return {name: value for name, value in self.cleaned_data.items() if name not in own}


def short_name(typed: str, names: Mapping[str, str], longest: int = 60) -> str:
    """The short name in an address: as typed, else made from a name. Raises ValidationError where none can be made."""
    if not typed and not said(names, "en"):
        raise ValidationError({"names": _("Give a name in at least one language.")})
    made = typed or slugify(to_latin(said(names, "en")))[:longest].strip("-")
    if not made:
        raise ValidationError({"slug": _("No short name can be made from this name: please type one.")})
    return made


_SLUG = {"autocapitalize": "none", "spellcheck": "false"}


def slug_field(help_text: Any) -> forms.SlugField:
    """A short name for an address, that may be left empty."""
    return forms.SlugField(
        label=gettext_lazy("Short name in the address"),
        required=False,
        max_length=60,
        help_text=help_text,
        widget=forms.TextInput(_SLUG),
    )


class ProgrammeForm(SaidForm):
    """A series of editions."""

    said = (
        ("names", gettext_lazy("Name"), 120, 0),
        ("about", gettext_lazy("What it is"), 5000, 4),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ProgrammeKind.choices)
    slug = slug_field(gettext_lazy("Leave it empty to have one made from the name. It stays for ever."))

    def __init__(self, *args: Any, programme: Programme | None = None, **more: Any) -> None:
        """Kind and short name of a programme that is there stay."""
        if programme is not None:
            more["initial"] = {**spread("names", programme.names), **spread("about", programme.about)}
        super().__init__(*args, **more)
        if programme is not None:
            del self.fields["kind"], self.fields["slug"]


class EditionForm(SaidForm):
    """One run of a programme, all of it on one page."""

    said = (
        ("names", gettext_lazy("Name"), 120, 0),
        ("about", gettext_lazy("What happens there"), 5000, 4),
    )
    slug = slug_field(gettext_lazy("Leave it empty to have one made from the name. It stays once it is announced."))
    place = forms.CharField(label=gettext_lazy("Place"), required=False, max_length=120)
    starts_at = forms.DateTimeField(label=gettext_lazy("It begins"), widget=MomentInput)
    ends_at = forms.DateTimeField(
        label=gettext_lazy("It ends"),
        widget=MomentInput,
        help_text=gettext_lazy("What participants make between these two moments counts."),
    )
    works_due_at = forms.DateTimeField(
        label=gettext_lazy("Works are due"),
        required=False,
        widget=MomentInput,
        help_text=gettext_lazy("Empty: at the end."),
    )
    apply_from = forms.DateTimeField(label=gettext_lazy("Apply from"), required=False, widget=MomentInput)
    apply_until = forms.DateTimeField(label=gettext_lazy("Apply until"), required=False, widget=MomentInput)
    confirm_days = forms.IntegerField(
        label=gettext_lazy("Days to confirm a seat"), min_value=1, max_value=90, initial=7
    )
    team_least = forms.IntegerField(label=gettext_lazy("Smallest team"), min_value=1, max_value=12, initial=2)
    team_most = forms.IntegerField(label=gettext_lazy("Largest team"), min_value=1, max_value=12, initial=4)
    guardian_below = forms.IntegerField(
        label=gettext_lazy("A guardian agrees for who is younger than"), min_value=0, max_value=25, initial=18
    )
    keep_days = forms.IntegerField(
        label=gettext_lazy("Days until private data is erased"),
        min_value=1,
        max_value=400,
        initial=180,
        help_text=gettext_lazy("Counted from the end. Keep it short: guardians read this number."),
    )
    organiser = forms.CharField(label=gettext_lazy("Organised by"), required=False, max_length=200)
    contact = forms.EmailField(
        label=gettext_lazy("Address for questions"),
        required=False,
        help_text=gettext_lazy("It is public: guardians and applicants write there."),
    )
    funders = LinesField(
        label=gettext_lazy("Paid by"), required=False, max_length=2000, help_text=gettext_lazy("One on each line.")
    )
    is_state_funded = forms.BooleanField(
        label=gettext_lazy("Public money pays for it: participants have to disclose that on the wiki."), required=False
    )
    is_rehearsal = forms.BooleanField(
        label=gettext_lazy("It is a rehearsal: nothing in it is public work."), required=False
    )

    def __init__(self, *args: Any, edition: Edition | None = None, **more: Any) -> None:
        """The short name of an edition that was announced stays."""
        if edition is not None:
            more["initial"] = _of_edition(edition)
        super().__init__(*args, **more)
        if edition is not None and edition.state != EditionState.DRAFT:
            del self.fields["slug"]
        tracks = edition.tracks if edition else []
        self.track_count = min(20, max(len(tracks) + 2, 3))
        for number in range(self.track_count):
            _add_track(self, number, tracks[number] if number < len(tracks) else {})

    @property
    def track_rows(self) -> list[list[forms.BoundField]]:
        """The fields of each track."""
        parts = [*(f"names_{tongue}" for tongue in LANGUAGES), "seats"]
        return [[self[f"track{number}_{part}"] for part in parts] for number in range(self.track_count)]

    def fields_of_edition(self) -> dict[str, Any]:
        """What the acts take."""
        values = {name: value for name, value in self.others().items() if not name.startswith("track")}
        values |= {**self.texts(), "tracks": self._tracks()}
        if "slug" in self.fields:
            values["slug"] = short_name(values["slug"], values["names"])
            if values["slug"] in TAKEN:
                raise ValidationError(
                    {"slug": _("Pages of the academy have this address already. Please choose another.")}
                )
        return values

    def _tracks(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for number in range(self.track_count):
            data = self.cleaned_data
            names = said_in(data, f"track{number}_names")
            if not any(names.values()):
                continue
            wanted = data.get(f"track{number}_slug") or short_name("", names, 20)
            found.append({"slug": wanted, "names": names, "seats": data.get(f"track{number}_seats")})
        return found


def _add_track(form: EditionForm, number: int, track: Mapping[str, Any]) -> None:
    add_said(form, f"track{number}_names", _("Track %(number)s") % {"number": number + 1}, 120)
    for tongue in LANGUAGES:
        form.fields[f"track{number}_names_{tongue}"].initial = (track.get("names") or {}).get(tongue, "")
    form.fields[f"track{number}_seats"] = forms.IntegerField(
        label=_("Seats of track %(number)s") % {"number": number + 1},
        required=False,
        min_value=1,
        max_value=100_000,
        initial=track.get("seats"),
    )
    form.fields[f"track{number}_slug"] = forms.SlugField(
        required=False, max_length=20, initial=track.get("slug", ""), widget=forms.HiddenInput
    )


def _of_edition(edition: Edition) -> dict[str, Any]:
    plain = {name: getattr(edition, name) for name in EditionForm.base_fields}
    return {**plain, **spread("names", edition.names), **spread("about", edition.about)}


class CopyForm(SaidForm):
    """A new edition like an earlier one."""

    said = (("names", gettext_lazy("Name"), 120, 0),)
    slug = slug_field(gettext_lazy("Leave it empty to have one made from the name."))
    starts_at = forms.DateTimeField(label=gettext_lazy("It begins"), widget=MomentInput)


class CrewForm(forms.Form):
    """Somebody who helps to run an edition, by the address with which they sign in."""

    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"), help_text=gettext_lazy("They must have signed in here once.")
    )
    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=CrewRole.choices)
    name = forms.CharField(
        label=gettext_lazy("Name as the public reads it"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("It stands on certificates and beside teams."),
    )


class VenueForm(forms.Form):
    """A place."""

    name = forms.CharField(label=gettext_lazy("Name of the place"), max_length=120)
    address = forms.CharField(label=gettext_lazy("Street and number"), required=False, max_length=200)
    municipality = forms.CharField(label=gettext_lazy("Municipality"), required=False, max_length=60)
    seats = forms.IntegerField(label=gettext_lazy("Seats"), required=False, min_value=1, max_value=100_000)
    access = forms.CharField(
        label=gettext_lazy("How it is reached"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("Bus, floor, lift, ramp, toilet for wheelchairs."),
        widget=forms.Textarea({"rows": 2}),
    )


class SessionForm(SaidForm):
    """An hour of the schedule."""

    said = (("names", gettext_lazy("Name"), 120, 0),)
    kind = forms.ChoiceField(label=gettext_lazy("What happens"), choices=SessionKind.choices)
    starts_at = forms.DateTimeField(label=gettext_lazy("From"), widget=MomentInput)
    ends_at = forms.DateTimeField(label=gettext_lazy("Until"), widget=MomentInput)
    venue = forms.ChoiceField(label=gettext_lazy("Place"), required=False)
    trainer = forms.ChoiceField(label=gettext_lazy("Trainer"), required=False)
    seats = forms.IntegerField(label=gettext_lazy("Seats"), required=False, min_value=1, max_value=100_000)
    even_so = forms.BooleanField(
        label=gettext_lazy("Also where the place or the trainer has something else at that time."), required=False
    )

    def __init__(self, *args: Any, edition: Edition, **more: Any) -> None:
        super().__init__(*args, **more)
        self.venues = {str(one.pk): one for one in edition.venues.order_by("name")}
        self.trainers = {str(one.pk): one for one in edition.crew.exclude(role=CrewRole.JUROR).select_related("person")}
        none = ("", _("None yet"))
        _offer(self, "venue", [none, *((pk, venue.name) for pk, venue in self.venues.items())])
        named = [
            (pk, f"{one.name or one.person.email} ({one.get_role_display()})") for pk, one in self.trainers.items()
        ]
        _offer(self, "trainer", [none, *named])

    def values(self) -> dict[str, Any]:
        """What the act takes."""
        values = self.others() | self.texts()
        venue: Venue | None = self.venues.get(values["venue"])
        trainer: Crew | None = self.trainers.get(values["trainer"])
        return {**values, "venue": venue, "trainer": trainer}


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices

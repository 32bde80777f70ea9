"""What organisers of juries type in; clean values for the acts of the jury out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.academy.jury.models import Award, Method, Round
from portal.academy.programme.models import Crew, Edition, Participant, Work, WorkKind
from portal.academy.programme.states import WorkState
from portal.faces.academy.crew.forms import SaidForm
from portal.faces.academy.open.fields import MomentInput, said_in, spread
from portal.ground.languages.said import LANGUAGES

CURRENCIES = ("EUR", "ALL", "CHF", "GBP", "MKD", "NOK", "RSD", "SEK", "USD")


class RoundForm(SaidForm):
    """A round of a jury."""

    said = (("names", _("Name"), 120, 0), ("about", _("What the jury should know"), 3000, 3))
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of works"), choices=WorkKind.choices, widget=forms.CheckboxSelectMultiple
    )
    method = forms.ChoiceField(label=_("How works are judged"), choices=Method.choices, initial=Method.STARS)
    after = forms.TypedChoiceField(
        label=_("Which works come in"), coerce=int, empty_value=None, required=False, choices=[]
    )
    quorum = forms.IntegerField(
        label=_("Ballots for each work"), min_value=1, max_value=50, initial=3,
        help_text=_("It can grow and shrink while the round runs. Nothing that was judged is lost."),
    )  # fmt: skip
    goes_on = forms.IntegerField(
        label=_("How many go on to the next round"), min_value=1, max_value=999, required=False
    )
    ends_at = forms.DateTimeField(
        label=_("Planned end"), required=False, widget=MomentInput,
        help_text=_("Jurors see it. The round stays open until you close it."),
    )  # fmt: skip
    patience_days = forms.IntegerField(
        label=_("Days until an idle juror is told that others get the works"),
        min_value=1, max_value=60, required=False,
        help_text=_("Two days after that the works go to others by themselves. Empty: only when you press the button."),
    )  # fmt: skip
    is_blind = forms.BooleanField(
        label=_("Blind: the jury sees no authors, no teams and no names of files."), required=False, initial=True
    )
    hides_titles = forms.BooleanField(label=_("Hide the titles too."), required=False)
    has_public_vote = forms.BooleanField(label=_("The public votes too, while the round is open."), required=False)
    public_weight = forms.IntegerField(
        label=_("Weight of the public, in percent"), min_value=0, max_value=100, initial=0
    )
    public_limit = forms.IntegerField(label=_("Votes for each person"), min_value=1, max_value=10, initial=1)

    def __init__(self, *args: Any, edition: Edition, about: Round | None = None, **more: Any) -> None:
        """Of a round that exists, with what it is; of one that is open, only what can still change."""
        if about is not None:
            plain = {name: getattr(about, name) for name in self.base_fields if name != "after"}
            more["initial"] = {
                **plain, **spread("names", about.names), **spread("about", about.about), "after": about.after_id
            }  # fmt: skip
        super().__init__(*args, **more)
        earlier = edition.rounds.filter(number__lt=about.number) if about else edition.rounds.all()
        field = self.fields["after"]
        if isinstance(field, forms.ChoiceField):
            chosen = [(one.pk, gettext("Those that go on from: %(name)s") % {"name": one.name}) for one in earlier]
            field.choices = [("", _("All that were handed in")), *chosen]
        if about is not None and about.state != "draft":
            for name in set(self.fields) & {
                "kinds", "method", "after", "quorum", "is_blind", "hides_titles", "has_public_vote", "public_weight",
                "public_limit",
            }:  # fmt: skip
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """The public's weight needs the public's vote."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("public_weight") and not data.get("has_public_vote"):
            self.add_error("public_weight", gettext("The public can only have weight where it votes."))
        return data


def round_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the acts take, from what was filled in."""
    found = _gathered(data, "names", "about")
    if "after" in found:
        found["after"] = Round.objects.filter(pk=found["after"]).first() if found["after"] else None
    return found


def _gathered(data: Mapping[str, Any], *said: str) -> dict[str, Any]:
    """The values, those in three languages each as one."""
    parts = {f"{name}_{tongue}" for name in said for tongue in LANGUAGES}
    plain = {name: value for name, value in data.items() if name not in parts}
    return plain | {name: said_in(data, name) for name in said}


class CriterionForm(SaidForm):
    """One criterion."""

    said = (("names", _("Name"), 80, 0), ("helps", _("What to look at"), 300, 0))
    weight = forms.IntegerField(
        label=_("Weight"), min_value=1, max_value=100, initial=1, help_text=_("How often it counts.")
    )

    def clean(self) -> dict[str, Any]:
        """A name in one language is enough, none is not."""
        data: dict[str, Any] = super().clean() or {}
        if not any(data.get(f"names_{tongue}") for tongue in ("sq", "sr", "en")):
            self.add_error("names_sq", gettext("Write a name in at least one language."))
        return data


class SeatForm(forms.Form):
    """A juror of the crew who has no seat yet."""

    crew = forms.TypedChoiceField(label=_("Juror"), coerce=int, choices=[])

    def __init__(self, *args: Any, jurors: Iterable[Crew], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["crew"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.pk, one.name or one.person.public_name) for one in jurors]


class QuorumForm(forms.Form):
    """How many ballots works need."""

    quorum = forms.IntegerField(label=_("Ballots for each work"), min_value=1, max_value=50)


class WorkQuorumForm(forms.Form):
    """How many ballots one work needs."""

    work = forms.IntegerField(label=_("Number of the work"), min_value=1)
    ballots = forms.IntegerField(
        label=_("Ballots for this work"), min_value=0, max_value=50, help_text=_("0: as many as the others.")
    )


class PictureForm(forms.Form):
    """A picture that shows a work to the jury."""

    work = forms.IntegerField(label=_("Number of the work"), min_value=1)
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG or WebP, up to 8 MB. What the file says of camera, place and author is taken out."),
        widget=forms.ClearableFileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )


class ReasonForm(forms.Form):
    """Why something is done."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It becomes public. Name no person."))


class MaybeReasonForm(forms.Form):
    """Why something is done although something is missing."""

    reason = forms.CharField(
        label=_("Reason"), max_length=300, required=False,
        help_text=_("Only needed while ballots are missing. It becomes public. Name no person."),
    )  # fmt: skip


class TieForm(ReasonForm):
    """The order of works that are equal."""

    order = forms.RegexField(
        label=_("Order, the best first"), regex=r"^\s*\d+(?:[\s,;]+\d+)+\s*$", max_length=300,
        error_messages={"invalid": _("Write the numbers of the works with commas between them, such as 7, 3.")},
    )  # fmt: skip
    field_order = ("order", "reason")


class AwardForm(SaidForm):
    """A prize and who gets it."""

    said = (("names", _("Title"), 120, 0),)
    place = forms.IntegerField(label=_("Place"), min_value=1, max_value=99, required=False)
    kinds = forms.MultipleChoiceField(
        label=_("For which works"), choices=WorkKind.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("None ticked: for all kinds."),
    )  # fmt: skip
    value = forms.DecimalField(label=_("Worth"), min_value=0, max_digits=10, decimal_places=2, required=False)
    currency = forms.ChoiceField(
        label=_("Currency"), choices=[("", "–"), *((one, one) for one in CURRENCIES)], required=False
    )
    sponsor = forms.CharField(label=_("Given by"), max_length=120, required=False)
    work = forms.TypedChoiceField(label=_("Work that wins"), coerce=int, empty_value=None, required=False, choices=[])
    participant = forms.TypedChoiceField(
        label=_("Or participant who wins"), coerce=int, empty_value=None, required=False, choices=[]
    )
    reason = forms.CharField(label=_("Why"), max_length=300, required=False, help_text=_("It becomes public."))

    def __init__(self, *args: Any, edition: Edition, award: Award | None = None, **more: Any) -> None:
        if award is not None:
            plain = {
                name: getattr(award, name) for name in ("place", "kinds", "value", "currency", "sponsor", "reason")
            }
            chosen = {"work": award.work_id, "participant": award.participant_id}
            more["initial"] = {**plain, **chosen, **spread("names", award.names)}
        super().__init__(*args, **more)
        works = Work.objects.filter(edition=edition, state=WorkState.SUBMITTED).order_by("kind", "title")
        people = Participant.objects.filter(edition=edition).exclude(state="withdrawn").order_by("pseudonym")
        listed = {
            "work": [(one.pk, f"{one.title} ({one.get_kind_display()})") for one in works],
            "participant": [(one.pk, one.pseudonym) for one in people],
        }
        for name, choices in listed.items():
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Not decided yet")), *choices]

    def clean(self) -> dict[str, Any]:
        """An amount needs its currency; a prize has one winner."""
        data: dict[str, Any] = super().clean() or {}
        if not any(data.get(f"names_{tongue}") for tongue in ("sq", "sr", "en")):
            self.add_error("names_sq", gettext("Write a title in at least one language."))
        if data.get("value") is not None and not data.get("currency"):
            self.add_error("currency", gettext("An amount needs its currency, such as EUR."))
        if data.get("work") and data.get("participant"):
            self.add_error("participant", gettext("Choose a work or a participant, not both."))
        work = Work.objects.filter(pk=data["work"]).first() if data.get("work") else None
        if work and data.get("kinds") and work.kind not in data["kinds"]:
            self.add_error("work", gettext("This prize is for other kinds of works."))
        return data


def award_values(data: Mapping[str, Any]) -> dict[str, Any]:
    """What the acts take, from what was filled in."""
    found = _gathered(data, "names")
    found["work"] = Work.objects.filter(pk=found["work"]).first() if found["work"] else None
    winner = found["participant"]
    found["participant"] = Participant.objects.filter(pk=winner).first() if winner else None
    return found


class CheckForm(forms.Form):
    """A signed result to be checked."""

    body = forms.CharField(
        label=_("Text of the result (JSON)"), required=False, max_length=400_000, strip=False,
        widget=forms.Textarea({"rows": 6, "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(label=_("Or its file"), required=False)

    def clean(self) -> dict[str, Any]:
        """One of both."""
        data: dict[str, Any] = super().clean() or {}
        given = data.get("file")
        if given and given.size > 1 << 20:
            self.add_error("file", gettext("This file is too large to be a result."))
        elif not given and not (data.get("body") or "").strip():
            raise ValidationError(gettext("Paste a result, or choose its file."))
        return data

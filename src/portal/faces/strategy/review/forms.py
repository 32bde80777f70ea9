"""What chairs and guests of a review type in; plain values out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.faces.academy.open.fields import said_in, spread
from portal.faces.desk.forms import DayInput
from portal.faces.strategy.desk.fields import TongueForm
from portal.strategy.review.looks import parts_of
from portal.strategy.review.models import MOST_WORDS, Finding, FindingKind, Review

WHOLE = gettext_lazy("The strategy as a whole")


class ReviewForm(TongueForm):
    """A review: its name, days and place."""

    said = (("names", gettext_lazy("Name"), 120, 0), ("about", gettext_lazy("What it is about"), 2000, 3))
    starts_on = forms.DateField(label=gettext_lazy("First day"), widget=DayInput)
    ends_on = forms.DateField(label=gettext_lazy("Last day"), widget=DayInput)
    place = forms.CharField(label=gettext_lazy("Place"), max_length=120, required=False)


def review_values(data: dict[str, Any]) -> dict[str, Any]:
    """What was typed about a review, as the acts take it."""
    plain = {name: data[name] for name in ("starts_on", "ends_on", "place")}
    return {"names": said_in(data, "names"), "about": said_in(data, "about"), **plain}


def review_initial(review: Review) -> dict[str, Any]:
    """A review as first values of its form."""
    plain = {"starts_on": review.starts_on, "ends_on": review.ends_on, "place": review.place}
    return {**spread("names", review.names), **spread("about", review.about), **plain}


class InviteForm(forms.Form):
    """Somebody to invite."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    organisation = forms.CharField(label=gettext_lazy("Organisation"), max_length=120, required=False)
    email = forms.EmailField(
        label=gettext_lazy("Mail address"), help_text=gettext_lazy("Only for the invitation and the minutes.")
    )
    language = forms.ChoiceField(label=gettext_lazy("Language of the mail"), choices=settings.LANGUAGES, initial="sq")
    partner = forms.ChoiceField(label=gettext_lazy("Speaks for the partner"), required=False)
    votes = forms.BooleanField(label=gettext_lazy("Has a vote"), required=False, initial=True)

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        self.partners = {one.slug: one for one in review.strategy.partners.all()}
        self.fields["partner"] = forms.ChoiceField(
            label=self.fields["partner"].label,
            required=False,
            choices=[("", _("Nobody")), *((slug, one.name) for slug, one in self.partners.items())],
        )
        if not self.partners:
            del self.fields["partner"]

    def clean(self) -> dict[str, Any]:
        """The partner as a row."""
        data = super().clean() or self.cleaned_data
        return {**data, "partner": self.partners.get(data.get("partner") or "")}


class JoinForm(forms.Form):
    """How the minutes shall name a guest."""

    name = forms.CharField(label=gettext_lazy("Your name"), max_length=60)
    organisation = forms.CharField(label=gettext_lazy("Your organisation"), max_length=120, required=False)


class FindingForm(forms.Form):
    """Something that was found."""

    kind = forms.ChoiceField(label=gettext_lazy("What is it?"), choices=FindingKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=gettext_lazy("In a sentence or two"), max_length=MOST_WORDS, widget=forms.Textarea({"rows": 3})
    )
    part = forms.ChoiceField(label=gettext_lazy("What does it speak of?"), required=False)

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        rows = parts_of(review.version)
        shelves = ((_("Objectives"), "objective"), (_("Initiatives"), "initiative"))
        choices: list[Any] = [("", WHOLE)]
        choices += [(name, [(one.ref, one.name) for one in rows if one.kind == kind]) for name, kind in shelves]
        self.fields["part"] = forms.ChoiceField(
            label=self.fields["part"].label, required=False, choices=[one for one in choices if one[1]]
        )


class WordingForm(forms.Form):
    """Other words for a finding; `base` is the edition that the writer had before them."""

    base = forms.IntegerField(widget=forms.HiddenInput)
    text = forms.CharField(label=gettext_lazy("Words"), max_length=MOST_WORDS, widget=forms.Textarea({"rows": 4}))


class IntoForm(forms.Form):
    """Another finding that says the same."""

    into = forms.ModelChoiceField(Finding.objects.none(), label=gettext_lazy("Join it with"))

    def __init__(self, *args: Any, others: list[Finding], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["into"] = forms.TypedChoiceField(
            label=self.fields["into"].label,
            choices=[(one.pk, f"{one.number}. {one.text[:80]}") for one in others],
            coerce=lambda pk: next(one for one in others if str(one.pk) == str(pk)),
        )


class MotionForm(forms.Form):
    """What the guests are asked."""

    title = forms.CharField(label=gettext_lazy("What is decided?"), max_length=200)
    reason = forms.CharField(
        label=gettext_lazy("Why?"), max_length=MOST_WORDS, required=False, widget=forms.Textarea({"rows": 3})
    )


class StartForm(forms.Form):
    """From when the new version holds."""

    starts_on = forms.DateField(label=gettext_lazy("In force from"), widget=DayInput)

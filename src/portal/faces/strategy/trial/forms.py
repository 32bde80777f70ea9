"""What coordinators type about a trial in; checked values out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Criterion
from portal.faces.public.words import LAYERS
from portal.indicator.trial.acts import APART, FOLLOW, WAVES
from portal.indicator.trial.models import Member, Trial

if TYPE_CHECKING:
    _MemberChoice = forms.ModelChoiceField[Member]
else:
    _MemberChoice = forms.ModelChoiceField


class PlanForm(forms.Form):
    """The rule of a trial and its names; nothing of it can be changed once it is planned."""

    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_sq = forms.CharField(label=_("Name in Albanian"), max_length=120)
    name_sr = forms.CharField(label=_("Name in Serbian"), max_length=120, help_text=_("In Cyrillic letters."))
    slug = forms.SlugField(label=_("Address"), max_length=80, help_text=_("Small letters, digits and hyphens."))
    criterion = forms.ChoiceField(label=_("What is missing"), choices=Criterion.choices, initial=Criterion.COUNTRY)
    layers = forms.TypedMultipleChoiceField(
        label=_("Layers"),
        coerce=int,
        choices=list(LAYERS.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    waves = forms.IntegerField(label=_("Waves"), min_value=WAVES[0], max_value=WAVES[1], initial=3)
    apart = forms.IntegerField(
        label=_("Days from one wave to the next"), min_value=APART[0], max_value=APART[1], initial=60
    )
    follow = forms.IntegerField(
        label=_("Days from the last wave to the end"), min_value=FOLLOW[0], max_value=FOLLOW[1], initial=90
    )

    def clean_slug(self) -> str:
        """The address in small letters, not taken."""
        slug: str = slugify(self.cleaned_data["slug"])
        if Trial.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("Another trial has this address."))
        return slug

    def names(self) -> dict[str, str]:
        """The name by language."""
        return {tongue: self.cleaned_data[f"name_{tongue}"] for tongue in ("en", "sq", "sr")}

    def rule(self) -> dict[str, Any]:
        """The rule as trial.acts takes it."""
        return {name: self.cleaned_data[name] for name in ("layers", "criterion", "waves", "apart", "follow")}


class StopForm(forms.Form):
    """Why a trial ends before its time."""

    reason = forms.CharField(label=_("Reason"), max_length=300, help_text=_("It becomes public. Name no person."))


class MemberField(_MemberChoice):
    """A target of the trial, by its name."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name."""
        return str(obj.target.name)


class NoteForm(forms.Form):
    """What went otherwise than planned."""

    target = MemberField(
        label=_("Target"), queryset=Member.objects.none(), required=False, empty_label=_("The whole trial")
    )
    note = forms.CharField(label=_("What happened"), max_length=300, help_text=_("It becomes public. Name no person."))

    def __init__(self, *args: Any, trial: Trial, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        if isinstance(field, forms.ModelChoiceField):
            found = Member.objects.filter(trial=trial).select_related("target")
            field.queryset = found.order_by("target__name")

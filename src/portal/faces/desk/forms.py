"""What people type at the desk in; checked values out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Criterion
from portal.catalogue.models import Channel, Kind, Target
from portal.ground.people.models import Role
from portal.reply.states import ReplyKind
from portal.request.models import Request

if TYPE_CHECKING:
    _RequestChoice = forms.ModelChoiceField[Request]
    _TargetChoice = forms.ModelChoiceField[Target]
else:
    _RequestChoice = _TargetChoice = forms.ModelChoiceField

LANGUAGES = [("en", "English"), ("sq", "Shqip"), ("sr", "Српски"), ("sr-latn", "Srpski"), ("de", "Deutsch"),
             ("fr", "Français"), ("it", "Italiano"), ("es", "Español")]  # fmt: skip


class DayInput(forms.DateInput):
    """A day as browsers choose one."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class ReasonForm(forms.Form):
    """Why something is done; the words become public."""

    reason = forms.CharField(label=_("Reason"), max_length=200, help_text=_("It becomes public. Name no person."))


class DueForm(forms.Form):
    """A day on which somebody should act next."""

    day = forms.DateField(label=_("Next date"), widget=DayInput, help_text=_("Three days to four months from now."))
    reason = forms.CharField(label=_("Reason"), max_length=100)


class KindForm(forms.Form):
    """What a reply says."""

    kind = forms.ChoiceField(label=_("What it says"), choices=ReplyKind.choices)


class RequestField(_RequestChoice):
    """A request, by the name of its target."""

    def label_from_instance(self, obj: Any) -> str:
        """Its target, its owner and where it stands."""
        return f"{obj.target.name} ({obj.target.owner.name}), {obj.get_state_display()}, {obj.pk}"


class MatchForm(forms.Form):
    """The request that a reply is about."""

    request = RequestField(label=_("Request"), queryset=Request.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = Request.objects.exclude(sent_at=None).select_related("target__owner").order_by("target__name", "-pk")
        field = self.fields["request"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = sent


class PublishForm(forms.Form):
    """A reply as the public will read it."""

    subject = forms.CharField(label=_("Subject"), max_length=300, required=False)
    shown = forms.CharField(label=_("Text"), widget=forms.Textarea, max_length=20_000)
    read = forms.BooleanField(label=_("I compared it with the original: it names no person, address or number."))


class ContactForm(forms.Form):
    """A way to an owner. `source` says where it is published."""

    channel = forms.ChoiceField(label=_("Way"), choices=Channel.choices)
    address = forms.CharField(label=_("Address"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    role = forms.CharField(label=_("Whose it is"), max_length=60, required=False, help_text=_("An office, no person."))
    source = forms.CharField(label=_("Where it is published"), max_length=400)

    def clean(self) -> dict[str, Any]:
        """An address must fit its way."""
        data: dict[str, Any] = super().clean() or {}
        address = str(data.get("address", "")).strip()
        if data.get("channel") == Channel.EMAIL:
            try:
                forms.EmailField().clean(address)
            except forms.ValidationError as error:
                self.add_error("address", error)
        elif data.get("channel") in (Channel.FORM, Channel.TRACKER) and not address.startswith("https://"):
            self.add_error("address", _("Write the whole address, with https://"))
        return {**data, "address": address}


class NamedContactForm(forms.Form):
    """The contact that a reply names."""

    address = forms.EmailField(label=_("E-mail address that the reply names"))


class LetterForm(forms.Form):
    """The next version of a letter."""

    subject = forms.CharField(label=_("Subject"), max_length=200)
    body = forms.CharField(label=_("Letter"), widget=forms.Textarea(attrs={"rows": 24}), max_length=20_000)


class ContactChoiceForm(forms.Form):
    """One of the confirmed ways to an owner."""

    contact = forms.TypedChoiceField(label=_("Send it to"), coerce=int)

    def __init__(self, *args: Any, choices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["contact"]
        if isinstance(field, forms.TypedChoiceField):
            field.choices = choices


class SentForm(forms.Form):
    """How a person sent a letter by hand."""

    via = forms.ChoiceField(label=_("How did you send it?"), choices=Channel.choices)


class SaidForm(forms.Form):
    """What an owner said."""

    said = forms.CharField(
        label=_("What they said"), widget=forms.Textarea, max_length=2000, help_text=_("It becomes public, unsigned.")
    )


class NoteForm(forms.Form):
    """What people know about a win or a regression."""

    note = forms.CharField(label=_("Note"), widget=forms.Textarea, max_length=300)


class LongNoteForm(forms.Form):
    """What else may have led to a win."""

    note = forms.CharField(label=_("What else may have led to it"), widget=forms.Textarea, max_length=2000)


class AnswerForm(forms.Form):
    """What kind of reply is answered."""

    purpose = forms.ChoiceField(label=_("Answer to"), choices=[])

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["purpose"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class TargetField(_TargetChoice):
    """A target, by name and address."""

    def label_from_instance(self, obj: Any) -> str:
        """Its name and address."""
        return f"{obj.name} ({obj.address or obj.owner.name})"


class ReportForm(forms.Form):
    """Which target a report is about: a known one, or a new one of some kind."""

    target = TargetField(label=_("Target"), queryset=Target.objects.none(), required=False, empty_label=_("A new one"))
    kind = forms.ChoiceField(label=_("Kind, if it is new"), choices=Kind.choices, initial=Kind.WEBSITE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["target"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = Target.objects.select_related("owner").order_by("name")


class NewTargetForm(forms.Form):
    """A target that is not in the catalogue."""

    name = forms.CharField(label=_("Name"), max_length=160)
    address = forms.CharField(label=_("Address"), max_length=600, help_text=_("A web address, npm:NAME or pypi:NAME."))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)


class TargetForm(forms.Form):
    """What is known of a target; a figure needs its source and its day."""

    name = forms.CharField(label=_("Name"), max_length=160)
    category = forms.SlugField(label=_("Category"), max_length=24)
    criteria = forms.MultipleChoiceField(
        label=_("Expected lists"), choices=Criterion.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    reach = forms.IntegerField(label=_("Reach"), min_value=0, max_value=10**15, required=False)
    reach_unit = forms.CharField(label=_("Reach: unit"), max_length=40, required=False)
    reach_source = forms.CharField(label=_("Reach: source"), max_length=400, required=False)
    reach_as_of = forms.DateField(label=_("Reach: as of"), widget=DayInput, required=False)
    letter_language = forms.ChoiceField(label=_("Language of letters"), choices=LANGUAGES)
    policy = forms.CharField(label=_("Their data policy, with its source"), widget=forms.Textarea, required=False)
    decides = forms.CharField(label=_("Who decides"), widget=forms.Textarea, required=False)
    ask = forms.CharField(label=_("What to ask"), widget=forms.Textarea, required=False)
    hidden = forms.BooleanField(label=_("Hide it from the public"), required=False)

    def clean(self) -> dict[str, Any]:
        """A figure without a source is none."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("reach") is not None:
            for name in ("reach_unit", "reach_source", "reach_as_of"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("A figure needs its unit, its source and its day."))
            as_of = data.get("reach_as_of")
            if as_of and as_of > timezone.localdate():
                self.add_error("reach_as_of", _("This day has not come yet."))
        return data


class OptOutForm(forms.Form):
    """An address or a domain that wants no letters."""

    address = forms.CharField(label=_("Address or domain"), max_length=254)
    reason = forms.CharField(label=_("How they asked"), max_length=200)


class RoleForm(forms.Form):
    """What a person may do."""

    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)

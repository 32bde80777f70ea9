"""What people type about topics and sources in; clean values, or faults at their fields, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.models import Participant
from portal.academy.topics.coach.reading import LONGEST
from portal.academy.topics.lists import CHARSETS, LARGEST, ListError, Read, decoded, read
from portal.academy.topics.models import SourceKind
from portal.ground.languages.plain import plain

LANGUAGES = (("sq", _("Albanian")), ("sr", _("Serbian")), ("en", _("English")))
SHOWN_FAULTS = 5


class ListForm(forms.Form):
    """A list of subjects, pasted or as a file. `found` is what was read of it."""

    lines = forms.CharField(
        label=_("Subjects"),
        help_text=_(
            "One a line: a title, or a Wikidata id and a title. A table copied from a spreadsheet is good too; its "
            "first line may name the columns: title, item, languages, about."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )
    file = forms.FileField(
        label=_("Or a file"),
        help_text=_("CSV or plain text. Commas, semicolons and tabs are understood."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    charset = forms.ChoiceField(
        label=_("How the file is written"),
        help_text=_("If letters such as ë, č or ж look wrong, choose another one, and the file again."),
        choices=[("", _("Find out")), *((name, name) for name in CHARSETS)],
        required=False,
    )
    languages = forms.MultipleChoiceField(
        label=_("For which languages"),
        help_text=_("For lines that do not name their own."),
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    found: Read

    def clean_file(self) -> Any:
        """Not too large to be a list."""
        file = self.cleaned_data["file"]
        if file and file.size > LARGEST:
            raise ValidationError(gettext("This list is too long. Cut it into parts of at most 2 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        """The list can be read; a file comes before what is pasted. Lines that cannot be read are shown, not lost."""
        file, charset = self.cleaned_data.get("file"), self.cleaned_data.get("charset", "")
        if self.errors:
            return self.cleaned_data
        try:
            text = plain(self.cleaned_data["lines"])
            if file:
                text, charset = decoded(file.read(), charset)
            self.found = read(text, self.cleaned_data["languages"])
            self.found.charset = charset
        except ListError as error:
            self.add_error("file" if file else "lines", str(error))
            return self.cleaned_data
        for fault in self.found.faults[:SHOWN_FAULTS]:
            words = gettext("Line %(number)d: %(words)s") % {"number": fault.number, "words": fault.words}
            self.add_error("lines", words)
        return self.cleaned_data


class RulesForm(forms.Form):
    """The rules of a board."""

    most = forms.IntegerField(label=_("Topics that one team may hold at once"), min_value=1, max_value=50)
    lapse_days = forms.IntegerField(
        label=_("Days without an edit after which a topic is free again"), min_value=1, max_value=365
    )


class SourceForm(forms.Form):
    """A source for the bank."""

    title = forms.CharField(label=_("Title"), max_length=255)
    address = forms.URLField(label=_("Address"), required=False, max_length=600, assume_scheme="https")
    publisher = forms.CharField(
        label=_("Publisher"),
        help_text=_("Who stands behind it, for a book also the year."),
        required=False,
        max_length=120,
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=SourceKind)
    language = forms.CharField(
        label=_("Language"), help_text=_("Two letters: sq, sr, en, de."), required=False, max_length=12
    )
    note = forms.CharField(
        label=_("How far it can be relied on"),
        help_text=_("Who wrote it, how near to the matter, who disagrees."),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    passage = forms.CharField(
        label=_("The passage you want to use"),
        help_text=_("Only a fingerprint of it is kept: the coach then sees if your draft is too close to it."),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_address(self) -> str:
        """A web address, and nothing that a browser would run."""
        address: str = self.cleaned_data["address"]
        if address and not address.lower().startswith(("http://", "https://")):
            raise ValidationError(gettext("An address begins with https:// or http://."))
        return address

    def clean(self) -> dict[str, Any]:
        """What is on the web has an address."""
        if self.cleaned_data.get("kind") == SourceKind.WEB and not self.cleaned_data.get("address") and not self.errors:
            self.add_error("address", gettext("Give the address of the website."))
        return self.cleaned_data


class RenameForm(forms.Form):
    """Another title for a topic, and words about it."""

    title = forms.CharField(label=_("Title"), max_length=255)
    about = forms.CharField(
        label=_("What it is about"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class HandOverForm(forms.Form):
    """Who gets a topic."""

    to = forms.ModelChoiceField(label=_("Hand it over to"), queryset=Participant.objects.none(), empty_label=None)

    def __init__(self, *args: Any, people: QuerySet[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = people


class DraftForm(forms.Form):
    """A draft for the coach."""

    draft = forms.CharField(
        label=_("Your draft"),
        help_text=_("Paste the wikitext. It is read once and not kept."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "true"}),
    )

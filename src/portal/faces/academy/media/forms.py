"""What participants and organisers type at the media desk in; clean values, or faults at their fields, out."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.academy.media.models import Draft, Licence, People, Wish
from portal.academy.results.models import Site
from portal.ground.languages.plain import plain
from portal.ground.languages.said import LANGUAGES

_NOT_IN_TITLES = re.compile(r"[#<>\[\]|{}:/\\]")
LEAST_TITLE = 8
NEEDED = ("title", "author", "licence", "people")


def size_words(size: int) -> str:
    """Bytes as people say them."""
    for unit, factor in (("GB", 1e9), ("MB", 1e6)):
        if size >= factor:
            return f"{size / factor:.3g} {unit}"
    return f"{size / 1e3:.0f} KB"


class FileForm(forms.Form):
    """A picture or a video, and the wiki it is for. `too_large`: how much of it came before it was refused."""

    site = forms.ModelChoiceField(label=_("For which wiki"), queryset=Site.objects.none(), empty_label=None)
    file = forms.FileField(
        label=_("Picture or video"),
        help_text=_("JPEG, PNG or WebP; WebM or Ogg. Only you and the organisers see it until it is uploaded."),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,video/webm,video/ogg,.ogv"}),
    )

    def __init__(self, *args: Any, sites: QuerySet[Site], too_large: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sites
        self.too_large = too_large
        self.fields["file"].required = not self.is_bound  # said beside the field; judged in `clean_file`

    def clean_file(self) -> Any:
        """There is one, and it is not too large."""
        if self.too_large:
            words = gettext("This file is larger than %(most)s. Make it shorter or smaller, then add it again.")
            raise ValidationError(words % {"most": size_words(settings.MEDIA_LARGEST)})
        if not self.cleaned_data["file"]:
            raise ValidationError(gettext("Choose a file."))
        return self.cleaned_data["file"]


class DescribeForm(forms.Form):
    """What the desk asks about a file. Everything may be saved half done; the findings say what is still missing."""

    title = forms.CharField(
        label=_("Title"),
        help_text=_("What is seen, and where: “Stone bridge over the Lumbardhi in Prizren”."),
        required=False,
        max_length=120,
    )
    description_sq = forms.CharField(label=_("Description in Albanian"), required=False, max_length=1000)
    description_sr = forms.CharField(label=_("Description in Serbian"), required=False, max_length=1000)
    description_en = forms.CharField(label=_("Description in English"), required=False, max_length=1000)
    author = forms.CharField(
        label=_("Who made it"),
        help_text=_("The name under which it is published: your name on the wiki."),
        required=False,
        max_length=100,
    )
    licence = forms.ChoiceField(label=_("Licence"), choices=[("", "—"), *Licence.choices], required=False)
    people = forms.ChoiceField(
        label=_("Can people be recognised?"), choices=[("", "—"), *People.choices], required=False
    )
    made_on = forms.DateField(
        label=_("Made on"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    keep_place = forms.BooleanField(label=_("Keep in the file where it was taken"), required=False)
    category_lines = forms.CharField(
        label=_("Categories"),
        help_text=_("One a line, as they are called on the wiki."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    wish = forms.ModelChoiceField(
        label=_("It fills a wish"), queryset=Wish.objects.none(), required=False, empty_label="—"
    )

    def __init__(self, data: Any, *, draft: Draft, wishes: QuerySet[Wish]) -> None:
        plainly = ("title", "author", "licence", "people", "made_on", "keep_place", "wish")
        known = {name: getattr(draft, name) for name in plainly}
        known |= {f"description_{tongue}": draft.descriptions.get(tongue, "") for tongue in LANGUAGES}
        super().__init__(data, initial={**known, "category_lines": "\n".join(draft.categories)})
        wish = self.fields["wish"]
        assert isinstance(wish, forms.ModelChoiceField)
        wish.queryset = wishes
        for tongue in LANGUAGES:
            self.fields[f"description_{tongue}"].widget = forms.Textarea(attrs={"rows": 2, "lang": tongue})
        if not draft.known.place:
            del self.fields["keep_place"]
        for name in NEEDED:
            self.fields[name].required = not self.is_bound  # needed for the upload, not for saving what one has

    def clean_title(self) -> str:
        """A title that a wiki takes."""
        title = " ".join(plain(self.cleaned_data["title"]).split())
        if _NOT_IN_TITLES.search(title):
            raise ValidationError(gettext("A title on a wiki has none of these signs: # < > [ ] | { } : / \\"))
        if title and len(title) < LEAST_TITLE:
            raise ValidationError(gettext("Say a little more: what is seen, and where."))
        return title

    def answers(self) -> dict[str, Any]:
        """The clean values, as the draft keeps them."""
        cleaned = dict(self.cleaned_data)
        texts = {tongue: plain(cleaned.pop(f"description_{tongue}")).strip() for tongue in LANGUAGES}
        lines = [" ".join(plain(line).split())[:200] for line in cleaned.pop("category_lines").splitlines()]
        return {**cleaned, "descriptions": texts, "categories": [line for line in lines if line][:10]}


class SendForm(forms.Form):
    """Under whose account a file is uploaded."""

    name = forms.CharField(
        label=_("Your bot name"), help_text=_("It looks like Name@app."), required=False, max_length=255
    )
    secret = forms.CharField(
        label=_("Its password"),
        help_text=_("Make one on the wiki under Special:BotPasswords. It is used once, then forgotten."),
        required=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, needs_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.needs_own = needs_own

    def clean(self) -> dict[str, Any]:
        """Both or neither; both where the edition has no account of its own there."""
        name, secret = self.cleaned_data.get("name", ""), self.cleaned_data.get("secret", "")
        if name and "@" not in name:
            self.add_error(
                "name", gettext("A bot name has an @ in it. Your ordinary password is never asked for here.")
            )
        if bool(name) != bool(secret) or (self.needs_own and not name):
            self.add_error("secret" if name else "name", gettext("Fill in both, the name and its password."))
        return self.cleaned_data


class WishesForm(forms.Form):
    """Pictures that are wanted, one a line."""

    lines = forms.CharField(
        label=_("Wanted pictures"),
        help_text=_("One a line. After a semicolon you may say where: “Old bazaar; Gjakova”."),
        max_length=20000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def clean_lines(self) -> list[tuple[str, str]]:
        """Titles with their places."""
        pairs = [line.partition(";")[::2] for line in plain(self.cleaned_data["lines"]).splitlines() if line.strip()]
        return [(title.strip(), place.strip()) for title, place in pairs if title.strip()]

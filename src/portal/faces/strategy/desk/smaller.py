"""What belongs to parts, as people type it in: partners, roles, money, needs and versions; values for the acts out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.faces.academy.crew.forms import slug_field
from portal.faces.strategy.desk.fields import (
    Choice,
    TongueForm,
    amount_field,
    code_of_money,
    day_field,
    offer,
    pick,
    source_field,
)
from portal.strategy.plan.models import PaymentKind, RoleKind, Version


class PartnerForm(TongueForm):
    """An organisation that takes part."""

    said = (("names", _("Name"), 200, 0),)
    slug = slug_field(_("Leave it empty to have one made from the name. It stays for ever."))
    iati_ref = forms.CharField(
        label=_("Its identifier in IATI"), required=False, max_length=80, help_text=_("Empty where it has none.")
    )
    iati_type = forms.CharField(
        label=_("Kind of organisation in IATI"),
        required=False,
        max_length=4,
        help_text=_("A code such as 10, a government, or 22, a national NGO."),
    )
    country = forms.CharField(
        label=_("Country"), required=False, max_length=2, help_text=_("Two letters, such as XK or NO.")
    )
    homepage = forms.URLField(label=_("Its page"), required=False, max_length=400, assume_scheme="https")
    source = source_field()
    as_of = day_field(_("Read there on"))

    def __init__(self, *args: Any, known: bool = False, **more: Any) -> None:
        """The short name of a partner that is there stays."""
        super().__init__(*args, **more)
        if known:
            del self.fields["slug"]


class OfVersionForm(TongueForm):
    """A form that picks among what a version holds."""

    def __init__(self, *args: Any, version: Version, but: str = "", **more: Any) -> None:
        """`but`: the key of an initiative that cannot be picked."""
        super().__init__(*args, **more)
        self.version, self.but = version, but
        self.fill()

    def fill(self) -> None:
        """What its fields can be given."""

    def all_partners(self) -> list[Choice]:
        """Every partner of the strategy."""
        return [(one.slug, one.name) for one in self.version.strategy.partners.all()]


class RoleForm(OfVersionForm):
    """What a partner does."""

    partner = pick(_("Partner"), required=True)
    kind = forms.ChoiceField(label=_("What it does"), choices=RoleKind.choices)
    source = source_field()
    as_of = day_field(_("Read there on"))

    def fill(self) -> None:
        """The partners there are."""
        offer(self, "partner", self.all_partners())


class BudgetForm(OfVersionForm):
    """Money that is planned."""

    amount = amount_field(_("Amount"))
    currency = code_of_money()
    starts_on = day_field(_("First day"), required=True)
    ends_on = day_field(_("Last day"), required=True)
    payer = pick(_("Who gives it"))
    is_committed = forms.BooleanField(label=_("It is promised in writing."), required=False)
    source = source_field()
    as_of = day_field(_("Read there on"))

    def fill(self) -> None:
        """The partners there are."""
        offer(self, "payer", self.all_partners(), _("Open"))


class PaymentForm(OfVersionForm):
    """Money that moved."""

    said = (("about", _("What for"), 400, 0),)
    texts_last = True
    initiative = pick(_("Initiative"), required=True)
    kind = forms.ChoiceField(label=_("What happened"), choices=PaymentKind.choices)
    amount = amount_field(_("Amount"), least=None, help_text=_("Below nought where money came back."))
    currency = code_of_money()
    on = day_field(_("Day"), required=True)
    payer = pick(_("From"))
    payee = pick(_("To"))
    ref = forms.CharField(label=_("Number of the receipt"), required=False, max_length=80)
    source = source_field()
    as_of = day_field(_("Read there on"))

    def fill(self) -> None:
        """The partners there are."""
        offer(self, "initiative", [(one.key, one.name) for one in self.version.initiative_set.all()])
        for name in ("payer", "payee"):
            offer(self, name, self.all_partners(), _("Not known"))


class NeedForm(OfVersionForm):
    """Another initiative without which one cannot go on."""

    said = (("about", _("Why"), 400, 0),)
    texts_last = True
    needs = pick(_("It needs"), required=True)

    def fill(self) -> None:
        """Every other initiative."""
        others = self.version.initiative_set.exclude(key=self.but)
        offer(self, "needs", [(one.key, one.name) for one in others])


class PublishForm(forms.Form):
    """From when a version is in force."""

    starts_on = day_field(_("In force from"), required=True)

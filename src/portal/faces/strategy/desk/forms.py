"""Parts of a draft as people type them in: objectives, initiatives, activities and risks; values for the acts out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.faces.academy.crew.forms import slug_field
from portal.faces.strategy.desk.fields import (
    Choice,
    EditForm,
    TongueForm,
    code_of_money,
    day_field,
    offer,
    pick,
    source_field,
)
from portal.strategy.plan.models import Lever, Version
from portal.strategy.plan.states import WorkState

NAMES = ("names", _("Name"), 200, 0)
ABOUT = ("about", _("What it is"), 4000, 4)
STAYS = _("Leave it empty to have one made from the name. It is the same in every version.")


class StrategyForm(TongueForm):
    """A new strategy."""

    said = (NAMES, ABOUT)
    slug = slug_field(_("Leave it empty to have one made from the name. It stays for ever."))
    organisation = forms.CharField(label=_("Who answers for it"), max_length=200)
    iati_ref = forms.CharField(
        label=_("Its identifier in IATI"), required=False, max_length=80, help_text=_("Empty where it has none.")
    )
    iati_type = forms.CharField(
        label=_("Kind of organisation in IATI"),
        required=False,
        max_length=4,
        help_text=_("A code such as 10, a government, or 22, a national NGO."),
    )
    homepage = forms.URLField(label=_("Its page"), required=False, max_length=400, assume_scheme="https")
    currency = code_of_money()


class StrategyChangeForm(StrategyForm):
    """A strategy that is there: its short name stays."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        del self.fields["slug"]


class VersionForm(EditForm):
    """What a version says of itself."""

    said = (NAMES, ABOUT)
    source = source_field()
    as_of = day_field(_("Read there on"))


class PartForm(EditForm):
    """What every part of a version has. `names`, `about`, and where it stands."""

    said: tuple[tuple[str, Any, int, int], ...] = (NAMES, ABOUT)
    key = slug_field(STAYS)
    order = forms.IntegerField(
        label=_("Place in the list"), required=False, min_value=0, max_value=999, help_text=_("Small numbers first.")
    )
    source = source_field()
    as_of = day_field(_("Read there on"))
    last = ("order", "source", "as_of")

    def __init__(self, *args: Any, version: Version, own: str = "", **more: Any) -> None:
        """`own`: the key of the part that is changed; it stays. Empty for a new one."""
        super().__init__(*args, **more)
        self.version, self.own = version, own
        for name in self.last:
            self.fields[name] = self.fields.pop(name)
        if own:
            del self.fields["key"]
        self.fill()

    def clean_order(self) -> int:
        """Nothing typed is the first place."""
        return self.cleaned_data["order"] or 0

    def fill(self) -> None:
        """What its fields can be given, read from the version."""

    def all_objectives(self) -> list[Choice]:
        """Every objective but itself."""
        return [(one.key, one.name) for one in self.version.objective_set.all() if one.key != self.own]

    def all_initiatives(self) -> list[Choice]:
        """Every initiative."""
        return [(one.key, one.name) for one in self.version.initiative_set.all()]

    def all_partners(self) -> list[Choice]:
        """Every partner of the strategy."""
        return [(one.slug, one.name) for one in self.version.strategy.partners.all()]


class ObjectiveForm(PartForm):
    """What is to be reached."""

    parent = pick(_("A part of"), _("An objective may belong to a wider one."))

    def fill(self) -> None:
        """The objectives it can be a part of."""
        offer(self, "parent", self.all_objectives(), _("None: it stands by itself"))


class InitiativeForm(PartForm):
    """A way towards objectives."""

    objectives = forms.MultipleChoiceField(
        label=_("Objectives it serves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    state = forms.ChoiceField(label=_("State"), choices=WorkState.choices)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    responsible = pick(_("Partner who answers for it"))
    role = forms.CharField(
        label=_("Office that answers for it"),
        required=False,
        max_length=120,
        help_text=_("Where no partner does. Name an office, not a person."),
    )
    lever = forms.ChoiceField(
        label=_("What it moves"), choices=Lever.choices, help_text=_("What-if counts with the rates of this.")
    )
    programme = forms.SlugField(
        label=_("Programme of academies"),
        required=False,
        max_length=60,
        help_text=_("The short name in its address, where this is one."),
    )

    def fill(self) -> None:
        """The objectives and partners there are."""
        field = self.fields["objectives"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = self.all_objectives()
        offer(self, "responsible", self.all_partners(), _("None yet"))


class ActivityForm(PartForm):
    """A step of an initiative."""

    initiative = pick(_("Initiative"), required=True)
    state = forms.ChoiceField(label=_("State"), choices=WorkState.choices)
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))
    place = forms.CharField(label=_("Place"), required=False, max_length=120)

    def fill(self) -> None:
        """The initiatives there are."""
        offer(self, "initiative", self.all_initiatives())


class RiskForm(PartForm):
    """What may go wrong."""

    said = (NAMES, ABOUT, ("answer", _("What is done about it"), 4000, 3))
    likelihood = forms.IntegerField(
        label=_("How likely"),
        required=False,
        min_value=1,
        max_value=5,
        help_text=_("From 1, hardly, to 5, almost certain. Empty where nobody judged it."),
    )
    impact = forms.IntegerField(
        label=_("How bad"),
        required=False,
        min_value=1,
        max_value=5,
        help_text=_("From 1, hardly felt, to 5, it all fails. Empty where nobody judged it."),
    )
    objective = pick(_("Objective it threatens"))
    initiative = pick(_("Initiative it threatens"))
    responsible = pick(_("Partner who watches it"))

    def fill(self) -> None:
        """The parts and partners there are."""
        offer(self, "objective", self.all_objectives(), _("None"))
        offer(self, "initiative", self.all_initiatives(), _("None"))
        offer(self, "responsible", self.all_partners(), _("None yet"))


FORMS: dict[str, type[PartForm]] = {
    "objective": ObjectiveForm,
    "initiative": InitiativeForm,
    "activity": ActivityForm,
    "risk": RiskForm,
}

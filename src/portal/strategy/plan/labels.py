"""A field or a kind of part in; the words that people read for it, out."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.strategy.plan.models import Lever, RoleKind
from portal.strategy.plan.states import WorkState

LABELS: dict[str, Any] = {
    "names": _("Name"),
    "about": _("Description"),
    "answer": _("What is done about it"),
    "order": _("Place in the order"),
    "source": _("Source"),
    "as_of": _("As of"),
    "parent": _("Part of"),
    "objectives": _("Objectives that it serves"),
    "state": _("State"),
    "lever": _("What it moves"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "programme": _("Programme of the academy"),
    "responsible": _("Responsible"),
    "role": _("Office or person"),
    "initiative": _("Initiative"),
    "objective": _("Objective"),
    "place": _("Place"),
    "likelihood": _("Likelihood from 1 to 5"),
    "impact": _("Impact from 1 to 5"),
    "needs": _("Initiative that it needs"),
    "partner": _("Partner"),
    "kind": _("Kind"),
    "payer": _("Who pays"),
    "payee": _("Who receives"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "is_committed": _("Promised for certain"),
    "on": _("Day"),
    "ref": _("Number in the books"),
    "indicator": _("Indicator"),
    "baseline": _("Baseline"),
    "baseline_on": _("Day of the baseline"),
    "milestones": _("Targets to reach"),
    "value": _("Figure"),
    "organisation": _("Organisation"),
    "iati_ref": _("Identifier in IATI"),
    "iati_type": _("Kind of organisation in IATI"),
    "country": _("Country"),
    "homepage": _("Homepage"),
    "key": _("Key"),
    "slug": _("Key"),
}
"""What each field is called on a form and in a comparison."""

KINDS: dict[str, Any] = {
    "version": _("Version"),
    "objective": _("Objective"),
    "initiative": _("Initiative"),
    "activity": _("Activity"),
    "risk": _("Risk"),
    "aim": _("Indicator"),
}
"""What each kind of part is called, by the first word of its name in edits, problems and differences."""

TONGUES: dict[str, Any] = {"sq": _("Albanian"), "sr": _("Serbian"), "en": _("English")}

CHOICES: dict[str, dict[str, Any]] = {
    "state": {one.value: one.label for one in WorkState},
    "lever": {one.value: one.label for one in Lever},
    "kind": {one.value: one.label for one in RoleKind},
}

NEW: dict[str, Any] = {
    "objectives": _("New objective: %(name)s."),
    "initiatives": _("New initiative: %(name)s."),
    "activities": _("New activity: %(name)s."),
    "risks": _("New risk: %(name)s."),
    "aims": _("New indicator: %(name)s."),
    "roles": _("New role: %(name)s."),
    "budgets": _("New budget: %(name)s."),
    "dependencies": _("New dependency: %(name)s."),
}
GONE: dict[str, Any] = {
    "objectives": _("Objective left out: %(name)s."),
    "initiatives": _("Initiative left out: %(name)s."),
    "activities": _("Activity left out: %(name)s."),
    "risks": _("Risk left out: %(name)s."),
    "aims": _("Indicator left out: %(name)s."),
    "roles": _("Role left out: %(name)s."),
    "budgets": _("Budget left out: %(name)s."),
    "dependencies": _("Dependency left out: %(name)s."),
}

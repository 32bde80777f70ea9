"""An edit that met another one in; both wordings side by side, and the one that was chosen or joined, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from portal.faces.desk.claims import names
from portal.faces.desk.deeds import Deed
from portal.faces.kit.numbers import day
from portal.faces.strategy.desk.aimed import aim_form
from portal.faces.strategy.desk.common import being_written, by, page
from portal.faces.strategy.desk.fields import EditForm, FigureField
from portal.faces.strategy.desk.forms import FORMS, VersionForm
from portal.faces.strategy.figures import in_words
from portal.ground.moves import NotAllowedError
from portal.indicator.readings.models import Indicator
from portal.strategy.plan import acts
from portal.strategy.plan.acts.base import Row, at
from portal.strategy.plan.fields import read
from portal.strategy.plan.models import Aim, Edit, Version
from portal.strategy.plan.states import EditState


@dataclass(frozen=True, slots=True)
class Met:
    """A field that two people wrote: its name, what stands, and what waits."""

    label: str
    theirs: str
    mine: str


def beside(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Both wordings: take the one that waits, keep the one that stands, or join them."""
    version = being_written(slug)
    edit = get_object_or_404(Edit, pk=pk, version=version)
    row = at(version, edit.part)
    form = _form(version, edit, row)
    quicker = _quicker(version, edit)
    called = names({edit.by, quicker, edit.decided_by} - {""})
    known = {
        "version": version,
        "strategy": version.strategy,
        "edit": edit,
        "part": row,
        "met": [_met(form, edit, row, name) for name in edit.beside],
        "mine_by": called.get(edit.by, edit.by),
        "theirs_by": called.get(quicker, quicker),
        "decided_by": called.get(edit.decided_by, edit.decided_by),
        "own": edit.by == by(request),
        "back": address_of(version, row),
    }
    deeds = _deeds(request, edit, row, form) if edit.state == EditState.BESIDE else []
    return page(request, "strategy/desk/beside.html", deeds, known)


def address_of(version: Version, row: Row | None) -> str:
    """Where a part is written; the draft itself where it was removed."""
    slug = version.strategy.slug
    if row is None or isinstance(row, Version):
        return reverse("strategy-desk-one", args=[slug])
    if isinstance(row, Aim):
        return reverse("strategy-desk-aim", args=[slug, row.pk])
    return reverse("strategy-desk-part", args=[slug, type(row).__name__.lower(), row.key])


def _deeds(request: HttpRequest, edit: Edit, row: Row | None, form: EditForm) -> list[Deed]:
    back = address_of(edit.version, row)

    def take(_data: dict[str, Any]) -> str:
        acts.settle(edit, True, by(request))
        return _("The later words stand now. The earlier ones stay in the history.")

    def keep(_data: dict[str, Any]) -> str:
        acts.settle(edit, False, by(request))
        return _("The earlier words stay. The later ones stay in the history.")

    found = [
        Deed("take", _("Take the later words"), take, after=back),
        Deed("keep", _("Keep the earlier words"), keep, style="button--quiet", after=back),
    ]
    return [*found, *_joining(request, edit, row, form, back)] if row is not None else found


class JoinForm(forms.Form):
    """The fields that two people wrote, to be written once more from both."""

    base = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, wanted: Mapping[str, forms.Field], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(wanted)


def _joining(request: HttpRequest, edit: Edit, row: Row, form: EditForm, back: str) -> list[Deed]:
    """One deed where the fields that met can be typed anew; targets are joined on the page of their aim."""
    dotted = {_typed_into(name): name for name in edit.beside}
    wanted = {name: field for name, field in form.fields.items() if name in dotted}
    if not wanted:
        return []

    def join(data: dict[str, Any]) -> str:
        values = {dotted[name]: value for name, value in data.items() if name in dotted}
        made = acts.change(row, data["base"], by(request), **values)
        if made.state == EditState.BESIDE:
            raise NotAllowedError(_("Somebody else changed this meanwhile: look again, then decide."))
        acts.settle(edit, False, by(request))
        return _("Joined. Both wordings stay in the history.")

    first = {name: _both(wanted[name], read(row, dotted[name]), edit.values[dotted[name]]) for name in wanted}
    options = {"wanted": wanted}
    first["base"] = row.edition
    return [
        Deed("join", _("Save the joined words"), join, JoinForm, first, "button--mark", after=back, options=options)
    ]


def _both(field: forms.Field, theirs: Any, mine: Any) -> Any:
    """What a joined field begins with: both texts where there is room for two, else what stands."""
    if isinstance(field.widget, forms.Textarea) and theirs and mine:
        return f"{theirs}\n\n{mine}"
    if isinstance(field, forms.MultipleChoiceField):
        return sorted({*theirs, *mine})
    if isinstance(field, FigureField):
        return field.kept(theirs)
    return theirs or mine


def _form(version: Version, edit: Edit, row: Row | None) -> EditForm:
    """The form in which an edit was typed: what its fields are called, and what they can hold."""
    kind, _slash, key = edit.part.partition("/")
    if kind == "version":
        return VersionForm()
    if kind == "aim":
        return aim_form(None, get_object_or_404(Indicator, slug=key.rpartition("/")[2]))
    return FORMS[kind](version=version, own=key)


def _typed_into(name: str) -> str:
    return name.replace(".", "_")


def _met(form: EditForm, edit: Edit, row: Row | None, name: str) -> Met:
    field = form.fields.get(_typed_into(name))
    label = _("Targets") if name == "milestones" else str(field.label) if field else name
    theirs = _said(field, read(row, name)) if row is not None else ""
    return Met(label, theirs, _said(field, edit.values.get(name)))


def _said(field: forms.Field | None, value: Any) -> str:
    """A value of an edit as people read it."""
    if value in (None, "", []):
        return ""
    if isinstance(value, list):
        return "\n".join(_said(field, one) for one in value)
    if isinstance(value, Mapping):
        return f"{value['starts_on']} – {value['ends_on']}: {value['value']}"
    if isinstance(field, FigureField):
        return in_words(field.kept(value), field.unit)
    if isinstance(field, forms.DateField):
        parsed = parse_date(str(value))
        return day(parsed) if parsed else str(value)
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type]
    return str(value)


def _quicker(version: Version, edit: Edit) -> str:
    """The handle of who wrote last what stands in the fields that met."""
    others = Edit.objects.filter(version=version, part=edit.part).exclude(pk=edit.pk).order_by("-edition", "-pk")
    return next((one.by for one in others if set(one.values) & set(edit.beside) or not one.values), "")

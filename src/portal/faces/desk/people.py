"""People and the role of each in; roles as an administrator gives them, out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import RoleForm
from portal.faces.desk.rights import RIGHTS, person_of
from portal.faces.desk.told import told
from portal.ground.ledger.models import Entry
from portal.ground.people.acts import give_role
from portal.ground.people.models import Person, Role

A_PAGE = 50


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Who works at the desk; others by their address or handle, never as a list."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:254]
    found = Person.objects.exclude(role=Role.CITIZEN)
    if words:
        found = Person.objects.filter(Q(email__iexact=words) | Q(handle=words))
    shown = Paginator(found.order_by("role", "pk"), A_PAGE).get_page(request.GET.get("page"))
    numbers = list(shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    rights = [(role, [name for name, least in RIGHTS.items() if least == role]) for role in Role]
    known = {"page": shown, "numbers": numbers, "sought": words, "rights": [row for row in rights if row[1]]}
    return render(request, "desk/people.html", known)


def person(request: HttpRequest, handle: str) -> HttpResponse:
    """One person: the role, and what they did at the desk."""
    shown = get_object_or_404(Person, handle=handle)

    def give(data: dict[str, Any]) -> str:
        give_role(shown, Role(data["role"]), person_of(request))
        return _("The role is given.")

    deeds = [Deed("role", _("Give this role"), give, RoleForm, {"role": shown.role})] if shown.is_active else []
    known = {"person": shown, "did": told(Entry.objects.filter(actor=shown.handle).order_by("-number")[:50])}
    return page(request, "desk/person.html", [f"person/{shown.handle}"], deeds, known)

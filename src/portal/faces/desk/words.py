"""Signatures and citizens' own words in; shown or hidden by a moderator, with a reason, out."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.faces.desk.bulk import DEEDS
from portal.faces.desk.deeds import Deed, page
from portal.faces.desk.forms import ReasonForm
from portal.faces.desk.rights import person_of
from portal.request.acts import hide_signature, show_signature, show_words
from portal.request.models import Request, Signature
from portal.request.states import SIGNATURE, SignatureState

A_PAGE = 100


def words(request: HttpRequest, pk: int) -> HttpResponse:
    """One citizen's own words under a request: let them be shown, or not, or hide the whole signature."""
    shown = get_object_or_404(Signature.objects.select_related("request__target"), pk=pk)
    by = person_of(request).handle

    def show(_data: dict[str, Any]) -> str:
        show_words(shown, True, by)
        return _("The words are public now.")

    def unshow(_data: dict[str, Any]) -> str:
        show_words(shown, False, by)
        return _("The words are not public.")

    def hide(data: dict[str, Any]) -> str:
        hide_signature(shown, data["reason"], by)
        return _("Hidden: it no longer counts.")

    def unhide(_data: dict[str, Any]) -> str:
        show_signature(shown, by)
        return _("It counts again.")

    queue = f"{reverse('desk')}?kind=words"
    deeds = []
    if shown.state == SignatureState.COUNTS and shown.words:
        if shown.words_shown:
            deeds.append(Deed("unshow", _("Take the words back"), unshow, style="button--quiet"))
        else:
            deeds.append(Deed("show", _("Show the words"), show, style="button--mark", after=queue))
    if "hide" in SIGNATURE.verbs(shown.state):
        deeds.append(Deed("hide", _("Hide the signature"), hide, ReasonForm, style="button--risk", after=queue))
    if "show" in SIGNATURE.verbs(shown.state):
        deeds.append(Deed("unhide", _("Show the signature again"), unhide))
    return page(request, "desk/words.html", [f"request/{shown.request_id}"], deeds, {"signature": shown})


def signatures(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody behind a request, to hide several at once."""
    about = get_object_or_404(Request.objects.select_related("target"), pk=pk)
    found = Signature.objects.filter(request=about).exclude(state=SignatureState.WITHDRAWN).order_by("-signed_at")
    shown = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    numbers = list(shown.paginator.get_elided_page_range(shown.number, on_each_side=1, on_ends=1))
    known = {"about": about, "page": shown, "numbers": numbers, "bulk": [DEEDS["hide"], DEEDS["words"]]}
    return render(request, "desk/signatures.html", known)

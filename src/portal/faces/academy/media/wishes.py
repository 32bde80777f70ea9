"""Who looks for something to photograph in; the pictures that are wanted, place by place, out."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from portal.academy.media import acts, looks
from portal.academy.media.models import Wish
from portal.academy.media.states import WishState
from portal.academy.programme.models import CrewRole
from portal.faces.academy.common import edition_of, known, participant_of, person_of, roles_of, sign_in_first
from portal.faces.academy.media.forms import WishesForm
from portal.ground.moves import NotAllowedError


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def wanted(request: HttpRequest, slug: str) -> HttpResponse:
    """The wanted pictures by place; organisers add more."""
    edition = edition_of(request, slug)
    person = person_of(request)
    may_add = CrewRole.ORGANISER in roles_of(person, edition)
    form = WishesForm(request.POST or None) if may_add else None
    if request.method == "POST":
        if form is None or person is None:
            return sign_in_first(request)
        if form.is_valid():
            count = acts.want(edition, form.cleaned_data["lines"], person.handle)
            words = ngettext("%(count)d picture is new on the list.", "%(count)d pictures are new on the list.", count)
            messages.success(request, words % {"count": count})
            return redirect("edition-wanted", slug)
    places = [(place, list(rows)) for place, rows in groupby(looks.wanted(edition), key=lambda wish: wish.place)]
    return render(request, "academy/media/wanted.html", {**known(request, edition), "places": places, "form": form})


@never_cache
@require_POST
def change(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take a wish, give it back, or take it off the list."""
    edition = edition_of(request, slug)
    wish = get_object_or_404(Wish, edition=edition, pk=pk)
    person, participant = person_of(request), participant_of(request, edition)
    if person is None:
        return sign_in_first(request)
    may_all = CrewRole.ORGANISER in roles_of(person, edition)
    deed = request.POST.get("deed")
    try:
        if deed == "take" and participant:
            acts.take_wish(wish, participant)
            messages.success(request, _("It is yours. Add the picture at the media desk."))
        elif deed == "leave" and (may_all or (participant and wish.taken_by_id == participant.pk)):
            acts.leave_wish(wish, participant or person.handle)
        elif deed == "drop" and may_all:
            acts.drop_wish(wish, person.handle)
    except NotAllowedError:
        words = _("Somebody else was quicker.") if wish.state == WishState.OPEN else _("This is no longer possible.")
        messages.warning(request, words)
    return redirect("edition-wanted", slug)

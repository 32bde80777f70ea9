"""An owner of a site in; a new look, a badge, or peace from us, out. No account is needed."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.acts import ask_again
from portal.audit.looks import latest_look, next_look, standings_now
from portal.catalogue import acts as catalogue
from portal.catalogue.models import Owner
from portal.faces.citizen.common import target_of
from portal.faces.people.choice import language_of
from portal.faces.people.client import network_of
from portal.ground import links
from portal.ground.limits import acts as limits
from portal.ground.limits import rules
from portal.ground.mail.addresses import opted_out

OWNER = "owner"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def check(request: HttpRequest, slug: str) -> HttpResponse:
    """“Check again”: the target is looked at within minutes, whoever asks."""
    target = target_of(slug)
    if request.method == "POST":
        allowed = limits.allow_rule(rules.CHECK_AGAIN, slug) and limits.allow_rule(
            rules.CHECK_FROM_NETWORK, network_of(request)
        )
        if not allowed:
            messages.warning(request, _("This was checked several times today. Please come back tomorrow."))
        elif ask_again(target, OWNER):
            messages.success(request, _("We look again within a few minutes. This page shows what we see."))
        else:
            messages.info(request, _("A look is already planned. This page shows what we see."))
        return redirect("check", slug)
    badge, page = reverse("badge", args=[slug]), links.target(slug)
    known = {
        "target": target,
        "standings": standings_now(target),
        "look": latest_look(target),
        "next": next_look(target),
        "badge": badge,
        "badge_code": f'<a href="{page}"><img src="{page}/badge.svg" alt="Kosovo: {escape(target.name)}"></a>',
    }
    return render(request, "citizen/check.html", known)


@require_safe
@never_cache
def owners(request: HttpRequest) -> HttpResponse:
    """For owners of sites: how to add Kosovo, how to be checked again, how to be left alone."""
    return render(request, "citizen/owners.html")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def leave_alone(request: HttpRequest, token: str) -> HttpResponse:
    """End all mail to an owner: one press, at once, for ever."""
    slug = links.owner_of(token)
    if slug is None:
        raise Http404
    owner = get_object_or_404(Owner, slug=slug)
    if request.method == "POST":
        catalogue.opt_out_owner(owner, OWNER)
    return render(request, "citizen/leave_alone.html", {"owner": owner, "done": owner.opted_out_at is not None})


@csrf_exempt  # a mail program presses this by itself (RFC 8058); the signed token says whose address it is
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def opt_out(request: HttpRequest, token: str) -> HttpResponse:
    """End all mail to one address, from the header of a mail or by hand."""
    address = opted_out(token)
    if address is None:
        raise Http404
    if request.method == "POST":
        catalogue.opt_out(address, "List-Unsubscribe", OWNER)
    with override(language_of(request)):
        return render(request, "citizen/opt_out.html", {"address": address, "done": request.method == "POST"})


def to_check(request: HttpRequest, slug: str) -> HttpResponse:
    """The page in the reader's language."""
    return _in_language(request, "check", slug)


def to_leave_alone(request: HttpRequest, token: str) -> HttpResponse:
    """The page in the reader's language."""
    return _in_language(request, "leave-alone", token)


def to_mine(request: HttpRequest) -> HttpResponse:
    """The page in the reader's language."""
    return _in_language(request, "mine")


def _in_language(request: HttpRequest, name: str, *args: str) -> HttpResponse:
    with override(language_of(request)):
        return redirect(reverse(name, args=args))

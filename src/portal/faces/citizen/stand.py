"""A citizen who wants to stand behind a letter in; the letter to read first, a signature, and a card to share, out."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.looks import standings_now
from portal.catalogue.looks import contacts_for
from portal.catalogue.models import Channel, Target
from portal.faces.citizen.common import over_signing_in, person_of, target_of
from portal.faces.citizen.forms import StandForm
from portal.faces.kit.parts import Way
from portal.faces.people import intent
from portal.faces.public.stand import overall
from portal.ground import links
from portal.ground.limits import acts as limits
from portal.ground.limits import rules
from portal.request.acts import RequestError, stand_behind
from portal.request.looks import latest_for, open_for, signature_of, signatures
from portal.request.writing import preview

KIND = "sign"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def stand(request: HttpRequest, slug: str) -> HttpResponse:
    """Read the letter in both languages, add a name and own words, and stand behind it."""
    target = target_of(slug)
    person = person_of(request)
    known = intent.peek(request, _kind(target)) or {"name": person.name if person else ""}
    form = StandForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        data = {"name": form.cleaned_data["name"], "words": form.cleaned_data["words"]}
        if person:
            return _sign(request, target, data)
        return over_signing_in(request, _kind(target), data, reverse("sign-finish", args=[slug]))
    return render(request, "citizen/stand.html", {"form": form, "target": target, **_letters(target, form)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def finish(request: HttpRequest, slug: str) -> HttpResponse:
    """After signing in: show once more what will be signed, and sign it when the citizen says so."""
    target = target_of(slug)
    if person_of(request) is None:
        return redirect(f"{reverse('sign-in')}?next={quote(request.path)}")
    data = intent.peek(request, _kind(target))
    if data is None:
        return redirect("sign", slug)
    if request.method == "POST":
        intent.take(request, _kind(target))
        return _sign(request, target, data)
    return render(request, "citizen/stand_finish.html", {"target": target, "data": data})


@require_safe
@never_cache
def thanks(request: HttpRequest, slug: str) -> HttpResponse:
    """What happens next, and a card to share."""
    target = target_of(slug)
    open_request = latest_for(target)
    if open_request is None:
        return redirect("target", slug)
    person = person_of(request)
    known = {
        "target": target,
        "open_request": open_request,
        "count": signatures(open_request).count(),
        "mine": signature_of(open_request, person) if person else None,
        "by_hand": open_request.channel != Channel.EMAIL,
        "address": links.target(slug),
        "card": reverse("share-card", args=[slug]),
        "ways": _ways(target),
    }
    return render(request, "citizen/thanks.html", known)


@require_safe
@cache_control(public=True, max_age=3600)
def card(request: HttpRequest, slug: str) -> HttpResponse:
    """The picture that is shown where the page is shared."""
    from portal.faces.charts.card import share_card  # the drawer of pictures is large

    target = target_of(slug)
    verdict = overall(standing.verdict for standing in standings_now(target))
    return HttpResponse(share_card(target.name, verdict, get_language() or "en"), content_type="image/png")


def _kind(target: Target) -> str:
    return f"{KIND}/{target.slug}"


def _sign(request: HttpRequest, target: Target, data: dict[str, str]) -> HttpResponse:
    person = person_of(request)
    if person is None:
        return redirect("sign", target.slug)
    if not limits.allow_rule(rules.SIGN, person.handle):
        messages.warning(request, _("You have signed very many letters today. Please come back tomorrow."))
        return redirect("target", target.slug)
    try:
        stood = stand_behind(target, person, data["name"], data["words"])
    except RequestError:
        messages.warning(request, _("There is nothing to ask for here at the moment."))
        return redirect("target", target.slug)
    if stood.opened:
        messages.success(request, _("You opened this request. A person reads the letter, then it is sent."))
    else:
        messages.success(request, _("You stand behind this letter. Thank you."))
    return redirect("sign-thanks", target.slug)


def _letters(target: Target, form: StandForm) -> dict[str, object]:
    """The letter as it would be sent and in the reader's language; the open request's own, where there is one."""
    contact = next(iter(contacts_for(target)), None)
    channel = contact.channel if contact else Channel.FORM
    data = form.cleaned_data if form.is_bound and form.is_valid() else form.initial
    language = get_language() or "en"
    shown = preview(target, data.get("name") or "", data.get("words") or "", channel, language)
    return {
        "letter": shown[0] if shown else None,
        "translation": shown[1] if shown and shown[0].language != language else None,
        "open_request": open_for(target),
        "contact": contact,
    }


def _ways(target: Target) -> list[Way]:
    text = _("%(name)s: help to put Kosovo on the list. Stand behind the letter:") % {"name": target.name}
    address = links.target(target.slug)
    both = quote(f"{text} {address}")
    return [
        Way(_("By e-mail"), f"mailto:?subject={quote(settings.SITE_NAME)}&body={both}"),
        Way("WhatsApp", f"https://wa.me/?text={both}"),
        Way("Viber", f"viber://forward?text={both}"),
        Way("X", f"https://x.com/intent/post?text={quote(text)}&url={quote(address)}"),
    ]

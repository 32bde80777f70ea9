"""Requests of people who sign in or out in; pages, a code by mail and a session out."""

from __future__ import annotations

import logging

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from portal.faces.people import codes, waits
from portal.faces.people.client import network_of
from portal.faces.people.codes import Outcome, Pending
from portal.faces.people.forms import AddressForm, CodeForm
from portal.faces.people.paths import next_of, post_or_back
from portal.ground.limits import proof
from portal.ground.people import acts

log = logging.getLogger(__name__)


@require_GET
@never_cache
def proof_of_work(request: HttpRequest) -> JsonResponse:
    """A sum for the browser to work out before a form is sent."""
    return JsonResponse(proof.challenge(network_of(request)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an address. With a proof of work the code goes out at once; without one, after a short wait."""
    after = next_of(request)
    if request.user.is_authenticated:
        return redirect(after or get_adapter().get_login_redirect_url(request))
    form = AddressForm(request.POST or None, initial={"next": after})
    if request.method != "POST" or not form.is_valid():
        return _address_page(request, form)
    if proof.accept(form.cleaned_data["proof"], network_of(request)):
        return _send(request, form, after)
    return _wait_page(request, waits.ticket(form.cleaned_data["email"], after))


@post_or_back("sign-in")
@never_cache
def wait(request: HttpRequest) -> HttpResponse:
    """The wait of those without proof is over: send the code, if there is room for it in this hour."""
    text = request.POST.get("ticket", "")
    try:
        held = waits.redeem(text)
    except waits.TooSoonError:
        return _wait_page(request, text)
    if held is None:
        messages.warning(request, _("That took too long. Please enter your address again."))
        return redirect("sign-in")
    form = AddressForm({"email": held[0], "next": held[1]})
    if not form.is_valid():
        return _address_page(request, form)
    if not waits.is_room(network_of(request)):
        form.add_error(
            None,
            _(
                "Many people asked for codes without JavaScript in this hour. "
                "Please switch JavaScript on, use a passkey, or come back in an hour."
            ),
        )
        return _address_page(request, form, status=429)
    return _send(request, form, held[1])


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Ask for the code, and sign in who types the right one."""
    waiting = codes.pending(request)
    if waiting is None:
        codes.forget(request)
        messages.warning(request, _("Please ask for a new code."))
        return redirect("sign-in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        match codes.check(request, waiting, form.cleaned_data["code"]):
            case Outcome.RIGHT:
                return _enter(request, waiting)
            case Outcome.OVER:
                messages.warning(request, _("This code was tried too often. Please ask for a new one."))
                return redirect("sign-in")
            case Outcome.WRONG:
                form.add_error("code", _("This code is not right. Please look at the newest mail."))
    return render(request, "people/code.html", {"form": form, "waiting": waiting, "minutes": codes.SECONDS // 60})


@post_or_back("sign-in-code")
@never_cache
def resend(request: HttpRequest) -> HttpResponse:
    """Send a new code to the same address; the one before is worth nothing then."""
    waiting = codes.pending(request)
    if waiting is None:
        return redirect("sign-in")
    if waiting.resent >= codes.RESENDS or not codes.may_write(waiting.email, network_of(request)):
        messages.warning(
            request, _("We have sent several codes to this address. Please look for them, or wait an hour.")
        )
        return redirect("sign-in-code")
    try:
        codes.start(request, waiting.email, waiting.next, waiting.resent + 1)
    except OSError:
        log.exception("no code could be sent")
        messages.error(request, _("We cannot send mail at the moment. Please try again in some minutes."))
    else:
        messages.success(request, _("A new code is on its way."))
    return redirect("sign-in-code")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def again(request: HttpRequest) -> HttpResponse:
    """Before passkeys are changed: who signed in long ago signs in again."""
    after = next_of(request)
    if request.method == "POST":
        logout(request)
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': after})}")
    return render(request, "people/again.html", {"next": after})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session; a link alone cannot do it."""
    if request.method == "POST":
        logout(request)
        messages.success(request, _("You are signed out."))
        return redirect("/")
    return render(request, "people/sign_out.html")


@never_cache
def closed(request: HttpRequest) -> HttpResponse:
    """Whose account was closed by an administrator learns it after the code, not before."""
    return render(request, "people/closed.html", status=403)


def _send(request: HttpRequest, form: AddressForm, after: str) -> HttpResponse:
    email = form.cleaned_data["email"]
    if not codes.may_write(email, network_of(request)):
        form.add_error("email", _("We have sent several codes to this address. Please look for them, or wait an hour."))
        return _address_page(request, form, status=429)
    try:
        codes.start(request, email, after)
    except OSError:  # smtplib's errors are among them
        log.exception("no code could be sent")
        form.add_error(None, _("We cannot send mail at the moment. Please try again in some minutes."))
        return _address_page(request, form, status=503)
    return redirect("sign-in-code")


def _enter(request: HttpRequest, waiting: Pending) -> HttpResponse:
    person = acts.welcome(waiting.email, get_language() or "en")
    record_authentication(request, person, method="code")
    login = Login(user=person, email=waiting.email, redirect_url=waiting.next or None)
    response: HttpResponse = perform_login(request, login)
    return response


def _address_page(request: HttpRequest, form: AddressForm, status: int = 200) -> HttpResponse:
    return render(request, "people/sign_in.html", {"form": form, "next": next_of(request)}, status=status)


def _wait_page(request: HttpRequest, ticket: str) -> HttpResponse:
    return render(request, "people/wait.html", {"ticket": ticket, "seconds": waits.SECONDS})

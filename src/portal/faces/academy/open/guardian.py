"""The secret address of a guardian in; what they are asked, and what they say to it, out. Nobody signs in here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.guardians import allow_photo, give_consent, refuse_consent, withdraw_consent
from portal.academy.programme.consents import consent_text
from portal.academy.programme.looks import consent_by, private_of
from portal.academy.programme.models import Consent
from portal.academy.programme.states import CONSENT, ConsentState
from portal.faces.academy.open.deeds import Deed, page

YES_NO = [("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))]


class PhotoForm(forms.Form):
    """Whether pictures may be taken; nothing is chosen beforehand."""

    photo = forms.ChoiceField(
        label=gettext_lazy("May pictures be taken in which your child can be recognised?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Taking part does not depend on it. You can change it later."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guardian(request: HttpRequest, token: str) -> HttpResponse:
    """Read, agree or not, and change it later with the same address."""
    consent = consent_by(token)
    if consent is None:
        raise Http404
    application = consent.application
    private = private_of(application)
    language = get_language() or consent.language
    is_answered = consent.state in (ConsentState.GIVEN, ConsentState.REFUSED)
    context = {
        "consent": consent,
        "about": application.edition,
        "child": (private.full_name.split() or [""])[0] if private else "",
        "text": consent.text if is_answered else consent_text(application.edition, language),
        "is_over": application.edition.erased_at is not None,
    }
    answer = page(request, "academy/open/guardian.html", _deeds(consent, language), context)
    answer["Referrer-Policy"] = "same-origin"  # the address is a secret: no other site hears of it
    return answer


def _deeds(consent: Consent, language: str) -> list[Deed]:
    if consent.application.edition.erased_at is not None:
        return []
    verbs = CONSENT.verbs(consent.state)
    found = []
    if "give" in verbs:
        found.append(_give(consent, language))
    if "refuse" in verbs:
        found.append(_refuse(consent, language))
    if consent.state == ConsentState.GIVEN:
        found.append(_photo(consent))
        found.append(_withdraw(consent))
    return found


def _give(consent: Consent, language: str) -> Deed:
    def give(data: dict[str, Any]) -> str:
        give_consent(consent, language, photo=data["photo"] == "yes")
        return _("Thank you. You agreed, and we wrote it down.")

    return Deed("give", _("I agree"), give, PhotoForm, style="button--mark")


def _refuse(consent: Consent, language: str) -> Deed:
    def refuse(_data: dict[str, Any]) -> str:
        refuse_consent(consent, language)
        return _("We wrote down that you do not agree. Your child does not take part.")

    return Deed("refuse", _("I do not agree"), refuse, style="button--quiet")


def _photo(consent: Consent) -> Deed:
    def change(data: dict[str, Any]) -> str:
        allow_photo(consent, data["photo"] == "yes")
        return _("Saved.")

    initial = {"photo": "yes" if consent.photo else "no"}
    return Deed("photo", _("Save"), change, PhotoForm, initial, "button--quiet")


def _withdraw(consent: Consent) -> Deed:
    def withdraw(_data: dict[str, Any]) -> str:
        withdraw_consent(consent)
        return _("You took your agreement back. Your child does not take part any more.")

    return Deed("withdraw", _("Take my agreement back"), withdraw, style="button--risk")

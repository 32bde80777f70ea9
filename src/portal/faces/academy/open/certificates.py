"""The code on a certificate in; whether we issued it and whether it still holds, and the paper for its holder, out."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.looks import certificate_by
from portal.academy.programme.models import Certificate, CrewRole
from portal.academy.programme.naming import matches
from portal.faces.academy.common import person_of, roles_of
from portal.faces.academy.open.fields import code_field
from portal.faces.academy.open.papers import days_of, done_of, paper, title_of, words_of
from portal.faces.paper.certificate import NoNameError
from portal.faces.people.client import network_of
from portal.ground.limits import acts as limits
from portal.ground.limits.looks import count
from portal.ground.limits.rules import Rule

WRONG_CODES = Rule("certificate-code", 120, 3600)


class CodeForm(forms.Form):
    """The code of a certificate."""

    code = code_field(gettext_lazy("The code on the certificate"))


class NameForm(forms.Form):
    """The name on a paper, to be compared."""

    name = forms.CharField(label=gettext_lazy("The name on the paper"), max_length=200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificates(request: HttpRequest) -> HttpResponse:
    """Type the code of a certificate."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = _found(request, form.cleaned_data["code"])
        if found is not None:
            return redirect("academy-certificate", found.code)
        form.add_error("code", _unknown())
    return render(request, "academy/open/certificates.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def certificate(request: HttpRequest, code: str) -> HttpResponse:
    """What a certificate says, and whether it holds. No name stands here: who knows it has it compared."""
    found = _found(request, code)
    if found is None:
        form = CodeForm({"code": code})
        form.add_error("code", _unknown())
        return render(request, "academy/open/certificates.html", {"form": form}, status=404)
    named, fits = NameForm(request.POST or None), None
    if request.method == "POST" and "digest" in found.facts and named.is_valid():
        fits = matches(found.facts, named.cleaned_data["name"])
    context = {
        "certificate": found,
        "about": found.edition,
        "title": title_of(found),
        "words": words_of(found),
        "done": done_of(found),
        "days": days_of(found),
        "form": named if "digest" in found.facts and found.revoked_at is None else None,
        "fits": fits,
        "may_print": _may_print(request, found) and found.revoked_at is None,
    }
    return render(request, "academy/open/certificate.html", context)


@require_safe
@never_cache
def pdf(request: HttpRequest, code: str) -> HttpResponse:
    """The paper itself: for its holder and for organisers."""
    found = _found(request, code)
    if found is None or not _may_print(request, found) or found.revoked_at is not None:
        raise Http404
    try:
        answer = HttpResponse(paper(found), content_type="application/pdf")
    except NoNameError:
        messages.warning(request, _("The name on this certificate is erased, so it cannot be printed again."))
        return redirect("academy-certificate", found.code)
    answer["Content-Disposition"] = f'inline; filename="certificate-{found.code}.pdf"'
    return answer


def _found(request: HttpRequest, code: str) -> Certificate | None:
    """The certificate of a code; none any more for a network that guessed very many wrong ones in this hour."""
    network = network_of(request)
    if count(WRONG_CODES.deed, network, WRONG_CODES.seconds) >= WRONG_CODES.limit:
        return None
    found = certificate_by(code)
    if found is None:
        limits.allow_rule(WRONG_CODES, network)
    return found


def _unknown() -> str:
    return _("We issued no certificate with this code. Please look whether every letter is right.")


def _may_print(request: HttpRequest, found: Certificate) -> bool:
    person = person_of(request)
    if person is None:
        return False
    holder = found.participant or found.crew
    is_own = holder is not None and holder.person_id == person.pk
    return is_own or CrewRole.ORGANISER in roles_of(person, found.edition)

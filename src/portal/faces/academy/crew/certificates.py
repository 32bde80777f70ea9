"""Who took part in an edition or ran it, in; their certificates, issued, revoked and all together to print, out."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.acts.certificates import ISSUED_IN, NAME, PSEUDONYM, issue_certificate, revoke_certificate
from portal.academy.programme.looks import crew_of, enrolled
from portal.academy.programme.models import Certificate, Crew, CrewRole, Edition, Participant
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame, note_seen
from portal.faces.academy.open.deeds import Deed, page
from portal.faces.academy.open.papers import paper

HERE = "edition-crew-certificates"
MOST = 300


class ShownForm(forms.Form):
    """Under which name certificates are issued."""

    shown = forms.ChoiceField(
        label=gettext_lazy("Name on the certificates"),
        choices=[
            (NAME, gettext_lazy("The real name: it stands on the paper alone, and is erased with the private data.")),
            (PSEUDONYM, gettext_lazy("The pseudonym")),
        ],
        initial=NAME,
        widget=forms.RadioSelect,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def certificates(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All certificates; issue those that are missing."""
    given = _given(edition)
    people = [(one, given.get(("participant", one.pk))) for one in enrolled(edition)]
    crew = [(one, given.get(("crew", one.pk))) for one in crew_of(edition)]
    deeds = []
    if edition.state in ISSUED_IN:
        missing = [one for one, certificate in people if certificate is None]
        helpers = [one for one, certificate in crew if certificate is None]
        if missing:
            deeds.append(_issue(request, "issue", _("Issue them to all participants without one"), missing))
        if helpers:
            deeds.append(_issue(request, "crew", _("Issue them to the crew"), helpers))
    deeds += [_revoke(request, one) for one in given.values()]
    context = {"people": people, "crew": crew, "can_issue": edition.state in ISSUED_IN, "count": len(given)}
    return page(request, "academy/crew/certificates.html", deeds, frame(request, edition, HERE, **context))


def _given(edition: Edition) -> dict[tuple[str, int], Certificate]:
    found = Certificate.objects.filter(edition=edition, revoked_at=None).select_related("edition")
    return {
        ("participant", one.participant_id) if one.participant_id else ("crew", one.crew_id or 0): one for one in found
    }


def _issue(request: HttpRequest, name: str, words: str, to: list[Participant] | list[Crew]) -> Deed:
    def issue(data: dict[str, Any]) -> str:
        done = 0
        for one in to:
            try:
                issue_certificate(one, data["shown"], by(request))
                done += 1
            except (ValidationError, ValueError) as error:
                words = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
                called = one.pseudonym if isinstance(one, Participant) else one.name or one.get_role_display()
                messages.warning(request, f"{called}: {words}")
        return ngettext("%(n)s certificate issued.", "%(n)s certificates issued.", done) % {"n": done} if done else ""

    return Deed(name, words, issue, ShownForm, style="" if name == "issue" else "button--quiet")


def _revoke(request: HttpRequest, row: Certificate) -> Deed:
    def revoke(_data: dict[str, Any]) -> str:
        revoke_certificate(row, by(request))
        return _("It does not hold any more, and its page says so.")

    return Deed(f"revoke-{row.pk}", _("Revoke"), revoke, style="button--quiet button--small")


@require_safe
@crew_only(CrewRole.ORGANISER)
def all_of_them(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All certificates that hold, as PDF in one archive."""
    holding = Certificate.objects.filter(edition=edition, revoked_at=None).select_related("edition")[:MOST]
    found = [one for one in holding if one.name or one.facts.get("shown") == PSEUDONYM]
    if not found:
        raise Http404
    note_seen(request, edition, "certificates", len(found))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in found:
            archive.writestr(f"certificate-{one.code}.pdf", paper(one))
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="certificates-{edition.slug}.zip"'
    return answer

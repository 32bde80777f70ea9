"""An applicant or a participant in; where they stand, what they can do next, and what came of it, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.applying import withdraw
from portal.academy.programme.acts.guardians import remind_guardian
from portal.academy.programme.acts.joining import confirm, rename
from portal.academy.programme.looks import (
    application_of,
    is_open_for_applications,
    place_in_line,
    private_of,
    sessions_of,
    takes_works,
    track_name,
    works_by,
)
from portal.academy.programme.models import Application, Consent, Edition, Participant, WorkKind
from portal.academy.programme.pseudonyms import propose, real_names
from portal.academy.programme.states import APPLICATION, ApplicationState, ConsentState
from portal.academy.results.acts import forget_account, name_account
from portal.academy.results.models import Account, Site
from portal.academy.results.states import AccountState
from portal.faces.academy.common import edition_of, known, participant_of, person_of, sign_in_first
from portal.faces.academy.open.deeds import Deed, page

A = ApplicationState


class PseudonymForm(forms.Form):
    """What somebody is called in public."""

    pseudonym = forms.CharField(
        label=gettext_lazy("Your name in public"),
        max_length=40,
        help_text=gettext_lazy("A pseudonym that does not tell your real name. Everybody sees it."),
        widget=forms.TextInput({"autocomplete": "off"}),
    )


class AccountForm(forms.Form):
    """A name on a wiki; empty takes it away."""

    name = forms.CharField(
        max_length=100,
        required=False,
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, *args: Any, label: str, missing: str = "", **more: Any) -> None:
        """`missing`: the name that the wiki does not know, which is said at the field."""
        super().__init__(*args, **more)
        self.fields["name"].label = label
        if missing and not self.is_bound:  # the wiki said so after the form was sent
            words = _("This wiki has no account “%(name)s”. Type the name as it stands at the top of its pages.")
            self._errors = ErrorDict({"name": ErrorList([words % {"name": missing}], renderer=self.renderer)})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def mine(request: HttpRequest, slug: str) -> HttpResponse:
    """My academy."""
    edition, person = edition_of(request, slug), person_of(request)
    if person is None:
        return sign_in_first(request)
    application, participant = application_of(edition, person), participant_of(request, edition)
    if application is None and participant is None:
        if is_open_for_applications(edition):
            return redirect("edition-apply", slug)
        return page(request, "academy/open/mine_none.html", [], known(request, edition))
    deeds = _deeds(edition, application, participant)
    context = {**known(request, edition), "mine": application, **_standing(edition, application)}
    if participant:
        context |= _taking_part(edition, participant)
    return page(request, "academy/open/mine.html", deeds, context)


def _standing(edition: Edition, application: Application | None) -> dict[str, Any]:
    if application is None:
        return {}
    private = private_of(application)
    consent = Consent.objects.filter(application=application).first()
    is_open = is_open_for_applications(edition)
    return {
        "consent": consent if application.is_minor else None,
        "private": private,
        "place": place_in_line(application),
        "track": track_name(edition, application.track),
        "may_correct": is_open and application.state in (A.AWAITS_GUARDIAN, A.APPLIED) and private is not None,
        "may_apply_again": is_open and application.state in (A.WITHDRAWN, A.LAPSED),
    }


def _taking_part(edition: Edition, participant: Participant) -> dict[str, Any]:
    now = timezone.now()
    ahead = [one for one in sessions_of(edition) if one.ends_at > now]
    accounts = {one.site_id: one for one in participant.accounts.select_related("site")}
    return {
        "me": participant,
        "coming": ahead[:5],
        "sites": [(site, accounts.get(site.pk)) for site in _sites(edition)],
        "works": list(works_by(participant)),
        "takes_works": takes_works(edition),
        "kinds": (WorkKind.APP,) if edition.programme.kind == "app" else (WorkKind.ARTICLE,),
        "visits": participant.visits.select_related("session").order_by("-at"),
        "certificates": participant.certificates.filter(revoked_at=None).order_by("-issued_at"),
        "track": track_name(edition, participant.track),
    }


def _sites(edition: Edition) -> list[Site]:
    return list(Site.objects.filter(readings__edition=edition).order_by("kind", "name"))


def _deeds(edition: Edition, application: Application | None, participant: Participant | None) -> list[Deed]:
    found: list[Deed] = []
    if application is not None and application.state == A.ACCEPTED:
        found.append(_confirm(edition, application))
    if application is not None and application.state == A.AWAITS_GUARDIAN:
        found += _remind(application)
    if participant is not None and edition.erased_at is None:
        found.append(_rename(participant))
        found += [_account(participant, site) for site in _sites(edition)]
    if application is not None and "withdraw" in APPLICATION.verbs(application.state):
        found.append(_withdraw(application))
    return found


def _confirm(edition: Edition, application: Application) -> Deed:
    def yes(data: dict[str, Any]) -> str:
        confirm(application, data["pseudonym"])
        return _("You take part. Welcome!")

    proposed = propose(edition, real_names(application.person, application), 1)
    initial = {"pseudonym": proposed[0] if proposed else ""}
    return Deed("confirm", _("Yes, I take part"), yes, PseudonymForm, initial, "button--mark")


def _remind(application: Application) -> list[Deed]:
    consent = Consent.objects.filter(application=application, state=ConsentState.ASKED, reminded_at=None).first()
    if consent is None:
        return []

    def again(_data: dict[str, Any]) -> str:
        remind_guardian(consent)
        return _("We wrote to your guardian once more.")

    return [Deed("remind", _("Write to my guardian once more"), again, style="button--quiet button--small")]


def _rename(participant: Participant) -> Deed:
    def change(data: dict[str, Any]) -> str:
        rename(participant, data["pseudonym"])
        return _("Saved.")

    initial = {"pseudonym": participant.pseudonym}
    return Deed("rename", _("Change my name in public"), change, PseudonymForm, initial, "button--quiet")


def _account(participant: Participant, site: Site) -> Deed:
    account = Account.objects.filter(participant=participant, site=site).first()
    alias = f"participant/{participant.pk}"

    def save(data: dict[str, Any]) -> str:
        if data["name"].strip():
            name_account(participant, site, data["name"], alias)
            return _("Saved. We look for this account with the next reading.")
        forget_account(participant, site, alias)
        return _("This account is taken away.")

    missing = account.name if account and account.state == AccountState.MISSING else ""
    options = {"label": _("My name on %(wiki)s") % {"wiki": site.name}, "missing": missing}
    initial = {"name": account.name if account else ""}
    return Deed(f"account-{site.slug}", _("Save"), save, AccountForm, initial, "button--quiet", options=options)


def _withdraw(application: Application) -> Deed:
    def leave(_data: dict[str, Any]) -> str:
        withdraw(application)
        return _("Your application is withdrawn.")

    confirmed = application.state == A.CONFIRMED
    words = _("I do not take part any more") if confirmed else _("Withdraw my application")
    help_ = _("Your seat goes to the next person at once. Your pseudonym and your works stay.") if confirmed else ""
    return Deed("withdraw", words, leave, style="button--risk", help=help_)

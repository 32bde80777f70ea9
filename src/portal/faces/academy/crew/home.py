"""An organiser of an edition in; where it stands, what waits, and each next step with what follows from it, out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.editions import move_edition
from portal.academy.programme.looks import applications, enrolled, free_seats, short_teams, teamless
from portal.academy.programme.models import CrewRole, Edition
from portal.academy.programme.states import EDITION, ApplicationState, EditionState
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame
from portal.faces.academy.open.deeds import Deed, page
from portal.ground.languages.said import said

A, E = ApplicationState, EditionState
RISKY = ("cancel", "hide")


@dataclass(frozen=True, slots=True)
class Waits:
    """Something that waits for organisers: in words, and where it is done."""

    words: str
    href: str


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def home(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The first page of an organiser."""
    deeds = [_move(request, edition, verb) for verb in EDITION.verbs(edition.state)]
    tracks = [
        (said(track["names"]) or track["slug"], track.get("seats"), free_seats(edition, track["slug"]))
        for track in edition.tracks
    ]
    context = frame(
        request,
        edition,
        "edition-crew",
        waits=waits(edition),
        tracks=tracks,
        applied=edition.applications.count(),
        taking_part=enrolled(edition).count(),
        handed_in=edition.works.filter(state="submitted").count(),
        careful=RISKY,
    )
    return page(request, "academy/crew/home.html", deeds, context)


def waits(edition: Edition) -> list[Waits]:
    """What organisers should look at, the most urgent first."""
    queue = reverse("edition-crew-applications", args=[edition.slug])
    counts = {
        state: applications(edition, state).count() for state in (A.APPLIED, A.AWAITS_GUARDIAN, A.ACCEPTED, A.WAITING)
    }
    found: list[Waits] = []
    if number := counts[A.APPLIED]:
        words = ngettext("%(n)s application waits to be read.", "%(n)s applications wait to be read.", number)
        found.append(Waits(words % {"n": number}, queue))
    if number := counts[A.AWAITS_GUARDIAN]:
        words = ngettext("%(n)s application waits for a guardian.", "%(n)s applications wait for guardians.", number)
        found.append(Waits(words % {"n": number}, f"{queue}?state=awaits-guardian"))
    if number := counts[A.ACCEPTED]:
        words = ngettext("%(n)s person has not confirmed yet.", "%(n)s people have not confirmed yet.", number)
        found.append(Waits(words % {"n": number}, f"{queue}?state=accepted"))
    if edition.state == E.RUNNING:
        found += _while_running(edition)
    if edition.state in (E.JUDGING, E.CLOSED):
        found += _afterwards(edition)
    return found


def _while_running(edition: Edition) -> list[Waits]:
    teams = reverse("edition-crew-teams", args=[edition.slug])
    found = []
    if number := teamless(edition).count():
        words = ngettext("%(n)s participant has no team.", "%(n)s participants have no team.", number)
        found.append(Waits(words % {"n": number}, teams))
    if number := len(short_teams(edition)):
        words = ngettext("%(n)s team is too small.", "%(n)s teams are too small.", number)
        found.append(Waits(words % {"n": number}, teams))
    return found


def _afterwards(edition: Edition) -> list[Waits]:
    without = enrolled(edition).exclude(certificates__revoked_at=None, certificates__isnull=False).count()
    if not without:
        return []
    words = ngettext("%(n)s participant has no certificate.", "%(n)s participants have no certificate.", without)
    return [Waits(words % {"n": without}, reverse("edition-crew-certificates", args=[edition.slug]))]


def _move(request: HttpRequest, edition: Edition, verb: str) -> Deed:
    words, follows, done = told(verb)

    def move(_data: dict[str, Any]) -> str:
        move_edition(edition, verb, by(request))
        return done

    style = "button--risk" if verb in RISKY else "button--quiet" if verb in ("go_on", "reopen") else ""
    return Deed(verb, words, move, style=style, help=follows)


def told(verb: str) -> tuple[str, str, str]:
    """What a step is called, what follows from it, and what is said when it is done."""
    return {
        "announce": (
            _("Announce it"),
            _("Everybody sees the page of the edition. Its address stays for ever."),
            _("It is announced."),
        ),
        "open": (
            _("Open applications"),
            _("Everybody can apply from the day you set, until the day you set."),
            _("Applications are open."),
        ),
        "end_applications": (
            _("End applications"),
            _("Nobody can apply any more. You read and select; nobody gets a mail by this step alone."),
            _("Applications are closed."),
        ),
        "start": (
            _("Start it"),
            _("Participants hand in works, wikis are read, and teams can be formed."),
            _("It runs."),
        ),
        "judge": (
            _("End the work, begin judging"),
            _("Nobody hands in or changes works any more. The jury reads."),
            _("The jury reads now."),
        ),
        "close": (
            _("Close it"),
            _("Who still waits for an answer is declined and gets a mail. Everybody who took part has finished."),
            _("It is closed."),
        ),
        "cancel": (
            _("Cancel it"),
            _("Everybody who applied or takes part gets a mail at once. This cannot be taken back."),
            _("It is cancelled, and everybody was told."),
        ),
        "hide": (_("Take it back into preparation"), _("Only the crew sees it then."), _("Only the crew sees it now.")),
        "go_on": (_("Go back to working"), _("Works can be handed in again until they are due."), _("It runs again.")),
        "reopen": (
            _("Open it again for the jury"),
            _("The jury can go on. Nobody gets a mail."),
            _("It is open again."),
        ),
    }[verb]

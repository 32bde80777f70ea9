"""An academy with one thing of each kind, and the address of every page of it, by who may open it, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils import timezone

from portal.academy.after.acts import choose, offer, write
from portal.academy.after.models import Offer
from portal.academy.jury.acts import close_round
from portal.academy.jury.blind import picture_of
from portal.academy.jury.models import Award, Result, Round
from portal.academy.jury.prizes import make_award
from portal.academy.jury.signing import announce, sign_round
from portal.academy.jury.voting import vote
from portal.academy.media.models import Draft, Wish
from portal.academy.programme import acts
from portal.academy.programme.acts.applying import Filled
from portal.academy.programme.models import (
    Application,
    Certificate,
    Consent,
    Crew,
    CrewRole,
    Edition,
    Participant,
    Session,
    SessionKind,
    Team,
    Venue,
    Work,
    WorkKind,
)
from portal.academy.results.models import Page
from portal.academy.topics.models import Source, Topic
from portal.ground.people.models import Person, Role
from portal.ground.store.acts import keep
from tests.portal.academy.jury.make import judge_all, make_jury
from tests.portal.academy.make import make_application, make_crew, make_edition, make_session, make_venue, make_work
from tests.portal.academy.media.make import make_draft, make_picture
from tests.portal.academy.topics.make import make_claimed, make_source
from tests.portal.faces.academy.results.make import make_results
from tests.portal.make import make_person

BY = "person-organiser"


@dataclass(frozen=True)
class Academy:
    """What the addresses of an academy need."""

    edition: Edition
    applying: Edition
    organiser: Person
    juror: Person
    participant: Participant
    team: Team
    venue: Venue
    session: Session
    application: Application
    consent: Consent
    work: Work
    certificate: Certificate
    page: Page
    draft: Draft
    wish: Wish
    topic: Topic
    source: Source
    closed: Round
    judged: Round
    award: Award
    result: Result
    mentor: Crew
    offer: Offer

    @property
    def citizen(self) -> Person:
        """The person who takes part."""
        assert self.participant.person
        return self.participant.person


def make_academy() -> Academy:
    """An edition that is judged, with results, topics, files, prizes and votes; and one that takes applications."""
    edition = make_results(slug="wiki-academy-2026", funders=["A foundation"], is_state_funded=True)
    arta = edition.participants.get(pseudonym="Arta")
    team = edition.teams.get()
    mentor = make_crew(edition, CrewRole.MENTOR, name="Mentor M")
    organiser = make_crew(edition, CrewRole.ORGANISER, make_person(Role.COORDINATOR), name="Organiser O").person
    make_crew(edition, CrewRole.TRAINER, name="Trainer T")
    acts.set_mentor(team, mentor, BY)
    venue, session = _hours(edition)
    acts.check_in(session, arta)
    wish = Wish.objects.create(edition=edition, title="Mill", place="Istog", made_by=BY, made_at=timezone.now())
    draft = make_draft(arta, wish=wish)
    topic = make_claimed(arta)
    source = make_source(topic)
    own = make_work(edition, arta, team=team, about="About it", repository="https://code.example/x")
    Work.objects.filter(pk=own.pk).update(picture=keep(make_picture("WEBP", (80, 60)), "image/webp"))
    Edition.objects.filter(pk=edition.pk).update(state="judging")
    edition.refresh_from_db()
    closed, judged, juror = _jury(edition)
    for entry in [*closed.entries.all(), *judged.entries.all()]:
        picture_of(entry)  # drawn when it is first looked at, then kept
    award = make_award(
        edition, BY, names={"en": "First prize"}, place=1, round=closed, work=closed.entries.all()[0].work
    )
    result = announce(edition, BY)
    write(arta, mentor, mentor.person, "Well done.")
    choose(arta, is_listed=True, hears=True)
    certificate = acts.issue_certificate(arta, "pseudonym", BY)
    applying = make_edition(slug="app-camp-2026", state="applying")
    application, consent = _applications(applying)
    proposed = offer(applying, _alumnus(edition))
    return Academy(
        edition, applying, organiser, juror, arta, team, venue, session, application, consent, own, certificate,
        Page.objects.filter(site__readings__edition=edition)[0], draft, wish, topic, source, closed, judged, award,
        result, mentor, proposed,
    )  # fmt: skip


def _hours(edition: Edition) -> tuple[Venue, Session]:
    venue = make_venue(edition, access="Step-free")
    make_session(edition, SessionKind.OPEN_HOUSE, venue=venue)
    return venue, make_session(edition, venue=venue)


def _jury(edition: Edition) -> tuple[Round, Round, Person]:
    """A round that was closed and signed, and one in which the jury and the public choose now."""
    closed = make_jury(3, 2, edition)
    judge_all(closed)
    close_round(closed, BY)
    sign_round(closed, BY)
    judged = make_jury(0, 2, edition, has_public_vote=True, public_weight=20, kinds=[WorkKind.ARTICLE], quorum=1)
    vote(judged, make_person(), [judged.entries.all()[0].number])
    juror = judged.seats.all()[0].person
    assert juror
    return closed, judged, juror


def _applications(edition: Edition) -> tuple[Application, Consent]:
    """One that waits to be read, and one of a minor whose guardian was asked."""
    application = make_application(edition)
    born = timezone.now().date() - dt.timedelta(days=15 * 365)
    filled = Filled(
        "writing", "Besa Minor", born, ("sq",), motivation="I want to write about my town, and to learn how.",
        guardian_name="G G", guardian_email="guardian@example.org",
    )  # fmt: skip
    minor = acts.apply(edition, make_person(), filled).application
    return application, minor.consent


def _alumnus(edition: Edition) -> Person:
    person = edition.participants.get(pseudonym="Boris").person
    assert person
    return person


def everybody(world: Academy) -> dict[str, str]:
    """Pages for everybody, without their language."""
    here = f"academy/{world.edition.slug}"
    return {
        "academy": "academy/",
        "programme": f"academy/programmes/{world.edition.programme.slug}/",
        "edition": f"{here}/",
        "academy-compare": "academy/compare/",
        "alumni": "academy/alumni/",
        "academy-certificates": "academy/certificates/",
        "academy-certificate": f"academy/certificates/{world.certificate.code}/",
        "academy-check-in-code": "academy/check-in/",
        "academy-check-in": f"academy/check-in/{world.session.code}/",
        "academy-guardian": f"academy/guardian/{world.consent.token}/",
        "edition-schedule": f"{here}/schedule/",
        "edition-people": f"{here}/people/",
        "edition-works": f"{here}/works/",
        "edition-apply": f"academy/{world.applying.slug}/apply/",
        "edition-report": f"{here}/report/",
        "edition-topics": f"{here}/topics/",
        "edition-topic": f"{here}/topics/{world.topic.pk}/",
        "edition-disclosure": f"{here}/disclosure/",
        "edition-results": f"{here}/results/",
        "edition-results-people": f"{here}/results/people/",
        "edition-results-person": f"{here}/results/people/{world.participant.number}/",
        "edition-results-team": f"{here}/results/teams/{world.team.pk}/",
        "edition-results-figure": f"{here}/results/figures/words/",
        "edition-results-pages": f"{here}/results/articles/",
        "edition-results-page": f"{here}/results/articles/{world.page.pk}/",
        "edition-results-files": f"{here}/results/files/",
        "edition-results-sources": f"{here}/results/sources/",
        "edition-wanted": f"{here}/wanted/",
        "edition-prizes": f"{here}/prizes/",
        "edition-verify": f"{here}/prizes/check/",
        "edition-vote": f"{here}/prizes/vote/{world.judged.number}/",
        "edition-result": f"{here}/prizes/results/{world.result.digest}/",
    }


def taking_part(world: Academy) -> dict[str, str]:
    """Pages for a participant, without their language."""
    here = f"academy/{world.edition.slug}"
    return {
        "edition-mine": f"{here}/mine/",
        "edition-team": f"{here}/mine/team/",
        "edition-work-new": f"{here}/mine/works/app/",
        "edition-work": f"{here}/mine/work/{world.work.pk}/",
        "edition-media": f"{here}/media/",
        "edition-media-draft": f"{here}/media/{world.draft.pk}/",
        "edition-notes": f"{here}/notes/",
    }


def running_it(world: Academy) -> dict[str, str]:
    """Pages for an organiser, without their language."""
    here, other = f"academy/{world.edition.slug}", f"academy/{world.applying.slug}"
    return {
        "edition-crew": f"{here}/crew/",
        "edition-crew-change": f"{here}/crew/change/",
        "edition-crew-copy": f"{here}/crew/copy/",
        "edition-crew-members": f"{here}/crew/members/",
        "edition-crew-hours": f"{here}/crew/hours/",
        "edition-crew-venue-new": f"{here}/crew/venues/new/",
        "edition-crew-venue": f"{here}/crew/venues/{world.venue.pk}/",
        "edition-crew-session-new": f"{here}/crew/sessions/new/",
        "edition-crew-session": f"{here}/crew/sessions/{world.session.pk}/",
        "edition-crew-visits": f"{here}/crew/sessions/{world.session.pk}/visits/",
        "edition-crew-poster": f"{here}/crew/sessions/{world.session.pk}/poster/",
        "edition-crew-posters": f"{here}/crew/posters/",
        "edition-crew-applications": f"{other}/crew/applications/",
        "edition-crew-read-one": f"{other}/crew/applications/read/{world.application.pk}/",
        "edition-crew-application": f"{other}/crew/applications/{world.application.pk}/",
        "edition-crew-participants": f"{here}/crew/participants/",
        "edition-crew-participant": f"{here}/crew/participants/{world.participant.number}/",
        "edition-crew-teams": f"{here}/crew/teams/",
        "edition-crew-team": f"{here}/crew/teams/{world.team.pk}/",
        "edition-crew-works": f"{here}/crew/works/",
        "edition-crew-work": f"{here}/crew/works/{world.work.pk}/",
        "edition-crew-certificates": f"{here}/crew/certificates/",
        "edition-crew-wikis": f"{here}/crew/wikis/",
        "edition-crew-private": f"{here}/crew/private/",
        "edition-teams": f"{here}/teams/",
        "edition-topics-list": f"{here}/topics/list/",
        "edition-jury": f"{here}/crew/jury/",
        "edition-jury-round": f"{here}/crew/jury/{world.judged.number}/",
        "edition-jury-result": f"{here}/crew/jury/{world.closed.number}/result/",
        "edition-jury-prizes": f"{here}/crew/prizes/",
        "edition-jury-award": f"{here}/crew/prizes/{world.award.number}/",
        "edition-after": f"{here}/after/",
        "academy-programme-new": "academy/new/",
        "academy-programme-change": f"academy/programmes/{world.edition.programme.slug}/change/",
        "academy-edition-new": f"academy/programmes/{world.edition.programme.slug}/new/",
    }


def mentoring(world: Academy) -> dict[str, str]:
    """Pages for a mentor, without their language."""
    return {"edition-talk": f"academy/{world.edition.slug}/notes/{world.participant.number}/"}


def judging(world: Academy) -> dict[str, str]:
    """Pages for a juror, without their language."""
    here = f"academy/{world.edition.slug}/judge"
    number = world.judged.number
    share = world.judged.seats.get(person=world.juror).shares.select_related("entry")[0]
    return {
        "edition-judge": f"{here}/",
        "edition-judge-round": f"{here}/{number}/",
        "edition-judge-work": f"{here}/{number}/{share.entry.number}/",
    }


# Addresses that answer with a file or a picture, lead on, or only take what a form sends.
NO_PAGES = {
    "academy-certificate-pdf", "alumni-wishes", "alumni-offer", "edition-after-invite", "edition-after-offer",
    "edition-report-pdf", "edition-topic-do", "edition-media-send", "edition-media-found", "edition-media-discard",
    "edition-media-preview", "edition-media-file", "edition-wish", "edition-jury-picture", "edition-judge-picture",
    "edition-vote-picture", "edition-result-json", "edition-result-pdf", "edition-crew-decide", "edition-crew-read",
    "edition-crew-fill", "edition-crew-csv", "edition-crew-photos", "edition-crew-certificates-all",
    "edition-work-picture", "edition-apply-send", "edition-apply-change", "edition-sources", "edition-source",
    "edition-coach", "edition-topics-rules", "edition-jury-words",
}  # fmt: skip


def arguments(world: Academy) -> dict[str, dict[str, str]]:
    """What stands in the address of each route of an academy, by its name: parameter to value."""
    number, pk = str(world.participant.number), str(world.judged.number)
    here = {"slug": world.edition.slug}
    entry = str(world.judged.entries.all()[0].number)
    shares = world.judged.seats.get(person=world.juror).shares.select_related("entry")
    own = {
        "programme": {"slug": world.edition.programme.slug},
        "academy-programme-change": {"slug": world.edition.programme.slug},
        "academy-edition-new": {"slug": world.edition.programme.slug},
        "academy-certificate": {"code": world.certificate.code},
        "academy-certificate-pdf": {"code": world.certificate.code},
        "academy-check-in": {"code": world.session.code},
        "academy-guardian": {"token": world.consent.token},
        "edition-apply": {"slug": world.applying.slug},
        "edition-apply-send": {"slug": world.applying.slug},
        "edition-apply-change": {"slug": world.applying.slug},
        "edition-after-offer": {"slug": world.applying.slug, "pk": str(world.offer.pk)},
        "edition-talk": {"number": number},
        "edition-results-person": {"number": number},
        "edition-results-team": {"pk": str(world.team.pk)},
        "edition-results-figure": {"key": "words"},
        "edition-results-page": {"pk": str(world.page.pk)},
        "edition-source": {"pk": str(world.topic.pk), "source": str(world.source.pk)},
        "edition-wish": {"pk": str(world.wish.pk)},
        "edition-jury-result": {"number": str(world.closed.number)},
        "edition-jury-award": {"number": str(world.award.number)},
        "edition-judge-work": {"number": pk, "work": str(shares[0].entry.number)},
        "edition-judge-picture": {"number": pk, "work": str(shares[0].entry.number)},
        "edition-vote-picture": {"number": pk, "work": entry},
        "edition-crew-venue": {"pk": str(world.venue.pk)},
        "edition-crew-read-one": {"slug": world.applying.slug, "pk": str(world.application.pk)},
        "edition-crew-application": {"slug": world.applying.slug, "pk": str(world.application.pk)},
        "edition-crew-applications": {"slug": world.applying.slug},
        "edition-crew-fill": {"slug": world.applying.slug, "track": "writing"},
        "edition-crew-participant": {"number": number},
        "edition-crew-team": {"pk": str(world.team.pk)},
        "edition-crew-work": {"pk": str(world.work.pk)},
        "edition-work": {"pk": str(world.work.pk)},
        "edition-work-new": {"kind": "app"},
        "edition-work-picture": {"pk": str(world.work.pk)},
    }
    groups = {
        "edition-media-": {"pk": str(world.draft.pk)},
        "edition-topic": {"pk": str(world.topic.pk)},
        "edition-sources": {"pk": str(world.topic.pk)},
        "edition-coach": {"pk": str(world.topic.pk)},
        "edition-crew-session": {"pk": str(world.session.pk)},
        "edition-crew-visits": {"pk": str(world.session.pk)},
        "edition-crew-poster": {"pk": str(world.session.pk)},
        "edition-jury": {"number": pk},
        "edition-judge": {"number": pk},
        "edition-vote": {"number": pk},
        "edition-result": {"digest": world.result.digest},
    }
    return {"": here, **{f"{name}*": {**here, **more} for name, more in groups.items()}} | {
        name: {**here, **more} for name, more in own.items()
    }


def filled_in(world: Academy, name: str) -> dict[str, str]:
    """The values of a route's parameters."""
    known = arguments(world)
    if name in known:
        return known[name]
    longest = max((key for key in known if key.endswith("*") and name.startswith(key[:-1])), key=len, default="")
    return known[longest]

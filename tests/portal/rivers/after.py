"""An edition with results and one with a mentor in the small portal; the addresses of all their pages out."""

from __future__ import annotations

from portal.academy.after.acts import write
from portal.academy.programme.models import CrewRole
from portal.academy.results.models import Page
from portal.ground.people.models import Person
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_team
from tests.portal.faces.academy.results.make import make_results

SLUG, MENTORED = "river-autumn", "river-spring"
# Addresses that answer with something else than a page, or only take what a form sends.
NO_PAGES = {"edition-report-pdf", "alumni-wishes", "alumni-offer", "edition-after-invite", "edition-after-offer"}


def make_after(person: Person) -> None:
    """The person organises an edition with results and takes part in it, and is a mentor in another one."""
    edition = make_results(slug=SLUG)
    make_crew(edition, person=person)
    make_participant(edition, person)
    other = make_edition(slug=MENTORED)
    mentor = make_crew(other, CrewRole.MENTOR, person, name="Besa")
    team = make_team(other, make_participant(other), mentor=mentor)
    write(team.members.get(), mentor, person, "How is it going?")


def public() -> dict[str, str]:
    """Pages for everybody, without their language."""
    here = f"academy/{SLUG}/results/"
    article = Page.objects.get(title="The old bridge")
    team = article.revisions.earliest("pk").site.accounts.earliest("pk").participant.team_id
    return {
        "edition-results": here,
        "edition-results-people": f"{here}people/",
        "edition-results-person": f"{here}people/1/",
        "edition-results-team": f"{here}teams/{team}/",
        "edition-results-figure": f"{here}figures/bytes_added/",
        "edition-results-pages": f"{here}articles/",
        "edition-results-page": f"{here}articles/{article.pk}/",
        "edition-results-files": f"{here}files/",
        "edition-results-sources": f"{here}sources/",
        "edition-report": f"academy/{SLUG}/report/",
        "academy-compare": "academy/compare/",
        "alumni": "academy/alumni/",
    }


def own() -> dict[str, str]:
    """Pages for who is signed in, without their language."""
    return {
        "edition-after": f"academy/{SLUG}/after/",
        "edition-notes": f"academy/{SLUG}/notes/",
        "edition-talk": f"academy/{MENTORED}/notes/1/",
    }

"""Pages of academies in a real browser: nothing serious for axe, no complaints, nothing wider than the screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from portal.academy.programme.acts.certificates import issue_certificate
from portal.academy.programme.acts.guardians import ask
from portal.academy.programme.models import Edition, SessionKind
from portal.academy.results.acts import add_site, track
from portal.ground.people.models import Person, Role
from tests.browser import DESK, PHONE, listen
from tests.portal.academy.make import (
    make_application,
    make_crew,
    make_edition,
    make_participant,
    make_session,
    make_team,
    make_venue,
    make_work,
)
from tests.portal.faces.academy.crew.test_rights import pages, rows_of
from tests.portal.faces.academy.make import signed_in
from tests.portal.make import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def make_running() -> tuple[Edition, Person]:
    """An edition that runs, with something of everything, and one of its participants."""
    edition = make_edition(organiser="A library with a very long name that has to fit on a small screen, Prizren")
    people = [make_participant(edition, pseudonym=f"Blue Lynx {number}") for number in range(5)]
    make_team(edition, *people[:2], name="Fortress")
    make_session(edition, SessionKind.OPEN_HOUSE, venue=make_venue(edition, access="Bus 3"))
    make_work(edition, people[0], title="Averyverylongtitlewithoutanyspaceinitthatmustnotmakethepagewider")
    track(edition, add_site("sq", "Albanian Wikipedia", "https://sq.example.org/w/api.php", "sq", by="owner"), "owner")
    assert people[0].person is not None
    return edition, people[0].person


def of_everybody(edition: Edition) -> dict[str, str]:
    """Pages that nobody signs in for."""
    applying = make_edition(edition.programme, state="applying")
    judging = make_edition(edition.programme, state="judging")
    with transaction.atomic():
        consent = ask(
            make_application(applying, is_minor=True, state="awaits-guardian", guardian_email="a@example.org"), "en"
        )
    made = issue_certificate(make_participant(judging), "name", "machine")
    slug = edition.slug
    return {
        "academy": reverse("academy"),
        "programme": reverse("programme", args=[edition.programme.slug]),
        "edition": reverse("edition", args=[applying.slug]),
        "running": reverse("edition", args=[slug]),
        "schedule": reverse("edition-schedule", args=[slug]),
        "people": reverse("edition-people", args=[slug]),
        "works": reverse("edition-works", args=[slug]),
        "apply": reverse("edition-apply", args=[applying.slug]),
        "closed": reverse("edition-apply", args=[slug]),
        "certificates": reverse("academy-certificates"),
        "certificate": reverse("academy-certificate", args=[made.code]),
        "code": reverse("academy-check-in-code"),
        "check-in": reverse("academy-check-in", args=[edition.sessions.get().code]),
        "guardian": reverse("academy-guardian", args=[consent.token]),
    }


def wrong_with(tab: Page, said: list[str], paths: Mapping[str, str]) -> list[str]:
    """What is wrong with each of some pages, in words."""
    wrong = []
    for name, path in paths.items():
        answer = tab.goto(path)
        if answer is None or answer.status != 200 or tab.locator("main h1").count() != 1:
            wrong.append(f"{name}: {answer and answer.status}, {tab.locator('main h1').count()} titles")
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wrong.append(f"{name}: wider than the screen")
        found = Axe().run(tab).response["violations"]
        serious = [one for one in found if one["impact"] in ("serious", "critical")]
        wrong += [f"{name}: {one['id']}: {one['nodes'][0]['html'][:90]}" for one in serious]
        wrong += [f"{name}: console: {words[:120]}" for words in said]
        said.clear()
    return wrong


def tab_of(browser: Browser, base: str, client: Client | None, **look: object) -> tuple[Page, list[str]]:
    context = browser.new_context(base_url=base, **look)  # type: ignore[arg-type]
    if client is not None:
        context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    tab = context.new_page()
    return tab, listen(tab)


def test_pages_of_everybody_and_of_participants_on_a_phone(live_server: LiveServer, browser: Browser) -> None:
    edition, me = make_running()
    wrong = wrong_with(*tab_of(browser, live_server.url, None, viewport=PHONE), of_everybody(edition))
    mine = {
        "mine": reverse("edition-mine", args=[edition.slug]),
        "team": reverse("edition-team", args=[edition.slug]),
        "work-new": reverse("edition-work-new", args=[edition.slug, "article"]),
        "work": reverse("edition-work", args=[edition.slug, edition.works.get().pk]),
    }
    look = {"viewport": PHONE, "color_scheme": "dark"}
    wrong += wrong_with(*tab_of(browser, live_server.url, signed_in(me), **look), mine)
    assert wrong == []


def test_pages_of_the_crew_on_a_desk_by_night(live_server: LiveServer, browser: Browser) -> None:
    edition = make_edition(state="selecting", starts_at=timezone.now() + dt.timedelta(days=2))
    person = make_person(Role.COORDINATOR)
    make_crew(edition, person=person, name="Besa")
    every = pages(edition, rows_of(edition))
    no_pages = ("fill", "csv", "decide", "certificates-all")
    like_others = ("read-one", "poster", "venue-new", "session-new", "photos", "visits")
    left_out = [f"edition-crew-{name}" for name in (*no_pages, *like_others)]
    found = {name: path for name, path in every.items() if name not in left_out}
    found |= {
        "new": reverse("academy-programme-new"),
        "edition-new": reverse("academy-edition-new", args=[edition.programme.slug]),
    }
    look = {"viewport": DESK, "color_scheme": "dark"}
    assert wrong_with(*tab_of(browser, live_server.url, signed_in(person), **look), found) == []


def test_pages_of_the_crew_fit_on_a_phone(live_server: LiveServer, browser: Browser) -> None:
    edition = make_edition(state="selecting", starts_at=timezone.now() + dt.timedelta(days=2))
    person = make_person(Role.COORDINATOR)
    every = pages(edition, rows_of(edition))
    tab, _said = tab_of(browser, live_server.url, signed_in(person), viewport=PHONE)
    wide = []
    for name in ("", "-change", "-hours", "-applications", "-participants", "-posters", "-certificates", "-members"):
        tab.goto(every[f"edition-crew{name}"])
        if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(name)
    assert wide == []

"""A juror with a phone and one with a keyboard, in a real chromium; every page of juries for all, in each language."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from portal.academy.jury.acts import break_tie, close_round, make_round
from portal.academy.jury.looks import live, seats_of, standings
from portal.academy.jury.models import Ballot, Round
from portal.academy.jury.prizes import make_award
from portal.academy.jury.scoring import tied_groups
from portal.academy.jury.signing import announce, sign_round
from portal.academy.programme.models import CrewRole
from portal.ground.people.models import Person
from tests.browser import DESK, PHONE, listen
from tests.portal.academy.jury.make import BY, fresh, judge, make_jury, waiting
from tests.portal.academy.make import make_crew
from tests.portal.make import make_person
from tests.portal.rivers.test_every_page import visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def opened(browser: Browser, base: str, who: Person, **look: object) -> Page:
    context = browser.new_context(**look)  # type: ignore[arg-type]
    client = Client()
    client.force_login(who)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    return context.new_page()


def test_a_juror_judges_on_a_phone_without_script(live_server: LiveServer, browser: Browser) -> None:
    about = make_jury(works=2, jurors=1, quorum=1)
    tab = opened(browser, live_server.url, seats_of(about)[0].person, viewport=PHONE, java_script_enabled=False)
    tab.goto(f"{live_server.url}/en/academy/{about.edition.slug}/judge/1/")
    tab.get_by_role("link", name="Judge the next work").click()
    for _ in range(2):
        for name in ("Sources", "Style"):
            choice = tab.get_by_role("group", name=name).locator("label", has_text="4")
            box = choice.bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 44
            choice.click()
        tab.get_by_role("button", name="Save and go on").click()
    assert "You have judged 2 of 2 works." in tab.content()
    assert [one.marks for one in Ballot.objects.all()] == [{"stars": {"1": 4, "2": 4}}] * 2


def test_a_juror_judges_with_the_keyboard_alone(live_server: LiveServer, browser: Browser) -> None:
    about = make_jury(works=2, jurors=1, quorum=1)
    tab = opened(browser, live_server.url, seats_of(about)[0].person, viewport=DESK)
    said = listen(tab)
    tab.goto(f"{live_server.url}/en/academy/{about.edition.slug}/judge/1/{waiting(about)[0].entry.number}/")
    for _ in range(2):
        with tab.expect_navigation():
            for key in ("5", "3", "Enter"):
                tab.keyboard.press(key)
    assert ([one.marks for one in Ballot.objects.all()], said) == ([{"stars": {"1": 5, "2": 3}}] * 2, [])


def make_all() -> tuple[Round, dict[str, str], dict[str, str], dict[str, str]]:
    """A signed round and an open one with a public vote; the pages of organisers, of jurors and of everybody."""
    first = make_jury(works=3, jurors=2, goes_on=2)
    for share in waiting(first):
        judge(share, 1 + share.pk % 5, note="A note.")
    close_round(first, BY)
    digest = _signed(first)
    make_award(first.edition, BY, names={"en": "First"}, place=1, value="500", currency="EUR", sponsor="A library",
               work=live(first).get(number=1).work)  # fmt: skip
    announce(first.edition, BY)
    second = make_jury(works=3, jurors=2, edition=first.edition, has_public_vote=True, public_weight=20)
    make_round(first.edition, BY, names={"en": "Third"}, kinds=["article"], method="yes-no")
    base = f"academy/{first.edition.slug}/"
    work = ("jury/", "jury/1/", "jury/1/result/", "jury/2/", "jury/2/picture/", "jury/3/", "prizes/", "prizes/1/")
    crew = {f"crew {path}": f"{base}crew/{path}" for path in work}
    number = waiting(second, seats_of(second)[0])[0].entry.number
    jury = {f"judge {path}": f"{base}judge/{path}" for path in ("", "2/", f"2/{number}/")}
    paths = ("prizes/", "prizes/check/", "prizes/vote/2/", f"prizes/results/{digest}/")
    return second, crew, jury, {path: base + path for path in paths}


def _signed(about: Round) -> str:
    numbers = dict(live(about).values_list("pk", "number"))
    for group in tied_groups(standings(about).placed):
        break_tie(about, [numbers[pk] for pk in group], "By lot.", BY)
    return sign_round(fresh(about), BY).digest


@pytest.mark.parametrize("language", ["en", "sr"])
def test_pages_of_juries_are_for_all(live_server: LiveServer, browser: Browser, language: str) -> None:
    second, crew, jury, public = make_all()
    organiser = make_crew(second.edition, CrewRole.ORGANISER).person
    look = {"viewport": PHONE} if language != "en" else {"viewport": DESK, "color_scheme": "dark"}
    wrong = []
    for paths, who in ((crew, organiser), (jury, seats_of(second)[0].person), (public, make_person())):
        full = {name: f"{language}/{path}" for name, path in paths.items()}
        wrong += visit(browser, live_server.url, full, who, **look)
    assert wrong == []

"""Topics in a real browser: a participant without script on a phone, an organiser with a list on a desk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from portal.academy.topics import bank
from portal.academy.topics.models import Topic
from portal.ground.people.models import Person
from tests.browser import DESK, PHONE, listen
from tests.portal.academy.make import make_crew, make_edition, make_participant
from tests.portal.academy.topics.make import make_claimed, make_source, make_topic

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DRAFT = (
    "Mulliri legjendar ka 12 500 vizitorë. Siç dihet, është më i vjetri. " + "një dy tre katër pesë gjashtë shtatë tetë"
)


@contextmanager
def tab_of(browser: Browser, live_server: LiveServer, who: Person, **look: object) -> Iterator[Page]:
    context = browser.new_context(base_url=live_server.url, **look)  # type: ignore[arg-type]
    client = Client()
    client.force_login(who)
    cookie = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    yield context.new_page()
    context.close()


def make_board() -> tuple[Topic, Person, Person]:
    """A board with topics in several states; one with sources that somebody holds, and who organises."""
    edition = make_edition(organiser="IPKO Foundation", funders=["British Council"])
    one, other = make_participant(edition, pseudonym="Iris"), make_participant(edition, pseudonym="Ajkuna e Maleve")
    topic = make_claimed(one, title="Mulliri i Shoshanit", item="Q5", about="Nuk ka artikull në shqip.")
    make_topic(edition, "Шошанска воденица", language="sr", subject="Q5", item="Q5")
    make_claimed(other, title="Ura e Tabakëve në Gjakovë me një emër shumë të gjatë që nuk mbaron askund")
    make_topic(edition, "Ura e Fshejtë")
    make_source(topic, one, title="Monografia", passage=DRAFT, note="Nga një autor vendor.")
    bank.mark_dead(make_source(topic, title="Faqe e vdekur"), "person-1")
    return topic, one.person, make_crew(edition).person


def faults_of(tab: Page, said: list[str], name: str) -> list[str]:
    serious = [one for one in Axe().run(tab).response["violations"] if one["impact"] in ("serious", "critical")]
    wrong = [f"{name}: {one['id']}: {one['nodes'][0]['html'][:120]}" for one in serious]
    wrong += [f"{name}: console: {words[:120]}" for words in said]
    said.clear()
    if tab.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append(f"{name}: wider than the screen")
    return wrong


def test_a_participant_on_a_phone_without_script_takes_a_topic_and_asks_the_coach(
    browser: Browser, live_server: LiveServer
) -> None:
    topic, participant, _organiser = make_board()
    with tab_of(browser, live_server, participant, viewport=PHONE, java_script_enabled=False) as tab:
        tab.goto(f"/en/academy/{topic.edition.slug}/topics/")
        tab.get_by_role("button", name=re.compile("Take it.*Ura e Fshejtë")).click()
        tab.get_by_text("It is yours.").wait_for()
        tab.get_by_role("link", name="All topics").click()
        tab.get_by_role("link", name="Mulliri i Shoshanit").first.click()
        tab.get_by_label("Your draft").fill(DRAFT)
        tab.get_by_role("button", name="Read my draft").click()
        heads = tab.locator(".hint h3").all_inner_texts()
        tab.get_by_role("button", name="Give it back").click()
    assert (len(heads), heads[1:3]) == (6, ["There is no reference yet", "1 sentence with a number has no reference"])
    assert sorted(Topic.objects.filter(participant__isnull=False).values_list("title", flat=True)) == [
        "Ura e Fshejtë", "Ura e Tabakëve në Gjakovë me një emër shumë të gjatë që nuk mbaron askund",
    ]  # fmt: skip


def test_an_organiser_pastes_a_list_sees_it_and_adds_it(browser: Browser, live_server: LiveServer) -> None:
    topic, _participant, organiser = make_board()
    with tab_of(browser, live_server, organiser, viewport=DESK) as tab:
        said = listen(tab)
        tab.goto(f"/en/academy/{topic.edition.slug}/topics/list/")
        tab.get_by_label("Subjects").fill("Wikidata;Title;Languages\nQ77;Hani i Haraçisë;sq sr\nX;Wrong;sq\n")
        tab.get_by_role("button", name="Look at it").click()
        tab.get_by_text("Line 3").first.wait_for()
        said.clear()  # chromium says of every 422 that it failed to load
        wrong = faults_of(tab, said, "list-with-a-fault")
        tab.get_by_label("Subjects").fill("Wikidata;Title;Languages\nQ77;Hani i Haraçisë;sq sr\n")
        tab.get_by_role("button", name="Look at it").click()
        wrong += faults_of(tab, said, "list-seen")
        tab.get_by_role("button", name="Put 2 topics on the board").click()
        tab.get_by_text("2 topics are new on the board.").wait_for()
    assert wrong == []
    assert Topic.objects.filter(subject="Q77").count() == 2

"""A whole retreat in real browsers: a chair, three guests on their phones at once, a wall, and version 2."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from portal.ground.ledger import looks as ledger
from portal.ground.ledger.chain import verify
from portal.ground.ledger.models import Entry
from portal.ground.mail.tasks import deliver_mail
from portal.ground.people.models import Role
from portal.strategy.plan.models import Version
from portal.strategy.review.models import Guest, Review, Vote
from tests.browser import DESK, PHONE, follow, listen
from tests.portal.make import make_person
from tests.portal.rivers.test_one_edition import deed, fill, link_for, send, signed_in
from tests.portal.strategy.review.make import make_reviewed
from tests.servers import smtp_sink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WALL = {"width": 1920, "height": 1080}
HOME = "/en/strategy/digital/reviews/"
CHAIR = f"{HOME}1/chair/"
NAMES = ("Arta", "Boris", "Clara")


def prepare(chair: Page) -> None:
    """Prepare a review, invite three guests, freeze how everything stands, and open it."""
    values = {"names_en": "Retreat of August", "starts_on": "2026-08-01", "ends_on": "2026-08-02", "place": "Brezovica"}
    send(chair, f"{HOME}new/", values)
    for name in NAMES:
        invited = {
            "name": name,
            "email": f"{name.lower()}@example.org",
            "organisation": f"{name}s fund",
            "language": "en",
        }
        deed(chair, f"{CHAIR}guests/", "invite", **invited)
    deed(chair, CHAIR, "freeze")
    deed(chair, CHAIR, "open")
    expect(chair.locator(".pill").first).to_have_text("Going on")


def come_in(context: BrowserContext, sink: smtp_sink.SmtpSink, name: str) -> Page:
    """A guest opens the address of their mail and comes in, without an account."""
    phone = context.new_page()
    phone.goto(link_for(sink, f"{name.lower()}@example.org", "retreat"))
    expect(phone.locator("main")).to_contain_text("You need no account.")
    follow(phone, phone.get_by_role("button", name="Come in"))
    expect(phone.locator("main")).to_contain_text(f"You write as {name}.")
    return phone


def write(phone: Page, kind: str, text: str) -> None:
    """A guest writes what they found."""
    if phone.locator("#write:not([open])").count():
        phone.locator("#write summary").click()
    fill(phone.locator("#write form"), {"write-kind": kind, "write-text": text, "write-part": "initiative/academy"})
    follow(phone, phone.locator("#write form button"))


def reword_at_once(first: Page, second: Page) -> None:
    """Two guests open the same finding; both change its words, and neither sees the other do it."""
    for phone in (first, second):
        follow(phone, phone.get_by_role("link", name="Other words 1"))
    for phone, words in ((first, "Forty youngsters came."), (second, "Youngsters came from seven towns.")):
        phone.locator('[name="reword-text"]').fill(words)
    follow(first, first.get_by_role("button", name="Save these words"))
    follow(second, second.get_by_role("button", name="Save these words"))
    expect(second.locator("main")).to_contain_text("Both wordings are kept")
    expect(second.locator(".beside")).to_contain_text("Forty youngsters came.")
    expect(second.locator(".beside__later")).to_contain_text("Youngsters came from seven towns.")
    for phone in (first, second):
        follow(phone, phone.get_by_role("link", name="Back to all findings"))


def unite(chair: Page, text: str) -> None:
    """The chair, who is not told to reload, sees both wordings and makes one text of them."""
    expect(chair.locator(".found__beside")).to_contain_text("Youngsters came from seven towns.")
    follow(chair, chair.get_by_role("link", name="Join or reword 1"))
    expect(chair.locator('[name="unite-text"]')).to_have_value(re.compile("Forty.*\n.*seven"))
    chair.locator('[name="unite-text"]').fill(text)
    follow(chair, chair.get_by_role("button", name="Make one text of them"))


def move(chair: Page) -> None:
    """The chair prepares a motion that changes an initiative, and lets the guests vote."""
    follow(chair, chair.get_by_role("link", name="Prepare a motion"))
    chair.locator("[name=what]").select_option("change/initiative/academy")
    follow(chair, chair.get_by_role("button", name="Go on"))
    changed = {
        "title": "An academy in each town",
        "part-names_en": "Wiki Academy in each town",
        "part-state": "running",
    }
    fill(chair.locator('main form[method="post"]'), changed)
    follow(chair, chair.get_by_role("button", name="Prepare the motion"))
    follow(chair, chair.get_by_role("button", name="Let the guests vote"))


def vote(phone: Page, word: str) -> None:
    """A guest votes, on a page that asked for the motion by itself, or was reloaded."""
    expect(phone.locator("#live")).to_contain_text("An academy in each town")
    follow(phone, phone.get_by_role("button", name=word, exact=True))
    expect(phone.get_by_role("button", name=word, exact=True)).to_have_attribute("aria-pressed", "true")


def find(chair: Page, phones: list[Page], wall: Page) -> None:
    """Two findings; two guests change the words of one at the same time, and the chair joins them."""
    arta, boris, clara = phones
    write(arta, "well", "Youngsters came.")
    write(clara, "hindered", "Trainers were few.")
    expect(wall.locator(".found--well")).to_contain_text("Youngsters came.")
    expect(boris.locator("#found")).to_contain_text("Trainers were few.")
    chair.goto(CHAIR)
    reword_at_once(boris, clara)
    expect(wall.locator("main")).to_contain_text("Two wordings stand side by side")
    unite(chair, "Forty youngsters came from seven towns.")
    expect(wall.locator(".found--well")).to_contain_text("Forty youngsters came from seven towns.")


def decide(chair: Page, phones: list[Page], wall: Page) -> None:
    """A motion, four votes of three guests, and what came of it on every screen."""
    arta, boris, clara = phones
    move(chair)
    expect(wall.locator(".wall__vote")).to_contain_text("An academy in each town")
    clara.reload()
    for phone, word in ((arta, "Yes"), (boris, "No"), (clara, "I abstain"), (boris, "Yes")):
        vote(phone, word)
    expect(wall.locator(".wall__count")).to_contain_text("of 3 have voted")
    follow(chair, chair.get_by_role("button", name="End the vote and count"))
    expect(chair.locator("main")).to_contain_text("2 yes, 0 no, 1 abstention")
    expect(wall.locator(".decisions")).to_contain_text("Adopted, stands in the next version")


def test_a_retreat_of_three_partners_leads_to_version_2(
    live_server: LiveServer, browser: Browser, sink: smtp_sink.SmtpSink, settings: Settings
) -> None:
    base = settings.SITE_ADDRESS = live_server.url
    make_reviewed()
    chair = signed_in(browser, base, make_person(Role.COORDINATOR, name="Besa"), DESK).new_page()
    said = [listen(chair)]
    prepare(chair)
    deliver_mail.func()
    screens = [
        browser.new_context(viewport=PHONE, base_url=base, java_script_enabled=script)  # type: ignore[arg-type]
        for script in (True, True, False)
    ]
    phones = [come_in(context, sink, name) for context, name in zip(screens, NAMES, strict=True)]
    arta, boris, _clara = phones
    wall = browser.new_page(viewport=WALL, base_url=base)  # type: ignore[arg-type]
    said += [listen(tab) for tab in (arta, boris, wall)]
    wall.goto(f"/en/retreat/wall/{Review.objects.get().wall}/")
    expect(wall.locator("main")).to_contain_text("3 guests are here")

    find(chair, phones, wall)
    decide(chair, phones, wall)
    deed(chair, f"{CHAIR}publish/", "publish", starts_on="2026-09-01")

    visitor = browser.new_page(viewport=PHONE, base_url=base)  # type: ignore[arg-type]
    said.append(listen(visitor))
    visitor.goto(f"{HOME}1/")
    for words in (
        "Forty youngsters came from seven towns.",
        "Arta, Artas fund",
        "It led to version 2.",
        "What version 2 changes",
    ):
        expect(visitor.locator("main")).to_contain_text(words)
    expect(arta.locator("#live")).to_contain_text("The review is closed.")
    markdown = visitor.request.get(f"{HOME}1/minutes.md").text()
    minutes = visitor.request.get(f"{HOME}1/minutes.json").json()
    assert [one["title"] for one in minutes["motions"]] == ["An academy in each town"]
    assert sorted(one["text"] for one in minutes["findings"][0]["wordings"]) == [
        "Forty youngsters came from seven towns.",
        "Forty youngsters came.",
        "Youngsters came from seven towns.",
        "Youngsters came.",
    ]
    held = Version.objects.get(state="in-force")
    row = held.initiative_set.get()
    assert (held.number, row.name, row.state) == (2, "Wiki Academy in each town", "running")
    assert sorted(Vote.objects.values_list("choice", flat=True)) == ["abstain", "yes", "yes"]
    assert [words for heard in said for words in heard] == []
    tokens = [Review.objects.get().wall, *Guest.objects.values_list("token", flat=True)]
    told = " ".join(f"{row.actor} {row.subject} {row.body}" for row in Entry.objects.all())
    told += visitor.content() + markdown + str(minutes)
    assert [secret for secret in (*tokens, "@example.org") if secret in told] == []
    assert verify(ledger.rows(), ledger.head()[1]).fault is None

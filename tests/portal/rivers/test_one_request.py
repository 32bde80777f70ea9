"""The whole river: a gap the engine finds, a letter staff approve, real mail both ways, and a win that is proven."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from babel import Locale
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from portal.audit.tasks import look_at, look_at_due
from portal.catalogue.models import Kind, Target
from portal.ground.languages.fold import fold
from portal.ground.ledger import looks as ledger
from portal.ground.ledger.chain import verify
from portal.ground.mail.tasks import deliver_mail, fetch_mail
from portal.ground.people.models import Person, Role
from portal.outcome.models import Outcome
from portal.outcome.tasks import read_ledger
from portal.reply.tasks import read_mail
from portal.request.acts import stand_behind
from portal.request.models import Request
from portal.request.tasks import send_ready
from tests.browser import DESK, PHONE, follow, listen
from tests.portal.make import make_contact, make_person, make_target
from tests.servers import dovecot, smtp_sink


def make_form(path: Path, with_kosovo: bool) -> Path:
    """A page with a drop-down of the world, as many sites have it."""
    names = {code: name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}
    rows = sorted((name, code) for code, name in names.items() if with_kosovo or code != "XK")
    options = "".join(f'<option value="{code}">{name}</option>' for name, code in rows)
    path.write_text(f"<title>Sign up</title><form><label>Country<select name=country>{options}</select></label></form>")
    return path


def make_site(path: Path) -> Target:
    """A website whose form the engine reads from a file of this machine."""
    target = make_target(name="A shop", found=fold("A shop"), address=str(path), kind=Kind.WEBSITE, layer=3)
    make_contact(target, address="help@shop.example")
    look_at.func(target.pk)
    return target


def make_answer(letter: bytes) -> bytes:
    """What the owner writes back to the address that the letter asks to write to."""
    got = message_from_bytes(letter, policy=policy.default)
    answer = EmailMessage()
    answer["From"], answer["To"] = "Mira <mira@shop.example>", str(got["Reply-To"])
    answer["Subject"], answer["Message-ID"] = f"Re: {got['Subject']}", "<42@shop.example>"
    answer["In-Reply-To"] = str(got["Message-ID"])
    answer.set_content(
        "Hello,\n\nKosovo has been added to the list. Call me on +383 44 123 456.\n\nBest regards\nMira\n"
    )
    return answer.as_bytes()


def signed_in(browser: Browser, base: str, person: Person, size: dict[str, int]) -> BrowserContext:
    client = Client()
    client.force_login(person)
    context = browser.new_context(viewport=size)  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    return context


def press(tab: Page, words: str) -> None:
    follow(tab, tab.get_by_role("button", name=words, exact=True))


def from_the_queue(tab: Page, base: str, why: str) -> None:
    """From the desk's one queue to what waits there for a reason."""
    tab.goto(f"{base}/desk/")
    follow(tab, tab.locator("main tbody tr", has_text=why).first.locator("th a"))


def decide_and_publish(staff: Page, base: str) -> None:
    """Say what the reply says, then release what the machine left of it."""
    from_the_queue(staff, base, "Replies to read")
    expect(staff.locator("main")).to_contain_text("Kosovo has been added to the list.")
    staff.locator("[name=decide-kind]").select_option("done")
    press(staff, "This is what it says")
    from_the_queue(staff, base, "Replies to publish")
    staff.locator("[name=publish-read]").check()
    press(staff, "Publish this text")
    expect(staff.locator("main")).to_contain_text("Published as you wrote it.")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_from_a_gap_to_a_proven_win(
    live_server: LiveServer,
    browser: Browser,
    sink: smtp_sink.SmtpSink,
    imap: dovecot.Imap,
    tmp_path: Path,
    size: dict[str, int],
) -> None:
    page = make_form(tmp_path / "form.html", with_kosovo=False)
    target, base = make_site(page), live_server.url
    stand_behind(target, make_person(email="arta@example.org"), "Arta", "I could not order.")
    staff = signed_in(browser, base, make_person(Role.COORDINATOR), size).new_page()
    said = listen(staff)
    from_the_queue(staff, base, "Letters to read")
    press(staff, "Approve this letter")
    send_ready.func()
    deliver_mail.func()
    (letter,) = sink.letters()
    assert letter.recipients == ["help@shop.example"]

    smtp_sink.drop(imap.maildir, make_answer(letter.raw))
    fetch_mail.func()
    read_mail.func()
    decide_and_publish(staff, base)

    visitor = browser.new_page(viewport=size)  # type: ignore[arg-type]
    heard = listen(visitor)
    visitor.goto(f"{base}/en/targets/{target.slug}/")
    expect(visitor.locator("main")).to_contain_text("Kosovo has been added to the list.")
    assert "44 123 456" not in visitor.content()
    assert "mira@shop.example" not in visitor.content()

    make_form(page, with_kosovo=True)
    visitor.goto(f"{base}/t/{target.slug}/check")
    press(visitor, "Check again")
    look_at_due.func()
    read_ledger.func()
    visitor.goto(f"{base}/en/wins/")
    expect(visitor.locator("main")).to_contain_text("A shop")
    assert "Listed" in visitor.request.get(f"{base}/t/{target.slug}/badge.svg?language=en").text()
    assert (said, heard) == ([], [])

    read_ledger.func()  # the win is read in the next round, and thanks go out
    deliver_mail.func()
    outcome = Outcome.objects.get()
    assert (Request.objects.get().state, outcome.kind, outcome.proof.verdict if outcome.proof else "") == (
        "won",
        "won",
        "listed",
    )
    assert "arta@example.org" in [recipient for mail in sink.letters() for recipient in mail.recipients]
    assert verify(ledger.rows(), ledger.head()[1]).fault is None

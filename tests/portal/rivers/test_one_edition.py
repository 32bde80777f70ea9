"""A whole edition in real browsers: an organiser, a participant on a phone, a guardian by mail, a juror, a visitor."""

from __future__ import annotations

import datetime as dt
import re
from email import message_from_bytes, policy

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from portal.academy.programme.acts import confirm, join_team
from portal.academy.programme.models import Certificate, Edition, Participant, Private, Visit, Work
from portal.ground.ledger import looks as ledger
from portal.ground.ledger.chain import verify
from portal.ground.ledger.models import Entry
from portal.ground.mail.tasks import deliver_mail
from portal.ground.people.models import Person, Role
from tests.browser import DESK, PHONE, follow, listen
from tests.portal.academy.make import make_application
from tests.portal.make import make_person
from tests.servers import smtp_sink

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
NAME = "Arta Secretfamily"


def signed_in(browser: Browser, base: str, person: Person, size: dict[str, int]) -> BrowserContext:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    context = browser.new_context(viewport=size, base_url=base)  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": base}])
    return context


def fill(form: Locator, values: dict[str, object]) -> None:
    """Fill the fields of a form by their names, as somebody would with mouse and keys."""
    for name, value in values.items():
        field = form.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type")
        if kind in ("radio", "checkbox"):
            wanted = form.locator(f'[name="{name}"][value="{value}"]') if value is not True else field.first
            wanted.check(force=True)
        elif field.first.evaluate("one => one.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def send(tab: Page, path: str, values: dict[str, object]) -> None:
    """Fill in the one form of a page, and send it."""
    tab.goto(path)
    form = tab.locator('main form[method="post"]').first
    fill(form, values)
    follow(tab, form.locator("button").first)


def deed(tab: Page, path: str, do: str, /, **values: object) -> None:
    """Do one of the things that a page offers, unfolded first where it is folded."""
    tab.goto(path)
    form = tab.locator(f'main form:has(input[name="do"][value="{do}"])')
    fold = tab.locator(f'main details:not([open]):has(input[name="do"][value="{do}"])')
    if fold.count():
        fold.last.locator("summary").first.click()
    fill(form, {f"{do}-{field}": value for field, value in values.items()})
    follow(tab, form.locator("button").first)


def at(moment: dt.datetime) -> str:
    """A moment as its field takes it, in the hours of Kosovo."""
    return timezone.localtime(moment).strftime("%Y-%m-%dT%H:%M")


def link_for(sink: smtp_sink.SmtpSink, recipient: str, what: str) -> str:
    """The address with some words in it in the last mail to somebody."""
    letters = [one for one in sink.letters() if recipient in one.recipients]
    text = message_from_bytes(letters[-1].raw, policy=policy.default).get_body().get_content()  # type: ignore[union-attr]
    found = re.search(rf"http\S+/{what}/\S+", text)
    assert found, text
    return found[0]


def prepare(staff: Page) -> str:
    """Make a programme and an edition that began an hour ago, with an hour and a juror; let people apply."""
    now = timezone.now()
    send(staff, "/en/academy/new/", {"names_en": "Wiki Academy", "kind": "wiki"})
    values: dict[str, object] = {
        "names_en": "Prizren 2026",
        "names_sq": "Prizreni 2026",
        "place": "Prizren",
        "starts_at": at(now - dt.timedelta(hours=1)),
        "ends_at": at(now + dt.timedelta(days=3)),
        "apply_from": at(now - dt.timedelta(days=9)),
        "apply_until": at(now + dt.timedelta(days=1)),
        "organiser": "The town library",
        "contact": "academy@example.org",
        "track0_names_en": "Writing",
        "track0_seats": "10",
    }
    send(staff, "/en/academy/programmes/wiki-academy/new/", values)
    crew = "/en/academy/prizren-2026/crew/"
    deed(staff, f"{crew}members/", "add", email="juror@example.org", role="juror", name="Blerta")
    hour = {
        "names_en": "First edits",
        "kind": "training",
        "starts_at": at(now),
        "ends_at": at(now + dt.timedelta(hours=2)),
    }
    send(staff, f"{crew}sessions/new/", hour)
    deed(staff, crew, "announce")
    deed(staff, crew, "open")
    return crew


def apply(phone: Page, sink: smtp_sink.SmtpSink) -> None:
    """A minor applies on a phone; first without naming a guardian, which the page says at the field."""
    phone.goto("/en/academy/")
    follow(phone, phone.get_by_role("link", name="Prizren 2026"))
    follow(phone, phone.locator("main").get_by_role("link", name="Apply").first)
    values: dict[str, object] = {
        "motivation": "I want to write about my town.",
        "languages": "sq",
        "full_name": NAME,
        "born_on_day": "4",
        "born_on_month": "3",
        "born_on_year": str(timezone.localdate().year - 15),
    }
    form = phone.locator('main form[method="post"]')
    fill(form, values)
    follow(phone, form.locator("button").first)
    expect(phone.locator(".faults")).to_contain_text("Please name a parent or guardian")
    expect(phone.locator("[name=motivation]")).to_have_value("I want to write about my town.")
    fill(form, {"guardian_name": "Drita", "guardian_email": "drita@example.org"})
    follow(phone, form.locator("button").first)
    expect(phone.locator("main")).to_contain_text("We wrote to your guardian")
    deliver_mail.func()


def agree(browser: Browser, sink: smtp_sink.SmtpSink) -> None:
    """The guardian opens the link of the mail on an old phone without script, and agrees, without pictures."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    guardian = context.new_page()
    guardian.goto(link_for(sink, "drita@example.org", "guardian"))
    expect(guardian.locator("h1")).to_have_text("May Arta take part?")
    form = guardian.locator('form:has(input[name="do"][value="give"])')
    form.locator('[name="give-photo"][value="no"]').check()
    form.locator("button").click()
    expect(guardian.locator("h1")).to_have_text("You agreed")
    context.close()


def select(staff: Page, crew: str) -> None:
    """Read and mark without names, then accept everybody after a look at what would happen."""
    staff.goto(f"{crew}applications/read/")
    assert NAME not in staff.content()
    for _ in range(2):
        form = staff.locator("main form.deed").first
        form.locator('[type=radio][value="5"]').check(force=True)
        follow(staff, form.locator("button").first)
    expect(staff.locator("h1")).to_have_text("Everything is marked")
    staff.goto(f"{crew}applications/")
    for box in staff.locator("main [name=pk]").all():
        box.check()
    follow(staff, staff.locator('button[value="accept"]'))
    expect(staff.locator("main")).to_contain_text("Exactly 2 people would get this answer")
    follow(staff, staff.get_by_role("button", name="Do it"))
    expect(staff.locator(".messages")).to_contain_text("2 decided")


def take_part(phone: Page, crew: str, friend: Participant) -> None:
    """Confirm, form a team, check in with the code from the poster, hand in an article."""
    mine = "/en/academy/prizren-2026/mine/"
    deed(phone, mine, "confirm", pseudonym="Blue Lynx")
    expect(phone.locator("h1")).to_have_text("Hello, Blue Lynx")
    deed(phone, f"{mine}team/", "form", name="Fortress")
    team = Participant.objects.get(pseudonym="Blue Lynx").team
    assert team is not None
    join_team(team, friend)
    code = Edition.objects.get().sessions.get().code
    send(phone, "/en/academy/check-in/", {"code": code.lower()})
    follow(phone, phone.get_by_role("button", name="I am here"))
    expect(phone.locator("main")).to_contain_text("You are checked in.")
    article = {"title": "https://en.example.org/wiki/Fortress_of_Prizren", "about": "From three books."}
    send(phone, f"{mine}works/article/", article)
    expect(phone.locator("main")).to_contain_text("Handed in")


def judge(staff: Page, juror: Page, crew: str) -> None:
    """One round with one juror and one criterion: judged without seeing who made it, closed, signed, and a prize."""
    deed(staff, crew, "judge")
    deed(staff, f"{crew}jury/", "new", names_en="Final", kinds="article", quorum="1")
    one = f"{crew}jury/1/"
    deed(staff, one, "seat")
    deed(staff, one, "criterion", names_en="Sources", weight="1")
    deed(staff, one, "open")
    juror.goto("/en/academy/prizren-2026/judge/1/1/")
    assert "Blue Lynx" not in juror.content()
    form = juror.locator("form.judge-form")
    form.locator('[type=radio][value="4"]').first.check(force=True)
    follow(juror, form.get_by_role("button", name="Save and go on"))
    deed(staff, one, "close")
    deed(staff, f"{one}result/", "sign")
    deed(staff, f"{crew}prizes/", "add", names_en="First prize", place="1", work=Work.objects.get().pk)
    deed(staff, f"{crew}prizes/", "announce")


def test_an_edition_from_the_first_plan_to_erased_names(
    live_server: LiveServer, browser: Browser, sink: smtp_sink.SmtpSink, settings: Settings
) -> None:
    base = settings.SITE_ADDRESS = live_server.url
    people = {role: make_person(email=f"{role}@example.org") for role in ("juror", "arta", "friend")}
    staff = signed_in(browser, base, make_person(Role.COORDINATOR, name="Besa"), DESK).new_page()
    phone = signed_in(browser, base, people["arta"], PHONE).new_page()
    juror = signed_in(browser, base, people["juror"], DESK).new_page()
    said = [listen(tab) for tab in (staff, phone, juror)]
    crew = prepare(staff)
    apply(phone, sink)
    agree(browser, sink)
    friend = make_application(Edition.objects.get(), people["friend"])
    select(staff, crew)
    deed(staff, crew, "start")
    friend.refresh_from_db()
    take_part(phone, crew, confirm(friend, "Olive 7"))
    judge(staff, juror, crew)

    visitor = browser.new_page(viewport=PHONE, base_url=base)  # type: ignore[arg-type]
    said.append(listen(visitor))
    visitor.goto("/en/academy/prizren-2026/prizes/")
    expect(visitor.locator("main")).to_contain_text("Fortress of Prizren")
    deed(staff, f"{crew}certificates/", "issue", shown="name")
    phone.goto("/en/academy/prizren-2026/mine/")
    code = Certificate.objects.get(participant__pseudonym="Blue Lynx").code
    expect(phone.locator("main")).to_contain_text(code)
    assert phone.request.get(f"/en/academy/certificates/{code}.pdf").body()[:5] == b"%PDF-"
    send(visitor, "/en/academy/certificates/", {"code": code})
    expect(visitor.locator("h1")).to_have_text("This certificate holds")
    fill(visitor.locator("main form"), {"name": NAME.upper()})
    follow(visitor, visitor.get_by_role("button", name="Compare"))
    expect(visitor.locator("main")).to_contain_text("Yes: this certificate was issued to this name.")

    deed(staff, crew, "close")
    deed(staff, f"{crew}private/", "erase", sure=True)
    visitor.goto(f"/en/academy/certificates/{code}/")
    expect(visitor.locator("h1")).to_have_text("This certificate holds")
    assert (Private.objects.count(), Visit.objects.count(), Work.objects.get().state) == (0, 1, "submitted")
    assert [words for heard in said for words in heard] == []
    told = " ".join(f"{row.subject} {row.body}" for row in Entry.objects.all())
    assert [word for word in ("Secretfamily", "drita", "arta@") if word in told] == []
    assert verify(ledger.rows(), ledger.head()[1]).fault is None

"""A desk with one thing of each kind on it, and people of each role in front of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Change, Watch
from portal.audit.releases import list_releases
from portal.audit.watch import TROUBLE, plan
from portal.audit.watch import silent as fell_silent
from portal.catalogue.acts import propose_contact
from portal.catalogue.models import Channel, Contact, Target
from portal.evidence.acts import report
from portal.evidence.models import Report
from portal.ground.mail.acts import receive
from portal.ground.mail.models import Outgoing
from portal.ground.people.models import Person, Role
from portal.outcome.acts import read_ledger
from portal.outcome.models import Regression
from portal.reply.acts import decide, take_in
from portal.reply.models import Reply
from portal.reply.states import ReplyKind
from portal.request.acts import fall_silent, stand_behind
from portal.request.models import Request, Signature
from portal.request.writing import approve
from tests.portal.audit.make_releases import make_line, make_listed
from tests.portal.audit.make_releases import read as read_release
from tests.portal.make import make_contact, make_look, make_person, make_request, make_target
from tests.portal.reply.make import make_answer, make_mail, make_raw, make_reply, make_sent


@dataclass(frozen=True)
class Desk:
    """What lies on the desk, each by its name."""

    report: Report
    contact: Contact
    signature: Signature
    unmatched: Reply
    waiting: Reply
    read: Reply
    letter: Request
    by_hand: Request
    silent: Request
    mail: Outgoing
    regression: Regression
    change: Change
    watch: Watch
    target: Target
    person: Person


def make_client(role: Role = Role.ADMIN, **fields: object) -> Client:
    """Somebody of a role, signed in."""
    client = Client()
    client.force_login(make_person(role, **fields), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def make_report(**fields: object) -> Report:
    """A citizen's report that waits."""
    return report(make_person(), "https://shop.example/checkout", {"country": "missing"}, name="Shop", **fields)  # type: ignore[arg-type]


def make_words(words: str = "My parcels never arrive.") -> Signature:
    """A citizen's own words that nobody has read."""
    request = make_request()
    return stand_behind(request.target, make_person(), "Arta", words).signature


def make_letter() -> Request:
    """A request whose first letter nobody has read."""
    return make_request()


def make_by_hand() -> Request:
    """A request whose letter goes into a form."""
    target = make_target()
    make_contact(target, Channel.FORM, address="https://forms.example/contact")
    request = make_request(target)
    approve(request, "person-a")
    return request


def make_regression() -> Regression:
    """A win that was undone."""
    target = make_target()
    now = timezone.now()
    make_look(target, now - dt.timedelta(days=2), country="listed")
    make_look(target, now - dt.timedelta(days=1), country="missing")
    while read_ledger():
        pass
    return Regression.objects.get(target=target)


def make_change() -> Change:
    """A new version that dropped Kosovo, of which nobody took note."""
    target = make_target()
    make_line(target, v1="listed")
    list_releases(target, make_listed("v1", "v2"))
    read_release(target, "v2", "missing")
    return Change.objects.get(target=target)


def make_watch() -> Watch:
    """A package whose registry is silent."""
    target = make_target()
    plan(timezone.now())
    for _ in range(TROUBLE):
        fell_silent(target, "npm:silent: the registry did not answer in 60 seconds.", timezone.now())
    return Watch.objects.get(target=target)


def make_desk() -> Desk:
    """One thing of each kind of work."""
    silent, failed, read = make_sent(), make_sent(), make_reply()
    fall_silent(silent, "machine")
    mail = make_mail(failed)
    Outgoing.objects.filter(pk=mail.pk).update(state="unknown", error="the worker stopped")
    decide(read, ReplyKind.NO_TIME, "person-a")
    target = make_target()
    return Desk(
        report=make_report(),
        contact=propose_contact(target, Channel.EMAIL, "data@office.example", "their imprint", "person-b"),
        signature=make_words(),
        unmatched=take_in(receive(make_raw("Who are you?", "x@nowhere.example", Subject="Hello"), "imap")),
        waiting=take_in(
            make_answer(make_sent(), "We follow ISO 3166. Write to bob@site.example.\n\nKind regards\nAnna")
        ),
        read=read,
        letter=make_letter(),
        by_hand=make_by_hand(),
        silent=silent,
        mail=mail,
        regression=make_regression(),
        change=make_change(),
        watch=make_watch(),
        target=target,
        person=make_person(),
    )


def addresses(desk: Desk) -> dict[str, str]:
    """The address of every page of the desk, with something on each."""
    of = {
        "desk-report": [desk.report.pk],
        "desk-screenshot": [desk.report.pk],
        "desk-target": [desk.target.slug],
        "desk-contact": [desk.contact.pk],
        "desk-words": [desk.signature.pk],
        "desk-signatures": [desk.signature.request_id],
        "desk-reply": [desk.waiting.pk],
        "desk-original": [desk.waiting.pk],
        "desk-request": [desk.letter.pk],
        "desk-paper": [desk.letter.pk],
        "desk-mail": [desk.mail.pk],
        "desk-regression": [desk.regression.pk],
        "desk-change": [desk.change.pk],
        "desk-watch": [desk.watch.target.slug],
        "desk-person": [desk.person.handle],
        "desk-attachment": [1],
    }
    from portal.faces.desk.rights import RIGHTS

    return {name: reverse(name, args=of.get(name)) for name in RIGHTS}

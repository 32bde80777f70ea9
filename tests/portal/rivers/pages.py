"""A small portal with something in every state; the address of every page of it, by who may open it, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from portal.audit.models import Observer
from portal.evidence.acts import report
from portal.evidence.models import Report
from portal.ground import links
from portal.ground.mail.acts import receive
from portal.ground.mail.addresses import opt_out_token, reply_address
from portal.ground.people.models import Person, Role
from portal.reply.models import Reply
from portal.reply.tasks import read_mail
from portal.request.acts import stand_behind
from portal.request.models import Request
from portal.request.tasks import send_ready
from portal.request.writing import approve
from tests.portal.make import make_contact, make_look, make_person, make_target

# Addresses that answer with something else than a page, or only take what a form sends.
NO_PAGES = {
    "share-card", "letter-pdf", "follow", "move-due", "withdraw-signature", "withdraw-report", "proof", "sign-in-wait",
    "sign-in-resend", "sign-in-code", "sign-in-again", "settings-name", "settings-wishes", "settings-data",
    "short-check",
    "short-leave", "short-mine", "account_login", "mfa_index", "mfa_edit_webauthn", "mfa_remove_webauthn",
    "report-finish", "sign-finish", "desk-paper", "desk-original", "desk-attachment", "theme", "manifest", "door",
    "account_inactive", "mfa_login_webauthn",
}  # fmt: skip
PREFIXES = (
    *("api/", "open/", "feeds/", "embed/", "anymail/", "mail/", "t/", "e/", "oembed"),
    # academies and strategies look at their own pages
    *("en/academy/", "en/strategy/", "en/index/", "en/^index/", "en/trials/", "en/retreat/", "iati/"),
)


@dataclass(frozen=True)
class Places:
    """What the addresses of pages need: a person of each kind, and one of each thing."""

    citizen: Person
    admin: Person
    slug: str
    request: Request
    report: Report
    reply: Reply


def make_places() -> Places:
    """A request that was sent and answered, one that waits to be read, and a report that waits."""
    target, waiting = make_target(name="A list of countries"), make_target(name="Another list")
    for one in (target, waiting):
        make_contact(one)
        make_look(one, country="missing", phone_code="listed")
    make_look(target, timezone.now(), Observer.CITIZEN, map="qualified")
    citizen, admin = make_person(name="Arta"), make_person(Role.ADMIN)
    asked = stand_behind(target, citizen, "Arta", "I could not order.").signature.request
    stand_behind(waiting, citizen)
    approve(asked, admin.handle)
    send_ready.func()
    raw = (
        f"From: Support <support@{target.slug}.example>\r\nTo: {reply_address(asked.key)}\r\n"
        "Subject: Re: your letter\r\nMessage-ID: <1@a.example>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
        "Content-Type: text/plain; charset=utf-8\r\n\r\nThank you. We will look into it.\r\n"
    )
    receive(raw.encode(), "test", reply_address(asked.key))
    read_mail.func()
    made = report(citizen, "https://shop.example/", {"country": "missing"}, name="A shop")
    return Places(citizen, admin, target.slug, asked, made, Reply.objects.get())


def names() -> Iterator[tuple[str, str]]:
    """Every address of the portal with its name, languages taken out."""

    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
        for one in resolver.url_patterns:
            here = before + str(one.pattern)
            if isinstance(one, URLPattern):
                yield here, str(one.name or "")
            else:
                yield from walk(one, here)

    yield from walk(get_resolver(), "")


def public(places: Places) -> dict[str, str]:
    """Pages for everybody, without their language."""
    slug = places.slug
    return {
        "home": "",
        "targets": "targets/",
        "target": f"targets/{slug}/",
        "target-history": f"targets/{slug}/history/",
        "map": "map/",
        "timeline": "timeline/",
        "wins": "wins/",
        "requests": "requests/",
        "standards": "standards/",
        "method": "method/",
        "about": "about/",
        "ledger": "ledger/",
        "open-data": "open-data/",
        "data-dictionary": "open-data/dictionary/",
        "owners": "owners/",
        "report": "report/",
        "sign": f"targets/{slug}/stand/",
        "sign-thanks": f"targets/{slug}/thanks/",
        "letter": f"targets/{slug}/letter/",
        "check": f"targets/{slug}/check/",
        "leave-alone": f"leave/{links.leave(places.request.target.owner.slug).rpartition('/')[2]}/",
        "sign-in": "sign-in/",
        "kit": "kit/",
    }


def own(places: Places) -> dict[str, str]:
    """Pages for who is signed in, without their language."""
    return {
        "mine": "mine/",
        "report-thanks": "report/thanks/",
        "settings": "settings/",
        "leave": "settings/leave/",
        "mfa_list_webauthn": "settings/passkeys/",
        "mfa_add_webauthn": "settings/passkeys/add/",
        "sign-out": "sign-out/",
    }


def without_language(places: Places) -> dict[str, str]:
    """Pages that stand outside of the languages."""
    return {"opt-out": f"opt-out/{opt_out_token('help@shop.example')}/"}

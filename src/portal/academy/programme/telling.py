"""Something that applicants or guardians must hear in; one mail in their language, queued once, out."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from portal.academy.programme.models import Application, Consent, Edition
from portal.academy.programme.words import phrase
from portal.ground.languages import months
from portal.ground.languages.said import said
from portal.ground.mail.acts import queue

log = logging.getLogger(__name__)


def page(path: str, language: str) -> str:
    """The whole address of a page of the academy."""
    return f"{settings.SITE_ADDRESS.rstrip('/')}/{language}/academy/{path}"


def day(at: dt.datetime | dt.date | None, language: str) -> str:
    """A day as it is written in a language, in the zone of Kosovo; a dash where there is none."""
    if at is None:
        return "–"
    on = timezone.localtime(at).date() if isinstance(at, dt.datetime) else at
    with translation.override(language):
        return months.day(on, language) or date_format(on, "DATE_FORMAT")


def tell(application: Application, what: str, *, at: dt.datetime | None = None, once: str = "") -> None:
    """Write to an applicant; `what` is a table of data/academy/mails.toml, `at` the date that it speaks of.

    `once`: the same mail with the same key is not written again. Whoever left, or has no address that one can write to,
    is not written to.
    """
    person = application.person
    if person is None or not person.email or not person.is_active:
        return
    language = person.locale
    private = getattr(application, "private", None)
    address = page(f"{application.edition.slug}/mine/", language)
    whom = _first(private.full_name) if private else ""
    _queue(application, what, person.email, language, at, address, whom, once)


def tell_guardian(consent: Consent, what: str, *, at: dt.datetime | None = None) -> None:
    """Write to a guardian in the language in which they read the text; nobody once private data are gone."""
    application = consent.application
    private = getattr(application, "private", None)
    if private is None:
        return
    address = page(f"guardian/{consent.token}/", consent.language)
    _queue(application, what, private.guardian_email, consent.language, at, address, private.guardian_name)


def _queue(
    application: Application,
    what: str,
    to: str,
    language: str,
    at: dt.datetime | None,
    address: str,
    whom: str,
    key: str = "",
) -> None:
    private = getattr(application, "private", None)
    edition = application.edition
    facts = {
        "name": _first(private.full_name) if private else "",
        "edition": _title(edition, language),
        "organiser": edition.organiser,
        "begins": day(edition.starts_at, language),
        "place": edition.place or "–",
        "contact": edition.contact or settings.DEFAULT_FROM_EMAIL,
        "address": address,
        "date": day(at, language),
    }
    subject = phrase("mails", f"{what}.subject", language, **facts)
    greeting = phrase("mails", "greeting.named" if whom else "greeting.plain", language, name=whom)
    text = [
        greeting,
        phrase("mails", f"{what}.text", language, **facts),
        phrase("mails", "end.text", language, **facts),
    ]
    once = f"academy/{application.pk}/{what}/{key or f'{timezone.now():%Y%m%d%H%M%S%f}'}"
    try:
        body = "\n\n".join(text) + "\n"
        queue(once, f"application/{application.pk}", to, subject, body, automatic=True, opt_out=False)
    except ValueError:
        log.warning("nothing can be sent for application %s: an address is none", application.pk)


def _first(name: str) -> str:
    return (name.split() or [""])[0]


def _title(edition: Edition, language: str) -> str:
    return said(edition.names, language) or edition.slug

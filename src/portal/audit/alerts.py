"""The ledger in; one mail to each of the staff about a release in which Kosovo changed, queued once, out."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from portal.audit.models import Criterion, Shift
from portal.audit.words import side
from portal.catalogue.models import OptOut, Target
from portal.ground import links
from portal.ground.ledger.acts import move_bookmark
from portal.ground.ledger.looks import unread
from portal.ground.ledger.models import Entry
from portal.ground.mail.acts import queue
from portal.ground.people.models import Person, Role

log = logging.getLogger(__name__)
READER = "audit.alerts"
VERBS = ["release.changed"]


def tell() -> int:
    """Tell the staff who want mail of each change that is news; how many mails were queued or had been.

    A mail is known by the number of its row in the ledger, so whoever is killed half-way goes on where they stopped.
    """
    told = 0
    for entry in unread(READER, VERBS):
        target = Target.objects.filter(slug=entry.subject.partition("/")[2], hidden=False).first()
        if target is not None and entry.body["news"]:
            told += sum(_queue(person, target, entry) for person in _staff())
        move_bookmark(READER, entry.number)
    return told


def _staff() -> list[Person]:
    """Those who decide on changes, and want mail."""
    people = Person.objects.filter(is_active=True, wants_mail=True).exclude(email=None).order_by("pk")
    left_alone = set(OptOut.objects.values_list("address", flat=True))
    return [one for one in people if one.is_at_least(Role.COORDINATOR) and one.email not in left_alone]


def _queue(person: Person, target: Target, entry: Entry) -> int:
    with translation.override(person.locale):
        subject = gettext("%(target)s: something changed for Kosovo") % {"target": target.name}
        text = "\n".join(
            [
                gettext("A new version of %(target)s was read. This changed:") % {"target": target.name},
                "",
                *(_line(change) for change in entry.body["changes"]),
                "",
                links.target(target.slug),
                gettext("Please take note of it at the desk."),
                "",
                settings.SITE_NAME,
                "",
            ]
        )
    try:
        queue(
            f"release/{entry.number}/{person.handle}",
            f"target/{target.slug}",
            person.email or "",
            subject,
            text,
            automatic=True,
        )
    except ValueError:
        log.warning("no alert can be sent to %s: the address is none", person.handle)
        return 0
    return 1


def _line(change: dict[str, str]) -> str:
    words = {
        "version": change["version"],
        "list": Criterion(change["criterion"]).label,
        "shift": Shift(change["shift"]).label,
        "was": side(change["shift"], change["was"]),
        "now": side(change["shift"], change["now"]),
    }
    return gettext("- Version %(version)s, %(list)s: %(shift)s. Before: %(was)s. Now: %(now)s.") % words

"""What happened to targets on one day in; one mail to each person who follows some of them, queued once, out."""

from __future__ import annotations

import datetime as dt
import logging

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext

from portal.audit.models import Criterion
from portal.catalogue.models import OptOut, Target
from portal.ground import links
from portal.ground.ledger.acts import move_bookmark
from portal.ground.ledger.looks import unread
from portal.ground.ledger.models import Entry
from portal.ground.mail.acts import queue
from portal.ground.people.models import Person
from portal.request.looks import listeners
from portal.request.models import Request

log = logging.getLogger(__name__)
READER = "outcome.digest"
VERBS = ["regression.opened", "regression.mended", "outcome.partial", "outcome.refused"]
MOST = 5_000

News = list[tuple[Target, Entry]]


def tell(now: dt.datetime | None = None) -> int:
    """Tell followers of each finished day, in one mail a day; how many mails were queued or had been.

    The rows of a finished day never change, so whoever is killed half-way goes on where they stopped.
    """
    today = timezone.localdate(now)
    days: dict[dt.date, list[Entry]] = {}
    for entry in unread(READER, VERBS, MOST):
        days.setdefault(timezone.localtime(entry.at).date(), []).append(entry)
    told = 0
    for day in sorted(day for day in days if day < today):
        for person, news in _by_person(days[day]):
            told += _queue(person, day, news)
        move_bookmark(READER, days[day][-1].number)
    return told


def _by_person(entries: list[Entry]) -> list[tuple[Person, News]]:
    left_alone = set(OptOut.objects.values_list("address", flat=True))
    found: dict[int, tuple[Person, News]] = {}
    for entry in entries:
        target = _target(entry)
        if target is None:
            continue
        for person in listeners(target):
            if person.email not in left_alone:
                found.setdefault(person.pk, (person, []))[1].append((target, entry))
    return [found[pk] for pk in sorted(found)]


def _target(entry: Entry) -> Target | None:
    kind, _, name = entry.subject.partition("/")
    if kind == "target":
        return Target.objects.filter(slug=name).first()
    request = Request.objects.filter(pk=name).select_related("target").first()
    return request.target if request else None


def _queue(person: Person, day: dt.date, news: News) -> int:
    with translation.override(person.locale):
        lines = [f"- {_sentence(target, entry)}\n  {links.target(target.slug)}" for target, entry in news]
        subject = gettext("What you follow: news of %(day)s") % {"day": date_format(day, "DATE_FORMAT")}
        text = "\n".join([gettext("This happened to what you follow:"), "", *lines, "", settings.SITE_NAME, ""])
    try:
        queue(f"digest/{day}/{person.handle}", f"digest/{day}", person.email or "", subject, text, automatic=True)
    except ValueError:
        log.warning("no digest can be sent to %s: the address is none", person.handle)
        return 0
    return 1


def _sentence(target: Target, entry: Entry) -> str:
    words = entry.body.get("criteria") or [entry.body.get("criterion")]
    lists = ", ".join(str(Criterion(word).label) for word in words if word)
    sentences = {
        "regression.opened": gettext("%(target)s no longer lists Kosovo as before (%(lists)s)."),
        "regression.mended": gettext("%(target)s lists Kosovo again (%(lists)s)."),
        "outcome.partial": gettext("%(target)s lists Kosovo in one more place (%(lists)s)."),
        "outcome.refused": gettext("%(target)s said no. You can read why."),
    }
    return sentences[entry.verb] % {"target": target.name, "lists": lists}

"""Somebody who owes readings in; one mail in their language that names them all, and the note that it went, out."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import transaction

from portal.academy.programme.telling import day
from portal.catalogue.models import OptOut
from portal.ground.languages.said import said
from portal.ground.mail.acts import queue
from portal.ground.people.models import Person
from portal.indicator.readings import acts
from portal.indicator.readings.looks import Owed

PAUSE = dt.timedelta(days=7)
"""Nobody is asked more often."""


@lru_cache
def phrases() -> Mapping[str, Any]:
    """The texts of data/indicator/mails.toml."""
    return tomllib.loads((settings.DATA / "indicator" / "mails.toml").read_text(encoding="utf-8"))


@transaction.atomic
def remind(person: Person, owed: Sequence[Owed], today: dt.date) -> bool:
    """Ask somebody for all readings that they owe; False where they were asked lately or cannot be written to."""
    asked = [one.indicator.reminded_on for one in owed if one.indicator.reminded_on is not None]
    if not owed or (asked and max(asked) > today - PAUSE) or not _is_reachable(person):
        return False
    language = person.locale
    words = phrases()["owed"]
    facts = {
        "name": person.name,
        "list": "\n".join(_line(one, language) for one in owed),
        "address": f"{settings.SITE_ADDRESS.rstrip('/')}/{language}/desk/strategy/indicators/",
        "site": settings.SITE_NAME,
    }
    greeting = words["greeting"]["named" if person.name else "plain"]
    text = "\n\n".join(said(one, language).strip().format(**facts) for one in (greeting, words["text"]))
    once = f"indicators/{person.pk}/{today.isoformat()}"
    subject = said(words["subject"], language)
    queue(once, f"person/{person.handle}", person.email or "", subject, f"{text}\n", automatic=True, opt_out=False)
    for indicator in {one.indicator.pk: one.indicator for one in owed}.values():
        acts.reminded(indicator, today)
    return True


def _is_reachable(person: Person) -> bool:
    if not person.email or not person.is_active or not person.wants_mail:
        return False
    return not OptOut.objects.filter(address=person.email.lower()).exists()


def _line(one: Owed, language: str) -> str:
    name = said(one.indicator.names, language)
    return f"- {name}: {day(one.period.start, language)} – {day(one.period.end, language)}"

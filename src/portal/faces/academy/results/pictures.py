"""An edition, or a part of it, in; its work by day, its words by script and what of them stood, as figures, out."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.programme.models import Edition
from portal.academy.results import looks
from portal.academy.results.counted import Scope, revisions
from portal.academy.results.looks import Totals
from portal.faces.academy.results.scope import Part
from portal.faces.academy.results.words import SCRIPTS
from portal.faces.charts.figure import Words
from portal.faces.charts.lines import percent
from portal.faces.charts.work import Day, Named, Stand, by_day, by_name, curve
from portal.faces.kit.numbers import day, exact

HORIZONS = looks.HORIZONS
MOST_DAYS = 400


def days_of(edition: Edition, part: Part) -> list[Day]:
    """How many edits each day of the edition saw, days without one too, until today or the last day."""
    # Days are told apart here: SQLite would call back into Python for each row and each figure.
    moments = revisions(Scope(edition, **part.scope)).values_list("at", flat=True)
    found = Counter(timezone.localtime(at).date() for at in moments.iterator(chunk_size=5000))
    if not found:
        return []
    first = timezone.localtime(edition.starts_at).date()
    last = max(min(timezone.localtime(edition.ends_at).date(), timezone.localdate()), *found)
    days = [first + dt.timedelta(days=number) for number in range(min((last - first).days + 1, MOST_DAYS))]
    return [Day(one, found.get(one, 0)) for one in days]


def scripts_of(totals: Totals) -> list[Named]:
    """Words by script, those that were written at all."""
    values = {key: getattr(totals, key).value for key in SCRIPTS}
    return [Named(str(SCRIPTS[key]), int(value)) for key, value in values.items() if value]


def stands_of(edition: Edition, part: Part) -> list[Stand]:
    """What share of the words stood after each horizon."""
    made = []
    for days in HORIZONS:
        found = looks.survival(edition, days, **part.scope)
        made.append(Stand(days, found.share, said_of(found)))
    return made


def said_of(found: looks.Survived) -> str:
    """Of how many changes a share is known, and of how many not, in words."""
    known = ngettext("%(count)s change", "%(count)s changes", found.known) % {"count": exact(found.known)}
    more = []
    if found.waiting:
        waits = ngettext("%(count)s is too young", "%(count)s are too young", found.waiting)
        more.append(waits % {"count": exact(found.waiting)})
    if found.unknown:
        unknown = ngettext("%(count)s is not known", "%(count)s are not known", found.unknown)
        more.append(unknown % {"count": exact(found.unknown)})
    return "; ".join([known, *more])


def work_by_day(edition: Edition, part: Part) -> SafeString | None:
    """The edits of each day; None where there is none."""
    days = days_of(edition, part)
    if not days:
        return None
    top = max(days, key=lambda one: one.value)
    said = ngettext(
        "Most was done on %(day)s: %(count)s edit.", "Most was done on %(day)s: %(count)s edits.", top.value
    )
    words = Words("days", _("Work by day"), said % {"day": day(top.day), "count": exact(top.value)})
    where = reverse("edition-results-figure", args=[edition.slug, "edits"])
    links = {
        one.day: f"{where}{Part(part.participant, part.team, part.site, one.day).query}" for one in days if one.value
    }
    return by_day(days, words, _("Edits"), links)


def words_by_script(totals: Totals) -> SafeString | None:
    """The words of each script; None where there are none."""
    parts = scripts_of(totals)
    if not parts:
        return None
    said = _("Words that readers see, by the script they are written in.")
    return by_name(parts, Words("scripts", _("Words by script"), said), (_("Script"), _("Words")))


def survival(edition: Edition, part: Part) -> SafeString | None:
    """What share of the words stood; None as long as nothing is known."""
    stands = stands_of(edition, part)
    if all(one.value is None for one in stands):
        return None
    return curve(
        stands, Words("survival", _("What stood"), told(stands)), (_("After"), _("Still there"), _("Known of"))
    )


def told(stands: Sequence[Stand]) -> str:
    """The last share that is known, as a sentence; empty where none is."""
    known = [one for one in stands if one.value is not None]
    if not known or known[-1].value is None:
        return ""
    return ngettext(
        "After %(days)s day %(share)s of the words that were written still stood.",
        "After %(days)s days %(share)s of the words that were written still stood.",
        known[-1].days,
    ) % {"days": known[-1].days, "share": percent(known[-1].value)}

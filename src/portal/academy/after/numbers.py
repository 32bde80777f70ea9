"""A participant and days after the end in; what is known of their work by then, and the mail that says it, out."""

from __future__ import annotations

from django.conf import settings
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.academy.after import ways
from portal.academy.programme.models import Participant
from portal.academy.results.looks import survival, totals

FIGURES = ("created", "words", "sources", "uses", "views")
STOOD = "stood"

Facts = dict[str, float]


def known(participant: Participant, days: int) -> Facts:
    """The figures of one participant that are known in full and are not nought; `stood`: a share from 0 to 1."""
    found = totals(participant.edition, participant=participant)
    facts: Facts = {}
    for name in FIGURES:
        figure = getattr(found, name)
        if figure.value and figure.value > 0 and not figure.unknown:
            facts[name] = figure.value
    stood = survival(participant.edition, days, participant=participant)
    if stood.share is not None and not stood.waiting:
        facts[STOOD] = stood.share
    return facts


def sentences(facts: Facts, days: int) -> list[str]:
    """Each fact as a sentence in the language that is switched on, in the order of the facts."""
    return [_stood(value, days) if name == STOOD else _counted(name, round(value)) for name, value in facts.items()]


def letter(participant: Participant, days: int, facts: Facts) -> tuple[str, str]:
    """Subject and text of the mail, in the language that is switched on."""
    edition = participant.edition
    subject = _("What became of your work: %(edition)s") % {"edition": edition.name}
    ended = ngettext(
        "%(edition)s ended %(days)s day ago. This is what became of your work:",
        "%(edition)s ended %(days)s days ago. This is what became of your work:",
        days,
    ) % {"edition": edition.name, "days": days}
    lines = [
        ended,
        "",
        *(f"- {sentence}" for sentence in sentences(facts, days)),
        "",
        _("Every change behind these figures:"),
        ways.own_numbers(edition, participant),
        "",
        _("You can stop these mails, join the alumni, or come back as a mentor:"),
        ways.alumni(),
        "",
        settings.SITE_NAME,
        "",
    ]
    return subject, "\n".join(lines)


def _counted(name: str, count: int) -> str:
    words = {
        "created": ngettext("You began %(count)s new article.", "You began %(count)s new articles.", count),
        "words": ngettext("You added %(count)s word.", "You added %(count)s words.", count),
        "sources": ngettext("You named %(count)s source.", "You named %(count)s different sources.", count),
        "uses": ngettext(
            "%(count)s article shows your pictures or videos.",
            "%(count)s articles show your pictures or videos.",
            count,
        ),
        "views": ngettext(
            "The articles you worked on were opened %(count)s time in the last 30 days.",
            "The articles you worked on were opened %(count)s times in the last 30 days.",
            count,
        ),
    }
    return words[name] % {"count": formats.number_format(count, force_grouping=True)}


def _stood(share: float, days: int) -> str:
    return ngettext(
        "Of the words you wrote, %(share)s %% still stood after %(days)s day.",
        "Of the words you wrote, %(share)s %% still stood after %(days)s days.",
        days,
    ) % {"share": round(share * 100), "days": days}

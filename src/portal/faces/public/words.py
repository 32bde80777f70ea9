"""The short words of the catalogue and the ledger in, what people read out."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Verdict
from portal.catalogue.models import LAYERS as NAMES_OF_LAYERS
from portal.catalogue.models import Kind

KINDS: dict[str, str | Promise] = {
    Kind.STANDARD: _("Standards"),
    Kind.LIBRARY: _("Libraries"),
    Kind.COMPONENT: _("Components"),
    Kind.WEBSITE: _("Websites"),
    Kind.APP: _("Apps"),
}
LAYERS: dict[int, str | Promise] = {int(number): name for number, name in NAMES_OF_LAYERS.items()}
VERDICTS_MEAN: dict[str, str | Promise] = {
    Verdict.LISTED: _("Kosovo has an entry of its own."),
    Verdict.QUALIFIED: _(
        "Kosovo has an entry of its own with a note, such as an asterisk or a reference to a resolution."
    ),
    Verdict.UNDER_SERBIA: _("Kosovo is only there as a part of Serbia."),
    Verdict.MIXED: _("Of several lists some have Kosovo and some do not."),
    Verdict.MISSING: _("The list means the whole world, and Kosovo is not on it."),
    Verdict.NOT_EXPECTED: _("The list covers only a part of the world or something else, so it says nothing."),
    Verdict.UNCLEAR: _("Nobody has looked, or what was seen does not decide."),
}
CATEGORIES: dict[str, str | Promise] = {
    "country-list": _("Country lists"),
    "subdivision": _("States and districts"),
    "phone": _("Phone numbers"),
    "time-zone": _("Time zones"),
    "flag": _("Flags"),
    "map": _("Maps"),
    "currency": _("Currencies"),
    "iban": _("Bank accounts"),
    "address": _("Addresses"),
    "holiday": _("Public holidays"),
    "test-data": _("Data for tests"),
    "validation": _("Checks of what people type"),
    "statistics": _("Statistics"),
    "code": _("Codes of goods, cars and documents"),
    "business": _("Business software"),
    "site-builder": _("Software to make websites"),
    "identity": _("Accounts and identity"),
    "cloud": _("Computing for hire"),
    "shop": _("Shops and delivery"),
    "payment": _("Payments"),
    "travel": _("Travel"),
    "social": _("Social networks"),
    "streaming": _("Music, films and games"),
    "study": _("Study and examinations"),
    "work": _("Jobs"),
    "language": _("Names in many languages"),
    "other": _("Other"),
}
DEEDS: dict[str, str | Promise] = {
    "catalogue.loaded": _("The catalogue was loaded"),
    "target.added": _("A target was added"),
    "target.changed": _("Facts of a target were changed"),
    "contact.proposed": _("A way to an owner was proposed"),
    "contact.decided": _("A way to an owner was decided on"),
    "contact.broken": _("A way to an owner no longer works"),
    "owner.opted-out": _("An owner asked not to be written to"),
    "look.made": _("Somebody looked"),
    "look.asked": _("A new look was asked for"),
    "report.made": _("A citizen reported"),
    "report.confirmed": _("A second person confirmed a report"),
    "report.rejected": _("A report was not confirmed"),
    "report.withdrawn": _("A report was taken back"),
    "report.reopened": _("A report was opened again"),
    "request.opened": _("A request was opened"),
    "request.signed": _("A citizen stood behind a request"),
    "request.closed": _("A request was closed"),
    "request.answered": _("A request was answered"),
    "request.reopened": _("A request was opened again"),
    "request.withdrawn": _("A request was taken back"),
    "letter.written": _("A letter was written"),
    "letter.approved": _("A letter was read and approved"),
    "letter.sent": _("A letter was sent"),
    "words.decided": _("A citizen's words were read by a person"),
}


def category(word: str) -> str:
    """The words for a category; one that is not known here is written as it is."""
    return str(CATEGORIES.get(word, word))


def deed(verb: str) -> str:
    """The words for what a row of the ledger says was done; a verb that is not known here is written as it is."""
    return str(DEEDS.get(verb, verb))


def kind(word: str) -> str:
    """The words for all targets of a kind."""
    return str(KINDS[word])

"""A signed result in; the words that stand on its paper, in the language of the reader, and the PDF, out."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from portal.academy.jury.models import Result
from portal.academy.programme.models import WorkKind
from portal.faces.academy.jury.shown import score_words
from portal.faces.kit.numbers import day
from portal.faces.paper.result import Paper, result_pdf
from portal.ground.languages.said import said


def result_paper(one: Result) -> bytes:
    """The result of a round, or the prize table, on A4."""
    facts = one.facts()
    rows = _works(facts) if one.round else _prizes(facts)
    notes = _notes(facts) if one.round else []
    head = (
        [_("Place"), _("Work"), _("By"), _("Result")] if one.round else [_("Place"), _("Prize"), _("For"), _("Worth")]
    )
    title = said(facts["names"]) or _("Result of the jury") if one.round else _("Prizes")
    address = f"{settings.SITE_ADDRESS.rstrip('/')}{reverse('edition-result', args=[one.edition.slug, one.digest])}"
    proof = [
        (_("Signed on"), day(one.signed_at)),
        (_("Version"), str(one.version)),
        ("SHA-256", one.digest),
        (_("Signature (Ed25519)"), one.signature),
        (_("Public key"), one.key),
        (_("Check it at"), address),
    ]
    paper = Paper(one.edition.name, title, one.edition.organiser, head, rows, notes, proof, _("How to check this"))
    return result_pdf(paper, get_language() or "en")


def _works(facts: dict[str, Any]) -> list[list[str]]:
    return [
        [
            "–" if one["place"] is None else (f"{one['place']} =" if one["tied"] else str(one["place"])),
            one["title"],
            one["by"],
            score_words(facts["method"], Fraction(one["total"]) if one["total"] else None),
        ]
        for one in facts["works"]
    ]


def _prizes(facts: dict[str, Any]) -> list[list[str]]:
    return [
        [
            str(one["place"] or "–"),
            said(one["names"]) + (f" ({one['sponsor']})" if one["sponsor"] else ""),
            " – ".join(part for part in (one["title"], one["by"]) if part),
            f"{one['value']} {one['currency']}" if one["value"] else "",
        ]
        for one in facts["prizes"]
    ]


def _notes(facts: dict[str, Any]) -> list[str]:
    kinds = ", ".join(str(WorkKind(kind).label) for kind in facts["kinds"])
    count = len(facts["ballots"])
    found = [
        kinds,
        ngettext("%(count)s ballot", "%(count)s ballots", count) % {"count": count},
        ngettext("%(count)s juror", "%(count)s jurors", facts["jurors"]) % {"count": facts["jurors"]},
    ]
    if facts["public"]:
        votes, weight = facts["public"]["votes"], facts["public"]["weight"]
        said_votes = ngettext("%(count)s vote of the public", "%(count)s votes of the public", votes) % {"count": votes}
        found.append(said_votes)
        found.append(_("Weight of the public: %(percent)s %%") % {"percent": weight})
    found += [
        _("Tie decided (%(works)s): %(reason)s") % {"works": ", ".join(map(str, one["order"])), "reason": one["reason"]}
        for one in facts["ties"]
    ]
    if facts["closed_short"]:
        found.append(_("Closed before all ballots were in: %(reason)s") % {"reason": facts["closed_short"]})
    return found

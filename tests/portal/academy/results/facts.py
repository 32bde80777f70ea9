"""An edition in; all its figures and all rows they follow from, as plain values without times of reading, out."""

from __future__ import annotations

from typing import Any

from portal.academy.programme.models import Edition
from portal.academy.results import looks
from portal.academy.results.counted import Scope, revisions, uploads
from portal.academy.results.models import Account, Source, Use

_REVISION = (
    "site__slug", "rev", "parent", "page__page", "page__title", "page__ns", "page__is_redirect", "user", "at", "size",
    "delta", "words_latn", "words_cyrl", "words_other", "refs", "sources", "quality", "quality_before", "is_minor",
    "is_reverted", "parent_absence",
)  # fmt: skip
_PAGE = (
    "site__slug",
    "page",
    "title",
    "edits",
    "net",
    "quality",
    "quality_before",
    "removal",
    "began",
    "last_rev",
    "size",
)
_UPLOAD = ("site__slug", "page", "title", "user", "at", "sha1", "mime", "width", "height", "size", "duration")


def facts_of(edition: Edition) -> dict[str, Any]:
    """Everything that two databases that know the same must tell alike."""
    totals = looks.totals(edition)
    people = dict(edition.participants.values_list("pk", "pseudonym"))
    return {
        "totals": {
            name: [_rounded(getattr(totals, name).value), getattr(totals, name).unknown]
            for name in looks.FIGURES
            if name != "gone"
        },
        "people": {people[key]: _plain(row) for key, row in looks.by_participant(edition).items()},
        "days": [_plain(row) for row in looks.by_day(edition)],
        "revisions": _rows(revisions(Scope(edition)).order_by("site__slug", "rev"), _REVISION),
        "cited": _rows(
            Source.objects.filter(revision__in=revisions(Scope(edition)).values("pk")).order_by("revision__rev", "key"),
            ("revision__rev", "key"),
        ),
        "pages": _rows(looks.pages_of(edition).order_by("site__slug", "page"), _PAGE),
        "files": _rows(uploads(Scope(edition)).order_by("site__slug", "page"), _UPLOAD),
        "uses": _rows(
            Use.objects.filter(gone_at=None, upload__is_gone=False).order_by("site__slug", "upload__title", "page"),
            ("site__slug", "upload__title", "page", "title"),
        ),
        "accounts": _rows(
            Account.objects.filter(participant__edition=edition).order_by("site__slug", "participant__number"),
            ("site__slug", "participant__number", "user", "state", "is_new"),
        ),
    }


def _rows(found: Any, names: tuple[str, ...]) -> list[list[Any]]:
    return [[_plain(value) for value in row] for row in found.values_list(*names)]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, float):
        return _rounded(value)
    return value if isinstance(value, (int, str)) or value is None else str(value)


def _rounded(value: Any) -> Any:
    """Sums of floating-point numbers depend on their order in the last digits."""
    return round(value, 9) if isinstance(value, float) else value

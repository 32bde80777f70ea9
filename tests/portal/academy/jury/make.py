"""Plain data for tests of juries: an edition with works, jurors and a round, and ballots as jurors would give them."""

from __future__ import annotations

from typing import Any

from portal.academy.jury.acts import make_round, set_criteria, start_round
from portal.academy.jury.dealing import seat
from portal.academy.jury.judging import cast
from portal.academy.jury.models import Ballot, Method, Round, Seat, Share
from portal.academy.jury.states import ShareState
from portal.academy.programme.models import CrewRole, Edition, WorkKind
from tests.portal.academy.make import make_crew, make_edition, make_work

BY = "person-organiser"
CRITERIA = [({"en": "Sources", "sq": "Burimet", "sr": "Извори"}, {}, 2), ({"en": "Style"}, {"en": "Is it clear?"}, 1)]


def make_jury(
    works: int = 4, jurors: int = 3, edition: Edition | None = None, *, is_open: bool = True, **fields: Any
) -> Round:
    """A round for articles with two criteria, works by strangers and jurors who know none of them."""
    edition = edition or make_edition(state="judging")
    for _ in range(works):
        make_work(edition)
    values: dict[str, Any] = {
        "names": {"en": "First round"}, "kinds": [WorkKind.ARTICLE], "method": Method.STARS, "quorum": 2, **fields,
    }  # fmt: skip
    about = make_round(edition, BY, **values)
    if about.method == Method.STARS:
        set_criteria(about, CRITERIA, BY)
    for number in range(jurors):
        seat(about, make_crew(edition, CrewRole.JUROR, name=f"Juror {number}"), BY)
    if is_open:
        start_round(about, BY)
    return fresh(about)


def fresh(about: Round) -> Round:
    """The round as it is now."""
    return Round.objects.select_related("edition", "after").get(pk=about.pk)


def marks_of(about: Round, value: int) -> dict[str, Any]:
    """Marks between 1 (bad) and 5 (good) as the round takes them."""
    if about.method == Method.YES_NO:
        return {"yes": value > 2}
    if about.method == Method.RANKING:
        return {"place": 6 - value}
    return {"stars": {str(number): value for number in about.criteria.values_list("number", flat=True)}}


def judge(share: Share, value: int = 3, **words: str) -> Ballot:
    """A juror gives a work the same value everywhere, whatever stood there before."""
    share = Share.objects.select_related("seat__person", "entry__round").get(pk=share.pk)
    version = Ballot.objects.filter(share=share).values_list("version", flat=True).first() or 0
    return cast(share, share.seat.person, version, marks_of(share.entry.round, value), **words)


def judge_all(about: Round, values: dict[int, int] | None = None) -> None:
    """Everybody judges what waits; `values`: number of a work to its value, else 3."""
    for share in waiting(about):
        judge(share, (values or {}).get(share.entry.number, 3))


def waiting(about: Round, place: Seat | None = None) -> list[Share]:
    """What waits, with everybody or with one juror."""
    found = Share.objects.filter(entry__round=about, state=ShareState.OPEN).select_related("entry", "seat__person")
    return list((found.filter(seat=place) if place else found).order_by("pk"))

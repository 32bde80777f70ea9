"""A list of places flows in; the origin it was most likely copied from, and how sure that is, flow out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from listed.lists import PlaceList
from listed.names import Names
from listed.origin.confidence import confidence, features_of
from listed.origin.prints import Prints, load
from listed.origin.reading import Reading, reading_of
from listed.origin.remedies import address_of
from listed.origin.score import Query, Scored, by_places, by_spelling, query_of
from listed.origin.upstream import Upstream, ancestors, most_upstream
from listed.verdict.answer import Origin
from listed.verdict.criterion import criterion_of
from listed.verdict.scope import is_world

FEWEST = 75
_MOST_ROWS = 2000
LEAST_SURE = 0.5
_EQUALLY_GOOD = 1.0
_NEAR_A_STANDARD = 13.0
_MOST_ADDED = 3
_FEW_HOLDERS = 3
_MOST_RUNNERS = 5
_KEPT = 512
_REGISTRIES = ("npm:", "pypi:", "deb:")


@dataclass(frozen=True, slots=True)
class Guess:
    """One reading of the evidence: `origin` as it may be told; `best`: the print behind it; `equals`: the ids of the
    other origins that explain the list as well; `runners`: the next ones, weaker; `by`: `spelling` or `places`.
    `margin`: how much worse the next unrelated list explains it, None where there is none; `holders`: how many
    unrelated origins explain it equally well.
    """

    origin: Origin
    best: Scored
    equals: tuple[str, ...]
    runners: tuple[Origin, ...]
    by: str
    margin: float | None
    holders: int


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a list's origin: `origin` is None where it is unknown; `guess` is the likeliest all the same,
    None where there is none. `evidence`: whole sentences in English.
    """

    origin: Origin | None
    guess: Guess | None
    evidence: tuple[str, ...]

    @property
    def equals(self) -> tuple[str, ...]:
        """The ids of the other origins that hold the same list."""
        return self.guess.equals if self.guess and self.origin else ()

    @property
    def runners(self) -> tuple[Origin, ...]:
        """The next likely origins, where one is named, or all that were thought of, where none is."""
        if self.guess is None:
            return ()
        return self.guess.runners if self.origin else (self.guess.origin, *self.guess.runners)[:_MOST_RUNNERS]


def origins() -> Mapping[str, Upstream]:
    """Every origin that a list can be traced to, by its id."""
    return MappingProxyType(load().upstreams)


def own(target: str) -> frozenset[str]:
    """The ids that a target's own list cannot come from: itself, what copies it, and what is younger.

    `target`: a package as people write it (`npm:country-list@2.4.1`); for anything else there are none.
    """
    if not target.startswith(_REGISTRIES):
        return frozenset()
    return _own(address_of(target))


@cache
def _own(id_: str) -> frozenset[str]:
    known = load().upstreams
    if id_ not in known:
        return frozenset()
    older = ancestors(id_, known)
    return frozenset(
        other.id
        for other in known.values()
        if other.id == id_
        or id_ in ancestors(other.id, known)
        or (other.id not in older and other.since > known[id_].since)
    )


def trace(names: Names, places: PlaceList, *, without: Collection[str] = ()) -> Origin | None:
    """The upstream a list was copied from, or None where it is unknown or the list is not of the whole world.

    `without`: ids that must not be named, such as that of the package the list was found in.
    """
    guess = _guess(names, places, without)
    return guess.origin if guess and guess.origin.confidence >= LEAST_SURE else None


def traced(names: Names, places: PlaceList, *, without: Collection[str] = ()) -> Trace:
    """The same with the runners-up and the evidence."""
    from listed.origin.evidence import evidence  # only people read it

    guess = _guess(names, places, without)
    known = guess is not None and guess.origin.confidence >= LEAST_SURE
    if guess is None:
        return Trace(None, None, ("This is not a list of the whole world, so no origin is looked for.",))
    prints, reading = load(), reading_of(places)
    return Trace(guess.origin if known else None, guess, tuple(evidence(prints, reading, guess, known)))


def _guess(names: Names, places: PlaceList, without: Collection[str]) -> Guess | None:
    if places.other or len(places.territories) < FEWEST or len(places.rows) > _MOST_ROWS:
        return None
    if not is_world(names, places.territories) and criterion_of(places) not in ("iban", "phone-code"):
        return None
    return guess_of(load(), reading_of(places), without)


_memo: dict[object, Guess | None] = {}


def guess_of(prints: Prints, reading: Reading, without: Collection[str] = ()) -> Guess | None:
    """The likeliest origin of a reading, however unlikely; None where nothing is like it."""
    return guess_of_query(prints, query_of(prints, reading), without)


def guess_of_query(prints: Prints, query: Query, without: Collection[str] = ()) -> Guess | None:
    """The same of a reading that is in the numbers of the prints already."""
    # A package brings the same list in several builds.
    key = (id(prints), tuple(query.shown), tuple(query.order), query.mask, query.styles,
           tuple(query.dial.items()), frozenset(without))  # fmt: skip
    if key not in _memo:
        if len(_memo) >= _KEPT:
            _memo.clear()
        _memo[key] = _fresh(prints, query, frozenset(without))
    return _memo[key]


def _fresh(prints: Prints, query: Query, without: frozenset[str]) -> Guess | None:
    barred = frozenset(number for number, id_ in enumerate(prints.ids) if id_ in without)
    spelled = _weighed(prints, query, by_spelling(prints, query, barred), "spelling")
    if spelled is not None and spelled.origin.confidence >= LEAST_SURE:
        return spelled
    placed = _weighed(prints, query, by_places(prints, query, barred), "places")
    return max((one for one in (spelled, placed) if one), key=lambda one: one.origin.confidence, default=None)


def _weighed(prints: Prints, query: Query, scored: Sequence[Scored], by: str) -> Guess | None:
    if not scored:
        return None
    top = scored[0].score
    tied = [one for one in scored if one.score >= top - _EQUALLY_GOOD]
    ids = {_id(prints, one) for one in tied}
    named = most_upstream(ids, prints.upstreams)
    holders = sum(not ancestors(id_, prints.upstreams) & ids for id_ in ids)
    if by == "places" and holders > _FEW_HOLDERS and not prints.upstreams[named].is_standard:
        standard = _standard(prints, scored, top)
        if standard is not None:
            tied, named = [*tied, standard], _id(prints, standard)
    own = [one for one in tied if _id(prints, one) == named]
    rivals = [one for one in scored if one not in tied and not _is_kin(prints, named, _id(prints, one))]
    margin = top - rivals[0].score if rivals else None
    sure = confidence(prints.about["fit"], by, features_of(query, own[0], margin, holders, by))
    version = None if prints.upstreams[named].is_standard and by == "places" else _versions(prints, own)
    guess = Guess(Origin(named, version, sure), own[0], tuple(sorted(ids - {named})), (), by, margin, holders)
    return replace(guess, runners=_runners(prints, guess, scored, tied))


def _id(prints: Prints, one: Scored) -> str:
    return prints.ids[prints.face_origin[one.face]]


def _standard(prints: Prints, scored: Sequence[Scored], top: float) -> Scored | None:
    """The standard whose set of places is left, with a few more, where many unrelated origins hold that set."""
    near = (one for one in scored if one.score >= top - _NEAR_A_STANDARD and one.added <= _MOST_ADDED)
    return next((one for one in near if prints.upstreams[_id(prints, one)].is_standard), None)


def _is_kin(prints: Prints, one: str, other: str) -> bool:
    upstreams = prints.upstreams
    return one == other or one in ancestors(other, upstreams) or other in ancestors(one, upstreams)


def _versions(prints: Prints, own: Sequence[Scored]) -> str | None:
    """The releases that explain the list equally well, where they stand together; else the newest of them."""
    faces = sorted((prints.face_first[one.face], prints.face_last[one.face], one.face) for one in own)
    first, last, _ = faces[0]
    for start, end, _ in faces[1:]:
        if start > last + 1:
            first, last = start, end
        last = max(last, end)
    return prints.stretch(prints.face_origin[own[0].face], first, last)


def _runners(prints: Prints, guess: Guess, scored: Sequence[Scored], tied: Sequence[Scored]) -> tuple[Origin, ...]:
    """The next origins, each half as sure as the one before, of what certainty is left."""
    found: dict[str, Origin] = {}
    left = 1.0 - guess.origin.confidence
    for one in scored:
        id_ = _id(prints, one)
        if one not in tied and id_ != guess.origin.id and id_ not in guess.equals and id_ not in found:
            left /= 2
            found[id_] = Origin(id_, _versions(prints, [one]), left)
        if len(found) == _MOST_RUNNERS:
            break
    return tuple(found.values())

"""A list of places flows in; the origin it was most likely copied from, and how sure that is, flow out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from listed.lists import PlaceList
from listed.names import Names
from listed.origin.confidence import confidence, features_of
from listed.origin.guess import Guess
from listed.origin.prints import Prints, load
from listed.origin.reading import Reading, reading_of
from listed.origin.remedies import address_of
from listed.origin.score import Query, Scored, by_places, by_spelling, query_of
from listed.origin.upstream import Upstream, most_upstream
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
_FAMILIAR = 0.7
_MOST_OTHERWISE = 2
_MOST_RUNNERS = 5
_KEPT = 512
_REGISTRIES = ("npm:", "pypi:", "deb:")


@dataclass(frozen=True, slots=True)
class Trace:
    """What is known of a list's origin: `origin` is None where it is unknown, `guess` the likeliest all the same.

    `runners`: the next likely origins, or the likeliest where none is named. `equals`: the ids of other origins that
    hold the same list. `evidence`: whole sentences in English.
    """

    origin: Origin | None
    guess: Origin | None
    equals: tuple[str, ...]
    runners: tuple[Origin, ...]
    evidence: tuple[str, ...]


def origins() -> Mapping[str, Upstream]:
    """Every origin that a list can be traced to, by its id."""
    return MappingProxyType(load().upstreams)


def own(target: str) -> frozenset[str]:
    """The ids that a target's own list cannot come from: itself, what copies it, what is younger, and its siblings.

    Two that follow the same upstream are alike because of it, not because one copied the other. `target`: a package
    as people write it (`npm:country-list@2.4.1`); for anything else there are none.
    """
    if not target.startswith(_REGISTRIES):
        return frozenset()
    return _own(address_of(target))


@cache
def _own(id_: str) -> frozenset[str]:
    known, older = load().upstreams, load().older
    if id_ not in known:
        return frozenset()
    return frozenset(
        other.id
        for other in known.values()
        if other.id == id_
        or id_ in older[other.id]
        or (other.id not in older[id_] and (other.since > known[id_].since or older[id_] & older[other.id]))
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
    if guess is None:
        return Trace(None, None, (), (), ("This is not a list of the whole world, so no origin is looked for.",))
    prints, known = load(), guess.origin.confidence >= LEAST_SURE
    told = tuple(evidence(prints, reading_of(places), guess, known))
    runners = _runners(prints, guess)
    if not known:
        return Trace(None, guess.origin, (), (guess.origin, *runners)[:_MOST_RUNNERS], told)
    return Trace(guess.origin, guess.origin, guess.equals, runners, told)


def _guess(names: Names, places: PlaceList, without: Collection[str]) -> Guess | None:
    if places.other or len(places.territories) < FEWEST or len(places.rows) > _MOST_ROWS:
        return None
    if not is_world(names, places.territories) and criterion_of(places) not in ("iban", "phone-code"):
        return None
    return guess_of(load(), reading_of(places), without)


_memo: dict[object, Guess | None] = {}


def forget() -> None:
    """Forget the lists met before, as a new process would; for measurements."""
    _memo.clear()


def guess_of(prints: Prints, reading: Reading, without: Collection[str] = ()) -> Guess | None:
    """The likeliest origin of a reading, however unlikely; None where nothing is like it."""
    # A package brings the same list in several builds.
    key = (prints, tuple(reading.labels), tuple(reading.rows), reading.territories, reading.styles,
           tuple(reading.dial.items()), frozenset(without))  # fmt: skip
    if key not in _memo:
        if len(_memo) >= _KEPT:
            _memo.clear()
        _memo[key] = guess_of_query(prints, query_of(prints, reading), frozenset(without))
    return _memo[key]


def guess_of_query(prints: Prints, query: Query, without: frozenset[str] = frozenset()) -> Guess | None:
    """The same of a reading that is in the numbers of the prints already."""
    barred = frozenset(number for number, id_ in enumerate(prints.ids) if id_ in without)
    spelled = _weighed(prints, query, by_spelling(prints, query, barred), "spelling")
    if spelled is not None and spelled.origin.confidence >= LEAST_SURE:
        return spelled
    some = by_places(prints, query, barred)
    if spelled is not None and spelled.best.equal > _FAMILIAR * len(query.shown):
        # Its names are in a known language, and no known list spells them so: that its places are the same says only
        # that both follow a standard.
        some = [one for one in some if prints.face_origin[one.face] in prints.standards]
        some = [one for one in some if one.lacking + one.added <= _MOST_OTHERWISE]
    placed = _weighed(prints, query, some, "places")
    return max((one for one in (spelled, placed) if one), key=lambda one: one.origin.confidence, default=None)


def _weighed(prints: Prints, query: Query, scored: Sequence[Scored], by: str) -> Guess | None:
    if not scored:
        return None
    top = scored[0].score
    number = next((index for index, one in enumerate(scored) if one.score < top - _EQUALLY_GOOD), len(scored))
    tied, rest = list(scored[:number]), scored[number:]
    ids = {_id(prints, one) for one in tied}
    named = most_upstream(ids, prints.upstreams, prints.older)
    holders = sum(not prints.older[id_] & ids for id_ in ids)
    if by == "places" and holders > _FEW_HOLDERS and not prints.upstreams[named].is_standard:
        standards = _standards(prints, rest, top)
        if standards:
            named = most_upstream({_id(prints, one) for one in standards}, prints.upstreams, prints.older)
            tied += standards
    own_ = [one for one in tied if _id(prints, one) == named]
    rival = next((one for one in rest if not _is_kin(prints, named, _id(prints, one))), None)
    margin = top - rival.score if rival else None
    sure = confidence(prints.about["fit"], by, features_of(query, own_[0], margin, holders, by))
    version = None if prints.upstreams[named].is_standard and by == "places" else _versions(prints, own_)
    return Guess(Origin(named, version, sure), own_[0], tuple(sorted(ids - {named})), by, margin, holders, tuple(rest))


def _id(prints: Prints, one: Scored) -> str:
    return prints.ids[prints.face_origin[one.face]]


def _standards(prints: Prints, rest: Sequence[Scored], top: float) -> list[Scored]:
    """The standards whose set of places is left, with a few more, where many unrelated origins hold that set."""
    near = (one for one in rest if prints.face_origin[one.face] in prints.standards)
    found = [one for one in near if one.score >= top - _NEAR_A_STANDARD and one.added <= _MOST_ADDED]
    return [one for one in found if one.score >= found[0].score - _EQUALLY_GOOD]


def _is_kin(prints: Prints, one: str, other: str) -> bool:
    return one == other or one in prints.older[other] or other in prints.older[one]


def _versions(prints: Prints, own: Sequence[Scored]) -> str | None:
    """The releases that explain the list equally well, where they stand together; else the newest of them."""
    stretches = sorted((prints.face_first[one.face], prints.face_last[one.face]) for one in own)
    first, last = stretches[0]
    for start, end in stretches[1:]:
        if start > last + 1:
            first, last = start, end
        last = max(last, end)
    return prints.stretch(prints.face_origin[own[0].face], first, last)


def _runners(prints: Prints, guess: Guess) -> tuple[Origin, ...]:
    """The next origins, each half as sure as the one before, of what certainty is left."""
    found: dict[str, Origin] = {}
    left = 1.0 - guess.origin.confidence
    for one in guess.rest:
        id_ = _id(prints, one)
        if id_ != guess.origin.id and id_ not in guess.equals and id_ not in found:
            left /= 2
            found[id_] = Origin(id_, _versions(prints, [one]), round(left, 3))
        if len(found) == _MOST_RUNNERS:
            break
    return tuple(found.values())

"""A guess at an origin flows in; sentences that a person can check flow out."""

from __future__ import annotations

from collections.abc import Iterator

from listed.origin.guess import Guess
from listed.origin.prints import Prints
from listed.origin.reading import Reading
from listed.origin.score import query_of

_MOST_NAMED = 3
_IN_ORDER, _PARTLY = 0.9, 0.5
_TELLING = 12  # in tenths of a natural logarithm: fewer than one origin in three writes it so


def evidence(prints: Prints, reading: Reading, guess: Guess, known: bool) -> Iterator[str]:
    """What speaks for a guess and against it, the strongest first, in whole English sentences."""
    name = prints.upstreams[guess.origin.id].name
    if not known:
        yield f"No known list explains this one well enough; the nearest is that of {name}."
    yield from _of_spelling(prints, reading, guess, name)
    yield from _of_places(prints, reading, guess, name)
    yield from _of_order(prints, reading, guess)
    if guess.equals:
        others = ", ".join(guess.equals[:_MOST_NAMED])
        more = len(guess.equals) - _MOST_NAMED
        yield f"The same list stands in {others}{f' and {more} more' if more > 0 else ''}."


def _of_spelling(prints: Prints, reading: Reading, guess: Guess, name: str) -> Iterator[str]:
    if guess.by != "spelling":
        if reading.labels:
            yield "No list it may come from spells its names so, as after a translation; its places tell the origin."
        return
    query = query_of(prints, reading)
    yield f"{guess.best.equal} of {len(query.shown)} spellings are equal."
    held = prints.held(prints.face_wording[guess.best.face])
    telling = {}
    for cell in reading.labels:
        feature = prints.features[cell]
        if feature in held and prints.weights[feature] >= _TELLING:
            telling[" ".join(cell.split())[:60]] = prints.weights[feature]
    for cell in sorted(telling, key=lambda cell: -telling[cell])[:_MOST_NAMED]:
        yield f'It writes "{cell}", as {name}{_until(prints, guess, prints.features[cell])} and few others do.'
    strange = [cell for ids, cell in zip(reading.rows, reading.labels, strict=True)
               if ids and prints.features[cell] not in held]  # fmt: skip
    if strange:
        shown = ", ".join(f'"{" ".join(cell.split())[:60]}"' for cell in strange[:_MOST_NAMED])
        yield f"{len(strange)} spelled otherwise than there, such as {shown}."


def _until(prints: Prints, guess: Guess, feature: int) -> str:
    """` until 2.1`, where later releases of the origin write it otherwise; else nothing."""
    origin = prints.face_origin[guess.best.face]
    versions = prints.upstreams[guess.origin.id].versions
    writing = [
        prints.face_last[face]
        for face in range(len(prints.face_origin))
        if prints.face_origin[face] == origin and feature in prints.held(prints.face_wording[face])
    ]
    last = max(writing, default=len(versions) - 1)
    return f" until {versions[last]}" if last < len(versions) - 1 else ""


def _of_places(prints: Prints, reading: Reading, guess: Guess, name: str) -> Iterator[str]:
    held = prints.sets[prints.wording_set[prints.face_wording[guess.best.face]]]
    theirs = {place for place, bit in prints.bit.items() if bit & held}
    added, lacking = sorted(reading.territories - theirs), sorted(theirs - reading.territories)
    if not added and not lacking:
        yield f"It holds the same {len(theirs)} places."
        return
    yield f"{len(theirs) - len(lacking)} of the {len(theirs)} places of {name} are there."
    if added:
        yield f"Added: {_some(added)}."
    if lacking:
        yield f"Left out: {_some(lacking)}."


def _some(places: list[str]) -> str:
    more = len(places) - 8
    return ", ".join(places[:8]) + (f" and {more} more" if more > 0 else "")


def _of_order(prints: Prints, reading: Reading, guess: Guess) -> Iterator[str]:
    query = query_of(prints, reading)
    together = len(query.pairs & prints.pairs(prints.face_order[guess.best.face]))
    share = together / max(1, len(query.pairs))
    if share >= _IN_ORDER:
        yield "They stand in the same order."
    elif share >= _PARTLY:
        yield f"{share:.0%} of neighbours stand together as they do there."
    elif query.is_sorted:
        yield "They were sorted anew."
    else:
        yield "They stand in another order."

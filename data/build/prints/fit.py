"""Prints and the faces behind them go in; the weights that make a confidence a probability come out.

Each known list is edited as sites do, and traced: with its origin known, and with it left out, when only another that
holds nearly the same may be named. Mixtures of several lists stand for lists of a site's own.
"""

from __future__ import annotations

import math
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from build.prints.faces import Face
from listed.origin.confidence import features_of
from listed.origin.guess import Guess
from listed.origin.prints import Prints
from listed.origin.score import Query
from listed.origin.tracing import guess_of_query
from listed.origin.upstream import ancestors

_EACH = 3  # faces of one origin that are edited
_MIXTURES = 400
_ROUNDS, _PULL = 12, 1.0
_NEARLY_THE_SAME = 0.05
# Which way a feature may move the confidence: fewer differences, a wider margin and fewer holders make surer.
_SIGNS = {"spelling": (0, -1, -1, -1, 1, -1), "places": (0, -1, -1, 1, 1, -1)}

Sample = tuple[str, tuple[float, ...], bool]


@dataclass(frozen=True)
class Fit:
    """The weights by kind of evidence, and lines that say how well they fit."""

    weights: dict[str, list[float]]
    told: list[str]


def fitted(prints: Prints, faces: Sequence[Face], seed: int = 383) -> Fit:
    """Fit the confidence to edited lists; the same faces and seed give the same weights."""
    samples = list(_samples(prints, faces, random.Random(seed)))  # noqa: S311 - edits, no secrets
    weights, told = {}, []
    for by in ("spelling", "places"):
        some = [(features, right) for kind, features, right in samples if kind == by]
        weights[by] = [round(one, 3) for one in _logistic(some, _SIGNS[by])]
        told += _table(by, some, weights[by])
    return Fit(weights, told)


def _samples(prints: Prints, faces: Sequence[Face], rng: random.Random) -> Iterator[Sample]:
    by_origin: dict[str, list[Face]] = defaultdict(list)
    for face in sorted(faces, key=lambda one: (one.origin, one.order, sorted(one.places), one.spelled)):
        if len(face.places) >= 150 and face.language != "demonym":
            by_origin[face.origin].append(face)
    chosen = [face for some in by_origin.values() for face in rng.sample(some, min(_EACH, len(some)))]
    for face in chosen:
        kin = {face.origin, *ancestors(face.origin, prints.upstreams)}
        kin |= {id_ for id_ in prints.ids if face.origin in ancestors(id_, prints.upstreams)}
        for query in _edited(prints, face, rng):
            for without in (frozenset[str](), frozenset(kin)):
                guess = guess_of_query(prints, query, without)
                if guess is not None:
                    right = _is_right(prints, face, guess, query) if not without else False
                    trimmed = len(face.order) - len(query.order)
                    if without and _is_nearly_the_same(guess, query, trimmed):
                        continue
                    yield _sample(query, guess, right)
    english = [face for face in chosen if face.language == "en"]
    for _ in range(_MIXTURES):
        query = _mixture(prints, rng.sample(english, min(3, len(english))), rng)
        guess = guess_of_query(prints, query)
        if guess is not None and not _is_nearly_the_same(guess, query, 0):
            yield _sample(query, guess, False)


def _sample(query: Query, guess: Guess, right: bool) -> Sample:
    return guess.by, features_of(query, guess.best, guess.margin, guess.holders, guess.by), right


def _is_right(prints: Prints, face: Face, guess: Guess, query: Query) -> bool:
    """Whether the origin, one with an equal list, or the standard it follows was named."""
    if face.origin == guess.origin.id or face.origin in guess.equals:
        return True
    return guess.origin.id in ancestors(face.origin, prints.upstreams) or (
        guess.by == "places" and prints.upstreams[guess.origin.id].is_standard and guess.best.added <= 2
    )


def _is_nearly_the_same(guess: Guess, query: Query, trimmed: int) -> bool:
    """Whether the list named is so like the one asked for that one may well be a copy of the other."""
    told = max(1, len(query.shown)) if guess.by == "spelling" else 1
    places = max(1, query.mask.bit_count())
    wrong = guess.best.differ / told + (guess.best.added + max(0, guess.best.lacking - trimmed)) / places
    return wrong <= _NEARLY_THE_SAME


def _edited(prints: Prints, face: Face, rng: random.Random) -> Iterator[Query]:
    """The face as it is, shuffled, trimmed, translated, with places of a site's own, and rewritten."""
    spelled = [prints.marks[mark] for mark in face.spelled]
    order = [prints.number[place] for place in face.order]
    shuffled = rng.sample(order, len(order))
    trimmed = [place for place in order if rng.random() > rng.uniform(0.02, 0.15)]
    few = [place for place in shuffled if rng.random() > 0.14]
    yield _query(prints, face, spelled, order, is_sorted=False)
    yield _query(prints, face, spelled, shuffled, is_sorted=rng.random() < 0.5)
    yield _query(prints, face, _kept(spelled, trimmed, order, rng), trimmed, is_sorted=False)
    yield _query(prints, face, _kept(spelled, few, order, rng), few, is_sorted=False)
    for places in (order, shuffled, trimmed):
        unknown = [-1] * len(places)
        yield _query(prints, face, unknown, places, is_sorted=places is shuffled)
    for share in (0.03, 0.1, 0.25):
        rewritten = [-1 if rng.random() < share else feature for feature in spelled]
        yield _query(prints, face, rewritten, shuffled, is_sorted=True)


def _kept(spelled: Sequence[int], places: Sequence[int], all_: Sequence[int], rng: random.Random) -> list[int]:
    return rng.sample(list(spelled), round(len(spelled) * len(places) / max(1, len(all_))))


def _query(prints: Prints, face: Face, shown: Sequence[int], order: Sequence[int], *, is_sorted: bool) -> Query:
    whole = sum(prints.bit[place] for place in face.places)
    mask = whole if len(order) == len(face.order) else sum(1 << place for place in order)
    return Query(shown, frozenset(shown) - {-1}, mask, order, is_sorted, 0, {})


def _mixture(prints: Prints, faces: Sequence[Face], rng: random.Random) -> Query:
    """A list that takes each place and spelling from one of several."""
    spelled = sorted({prints.marks[mark] for face in faces for mark in face.spelled if rng.random() < 1 / len(faces)})
    places = {place for face in faces for place in face.order if rng.random() < 0.6}
    order = rng.sample([prints.number[place] for place in sorted(places)], len(places))
    return _query(prints, Face("", "en", (), frozenset(), (), frozenset(), ()), spelled, order, is_sorted=True)


def _logistic(samples: Sequence[tuple[tuple[float, ...], bool]], signs: Sequence[int]) -> list[float]:
    """Weights of a logistic regression by Newton's steps; a feature that would weigh against its sign is left out."""
    used = list(range(len(signs)))
    while True:
        weights = _newton([([features[index] for index in used], right) for features, right in samples])
        wrong = [index for index, weight in zip(used, weights, strict=True) if signs[index] * weight < 0]
        if not wrong:
            return [weights[used.index(index)] if index in used else 0.0 for index in range(len(signs))]
        used.remove(wrong[0])


def _newton(samples: Sequence[tuple[list[float], bool]]) -> list[float]:
    size = len(samples[0][0])
    weights = [0.0] * size
    for _ in range(_ROUNDS):
        slope = [_PULL * weight for weight in weights]
        bend = [[_PULL * (row == column) for column in range(size)] for row in range(size)]
        for features, right in samples:
            told = _squeezed(sum(weight * feature for weight, feature in zip(weights, features, strict=True)))
            for row, feature in enumerate(features):
                slope[row] += (told - right) * feature
                for column in range(size):
                    bend[row][column] += told * (1 - told) * feature * features[column]
        weights = [weight - step for weight, step in zip(weights, _solved(bend, slope), strict=True)]
    return weights


def _squeezed(sum_: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, sum_))))


def _solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a few linear equations whose matrix is symmetric and positive."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        row = rows[at] = [value / rows[at][at] for value in rows[at]]
        for other in range(len(rows)):
            if other != at:
                times = rows[other][at]
                rows[other] = [value - times * own for value, own in zip(rows[other], row, strict=True)]
    return [row[-1] for row in rows]


def _table(by: str, samples: Sequence[tuple[tuple[float, ...], bool]], weights: Sequence[float]) -> Iterator[str]:
    """How often a confidence of each tenth was right."""
    tenths: dict[int, list[bool]] = defaultdict(list)
    for features, right in samples:
        sum_ = sum(weight * feature for weight, feature in zip(weights, features, strict=True))
        tenths[min(9, int(10 * _squeezed(sum_)))].append(right)
    yield f"{by}: {len(samples)} edited lists, weights {list(weights)}"
    for tenth, found in sorted(tenths.items()):
        yield f"  told {tenth / 10:.1f} and more: {sum(found)} of {len(found)} right"

"""The table of objections: each kind leads somewhere, with figures that recount and threads that exist."""

from __future__ import annotations

from portal.ground.languages.fold import fold
from portal.request.letters.objections import UNANSWERED, load_objections
from portal.request.letters.precedents import load_precedents, successes
from portal.request.letters.tongue import load_letters


def test_the_kinds() -> None:
    assert {kind: row.next for kind, row in load_objections().items()} == {
        "done": "wait",
        "considering": "wait",
        "wrong-person": "other-contact",
        "iso-only": "answer",
        "upstream": "answer",
        "needs-proof": "answer",
        "political": "answer",
        "no-time": "answer",
        "removal-asked": "obey",
        "automatic": "wait",
        "unclear": "wait",
    }


def test_figures_recount_from_the_threads() -> None:
    figures = {row.argument: (row.won, row.decided) for row in load_objections().values() if row.argument}
    assert figures == {argument: successes()[argument] for argument in figures}


def test_examples_are_threads_that_are_kept() -> None:
    known = {thread.id for thread in load_precedents()}
    assert {example for row in load_objections().values() for example in row.examples} <= known


def test_every_kind_that_is_answered_has_its_sentences_in_every_language() -> None:
    for tongue in load_letters().values():
        answered = {key.removeprefix("answer.") for key in tongue.sentences if key.startswith("answer.")} - {"thanks"}
        assert answered == set(load_objections()) - set(UNANSWERED)


def test_no_sign_is_empty_or_stands_for_two_kinds() -> None:
    seen: dict[str, set[str]] = {}
    for kind, row in load_objections().items():
        for sign in (sign for signs in row.signs.values() for sign in signs):
            assert len(fold(sign)) >= 3, sign
            seen.setdefault(fold(sign), set()).add(kind)
    assert {sign: kinds for sign, kinds in seen.items() if len(kinds) > 1} == {}

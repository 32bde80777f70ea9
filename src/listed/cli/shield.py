"""Targets and an auditor that may fail in; an answer for every target, whatever happens, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from listed.cli.targets import kind_of
from listed.verdict.answer import TargetAnswer

Look = Callable[[Sequence[str]], Iterator[TargetAnswer]]


def answers_for(targets: Sequence[str], look: Look) -> Iterator[tuple[int, TargetAnswer]]:
    """Every answer of `look`, with the number of targets that are done; an exception becomes its target's error.

    One target may have many answers (a web archive has one a page). After an exception the targets behind the one
    that failed are looked at anew, so that one bad target never takes the others with it.
    """
    done = 0
    while done < len(targets):
        try:
            for answer in look(targets[done:]):
                done = _place_after(answer, targets, done)
                yield done, answer
            return
        except Exception as problem:  # an engine's fault must cost one target, not all of them
            if done < len(targets):
                failed = targets[done]
                done += 1
                yield done, TargetAnswer(failed, kind_of(failed), None, None, error=_sentence(problem))


def _place_after(answer: TargetAnswer, targets: Sequence[str], done: int) -> int:
    """The number of targets that are done once `answer` has come."""
    try:
        return targets.index(answer.target, done) + 1
    except ValueError:  # a page inside a web archive has its own name, and the archive may have more of them
        return done


def _sentence(problem: Exception) -> str:
    said = str(problem).strip()
    return f"Unexpected problem: {type(problem).__name__}" + (f": {said}" if said else "") + "."

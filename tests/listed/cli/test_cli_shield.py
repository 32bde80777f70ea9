"""An auditor that fails costs one target, not all of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from listed.cli.shield import answers_for
from listed.verdict.answer import TargetAnswer
from tests.listed.cli.make_answers import make_answer


def make_fragile(*bad: str) -> object:
    """An auditor that answers each target and raises at those in `bad`."""

    def look(targets: Sequence[str]) -> Iterator[TargetAnswer]:
        for target in targets:
            if target in bad:
                raise ValueError(f"cannot bear {target}")
            yield make_answer(target)

    return look


def make_failed(target: str, kind: str) -> TargetAnswer:
    """The answer for a target at which the auditor raised."""
    return TargetAnswer(target, kind, None, None, error=f"Unexpected problem: ValueError: cannot bear {target}.")


def test_an_exception_becomes_the_error_of_its_target() -> None:
    look = make_fragile("npm:b", "https://c.example/")
    targets = ["npm:a", "npm:b", "https://c.example/", "npm:d"]
    assert list(answers_for(targets, look)) == [  # type: ignore[arg-type]
        (1, make_answer("npm:a")),
        (2, make_failed("npm:b", "package")),
        (3, make_failed("https://c.example/", "page")),
        (4, make_answer("npm:d")),
    ]


def test_an_exception_at_the_last_target_and_at_all_of_them() -> None:
    assert list(answers_for(["a", "b"], make_fragile("b"))) == [  # type: ignore[arg-type]
        (1, make_answer("a")),
        (2, make_failed("b", "file")),
    ]
    assert list(answers_for(["a"], make_fragile("a"))) == [(1, make_failed("a", "file"))]  # type: ignore[arg-type]


def test_an_auditor_that_fails_before_it_starts() -> None:
    def look(targets: Sequence[str]) -> Iterator[TargetAnswer]:
        raise ValueError(f"cannot bear {targets[0]}")

    assert list(answers_for(["a", "b"], look)) == [(1, make_failed("a", "file")), (2, make_failed("b", "file"))]


def test_the_same_target_twice_is_answered_twice() -> None:
    assert [done for done, _ in answers_for(["a", "b", "a"], make_fragile())] == [1, 2, 3]  # type: ignore[arg-type]


def test_an_archive_may_have_many_answers() -> None:
    def look(targets: Sequence[str]) -> Iterator[TargetAnswer]:
        for target in targets:
            if target.endswith(".warc"):
                yield make_answer("https://one.example/", kind="warc-record")
                yield make_answer("https://two.example/", kind="warc-record")
            else:
                yield make_answer(target)

    assert [(done, answer.target) for done, answer in answers_for(["a", "b.warc", "c"], look)] == [
        (1, "a"),
        (1, "https://one.example/"),
        (1, "https://two.example/"),
        (3, "c"),
    ]

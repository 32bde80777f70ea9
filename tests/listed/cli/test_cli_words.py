"""The summary, the hints, and the targets that are read from files."""

from __future__ import annotations

from pathlib import Path

import pytest

from listed.cli.exits import UsageError, exit_status
from listed.cli.standing import Standing, standings, what_else
from listed.cli.summary import hints, summary
from listed.cli.targets import gather_targets, hide_hyphens, kind_of, starter_targets
from listed.verdict.answer import TargetAnswer
from tests.listed.cli.make_answers import make_answer, make_list


def make_counts(**counts: int) -> list[TargetAnswer]:
    """So many packages of each verdict, named after it."""
    return [
        make_answer(f"npm:{verdict}-{number}", make_list(verdict.replace("_", "-")))
        for verdict, count in counts.items()
        for number in range(count)
    ]


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ([], "Nothing was found to look at."),
        (make_counts(listed=1), "npm:listed-0 lists Kosovo."),
        (make_counts(missing=1), "npm:missing-0 does not list Kosovo."),
        (make_counts(listed=2), "Of 2 packages, 2 list Kosovo."),
        (make_counts(missing=3), "Of 3 packages, 0 list Kosovo and 3 do not."),
        (make_counts(listed=14, missing=6, mixed=5),
         "Of 25 packages, 14 list Kosovo, 6 do not and 5 have it in some of their lists only."),
        (make_counts(listed=1, missing=1, under_serbia=1, qualified=1),
         "Of 4 packages, 1 lists Kosovo, 1 does not, 1 lists it with a note and 1 has it only under Serbia."),
        ([make_answer("a.html", kind="file"), make_answer("b", kind="page", error="gone")],
         "Of 2 targets, 0 list Kosovo, 1 has no list of countries and 1 could not be read."),
    ],
)  # fmt: skip
def test_the_summary_is_one_plain_sentence(answers: list[TargetAnswer], sentence: str) -> None:
    assert summary(answers) == sentence


def test_a_list_of_districts_is_seen_only_where_it_proves_the_verdict() -> None:
    country = make_list(where="countries.json")
    districts = make_list(
        "under-serbia", where="districts.json", scope="not-a-country-list", criterion="state", label="Kosovo-Metohija",
        value="RS-KM",
    )  # fmt: skip
    proven = make_answer("npm:x", country, districts, verdict="under-serbia")
    assert standings(proven) == [
        Standing("states or provinces: Kosovo-Metohija (RS-KM), a part of Serbia", "districts.json")
    ]
    assert what_else(proven) == ["2 lists: 1 under Serbia, 1 without"]
    listed = make_answer("npm:x", make_list("listed"), districts)
    assert standings(listed) == [Standing("Kosovo (XK)", "data.json")]
    assert what_else(listed) == ["1 list"]
    assert exit_status(listed) == 0


def test_the_list_that_tells_most_stands_for_the_others() -> None:
    lists = (
        make_list("listed", where="flags.css", criterion="flag"),
        make_list("listed", where="az.json", label="Kosova"),
        make_list("listed", where="mt.json", label="il-Kosovo"),
        make_list("listed", where="eu.json", scope="regional"),
        make_list("listed", where="en.json"),
        make_list("missing", where="few.json", territories=192),
        make_list("missing", where="many.json", territories=249),
    )
    assert standings(make_answer("npm:x", *lists, verdict="mixed")) == [
        Standing("Kosovo (XK)", "en.json"),
        Standing("not among 249 places", "many.json"),
    ]


def test_the_hint_names_a_target_that_can_be_explained() -> None:
    answers = [*make_counts(listed=1), make_answer("my form.html", make_list()), make_answer("x", error="gone")]
    see = "`xk audit 'my form.html' --explain` shows the list as it was read."
    doctor = "`xk doctor` says what is installed and what is missing."
    assert hints(answers) == [see, doctor]
    assert hints(answers, explained=True) == [doctor]
    assert hints(make_counts(listed=3)) == []


def test_targets_come_in_the_order_typed_then_file_then_starter(tmp_path: Path) -> None:
    path = tmp_path / "targets.txt"
    path.write_text("\ufeff# ours\n\nhttps://example.org/#top\r\n  npm:@faker-js/faker  # a remark\n", "utf-8")
    assert gather_targets(["a"], path) == ["a", "https://example.org/#top", "npm:@faker-js/faker"]
    assert gather_targets(["a"], starter=True) == ["a", *starter_targets()]
    assert gather_targets(hide_hyphens(["-", "--json", "a-b"])) == ["-", "--json", "a-b"]


def test_the_starter_list_has_about_25_packages() -> None:
    targets = starter_targets()
    assert len(targets) == len(set(targets)) == 25
    assert {target.split(":")[0] for target in targets} == {"npm", "pypi", "deb"}


def test_nothing_to_look_at_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Say what to look at, for example"):
        gather_targets([])
    with pytest.raises(UsageError, match="A target is empty"):
        gather_targets(["a", " "])
    with pytest.raises(UsageError, match=r"Cannot read the list of targets in .*gone.txt: No such file"):
        gather_targets([], tmp_path / "gone.txt")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="not a text file"):
        gather_targets([], tmp_path / "binary")


@pytest.mark.parametrize(
    ("target", "kind"),
    [("npm:a", "package"), ("deb:a", "package"), ("https://a.example/", "page"), ("a.html", "file"), ("-", "file")],
)
def test_the_kind_of_a_target_nobody_could_read(target: str, kind: str) -> None:
    assert kind_of(target) == kind

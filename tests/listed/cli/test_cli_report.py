"""What `xk audit` prints on a pipe, on a terminal, on a narrow one, and as lines of JSON."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from listed.cli.answer_json import answer_line, answer_object
from listed.cli.exits import UsageError, exit_status
from listed.cli.report import Manner, report
from listed.verdict.answer import ListAnswer, Origin, TargetAnswer
from tests.listed.cli.make_answers import make_answer, make_list, make_look, make_many

PLAIN = Manner()


class Terminal(io.StringIO):
    """A terminal that remembers what was printed on it."""

    def isatty(self) -> bool:
        """A terminal says yes."""
        return True


def printed(
    answers: list[TargetAnswer],
    manner: Manner = PLAIN,
    out: io.StringIO | None = None,
) -> tuple[int, str]:
    """The exit status and the text of a report of these answers, on a pipe unless `out` is a terminal."""
    out = out or io.StringIO()
    status = report([answer.target for answer in answers], make_look(answers), manner, out)
    return status, out.getvalue()


@pytest.fixture(autouse=True)
def _plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "80")


def test_a_pipe_gets_one_plain_line_a_target(snapshot: SnapshotAssertion) -> None:
    status, text = printed(make_many())
    assert status == 2
    assert "\x1b" not in text
    assert text == snapshot


def test_a_terminal_of_80_columns_gets_a_table(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    monkeypatch.setenv("TERM", "dumb")
    _, text = printed(make_many(), out=Terminal())
    assert max(len(line) for line in text.splitlines()) <= 80
    assert text == snapshot


def test_a_narrow_terminal_gets_a_few_lines_a_target(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", "40")
    _, text = printed(make_many(), out=Terminal())
    assert max(len(line) for line in text.splitlines()) <= 40
    assert text == snapshot


@pytest.mark.parametrize("cells", [20, 40, 71, 72, 80, 100, 200])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setenv("COLUMNS", str(cells))
    for manner in (Manner(), Manner(explain=True)):
        _, text = printed(make_many(), manner, Terminal())
        assert [line for line in text.splitlines() if len(line.rstrip()) > cells] == []


def test_explaining_shows_the_list_as_read_and_where_the_place_would_stand(snapshot: SnapshotAssertion) -> None:
    _, text = printed(make_many(), Manner(explain=True))
    assert text == snapshot


def test_explaining_all_shows_every_row(snapshot: SnapshotAssertion) -> None:
    _, text = printed([make_answer("npm:country-list", make_list())], Manner(explain=True, all_rows=True))
    assert text == snapshot


@pytest.mark.parametrize(
    ("gap", "before", "after"),
    [(0, [], ["Italy", "Jamaica"]), (16, ["Liberia", "中国"], [])],
)
def test_the_place_may_stand_at_either_end(gap: int, before: list[str], after: list[str]) -> None:
    _, text = printed([make_answer("x", make_list(gap=gap))], Manner(explain=True))
    lines = [line.split()[1] if "would" not in line else "HERE" for line in text.splitlines() if "  " in line.strip()]
    rows = lines[lines.index("HERE") - 2 if before else lines.index("HERE") :]
    assert rows[:3] == [*before, "HERE", *after]


def test_a_list_in_no_order_shows_its_head() -> None:
    _, text = printed([make_answer("x", make_list(gap=None))], Manner(explain=True))
    assert "Italy" in text
    assert "would stand here" not in text
    assert "The rows are in no order that says where Kosovo would stand." in text
    assert "… 6 more rows" in text


def test_colour_stands_beside_a_symbol_and_goes_away_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [make_answer("npm:x", make_list())]
    _, coloured = printed(answers, out=Terminal())
    assert "\x1b[31m✘ No" in coloured
    _, without = printed(answers, Manner(colour=False), Terminal())
    assert "✘ No" in without
    assert "\x1b[31m" not in without
    monkeypatch.setenv("NO_COLOR", "1")
    _, asked = printed(answers, out=Terminal())
    assert asked == without


def test_json_is_one_line_a_target_in_the_order_of_the_contract(snapshot: SnapshotAssertion) -> None:
    status, text = printed(make_many(), Manner(json=True, explain=True))
    assert status == 2
    assert text == snapshot
    assert [json.loads(line)["target"] for line in text.splitlines()] == [one.target for one in make_many()]


def test_json_matches_the_contract_s_own_example() -> None:
    one = ListAnswer(
        "data.json", "country", 249, 249, "world", "missing",
        origin=Origin("iso-3166-1", None, 0.97), remedy="country-list",
    )  # fmt: skip
    line = answer_line(TargetAnswer("npm:country-list", "package", "2.4.1", "missing", None, (one,)))
    assert line == (
        '{"target":"npm:country-list","kind":"package","version":"2.4.1","verdict":"missing","error":null,'
        '"lists":[{"where":"data.json","criterion":"country","entries":249,"territories":249,"scope":"world",'
        '"verdict":"missing","label":null,"value":null,"origin":{"id":"iso-3166-1","version":null,"confidence":0.97},'
        '"remedy":"country-list","line":null}]}'
    )


def test_json_is_what_its_schema_says() -> None:
    schema = json.loads(files("listed.cli").joinpath("answer.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for answer in make_many():
        assert [problem.message for problem in validator.iter_errors(json.loads(answer_line(answer)))] == []
        assert list(answer_object(answer)) == list(schema["properties"])
        for one in answer_object(answer)["lists"]:
            assert list(one) == list(schema["$defs"]["list"]["properties"])


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ([], 0),
        ([make_answer("x", make_list("listed"))], 0),
        ([make_answer("x", make_list("not-expected"))], 0),
        ([make_answer("x")], 0),
        ([make_answer("x", make_list("missing"))], 1),
        ([make_answer("x", make_list("qualified"))], 1),
        ([make_answer("x", make_list("under-serbia"))], 1),
        ([make_answer("x", make_list("listed"), make_list("missing"))], 1),
        ([make_answer("x", make_list("listed"), make_list("missing", scope="not-a-country-list"))], 0),
        ([make_answer("x", error="gone")], 2),
        ([make_answer("x", make_list("missing")), make_answer("y", error="gone"), make_answer("z")], 2),
    ],
)
def test_the_exit_status_is_that_of_the_worst_target(answers: list[TargetAnswer], status: int) -> None:
    assert max(map(exit_status, answers), default=0) == status
    assert printed(answers)[0] == status


def test_a_sarif_file_that_cannot_be_written_is_said_before_anything_is_audited(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder is not there"):
        report(["x"], make_look([]), Manner(sarif=tmp_path / "no" / "such.sarif"), io.StringIO())
    with pytest.raises(UsageError, match="is a folder"):
        report(["x"], make_look([]), Manner(sarif=tmp_path), io.StringIO())

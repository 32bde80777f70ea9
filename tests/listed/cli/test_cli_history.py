"""What `xk history` prints: the sentence, the table on a pipe and on terminals, lines of JSON, the status."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from listed.cli.history import show
from listed.cli.past import left_out, since
from listed.cli.screen import Screen
from listed.scan.history import Past
from listed.sources.releases import Release
from listed.verdict.answer import TargetAnswer
from listed.verdict.standing import Standing
from tests.listed.cli.make_answers import Run
from tests.listed.cli.test_cli_report import Terminal
from tests.listed.scan.test_history import put
from tests.listed.sources.conftest import Site
from tests.listed.sources.test_pypi import _index  # noqa: F401

WORDS = {"y": "listed", "n": "missing", "m": "mixed", "s": "under-serbia", "0": "no-country-list"}


def make_past(version: str, verdict: str | None, **changes: object) -> Past:
    """A version with a list of countries of this verdict; None: not read."""
    number = int(version.rpartition(".")[2])
    release = Release(version, datetime(2014 + number // 12, 1 + number % 12, 9, tzinfo=UTC))
    if verdict is None:
        return Past(release)
    listed = verdict in ("listed", "qualified")
    stands = Standing(verdict, "Kosovo" if listed else None, "XK" if listed else None, 249 + listed)
    fields: dict[str, object] = {
        "release": release,
        "answer": TargetAnswer("npm:places", "package", version, verdict),
        "standings": {} if verdict == "no-country-list" else {"country": stands},
        **changes,
    }
    return Past(**fields)  # type: ignore[arg-type]


def make_pasts(line: str) -> list[Past]:
    """One version a letter of `line`: see WORDS; `.` was not read, `!` cannot be."""
    pasts = [make_past(f"1.{n}", WORDS.get(letter)) for n, letter in enumerate(line)]
    return [
        Past(past.release, error="npm:places@1: the registry lists it but lacks its file; name another version.")
        if line[n] == "!"
        else past
        for n, past in enumerate(pasts)
    ]


def make_eventful() -> list[Past]:
    """A history in which all happens: appears, is renamed, is recoded, disappears, cannot be read."""
    pasts = make_pasts("n..nyyy.!n")
    other = {"country": Standing("qualified", "Kosovo (UNSCR 1244)", "XKX", 250), "phone-code": Standing("listed")}
    release = Release("1.5", datetime(2014, 6, 9, tzinfo=UTC), yanked=True, dated_by="archive")
    pasts[5] = make_past("1.5", "qualified", standings=other, release=release)
    pasts[6] = make_past("1.6", "mixed", release=Release("1.6", None, prerelease=True))
    return pasts


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("nn.ny", "lists Kosovo since 1.4 (2014-05-09)."),
        ("nn..y", "lists Kosovo since 1.4 (2014-05-09) or one of the 2 before it that were not read."),
        ("y..y", "lists Kosovo since its first version here, 1.0 (2014-01-09)."),
        (".y.y", "lists Kosovo since the first version read, 1.1 (2014-02-09)."),
        ("nyny", "lists Kosovo since 1.3 (2014-04-09). It had listed it before, since 1.1 (2014-02-09)."),
        ("nym", "lists Kosovo in some of its lists since 1.1 (2014-02-09)."),
        ("nmy", "lists Kosovo in some of its lists since 1.1 (2014-02-09), and in all since 1.2 (2014-03-09)."),
        ("nyn", "lists Kosovo no longer since 1.2 (2014-03-09). It had listed it since 1.1 (2014-02-09)."),
        ("nn!n", "never listed Kosovo in the 3 versions read, 1.0 (2014-01-09) to 1.3 (2014-04-09)."),
        ("s", "never listed Kosovo, only as a part of Serbia in the one version read, 1.0 (2014-01-09)."),
        ("00", "has no list of the whole world in the 2 versions read, 1.0 (2014-01-09) to 1.1 (2014-02-09)."),
    ],
)
def test_the_first_line_says_since_when(line: str, sentence: str) -> None:
    assert since("npm:places", make_pasts(line)) == f"npm:places {sentence}"


def test_nothing_could_be_read() -> None:
    assert since("npm:places", make_pasts("!!")) == "npm:places: none of its 2 versions could be read."


def test_what_was_left_out_is_counted() -> None:
    assert left_out(make_pasts("n..!y")) == "2 of 5 versions read, 1 not readable, 2 left out (--every reads all)."
    assert left_out(make_pasts("ny")) == "2 of 2 versions read."


def printed(pasts: Sequence[Past], out: io.StringIO, json_lines: bool = False) -> str:
    """What is shown of a history."""
    show(Screen(out, False), "npm:places", pasts, json_lines)
    return out.getvalue()


def test_a_pipe_gets_a_line_a_version(snapshot: SnapshotAssertion) -> None:
    assert printed(make_eventful(), io.StringIO()) == snapshot


@pytest.mark.parametrize("cells", [40, 60, 80, 120])
def test_a_terminal_gets_no_line_wider_than_it_is(
    monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion, cells: int
) -> None:
    for name, value in (("TERM", "dumb"), ("COLUMNS", str(cells)), ("LINES", "40")):
        monkeypatch.setenv(name, value)
    text = printed(make_eventful(), Terminal())
    assert max(len(line.rstrip()) for line in text.splitlines()) <= cells
    assert "\n".join(line.rstrip() for line in text.splitlines()) == snapshot


def test_a_program_gets_an_object_a_version() -> None:
    lines = [json.loads(line) for line in printed(make_eventful(), io.StringIO(), True).splitlines()]
    assert [(one["version"], one["read"], one["verdict"], bool(one["error"])) for one in lines[3:]] == [
        ("1.3", True, "missing", False),
        ("1.4", True, "listed", False),
        ("1.5", True, "qualified", False),
        ("1.6", True, "mixed", False),
        ("1.7", False, None, False),
        ("1.8", False, None, True),
        ("1.9", True, "missing", False),
    ]
    assert lines[5] == {
        "target": "npm:places",
        "version": "1.5",
        "released": "2014-06-09T00:00:00Z",
        "dated_by": "archive",
        "yanked": True,
        "deprecated": False,
        "prerelease": False,
        "read": True,
        "verdict": "qualified",
        "criteria": {
            "country": {"verdict": "qualified", "label": "Kosovo (UNSCR 1244)", "value": "XKX", "entries": 250},
            "phone-code": {"verdict": "listed", "label": None, "value": None, "entries": 0},
        },
        "changes": [
            {"criterion": "country", "kind": "renamed", "was": "Kosovo", "now": "Kosovo (UNSCR 1244)"},
            {"criterion": "country", "kind": "recoded", "was": "XK", "now": "XKX"},
        ],
        "error": None,
    }
    assert (lines[6]["released"], lines[6]["dated_by"]) == (None, None)


def test_the_way_from_the_words_to_the_index_and_back(
    site: Site, xk: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    put(site, {"1.0": None, "1.1": "Kosovo"})
    status, out, err = xk("history", "pypi:places")
    assert (status, err) == (0, "")
    assert out.splitlines()[0] == "pypi:places lists Kosovo since 1.1."
    status, out, _ = xk("history", "--json", "pypi:nothing-here", "pypi:places")
    lines = [json.loads(line) for line in out.splitlines()]
    assert status == 2
    assert lines[0] == {
        "target": "pypi:nothing-here",
        "version": None,
        "error": "pypi:nothing-here: the Python index has no package named 'nothing-here'; check the spelling.",
    }
    assert [(one["version"], one["verdict"]) for one in lines[1:]] == [("1.0", "missing"), ("1.1", "listed")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Say which package, for example: xk history npm:country-list"),
        (["npm:places", "--most", "1"], "--most takes a number from 2 up, not 1."),
        (["npm:places", "--timeout", "0"], "--timeout takes a number of seconds above 0, not 0."),
    ],
)
def test_a_mistake_is_said_in_one_sentence(xk: Run, words: list[str], sentence: str) -> None:
    assert xk("history", *words) == (2, "", f"xk history: {sentence}\n")

"""`xk trace` from the words to the lines: what people read, what programs get, the exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from listed.names import load
from tests.listed.cli.make_answers import Run
from tests.listed.origin.make_prints import make_rows, select

names = load()


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A page with CLDR's names for the places of ISO 3166-1, as Symfony has them, and a list of a part of the world."""
    monkeypatch.chdir(tmp_path)
    codes = ("AL", "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI")
    part = select([(code, names.display(code, "en")) for code in codes])
    Path("form.html").write_text(select(make_rows()) + part, encoding="utf-8")
    return Path("form.html")


def test_people_read_the_origin_the_evidence_and_what_to_do(xk: Run, page: Path, snapshot: SnapshotAssertion) -> None:
    status, out, err = xk("trace", str(page))
    assert (status, err) == (0, "")
    # How sure it is changes whenever the prints are built anew.
    assert [line for line in out.splitlines() if not line.lstrip().startswith(("how sure", "next likely"))] == snapshot
    assert "how sure: " in out


def test_programs_get_one_object_a_target(xk: Run, page: Path) -> None:
    status, out, err = xk("trace", "--json", str(page), "nothing-here.html")
    found, missed = (json.loads(line) for line in out.splitlines())
    assert (status, err, missed["lists"]) == (2, "", [])
    assert "nothing-here.html" in missed["error"]
    (one,) = found["lists"]
    assert set(one) == {
        "where", "again", "criterion", "entries", "territories", "verdict", "origin", "equals", "runners", "evidence",
        "remedy", "steps",
    }  # fmt: skip
    assert (one["entries"], one["verdict"]) == (249, "missing")
    assert one["origin"]["id"] == "deb:php-symfony-intl"
    assert 0.5 <= one["origin"]["confidence"] <= 0.99


def test_an_unknown_origin_is_said_to_be_unknown(xk: Run, tmp_path: Path) -> None:
    languages = ("en", "de", "fr", "es", "it", "pl", "fi")
    rows = [
        (code, names.display(code, languages[number % 7]))
        for number, (code, _) in enumerate(make_rows())
        if number % 4 or code in ("AL", "MK", "ME", "RS")
    ]
    path = tmp_path / "own.html"
    path.write_text(select(rows), encoding="utf-8")
    status, out, _ = xk("trace", str(path))
    assert status == 1
    assert "copied from: unknown" in out


def test_a_file_without_a_list_of_the_world_is_told(xk: Run, tmp_path: Path) -> None:
    path = tmp_path / "empty.html"
    path.write_text("<p>Nothing to choose from here, and nothing of the world.</p>" * 5, encoding="utf-8")
    status, out, _ = xk("trace", str(path))
    assert status == 1
    assert "No list of the whole world was found, so there is no origin to look for." in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "Say what to look at, for example: xk trace npm:country-list"),
        (["x", "--timeout", "0"], "--timeout takes a number of seconds above 0, not 0."),
    ],
)
def test_a_mistake_is_said_in_one_sentence(xk: Run, words: list[str], sentence: str) -> None:
    assert xk("trace", *words) == (2, "", f"xk trace: {sentence}\n")

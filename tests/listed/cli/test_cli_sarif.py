"""The SARIF log holds what code hosts need, and is written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from listed.cli.exits import UsageError
from listed.cli.sarif import check_writable, sarif_log, write_sarif
from listed.verdict.answer import TargetAnswer
from tests.listed.cli.make_answers import make_answer, make_list, make_many


def location(answer: TargetAnswer) -> dict[str, Any]:
    """The location of the only finding in an answer."""
    [result] = sarif_log([answer])["runs"][0]["results"]
    [place] = result["locations"]
    return dict(place)


def test_the_log_of_every_verdict(monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion) -> None:
    monkeypatch.setattr("listed.cli.sarif.version", lambda: "0.1.0")
    assert json.dumps(sarif_log(make_many()), indent=1, ensure_ascii=False) == snapshot


def test_what_the_standard_requires_is_there() -> None:
    log = sarif_log(make_many())
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["missing", "qualified", "under-serbia"]
    assert all("user-assigned code" in rule["help"]["text"] for rule in rules)
    assert [result["ruleId"] for result in run["results"]] == ["missing", "missing", "qualified", "under-serbia"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["level"] in ("warning", "note")
    assert run["invocations"][0]["executionSuccessful"] is False
    assert len({result["partialFingerprints"]["list/v1"] for result in run["results"]}) == 4


def test_a_file_is_named_from_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "sign up.html").write_text("x")
    one = make_list(path="sign up.html", line=12)
    expected = {"physicalLocation": {"artifactLocation": {"uri": "forms/sign%20up.html"}, "region": {"startLine": 12}}}
    assert location(make_answer("forms", one, kind="file")) == expected
    assert location(make_answer("./forms", one, kind="file")) == expected
    assert location(make_answer("forms/sign up.html", one, kind="file")) == expected
    assert location(make_answer(str(tmp_path / "forms"), one, kind="file")) == expected


def test_a_file_outside_the_working_folder_has_its_whole_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    place = location(make_answer(str(tmp_path / "form.html"), make_list(line=None), kind="file"))
    assert place == {"physicalLocation": {"artifactLocation": {"uri": (tmp_path / "form.html").as_uri()}}}


def test_a_package_has_a_logical_place() -> None:
    assert location(make_answer("npm:x", make_list(), version="1.0")) == {
        "logicalLocations": [{"name": "data.json", "fullyQualifiedName": "npm:x@1.0/data.json", "kind": "module"}]
    }
    assert "logicalLocations" in location(make_answer("-", make_list(), kind="file", version=None))


def test_a_page_has_its_own_address() -> None:
    place = location(make_answer("https://example.org/a b?c=ë", make_list(line=3), kind="page", version=None))
    uri = "https://example.org/a%20b?c=%C3%AB"
    assert place == {"physicalLocation": {"artifactLocation": {"uri": uri}, "region": {"startLine": 3}}}


def test_the_file_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "out.sarif"
    path.write_text("old")
    write_sarif(path, make_many())
    assert json.loads(path.read_text("utf-8")) == sarif_log(make_many())
    assert [one.name for one in tmp_path.iterdir()] == ["out.sarif"]
    assert path.stat().st_mode & 0o600 == 0o600


def test_a_folder_that_is_gone_is_said_clearly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot write .*gone.*No such file"):
        write_sarif(tmp_path / "gone" / "out.sarif", [])
    with pytest.raises(UsageError, match="not there or not writable"):
        check_writable(tmp_path / "gone" / "out.sarif")


def test_what_is_inside_an_archive_is_shown_at_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "forms").mkdir()
    inside = make_answer("forms", make_list(path="old.zip!/a.json", line=4), kind="file")
    assert location(inside) == {"physicalLocation": {"artifactLocation": {"uri": "forms/old.zip"}}}
    (tmp_path / "old.zip").touch()
    itself = make_answer("old.zip", make_list(path="a.json", line=4), kind="file")
    assert location(itself) == {"physicalLocation": {"artifactLocation": {"uri": "old.zip"}}}

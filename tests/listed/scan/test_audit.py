"""Targets in, answers out: files, folders and archives of this machine, and what cannot be read among them."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from listed.scan.audit import AuditOptions, audit
from listed.verdict.answer import TargetAnswer
from tests.listed.lists.make_lists import each, make_world, page


def form(with_place: bool = True, name: str = "country") -> str:
    rows = each('<option value="«CODE»">«NAME»</option>', make_world(with_place=with_place))
    return page(f"<select name={name}>{rows}</select>")


def codes(with_place: bool = True) -> str:
    return json.dumps([one.code for one in make_world(with_place=with_place)])


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def verdicts(*targets: str, options: AuditOptions | None = None) -> list[tuple[str, str | None, bool]]:
    return [(one.target, one.verdict, one.error is not None) for one in audit(targets, options)]


def only(target: str, options: AuditOptions | None = None) -> TargetAnswer:
    [answer] = audit([target], options)
    return answer


def test_answers_come_in_the_order_of_the_targets(folder: Path) -> None:
    names = [f"{n}.html" for n in range(24)]
    write(folder, {name: form(with_place=n % 3 == 0) for n, name in enumerate(names)})
    assert verdicts(*names) == [(name, "listed" if n % 3 == 0 else "missing", False) for n, name in enumerate(names)]


def test_a_target_that_cannot_be_read_does_not_hide_the_others(folder: Path) -> None:
    write(folder, {"a.html": form(), "b.html": form(with_place=False), "broken.zip": "PK\x03\x04 no archive"})
    (folder / "loop").symlink_to("loop")
    found = verdicts("a.html", "gone.html", "loop", "b.html", "ftp://x/y")
    assert found == [
        ("a.html", "listed", False),
        ("gone.html", None, True),
        ("loop", None, True),
        ("b.html", "missing", False),
        ("ftp://x/y", None, True),
    ]


@pytest.mark.parametrize(
    ("files", "wanted"),
    [
        ({"a.html": form(), "b.json": codes()}, "listed"),
        ({"a.html": form(), "b.json": codes(with_place=False)}, "mixed"),
        ({"a.html": form(with_place=False), "b.json": codes(with_place=False)}, "missing"),
        ({"a.txt": "Welcome to our shop. " * 20, "b.md": "# Lands"}, "no-country-list"),
        ({"a.json": codes(), "tests/b.json": codes(with_place=False)}, "listed"),
        ({"a.json": codes(), "README.md": "Albania, " * 40}, "listed"),
        ({"deep/er/and/deeper/a.json": codes()}, "listed"),
        ({f"flags/{one.code.lower()}.svg": "<svg/>" for one in make_world()}, "listed"),
        ({f"flags/{one.code.lower()}.svg": "<svg/>" for one in make_world(with_place=False)}, "missing"),
    ],
    ids=["both", "one", "none", "no list", "tests", "readme", "deep", "flags", "flags without"],
)
def test_a_folder(folder: Path, files: dict[str, str], wanted: str) -> None:
    write(folder / "project", files)
    assert verdicts("project") == [("project", wanted, False)]


def test_the_way_to_a_list_is_told(folder: Path) -> None:
    write(folder / "project", {"web/join.html": form(), "data/codes.json": codes()})
    assert {one.where for one in only("project").lists} == {'web/join.html#select[name="country"]', "data/codes.json"}


def test_an_archive_inside_an_archive_is_read(folder: Path) -> None:
    inner, outer = io.BytesIO(), folder / "outer.zip"
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("data/codes.json", codes(with_place=False))
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("lib/inner.zip", inner.getvalue())
    found = only("outer.zip")
    assert (found.verdict, [one.where for one in found.lists]) == ("missing", ["lib/inner.zip!/data/codes.json"])


def test_a_page_of_one_continent_is_told_as_such(folder: Path) -> None:
    rows = [one for one in make_world(with_place=False) if one.continent == "Africa"]
    write(folder, {"africa.html": page(f"<select>{each('<option>«NAME»', rows)}</select>")})
    assert verdicts("africa.html") == [("africa.html", "not-expected", False)]


def test_a_file_of_flags_alone_has_the_verdict_of_its_flags(folder: Path) -> None:
    write(folder, {"flags.css": each(".flag-«code»{background-image:url(«code».svg)}", make_world(with_place=False))})
    assert verdicts("flags.css") == [("flags.css", "missing", False)]


def test_quick_leaves_large_documents_out(folder: Path) -> None:
    write(folder, {"large.html": form() + "<!--" + "x" * (3 << 20) + "-->"})
    found = [verdicts("large.html", options=AuditOptions(quick=quick))[0][1] for quick in (False, True)]
    assert found == ["listed", "no-country-list"]


def test_the_list_as_read_comes_where_it_is_asked_for(folder: Path) -> None:
    write(folder, {"a.html": form(with_place=False)})
    [bare], [told] = only("a.html").lists, only("a.html", AuditOptions(explain=True)).lists
    assert (bare.rows, bare.line, bare.gap) == ((), None, None)
    assert (len(told.rows), told.line, told.path) == (249, 1, "")
    assert told.gap is not None
    assert [row.code for row in told.rows[told.gap - 1 : told.gap + 1]] == ["KI", "KW"]


def test_progress_is_told(folder: Path) -> None:
    write(folder, {"a.html": form()})
    heard: list[tuple[str, str]] = []
    list(audit(["a.html", "gone"], AuditOptions(progress=lambda target, words: heard.append((target, words)))))
    assert heard == [("a.html", "reading"), ("a.html", "done"), ("gone", "reading"), ("gone", "done")]

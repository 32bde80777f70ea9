"""On which line of a document a list begins, and by what path and keys it is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from listed.lists import Document
from listed.names import load
from listed.scan.audit import AuditOptions, audit, lists_of

names = load()
CODES = [code for code in names.codes if names.kind(code) == "iso"]
OPTIONS = "\n".join(f'<option value="{code}">{names.english(code)}</option>' for code in CODES)


def told(text: str, path: str = "", media: str | None = None) -> list[tuple[str, str, int | None]]:
    """The path, the place and the line of every list of the whole world in a document."""
    found = lists_of(names, Document(path, text.encode(), media), explain=True)
    return [(one.path, one.where, one.line) for one in found if one.scope == "world"]


def in_json(language: str = "en") -> dict[str, str]:
    """Codes and names in a language."""
    return {code: names.display(code, language) for code in CODES}


@pytest.mark.parametrize(
    ("text", "path", "wanted"),
    [
        pytest.param(
            f"<!doctype html>\n<form>\n\n<select name=land>\n{OPTIONS}</select>", "", [("", 'select[name="land"]', 4)],
            id="a select",
        ),
        pytest.param(
            f"<select name=land>{OPTIONS}</select>", "", [("", 'select[name="land"]', 1)], id="a select at the start",
        ),
        pytest.param(
            f"<p>\n<select name=land>{OPTIONS}</select>\n<p>\n<select name=state>{OPTIONS}</select>", "form.html",
            [("form.html", 'form.html#select[name="land"]', 2), ("form.html", 'form.html#select[name="state"]', 252)],
            id="two selects of one file among many",
        ),
        pytest.param(json.dumps(in_json(), indent=1), "a.json", [("a.json", "a.json", 2)], id="JSON"),
        pytest.param(
            json.dumps({"fr": in_json("fr"), "sq": in_json("sq")}, indent=1), "a.json",
            [("a.json", "a.json#sq", 254), ("a.json", "a.json#fr", 3)],
            id="two languages with the same codes",
        ),
        pytest.param(
            "code,name\r\n" + "".join(f'{code},"{names.english(code)}"\r\n' for code in CODES), "a.csv",
            [("a.csv", "a.csv", 2)],
            id="CSV",
        ),
        pytest.param(
            "// head\n\nexport const codes = [\n" + ",\n".join(f'"{code}"' for code in CODES) + "];\n", "a.js",
            [("a.js", "a.js#codes", 4)],
            id="bare codes in a script",
        ),
        pytest.param("\n\n" + json.dumps(in_json()), "", [("", "", 3)], id="a file that is nothing but the list"),
    ],
)  # fmt: skip
def test_the_first_line_of_a_list(text: str, path: str, wanted: list[tuple[str, str, int | None]]) -> None:
    assert told(text, path) == wanted


def test_escapes_do_not_hide_a_line() -> None:
    rows = {code: names.display(code, "el") for code in CODES}
    assert told('{"all":\n' + json.dumps(rows, indent=1) + "}", "el.json") == [("el.json", "el.json#all", 3)]


def test_nobody_pays_for_a_line_that_is_not_asked_for() -> None:
    [one] = lists_of(names, Document("a.json", json.dumps(in_json()).encode(), None))
    assert (one.path, one.line, one.rows, one.reasons) == ("a.json", None, (), ())


def test_a_compiled_file_has_no_lines() -> None:
    data = b"\x00\x01\x02" * 20 + b"\x00".join(f"{code}\x00{names.english(code)}".encode() for code in CODES)
    found = lists_of(names, Document("a.so", data, None), explain=True)
    assert {one.line for one in found} == {None}


def test_a_folder_names_the_file_and_a_single_page_does_not(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    page = f"<!doctype html>\n<select id=country>{OPTIONS}</select>"
    (tmp_path / "forms" / "buy.html").write_text(page, "utf-8")
    explain = AuditOptions(explain=True)
    [folder] = audit([str(tmp_path)], explain)
    assert [(one.path, one.where, one.line) for one in folder.lists] == [
        ("forms/buy.html", 'forms/buy.html#select[id="country"]', 2)
    ]
    [single] = audit([str(tmp_path / "forms" / "buy.html")], explain)
    assert [(one.path, one.where, one.line) for one in single.lists] == [("", 'select[id="country"]', 2)]


def test_two_looks_at_a_folder_say_the_same(tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.json").write_text(json.dumps(in_json()), "utf-8")
        (tmp_path / f"{name}.html").write_text(f"<select>{OPTIONS}</select>", "utf-8")
    assert list(audit([str(tmp_path)])) == list(audit([str(tmp_path)]))

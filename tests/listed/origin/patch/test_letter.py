"""The text beside a patch: who needs it, what it does, what to check; the opt-in first where a project keeps to ISO."""

from __future__ import annotations

import json
from dataclasses import replace

from data.build_patches import PACKED, pack
from listed.origin.patch.letter import letter, words
from listed.origin.remedies import remedies
from tests.listed.origin.patch.make_packages import NAMES, by_name, make_json, make_patch

RULED = replace(
    next(one for one in remedies().values() if one.opt_in and one.snippet), policy="iso-only", name="places"
)


def make_letter(files: dict[str, str], *, ruled: bool = False) -> str:
    made = make_patch(files)
    return letter(NAMES, "places", "1.2.3", made, "places-1.2.3-kosovo.patch", RULED if ruled else None)


def test_packed_texts_are_those_of_the_sources() -> None:
    assert PACKED.read_bytes() == pack()


def test_a_plain_project_is_asked_for_a_row() -> None:
    text = make_letter({"all.json": make_json()})
    headings = [line for line in text.splitlines() if line.startswith("#")]
    assert headings == [
        "# Add Kosovo (XK) to the list of countries",
        "## Who needs it",
        "## Where Kosovo is already listed",
        "## Projects that did it",
        "## What the patch adds",
        "## What it leaves alone",
        "## Please check",
        "## Test",
    ]
    assert "one row in one file" in text
    assert '`all.json`: `{ "code": "XK", "name": "Kosovo" }`' in text
    assert "stood as `missing`; with the patch, read again by the same program, it stands as `listed`" in text
    assert "user-assigned" in text


def test_a_project_that_keeps_to_iso_is_offered_the_opt_in_first() -> None:
    text = make_letter({"all.json": make_json()}, ruled=True)
    assert text.startswith("# An opt-in for Kosovo (XK), a user-assigned code\n")
    assert text.index(RULED.opt_in) < text.index("## Who needs it") < text.index("## What the patch adds")
    links = [line.rpartition(": ")[2] for line in text.splitlines() if line.startswith("- ") and "https://" in line]
    assert links[: len(RULED.precedents)] == [one.link for one in RULED.precedents]
    assert len(links) == len(set(links))


def test_what_is_open_and_what_was_left_is_told() -> None:
    rows = [{"c": code, "n": name, "motto": f"motto of {index}"} for index, (code, name) in enumerate(by_name())]
    text = make_letter({"all.json": json.dumps(rows), "wide.json": "x"})
    assert "- `all.json: motto`" in text


def test_built_files_are_told_from_their_source() -> None:
    text = make_letter(
        {"dist/all.js": f"module.exports = {make_json()}", "src/all.js": f"export default {make_json()}"}
    )
    assert "These files look built: `dist/all.js`." in text
    assert "The package ships its source too: `src/all.js`." in text


def test_no_sentence_speaks_of_status_or_recognition() -> None:
    text = json.dumps(words(), ensure_ascii=False).lower()
    assert [word for word in ("sovereign", "recogni", "independen", "republic", "state of") if word in text] == []


def test_a_package_of_python_is_tested_in_python_whatever_its_data_is_written_in() -> None:
    made = make_patch({"all.json": make_json()})
    text = letter(NAMES, "pypi:places", "1.2.3", made, "places-1.2.3-kosovo.patch", None)
    assert 'pathlib.Path("all.json").read_text' in text
    assert text.startswith("# Add Kosovo")


def test_words_of_a_package_cannot_break_the_text() -> None:
    text = make_letter({"a`b`.json": make_json()})
    assert "`` a`b`.json ``" in text

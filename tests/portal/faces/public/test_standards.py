"""The scoreboard shows the chain in its order, what is measured beside what is cited, and where the two differ."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from portal.audit.acts import Seen, observe
from portal.audit.models import Observer
from portal.catalogue.models import Target
from tests.portal.faces.public.pages import get, text, texts
from tests.portal.make import NOON, make_look, make_target

pytestmark = pytest.mark.django_db
STANDARD = {"layer": 0, "kind": "standard", "address": ""}
CHAIN = """
codes = ["codes-of-all"]
data = ["names-of-all"]
libraries = ["a-library", "nobody-has-it"]
components = ["a-form"]
"""


def make_copy(slug: str, verdict: str, **changed: Any) -> dict[str, Any]:
    """What was measured of a standard in one package."""
    told = {"slug": slug, "package": "npm:a-copy", "version": "1.2.0", "where": "data.json", "verdict": verdict}
    told |= {"code": "", "finding": "249 rows; none has XK.", "read_at": "2026-11-22T10:00:00Z"}
    return {**told, **changed}


@pytest.fixture
def files(tmp_path: Path, settings: Settings) -> Path:
    """The files of the chain, for a test to write; as yet nothing was measured."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "chain.toml").write_text(CHAIN)
    settings.DATA = tmp_path
    return folder


def make_measured(files: Path, *copies: dict[str, Any]) -> None:
    """These copies and no others were measured."""
    (files / "measured.jsonl").write_text("".join(json.dumps(one) + "\n" for one in copies))


def make_cited(target: Target, verdict: str) -> None:
    """A source says how a target stands."""
    seen = [Seen("country", verdict)]
    observe(
        target, at=NOON, observer=Observer.CITED, tool="a cited source", by="machine", seen=seen, source="a/b#1; c/d#2"
    )


def test_a_cited_standard_has_code_decider_ask_source_and_day(files: Path) -> None:
    made = make_target(
        name="Codes", slug="codes-of-all", code="XK", decides="Its committee", ask="Write to it.", **STANDARD
    )
    make_cited(made, "qualified")
    page = get("/en/standards/")
    assert texts(page, "tbody tr") == [
        "Codes With a note XK Its committee Write to it. Cited: a/b#1, as of 23 November 2026."
    ]
    assert "user-assigned code" in text(page, ".opening")


def test_what_was_measured_stands_beside_what_is_cited(files: Path) -> None:
    make_cited(make_target(name="Codes", slug="codes-of-all", **STANDARD), "missing")
    make_measured(files, make_copy("codes-of-all", "missing"))
    told = text(get("/en/standards/"), ".score__proof")
    assert told == (
        "Cited: a/b#1, as of 23 November 2026. Measured in npm:a-copy 1.2.0, 22 November 2026. 249 rows; none has XK."
    )


def test_a_copy_that_says_otherwise_is_shown_as_such(files: Path) -> None:
    make_cited(make_target(name="Codes", slug="codes-of-all", **STANDARD), "listed")
    make_measured(files, make_copy("codes-of-all", "missing"), make_copy("codes-of-all", "listed", package="pypi:b"))
    page = get("/en/standards/")
    assert texts(page, ".score__proof strong") == ["This copy says otherwise: Missing."]
    assert texts(page, "tbody .verdict") == ["Listed"]


def test_a_standard_that_is_only_measured_has_the_verdict_and_code_of_its_copy(files: Path) -> None:
    make_target(name="Codes", slug="codes-of-all", **STANDARD)
    make_measured(files, make_copy("codes-of-all", "listed", code="XK / XKK"))
    (row,) = texts(get("/en/standards/"), "tbody tr")
    assert row.startswith("Codes Listed XK / XKK Owner")
    assert "otherwise" not in row


def test_a_standard_that_nobody_looked_at_says_so(files: Path) -> None:
    make_target(name="Codes", slug="codes-of-all", **STANDARD)
    (row,) = texts(get("/en/standards/"), "tbody tr")
    assert row.startswith("Codes Not known yet – Owner")
    assert row.endswith("– Not known yet")


def test_the_stages_come_in_the_order_of_flow(files: Path) -> None:
    make_target(name="Form", slug="a-form", layer=2, kind="component")
    make_target(name="Names", slug="names-of-all", **STANDARD)
    make_target(name="Library", slug="a-library")
    make_target(name="Codes", slug="codes-of-all", **STANDARD)
    make_target(name="Not chosen")
    page = get("/en/standards/")
    assert texts(page, "tbody th") == ["Codes", "Names", "Library", "Form"]
    headings = ["Who gives the codes", "Who carries them on", "Libraries", "Components and platforms"]
    assert texts(page, "section h2") == headings
    assert texts(page, ".chain a") == headings


def test_a_new_standard_is_not_lost(files: Path) -> None:
    make_target(name="New", **STANDARD)
    assert texts(get("/en/standards/"), "tbody th") == ["New"]


def test_a_library_that_lacks_kosovo_has_an_ask_and_the_release_that_was_read(files: Path) -> None:
    library = make_target(name="Library", slug="a-library", address="npm:a-library")
    seen = [Seen("country", "missing")]
    observe(library, at=NOON, observer=Observer.MACHINE, tool="listed 0.1.0", by="machine", seen=seen, version="2.4.1")
    (row,) = texts(get("/en/standards/"), "tbody tr")
    assert "Add one row for Kosovo, with the code XK." in row
    assert row.endswith("Measured in npm:a-library 2.4.1, 23 November 2026.")


def test_criteria_that_differ_are_told_one_by_one(files: Path) -> None:
    make_look(make_target(slug="a-library"), iban="listed", country="missing", state="missing")
    assert texts(get("/en/standards/"), ".score__marks > span") == [
        "Missing Country list, States or provinces",
        "Listed Bank account number (IBAN)",
    ]


def test_the_form_that_others_took_is_asked_for(files: Path) -> None:
    make_look(make_target(slug="a-library", remedy={"opt_in": "An option."}), country="missing")
    (row,) = texts(get("/en/standards/"), "tbody tr")
    assert "Ask for this form: An option." in row


def test_a_stage_leads_to_all_of_its_kind_by_verdict(files: Path) -> None:
    make_look(make_target(name="Library", slug="a-library"), country="listed")
    make_look(make_target(), country="missing", flag="missing")
    make_look(make_target(), country="missing", flag="listed")
    make_look(make_target(hidden=True), country="missing")
    page = get("/en/standards/")
    assert texts(page, ".chips li") == ["Missing 1", "In some lists only 1", "Listed 1"]
    assert page.select(".chips a")[0]["href"] == "/en/targets/?kind=library&verdict=missing"


def test_a_file_that_changed_is_read_again(files: Path) -> None:
    make_target(name="Codes", slug="codes-of-all", **STANDARD)
    make_measured(files, make_copy("codes-of-all", "missing", read_at="2026-11-22T10:00:00Z"))
    assert "22 November 2026" in text(get("/en/standards/"), ".score__proof")
    make_measured(files, make_copy("codes-of-all", "listed", read_at="2026-11-23T10:00:00Z"))
    make_look(make_target(), at=NOON + dt.timedelta(days=1), country="listed")
    assert "23 November 2026" in text(get("/en/standards/"), ".score__proof")


def test_without_a_catalogue_the_page_says_so(files: Path) -> None:
    assert text(get("/en/standards/"), ".empty h2") == "No standards here yet"

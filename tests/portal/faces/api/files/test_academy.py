"""Files of academies: by pseudonym, with what is not known left empty, and nothing of rehearsals or who withdrew."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from portal.academy.results.models import Revision
from portal.faces.api.files.academy import ACADEMY
from portal.faces.api.files.formats import write_csv
from tests.portal.faces.academy.results.make import make_results

pytestmark = pytest.mark.django_db


def rows(name: str) -> list[dict[str, str]]:
    file = io.BytesIO()
    write_csv(ACADEMY[name], file)
    return list(csv.DictReader(io.StringIO(file.getvalue().decode(), newline="")))


def some(name: str, *columns: str) -> list[list[Any]]:
    return [[row[column] for column in columns] for row in rows(name)]


def test_editions_and_participants_are_named_by_pseudonym_alone() -> None:
    edition = make_results(slug="autumn")
    assert some("academy-editions", "edition", "kind", "state", "participants") == [["autumn", "wiki", "running", "3"]]
    assert some("academy-participants", "edition", "participant", "pseudonym", "team", "state") == [
        ["autumn", "1", "Arta", "Owls", "enrolled"],
        ["autumn", "2", "Boris", "Owls", "enrolled"],
        ["autumn", "3", "Cen", "", "enrolled"],
    ]
    every = str([rows(name) for name in ACADEMY])
    secret = [one.private.full_name for one in edition.applications.select_related("private")]
    assert [name for name in secret if name in every] == []


def test_a_change_has_its_measures_and_what_is_not_known_is_empty() -> None:
    make_results(slug="autumn")
    assert some(
        "academy-revisions", "participant", "title", "bytes", "words_latin", "footnotes", "sources", "undone"
    ) == [
        ["1", "The old bridge", "120", "20", "1", "2", "0"],
        ["1", "The fort", "-30", "-5", "0", "0", "1"],
        ["1", "The fort", "", "", "", "", "0"],
        ["2", "The old bridge", "120", "20", "1", "1", "0"],
    ]
    assert {row["wiki"] for row in rows("academy-revisions")} == {"sqwiki"}


def test_articles_files_and_what_stood() -> None:
    make_results(slug="autumn")
    assert some("academy-pages", "title", "edits", "bytes", "quality", "removal", "views") == [
        ["The old bridge", "2", "240", "0.5", "", "340"],
        ["The fort", "2", "-30", "0.1", "Delete", ""],
    ]
    assert some("academy-uploads", "participant", "title", "duration", "shown") == [
        ["2", "File:Bridge at night.jpg", "", "1"],
        ["2", "File:Bridge.webm", "31.0", "0"],
    ]
    first, second = Revision.objects.order_by("rev").values_list("rev", flat=True)[:2]
    assert some("academy-survival", "revision", "days", "added", "alive") == [
        [str(first), "7", "20", "20"],
        [str(first), "30", "20", "15"],
        [str(second), "7", "", ""],
        [str(second), "30", "", ""],
    ]


@pytest.mark.parametrize("hidden", [{"is_rehearsal": True}, {"state": "draft"}, {"state": "cancelled"}])
def test_what_is_no_public_edition_is_in_no_file(hidden: dict[str, Any]) -> None:
    make_results(**hidden)
    assert {name: rows(name) for name in ACADEMY} == {name: [] for name in ACADEMY}


def test_who_withdrew_is_in_no_file() -> None:
    edition = make_results()
    edition.participants.filter(number=1).update(state="withdrawn")
    assert [row[0] for row in some("academy-participants", "pseudonym")] == ["Boris", "Cen"]
    assert [row[0] for row in some("academy-revisions", "participant")] == ["2"]

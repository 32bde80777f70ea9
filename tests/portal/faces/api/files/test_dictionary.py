"""The dictionary: every column of every file is in it, in the language that is asked for."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import duckdb
import pytest
from django.test import Client

from portal.faces.api.files.all_tables import ALL
from portal.faces.api.files.kept import NAMES
from tests.portal.faces.api.make import make_world

pytestmark = pytest.mark.django_db


def columns(name: str, body: bytes, folder: Path) -> list[str]:
    """The columns that a file has."""
    if name.endswith(".csv"):
        return next(csv.reader([body.decode().splitlines()[0]]))
    if name.endswith(".jsonl"):
        return sorted(json.loads(body.splitlines()[0]))
    (folder / name).write_bytes(body)
    with duckdb.connect() as duck:
        return [
            row[0] for row in duck.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(folder / name)]).fetchall()
        ]


def test_every_column_of_every_file_is_in_the_dictionary(client: Client, tmp_path: Path) -> None:
    make_world()
    told = client.get("/open/dictionary.json").json()
    known = {file: [one["name"] for one in table["columns"]] for table in told["tables"] for file in table["files"]}

    assert list(known) == [f"/open/{name}" for name in NAMES]
    for name in NAMES:
        body = b"".join(client.get(f"/open/{name}").streaming_content)  # type: ignore[attr-defined]
        found, described = columns(name, body, tmp_path), known[f"/open/{name}"]
        assert found == (sorted(described) if name.endswith(".jsonl") else described)


def test_every_column_has_a_meaning_a_source_and_a_type_that_is_explained(client: Client) -> None:
    told = client.get("/open/dictionary.json").json()

    for table in told["tables"]:
        for one in table["columns"]:
            assert all([one["meaning"], one["source"], one["type"] in told["types"]]), one


def test_the_dictionary_answers_in_the_language_of_its_address(client: Client) -> None:
    answer = client.get("/open/dictionary.json?language=sq")

    assert (answer.status_code, len(answer.json()["tables"])) == (200, len(ALL) + 1)

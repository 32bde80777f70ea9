"""`portal ledger verify`: what an outsider learns from a download, and from the portal itself."""

from __future__ import annotations

import gzip
import io
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from portal.ground.ledger import acts, looks
from portal.ground.ledger.chain import START, digest


def make_rows(count: int) -> list[dict[str, Any]]:
    rows, previous = [], START
    for number in range(1, count + 1):
        row: dict[str, Any] = {
            "number": number, "at": f"2026-11-23T12:00:{number:02}.000000+00:00", "actor": "machine",
            "verb": "target.added", "subject": f"target/{number}", "body": {"name": "Gjakovë"}, "previous": previous,
        }  # fmt: skip
        row["digest"] = previous = digest(row)
        rows.append(row)
    return rows


def lines(rows: list[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def verify(*words: str) -> str:
    out = io.StringIO()
    call_command("ledger", "verify", *words, stdout=out)
    return out.getvalue()


def whole(rows: list[dict[str, Any]]) -> str:
    return f"The ledger is whole: {len(rows)} rows, its end is {rows[-1]['digest']}\n"


@pytest.fixture
def address() -> Iterator[str]:
    """The address of a server that publishes a ledger of three rows."""

    class Publisher(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/ledger.jsonl"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(lines(make_rows(3)) if found else b"")

        def log_message(self, *words: Any) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Publisher) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_download_is_verified(tmp_path: Path) -> None:
    rows = make_rows(3)
    plain, packed = tmp_path / "ledger.jsonl", tmp_path / "ledger.jsonl.gz"
    plain.write_bytes(lines(rows))
    packed.write_bytes(gzip.compress(lines(rows)))
    assert verify(str(plain)) == verify(str(packed)) == whole(rows)
    assert verify(str(plain), "--head", rows[-1]["digest"]) == whole(rows)


def test_an_address_is_verified(address: str) -> None:
    assert verify(f"{address}/ledger.jsonl") == whole(make_rows(3))
    with pytest.raises(CommandError, match="404") as refused:
        verify(f"{address}/other")
    assert refused.value.returncode == 2


def test_standard_input_is_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines(make_rows(2)))))
    assert verify("-") == whole(make_rows(2))


def test_the_first_fault_is_named(tmp_path: Path) -> None:
    rows = make_rows(4)
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(lines([*rows[:1], {**rows[1], "actor": "owner"}, *rows[2:]]))
    with pytest.raises(CommandError, match="the ledger is broken: row 2 was changed after it was written") as broken:
        verify(str(file))
    assert broken.value.returncode == 1
    file.write_bytes(lines(rows[:3]))
    with pytest.raises(CommandError, match="another end was published"):
        verify(str(file), "--head", rows[3]["digest"])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"not json\n", "line 1 is not JSON"),
        (b"[]\n", "line 1 is not a row of a ledger"),
        (b"[" * 100_000, "line 1 is not JSON"),
        (b'"' + b"x" * (1 << 20) + b'"', "line 1 is longer than any row of a ledger"),
        (b"\xff\xfe\n", "line 1 is not JSON"),
    ],
)
def test_what_is_no_ledger_is_unreadable(tmp_path: Path, text: bytes, sentence: str) -> None:
    file = tmp_path / "ledger.jsonl"
    file.write_bytes(text)
    with pytest.raises(CommandError, match=sentence) as unread:
        verify(str(file))
    assert unread.value.returncode == 2


def test_a_file_that_is_not_there_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        verify(str(tmp_path / "none"))
    (tmp_path / "no.gz").write_bytes(b"plain")
    with pytest.raises(CommandError, match="cannot be read"):
        verify(str(tmp_path / "no.gz"))


@pytest.mark.django_db
def test_the_ledger_of_this_portal_is_verified() -> None:
    for number in range(3):
        with transaction.atomic():
            acts.record("target.added", f"target/{number}", "machine", {"name": "Đakovica"})
    assert verify() == f"The ledger is whole: 3 rows, its end is {looks.head()[1]}\n"

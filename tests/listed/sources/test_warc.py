"""Web archives: each page recorded in one is a document under its own address."""

from __future__ import annotations

import gzip
import importlib
from pathlib import Path
from typing import Any

import pytest

from listed.sources import Options, SourceError, open_target
from tests.listed.sources.build import read


def record(address: str, body: bytes, media: str = "text/html", extra: str = "", status: int = 200) -> bytes:
    http = f"HTTP/1.1 {status} OK\r\nContent-Type: {media}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:0>\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


RECORDS = [
    record("https://one.example/", b"<select>"),
    record("https://two.example/", gzip.compress(b"packed"), extra="Content-Encoding: gzip\r\n"),
    record("https://two.example/a.png", b"png", "image/png"),
    record("https://two.example/lost", b"lost", status=404),
]
EXPECTED = {"https://one.example/": b"<select>", "https://two.example/": b"packed"}


@pytest.mark.parametrize("name", ["x.warc", "x.warc.gz"])
def test_pages(tmp_path: Path, options: Options, name: str) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / name
    path.write_bytes(b"".join(map(gzip.compress, RECORDS)) if name.endswith("gz") else b"".join(RECORDS))
    opened = open_target(str(path), options)
    assert opened.kind == "warc-record"
    assert read(opened) == (EXPECTED, {})


def test_a_cut_off_archive_gives_what_it_has(tmp_path: Path, options: Options) -> None:
    pytest.importorskip("fastwarc")
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, RECORDS))[:-60] + b"rubbish")
    documents, _ = read(open_target(str(path), options))
    assert documents.items() >= {"https://one.example/": b"<select>"}.items()


def test_without_the_reader(tmp_path: Path, options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    (tmp_path / "x.warc").write_bytes(b"")
    with pytest.raises(SourceError, match="pip install"):
        open_target(str(tmp_path / "x.warc"), options)

"""Archives of every kind give their members; what is wrong inside one costs that member alone."""

from __future__ import annotations

import gzip
import io
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from listed.sources import Options, open_target
from tests.listed.sources.build import PACK, ar, deb, read, tar, zipped

FILES = {"a/list.json": b'["AL","XK"]', "b.txt": b"Kosovo", "c/empty.txt": b""}


def look(tmp_path: Path, name: str, data: bytes, options: Options) -> tuple[dict[str, bytes], dict[str, str]]:
    path = tmp_path / name
    path.write_bytes(data)
    return read(open_target(str(path), options))


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz", "zst"])
def test_tar(tmp_path: Path, options: Options, packing: str) -> None:
    data = tar(FILES)
    data = PACK[packing](data) if packing else data
    assert look(tmp_path, "x.bin", data, options) == (FILES, {})


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_zip(tmp_path: Path, options: Options, method: int) -> None:
    assert look(tmp_path, "x.whl", zipped(FILES, method), options) == (FILES, {})


@pytest.mark.parametrize("packing", ["", "gz", "xz", "zst"])
def test_deb(tmp_path: Path, options: Options, packing: str) -> None:
    assert look(tmp_path, "x.deb", deb(FILES, packing), options) == (FILES, {})


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz", "zst"])
def test_single_packed_file(tmp_path: Path, options: Options, packing: str) -> None:
    assert look(tmp_path, f"list.csv.{packing}", PACK[packing](b"AL,XK"), options) == ({"list.csv": b"AL,XK"}, {})


def test_several_streams_one_after_the_other(tmp_path: Path, options: Options) -> None:
    data = gzip.compress(b"AL,") + gzip.compress(b"XK") + b"\0" * 64
    assert look(tmp_path, "list.csv.gz", data, options) == ({"list.csv": b"AL,XK"}, {})


def test_archives_inside_archives(tmp_path: Path, options: Options) -> None:
    inner = zipped({"d/e.csv": b"XK", "f.txt.gz": gzip.compress(b"AL")})
    documents, unread = look(tmp_path, "x.tgz", gzip.compress(tar({"lib/in.jar": inner, "z.txt": b"z"})), options)
    assert documents == {"lib/in.jar!/d/e.csv": b"XK", "lib/in.jar!/f.txt.gz!/f.txt": b"AL", "z.txt": b"z"}
    assert unread == {}


def test_reading_twice_gives_the_same(tmp_path: Path, options: Options) -> None:
    (tmp_path / "x.zip").write_bytes(zipped(FILES))
    with open_target(str(tmp_path / "x.zip"), options) as opened:
        first = list(opened.documents())
        assert list(opened.documents()) == first
        assert opened.paths() == list(FILES)


def test_too_deep(tmp_path: Path, options: Options) -> None:
    data = b"XK"
    for _ in range(8):
        data = zipped({"in": data})
    documents, unread = look(tmp_path, "x.zip", data, options)
    assert documents == {}
    assert list(unread) == ["in!/in!/in!/in"]


ESCAPES = ["../up.txt", "/etc/passwd", "a/../../up.txt", "C:\\up.txt", "c:up.txt", "..\\up.txt", "\\up.txt"]


@pytest.mark.parametrize("name", ESCAPES)
@pytest.mark.parametrize("make", [tar, zipped])
def test_names_that_lead_out(tmp_path: Path, options: Options, name: str, make: object) -> None:
    before = sorted(tmp_path.parent.iterdir())
    documents, unread = look(tmp_path, "x", make({name: b"bad", "good.txt": b"XK"}), options)  # type: ignore[operator]
    assert documents == {"good.txt": b"XK"}
    assert list(unread.values()) == ["its name leads out of the archive"]
    assert sorted(tmp_path.parent.iterdir()) == before


def test_links_devices_and_pictures_give_names_alone(tmp_path: Path, options: Options) -> None:
    data = tar(
        {"flags/xk.png": b"\x89PNG", "a.txt": b"a"}, {"flags/kosovo.svg": "../../../etc/passwd"}, pipe=tarfile.FIFOTYPE
    )
    path = tmp_path / "x.tar"
    path.write_bytes(data)
    with open_target(str(path), options) as opened:
        found = {item.path: item for item in opened.documents()}
        assert opened.paths() == ["flags/xk.png", "a.txt", "flags/kosovo.svg"]
    assert found["flags/xk.png"].data == b""  # type: ignore[union-attr]
    assert found["flags/kosovo.svg"].media == "inode/unread"  # type: ignore[union-attr]
    assert "pipe" not in found


@pytest.mark.parametrize("packing", ["", "gz", "bz2", "xz", "zst"])
def test_cut_off(tmp_path: Path, options: Options, packing: str) -> None:
    import random

    noise = random.Random(1).randbytes(40_000)
    data = tar({"first.txt": b"XK", "second.txt": noise})
    data = PACK[packing](data) if packing else data
    documents, unread = look(tmp_path, "x", data[: len(data) * 2 // 3], options)
    assert set(documents) <= {"first.txt"}
    assert "" in unread


def test_cut_off_zip_and_deb(tmp_path: Path, options: Options) -> None:
    for name, data in (("x.zip", zipped(FILES)), ("x.deb", deb(FILES)), ("y.deb", ar({"debian-binary": b"2.0\n"}))):
        documents, unread = look(tmp_path, name, data if name == "y.deb" else data[: len(data) // 2], options)
        assert documents == {}
        assert list(unread) == [""], name


def test_one_bad_checksum_costs_one_member(tmp_path: Path, options: Options) -> None:
    data = zipped({"a.txt": b"AAAA", "b.txt": b"BBBB"}, zipfile.ZIP_STORED).replace(b"AAAA", b"AXAA")
    documents, unread = look(tmp_path, "x.zip", data, options)
    assert documents == {"b.txt": b"BBBB"}
    assert list(unread) == ["a.txt"]


def test_password(tmp_path: Path, options: Options) -> None:
    data = bytearray(zipped({"a.txt": b"AAAA"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert look(tmp_path, "x.zip", bytes(data), options) == ({}, {"a.txt": "locked with a password"})


def test_names_that_are_no_text(tmp_path: Path, options: Options) -> None:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", encoding="utf-8", errors="surrogateescape") as archive:
        info = tarfile.TarInfo("caf\udce9.txt")
        archive.addfile(info)
    (path,) = look(tmp_path, "x.tar", held.getvalue(), options)[0]
    assert path.encode() == "caf\ufffd.txt".encode()


def test_stdin(options: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    for data, expected in ((b"<select>", {"": b"<select>"}), (zipped(FILES), FILES)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert read(open_target("-", options)) == (expected, {})

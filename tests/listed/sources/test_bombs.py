"""Archives made to fill a memory or a disk stop early, and what stands beside them is still read."""

from __future__ import annotations

import gzip
import io
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from listed.sources import Limits, Options, Unread, open_target
from tests.listed.sources.build import PACK, read, tar, zipped

MIB = 1 << 20
SMALL = Options(limits=Limits(member=4 * MIB, total=16 * MIB, members=50, ratio_from=MIB))


def look(tmp_path: Path, data: bytes, options: Options = SMALL) -> tuple[dict[str, bytes], dict[str, str]]:
    path = tmp_path / "bomb"
    path.write_bytes(data)
    return read(open_target(str(path), options))


@pytest.mark.parametrize("packing", ["gz", "bz2", "xz", "zst"])
def test_zeros(tmp_path: Path, packing: str) -> None:
    documents, unread = look(tmp_path, PACK[packing](bytes(64 * MIB)))
    assert documents == {}
    assert len(unread) == 1


def test_a_bomb_among_others(tmp_path: Path) -> None:
    bomb = gzip.compress(bytes(64 * MIB))
    documents, unread = look(tmp_path, zipped({"a.txt": b"XK", "bomb.gz": bomb, "z.txt": b"AL"}))
    assert documents == {"a.txt": b"XK", "z.txt": b"AL"}
    assert list(unread) == ["bomb.gz"]


def test_nested_bombs_share_one_total(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 4096 * 3
    inner = zipped({f"{n}.bin": noise for n in range(10)}, zipfile.ZIP_STORED)
    data = inner[:0] + zipped({f"{n}.zip": zipped({"x": noise[: 3 * MIB]}) for n in range(20)})
    limits = Limits(member=4 * MIB, total=16 * MIB, members=500)
    documents, unread = look(tmp_path, data, Options(limits=limits))
    assert sum(map(len, documents.values())) <= 16 * MIB
    assert unread[""] == "more than 16 MiB once unpacked"


@pytest.mark.parametrize("claimed", [0, 10, 4 * MIB - 1, 0xFFFF_FFF0])
def test_sizes_that_lie(tmp_path: Path, claimed: int) -> None:
    data = bytearray(zipped({"a.bin": bytes(32 * MIB), "z.txt": b"AL"}))
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        struct.pack_into("<L", data, data.index(mark) + offset, claimed)
    documents, unread = look(tmp_path, bytes(data))
    assert documents.get("z.txt") == b"AL"
    assert len(documents.get("a.bin", b"")) <= 4 * MIB
    assert "a.bin" in unread or claimed == 0


def test_too_many_members(tmp_path: Path) -> None:
    documents, unread = look(tmp_path, tar({f"{n}.txt": b"" for n in range(200)}))
    assert len(documents) == 50
    assert unread == {"": "more than 50 files"}


def test_a_directory_too_long_to_hold(tmp_path: Path) -> None:
    data = zipped({f"{'n' * 200}{n}.txt": b"" for n in range(200)})
    assert look(tmp_path, data)[1] == {"": "its directory is far too long"}


def test_headers_that_claim_gigabytes(tmp_path: Path) -> None:
    info = tarfile.TarInfo("pax")
    info.type, info.size = tarfile.XHDTYPE, 8 * 1024 * MIB
    path = tmp_path / "x.tgz"
    path.write_bytes(gzip.compress(info.tobuf() + bytes(32 * MIB)))
    tracemalloc.start()
    documents, unread = read(open_target(str(path), Options()))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert documents == {}
    assert list(unread) == [""]
    assert peak < 24 * MIB


def test_long_names_without_end(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@LongLink")
    info.type, info.size = tarfile.GNUTYPE_LONGNAME, 1
    header = info.tobuf(tarfile.GNU_FORMAT) + b"a".ljust(512, b"\0")
    documents, unread = look(tmp_path, header * 5000)
    assert documents == {}
    assert list(unread) == [""]


def test_a_sparse_member_of_a_terabyte(tmp_path: Path) -> None:
    info = tarfile.TarInfo("sparse")
    info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.size": str(1 << 40)}
    info.pax_headers |= {"GNU.sparse.map": "0,0", "GNU.sparse.name": "sparse"}
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(info)
        archive.addfile(tarfile.TarInfo("z.txt"))
    documents, unread = look(tmp_path, held.getvalue())
    assert "z.txt" in documents
    assert unread == {"sparse": "larger than 4 MiB"}


def test_time(tmp_path: Path) -> None:
    limits = Limits(seconds=-1.0)
    assert "seconds" in look(tmp_path, b"AL", Options(limits=limits))[1][""]


def test_memory_stays_flat_over_many_documents(tmp_path: Path) -> None:
    body = bytes(range(256)) * 2048
    path = tmp_path / "many.tgz"
    path.write_bytes(gzip.compress(tar({f"{n}.txt": body for n in range(60)}), 1))
    peaks = []
    tracemalloc.start()
    with open_target(str(path), Options()) as opened:
        for item in opened.documents():
            assert not isinstance(item, Unread)
            peaks.append(tracemalloc.get_traced_memory()[0])
            del item
    tracemalloc.stop()
    assert max(peaks[30:]) < peaks[5] + len(body)


def test_one_long_line_passes(tmp_path: Path) -> None:
    path = tmp_path / "script.js"
    path.write_bytes(b'["AL","XK"],' * (20 * MIB // 12))
    documents, unread = read(open_target(str(path), Options()))
    assert unread == {}
    assert len(documents[""]) == path.stat().st_size

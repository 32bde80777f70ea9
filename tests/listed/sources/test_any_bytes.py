"""Whatever bytes a file holds, opening it ends, stays within its limits, and raises nothing unexpected."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

from hypothesis import example, given, settings
from hypothesis import strategies as st

from listed.sources import Limits, Options
from listed.sources.archive.paths import clean_path, has_no_text
from listed.sources.errors import MemberError
from listed.sources.local import open_stream
from tests.listed.sources.build import PACK, deb, read, tar, zipped

OPTIONS = Options(limits=Limits(member=1 << 20, total=4 << 20, members=100, seconds=20, ratio_from=1 << 20))
FILES = {"a/list.json": b'["AL","XK"]' * 50, "b.gz": gzip.compress(b"Kosovo"), "c.zip": zipped({"d": b"XK"})}
SEEDS = [tar(FILES), zipped(FILES), deb(FILES), *(pack(tar(FILES)) for pack in PACK.values())]
MARKS = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"BZh91AY&SY",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"!<arch>\ndebian-binary",
]


def check(data: bytes) -> None:
    documents, _ = read(open_stream("x", io.BytesIO(data), OPTIONS, name="x"))
    assert sum(map(len, documents.values())) <= OPTIONS.limits.total
    for path in documents:
        path.encode()
        assert ".." not in path.split("/")


@given(st.sampled_from([b"", *MARKS]), st.binary(max_size=2000))
@example(b"", b"")
def test_any_bytes(mark: bytes, data: bytes) -> None:
    check(mark + data)


@settings(max_examples=300)
@given(st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), max_size=8), st.data())
def test_damaged_archives(seed: bytes, changes: list[tuple[int, int]], data: st.DataObject) -> None:
    harmed = bytearray(seed)
    for at, value in changes:
        harmed[at % len(harmed)] = value
    end = data.draw(st.integers(0, len(harmed)))
    check(bytes(harmed[: end or None]))


@given(st.text(max_size=60), st.integers(0, 2))
@example("/", 0)
@example("./.", 1)
def test_no_path_leads_out(name: str, strip: int) -> None:
    has_no_text(name)
    try:
        path = clean_path(name, strip)
    except MemberError:
        return
    assert not path.startswith("/")
    assert ".." not in path.split("/")
    assert Path("/root-of-it", path).is_relative_to("/root-of-it")

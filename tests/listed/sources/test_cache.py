"""The cache gives back only what it was given, and no trouble with the disk ever leaves it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from listed.sources import cache
from listed.sources.cache import Cache


def put(kept: Cache, tmp_path: Path, key: str, data: bytes = b"data", version: str = "1") -> None:
    source = tmp_path / "source.tgz"
    source.write_bytes(data)
    kept.put(key, source, version)


def get(kept: Cache, key: str) -> bytes | None:
    found = kept.get(key)
    if not found:
        return None
    with found.file:
        return found.file.read()


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "c", 1 << 20)
    key = "npm:@who/places@1.0.0"
    assert kept.get(key) is None
    put(kept, tmp_path, key, b"body", "1.0.0")
    found = kept.get(key)
    assert found
    with found.file:
        assert (found.file.read(), found.name, found.version) == (b"body", "source.tgz", "1.0.0")
    newest = kept.newest("npm:@who/places@")
    assert newest
    newest.file.close()
    assert kept.newest("npm:@who/place@") is None


@pytest.mark.parametrize("harm", ["cut", "change", "mark", "no-mark"])
def test_damage_is_a_miss(tmp_path: Path, harm: str) -> None:
    kept = Cache(tmp_path / "c", 1 << 20)
    put(kept, tmp_path, "npm:a@1")
    path = tmp_path / "c" / "packages" / "npm%3Aa%401"
    mark = path.with_name(path.name + ".json")
    if harm == "cut":
        path.write_bytes(b"da")
    elif harm == "change":
        path.write_bytes(b"dote")
    elif harm == "mark":
        mark.write_bytes(b"[]")
    else:
        mark.unlink()
    assert get(kept, "npm:a@1") is None
    put(kept, tmp_path, "npm:a@1")
    assert get(kept, "npm:a@1") == b"data"


def test_the_longest_unused_goes_first(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "c", 3000)
    for number, key in enumerate(("a", "b", "c")):
        put(kept, tmp_path, key, bytes(800))
        os.utime(tmp_path / "c" / "packages" / key, (number, number))
    assert get(kept, "a") is not None
    put(kept, tmp_path, "d", bytes(800))
    assert [get(kept, key) is not None for key in "abcd"] == [True, False, True, True]


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    kept = Cache(tmp_path / "file", 1 << 20)
    put(kept, tmp_path, "a")
    assert kept.get("a") is None
    assert kept.newest("a") is None


def test_a_full_disk_leaves_no_half_files(tmp_path: Path) -> None:
    kept = Cache(tmp_path / "c", 1 << 20)
    source = tmp_path / "gone.tgz"
    kept.put("a", source, "1")
    assert list((tmp_path / "c" / "packages").iterdir()) == []


def test_the_usual_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache.folder() == tmp_path / "listed"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache.folder() == Path.home() / ".cache" / "listed"

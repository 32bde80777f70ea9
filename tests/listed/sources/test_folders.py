"""Files and folders: read in order, without what is not the project's own, and never out of the folder."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from listed.sources import Options, SourceError, open_target
from tests.listed.sources.build import read, zipped


def test_a_file_is_one_document_with_its_type(tmp_path: Path, options: Options) -> None:
    (tmp_path / "form.html").write_bytes(b"<select>")
    with open_target(str(tmp_path / "form.html"), options) as opened:
        (document,) = opened.documents()
        assert (opened.kind, opened.version, document.path) == ("file", None, "")
        assert document.media == "text/html"  # type: ignore[union-attr]
        assert opened.paths() == []


def test_a_folder_in_the_order_of_names(tmp_path: Path, options: Options) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "node_modules/x/y.js", ".git/config", "c.zip", "flags/xk.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(name.encode())
    (tmp_path / "c.zip").write_bytes(zipped({"in.csv": b"XK"}))
    documents, unread = read(open_target(str(tmp_path), options))
    assert list(documents) == ["a.txt", "c.zip!/in.csv", "b/1.txt", "b/2.txt", "flags/xk.png"]
    assert documents["c.zip!/in.csv"] == b"XK"
    assert documents["flags/xk.png"] == b""
    assert unread == {}


def test_links_lead_nowhere_twice_and_never_out(tmp_path: Path, options: Options) -> None:
    folder = tmp_path / "project"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "x.txt").write_bytes(b"x")
    (folder / "a" / "loop").symlink_to(folder)
    (folder / "again.txt").symlink_to("a/x.txt")
    (folder / "self").symlink_to("self")
    (tmp_path / "secret").write_bytes(b"secret")
    (folder / "out").symlink_to(tmp_path / "secret")
    os.mkfifo(folder / "pipe")
    documents, unread = read(open_target(str(folder), options))
    assert {path: data for path, data in documents.items() if data} == {"a/x.txt": b"x"}
    assert unread == {"out": "a link that leads out of the folder"}


def test_a_pipe_is_read_like_the_standard_input(tmp_path: Path, options: Options) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    threading.Thread(target=path.write_bytes, args=(b"AL,XK",), daemon=True).start()
    assert read(open_target(str(path), options)) == ({"": b"AL,XK"}, {})


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read(tmp_path: Path, options: Options) -> None:
    (tmp_path / "a.txt").write_bytes(b"a")
    (tmp_path / "a.txt").chmod(0)
    documents, unread = read(open_target(str(tmp_path), options))
    assert documents == {}
    assert list(unread) == ["a.txt"]
    with pytest.raises(SourceError, match="may not read"):
        open_target(str(tmp_path / "a.txt"), options)


@pytest.mark.parametrize(
    ("target", "says"),
    [
        ("left-pad", "npm:left-pad"),
        ("example.org", "https://example.org"),
        ("/no/such/file", "check the path"),
        ("/dev/null", "neither a file nor a folder"),
        ("bad\0name", "check the name"),
        ("ftp://example.org/x", "http or https"),
        ("file:///etc/passwd", "http or https"),
        ("npm:../x", "npm:NAME"),
        ("npm:-g", "npm:NAME"),
        ("npm:a@file:x", "npm:NAME@VERSION"),
        ("npm:", "npm:NAME"),
        ("pypi:--index-url=x", "pypi:NAME"),
        ("pypi:a @ x", "pypi:NAME"),
        ("deb:-o", "deb:NAME"),
        ("deb:./x.deb", "deb:NAME"),
    ],
)
def test_what_cannot_be_opened_says_what_to_do(target: str, says: str, options: Options) -> None:
    with pytest.raises(SourceError) as raised:
        open_target(target, options)
    message = str(raised.value)
    assert message.startswith(target)
    assert says in message
    assert message.endswith(".")
    assert "\n" not in message

"""The whole way of an audit: a site, a folder and a package file in, lines of JSON and an exit status out."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from listed.origin import origins
from listed.origin.remedies import remedies
from tests.listed.lists.make_lists import each, make_world, page

GONE = "gone.html: there is no such file; for a page write https://gone.html, for a package npm:gone.html."
OPTION = '<option value="«CODE»">«NAME»</option>\n'


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A running site with a form that lacks Kosovo."""
    folder = tmp_path / "site"
    folder.mkdir()
    form = f"\n<form>\n<select name=country>\n{each(OPTION, make_world(with_place=False))}</select>\n</form>\n"
    (folder / "join.html").write_text(page(form), "utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def write_folder(folder: Path) -> None:
    """A small project that lists Kosovo, and whose tests do not."""
    (folder / "data").mkdir(parents=True)
    rows = {one.code: one.name for one in make_world("sq")}
    (folder / "data" / "countries.json").write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    (folder / "README.md").write_text("Countries.\n", "utf-8")


def write_package(path: Path) -> None:
    """A package of npm's shape: its list of names holds Kosovo, its list of codes does not."""
    files = {
        "package/package.json": json.dumps({"name": "lands", "version": "1.2.3"}),
        "package/names.json": json.dumps([one.name for one in make_world()], indent=1),
        "package/codes.js": "module.exports = [\n" + each('"«CODE»",\n', make_world(with_place=False)) + "];\n",
        "package/test/codes.js": "module.exports = [\n" + each('"«CODE»",\n', make_world()) + "];\n",
    }
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text.encode())
            archive.addfile(member, io.BytesIO(text.encode()))


def found(where: str, verdict: str, entries: int, **more: Any) -> dict[str, Any]:
    """One list of countries as `--json` tells it."""
    plain = {
        "where": where, "criterion": "country", "entries": entries, "territories": entries, "scope": "world",
        "verdict": verdict, "label": None, "value": None, "line": None,
    }  # fmt: skip
    return {**plain, **more}


def told(target: str, kind: str, verdict: str | None, lists: list[dict[str, Any]]) -> dict[str, Any]:
    """One target as `--json` tells it."""
    return {"target": target, "kind": kind, "version": None, "verdict": verdict, "error": None, "lists": lists}


def test_from_targets_to_answers(site: str, tmp_path: Path) -> None:
    write_folder(tmp_path / "project")
    write_package(tmp_path / "lands-1.2.3.tgz")
    targets = [f"{site}/join.html", "project", "gone.html", "lands-1.2.3.tgz"]
    words = ["audit", "--json", "--allow-private", "--ignore-robots", *targets]
    program = "import sys; from listed.cli import main; sys.exit(main())"
    ended = subprocess.run(
        [sys.executable, "-c", program, *words], capture_output=True, cwd=tmp_path, timeout=120, check=False
    )
    lines = [json.loads(line) for line in ended.stdout.splitlines()]
    traced = [(one["verdict"], one.pop("origin"), one.pop("remedy")) for line in lines for one in line["lists"]]
    assert lines == [
        told(targets[0], "page", "missing", [found('select[name="country"]', "missing", 249)]),
        told(targets[1], "file", "listed", [found("data/countries.json", "listed", 250, label="Kosovë", value="XK")]),
        {**told(targets[2], "file", None, []), "error": GONE},
        told(
            targets[3],
            "file",
            "mixed",
            [
                found("package/names.json", "listed", 250, label="Kosovo"),
                found("package/codes.js#module.exports", "missing", 249),
            ],
        ),
    ]
    # Which list its names are nearest to changes with every build of the prints; that it is traced does not.
    assert [verdict for verdict, *_ in traced] == ["missing", "listed", "listed", "missing"]
    assert {origin["id"] for _, origin, _ in traced} <= set(origins())
    assert all(0.5 <= origin["confidence"] <= 1 for _, origin, _ in traced)
    assert [remedy for verdict, _, remedy in traced if verdict == "listed"] == [None, None]
    assert traced[0][2] in remedies()
    assert (ended.returncode, ended.stderr) == (2, b"")

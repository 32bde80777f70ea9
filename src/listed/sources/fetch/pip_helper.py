"""A package's name, version and a folder flow in as arguments; the fetched file's path flows out as a line of JSON.

With the name alone, every version that the index lists flows out.

Run as a program of its own, since it uses pip's inner parts, which were never meant to share a process. That way the
index, mirrors, certificates and passwords are those of the person's own pip settings. pip's `download` command is not
used because it builds source archives, which runs their code.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class RefusalError(Exception):
    """A reason to give up: its kind, and details for people."""


class Watch(logging.Handler):
    """Remembers the last page of the index that could not be read, which pip only mentions in its log."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Look at one line of pip's log."""
        message = record.getMessage()
        if message.startswith("Could not fetch URL") and "404 Client Error" not in message:
            self.last = message


def find_all(finder: Any, name: str) -> list[tuple[Any, bool]]:
    """Every file of a package that the index knows, each with whether it runs on this machine."""
    from pip._internal.index.package_finder import LinkType
    from pip._internal.models.wheel import Wheel

    foreign: set[str] = set()
    make = finder.make_link_evaluator

    def lenient(project: str) -> Any:
        evaluator = make(project)
        strict = evaluator.evaluate_link

        def evaluate(link: Any) -> Any:
            result, detail = strict(link)
            # The lists inside are the same for every machine, so a wheel for another one serves as well.
            if result == LinkType.platform_mismatch and link.is_wheel:
                foreign.add(link.filename)
                return LinkType.candidate, str(Wheel(link.filename).version)
            return result, detail

        evaluator.evaluate_link = evaluate
        return evaluator

    finder.make_link_evaluator = lenient
    return [(found, found.link.filename not in foreign) for found in finder.find_all_candidates(name)]


def choose(found: list[tuple[Any, bool]], wanted: str) -> Any:
    """The best file: the version asked for or the newest whole release; then by `_rank`."""
    from pip._vendor.packaging.version import InvalidVersion, Version

    if wanted:
        try:
            version = Version(wanted)
        except InvalidVersion:
            raise RefusalError("no-version") from None
        found = [pair for pair in found if pair[0].version == version]
        if not found:
            raise RefusalError("no-version")
    else:
        kept = [pair for pair in found if not pair[0].link.is_yanked] or found
        found = [pair for pair in kept if not pair[0].version.is_prerelease] or kept
        newest = max(pair[0].version for pair in found)
        found = [pair for pair in found if pair[0].version == newest]
    return max(found, key=_rank)[0]


def _rank(pair: tuple[Any, bool]) -> tuple[bool, bool, bool, str]:
    """A pure wheel before one for this machine, before any wheel, before a source archive."""
    candidate, native = pair
    link = candidate.link
    return link.is_wheel, link.filename.endswith("-any.whl"), native, link.filename


def fetch(session: Any, link: Any, folder: Path) -> str:
    """Fetch one file and check it; refuses a file from the network that comes without a digest."""
    from pip._internal.exceptions import HashMismatch

    hashes = link.as_hashes() if link.has_hash else None
    if not hashes and not link.is_file:
        raise RefusalError("no-digest")
    path = link.file_path if link.is_file else _downloader(session)(link, str(folder))[0]
    try:
        if hashes:
            hashes.check_against_path(path)
    except HashMismatch:
        raise RefusalError("digest") from None
    return str(path)


def _downloader(session: Any) -> Any:
    from pip._internal.network.download import Downloader

    try:
        return Downloader(session, "off")
    except TypeError:
        # One year's pips want to know how often to take a broken download up again.
        return Downloader(session, "off", 1)  # type: ignore[call-arg]


def look_up(name: str, wanted: str, folder: Path) -> dict[str, Any]:
    """Find, fetch and check; what is printed in the end."""
    with asked(name) as (session, found):
        best = choose(found, wanted)
        return {"path": fetch(session, best.link, folder), "version": str(best.version)}


def versions(name: str) -> dict[str, Any]:
    """Every version in order, with the time of its first file where the index and this pip tell it."""
    with asked(name) as (_, found):
        files: dict[Any, list[Any]] = {}
        for candidate, _native in found:
            files.setdefault(candidate.version, []).append(candidate.link)
    return {"versions": [_version(version, links) for version, links in sorted(files.items())]}


def _version(version: Any, links: list[Any]) -> dict[str, Any]:
    times = [time for link in links if (time := getattr(link, "upload_time", None)) is not None]
    return {
        "version": str(version),
        "uploaded": min(times).isoformat() if times else None,
        "yanked": all(link.is_yanked for link in links),
        "prerelease": version.is_prerelease,
    }


@contextlib.contextmanager
def asked(name: str) -> Iterator[tuple[Any, list[tuple[Any, bool]]]]:
    """pip's session, and every file of a package that its index knows; at least one."""
    from pip._internal.commands.download import DownloadCommand

    command = DownloadCommand("download", "")
    options, _ = command.parse_args(["--no-deps", "--quiet", "--ignore-requires-python", name])
    watch = Watch()
    with command.main_context():
        session = command.get_default_session(options)
        finder = command._build_package_finder(options=options, session=session, ignore_requires_python=True)
        log = logging.getLogger("pip._internal.index")
        log.setLevel(logging.DEBUG)
        log.addHandler(watch)
        log.propagate = False
        found = find_all(finder, name)
        if not found and watch.last:
            raise RefusalError("unreachable", watch.last)
        if not found:
            raise RefusalError("no-package")
        yield session, found


def main(name: str, wanted: str = "", folder: str = "") -> None:
    """Print one line of JSON: `path` and `version`, without a folder `versions`; or `error` and `detail`."""
    try:
        answer = look_up(name, wanted, Path(folder)) if folder else versions(name)
    except RefusalError as refusal:
        answer = {"error": str(refusal.args[0]), "detail": " ".join(map(str, refusal.args[1:]))}
    except ImportError as error:
        answer = {"error": "no-pip" if error.name == "pip" else "failed", "detail": str(error)}
    except Exception as error:  # whatever pip raises, the parent wants it as one line
        answer = {"error": "failed", "detail": f"{type(error).__name__}: {error}"}
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])

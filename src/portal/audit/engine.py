"""An address in; what the engine saw there, ready to be written down, out. The one door to the engine."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from listed.names import load
from listed.origin.patch import patch_of
from listed.origin.patch.letter import letter
from listed.origin.remedies import remedy, remedy_for
from listed.scan.audit import AuditOptions, audit, audit_opened
from listed.sources import Options, SourceError, Unread
from listed.sources.releases import Release, dates_told, open_release, releases
from listed.verdict.shifts import Shift
from listed.verdict.shifts import shifts as shifts_between
from listed.verdict.standing import Standing, standings
from portal.audit.acts import Seen
from portal.audit.line import Listed, Stood
from portal.audit.seen import observation


@dataclass(frozen=True, slots=True)
class Sight:
    """What a look at one address brought: `version` of the target, what was seen, the evidence, or the error.

    `verdict`: the engine's word for the whole target, empty where it has none.
    """

    version: str
    verdict: str
    seen: tuple[Seen, ...]
    evidence: bytes | None
    error: str


def tool() -> str:
    """The engine and its version, as it is written beside each look."""
    return f"listed {version('listed')}"


def look(address: str, at: str, criteria: Collection[str] | None, *, rows: bool, timeout: float = 60) -> Sight:
    """Audit one address. `at`: UTC, ISO 8601. `criteria`: those to keep, None for all. `rows`: keep rows of lists.

    What goes wrong with the target is the error of the answer.
    """
    answer = next(iter(audit([address], AuditOptions(explain=True, timeout=timeout))))
    line = observation(answer, at, tool(), criteria, rows=rows)
    return sight(line)


def sight(line: dict[str, Any]) -> Sight:
    """The same from the line of an earlier look, such as those of data/catalogue/observations.jsonl."""
    seen = tuple(_seen(one) for one in line["criteria"])
    body = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    error = str(line["error"] or "")
    return Sight(str(line["version"] or ""), str(line["verdict"] or ""), seen, None if error else body, error)


def _seen(one: dict[str, Any]) -> Seen:
    return Seen(
        criterion=one["criterion"],
        verdict=one["verdict"],
        where=one["where"] or "",
        label=one["label"] or "",
        value=one["value"] or "",
        entries=one["entries"],
        lists=one["lists_total"],
        lists_with=one["lists_with"],
    )


class RegistryError(Exception):
    """A registry did not answer in a form that can be read; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read in one version: the verdict of the whole package and how Kosovo stands by criterion, or `error`.

    `released`: when, where the archive or a changelog in it says so.
    """

    verdict: str
    criteria: Stood
    released: dt.datetime | None
    error: str


def list_versions(address: str, timeout: float = 60) -> list[Listed]:
    """Every version that the registry of a package lists, in the order of versions. Raises RegistryError."""
    try:
        found = releases(address, Options(timeout=timeout))
    except Exception as error:
        raise RegistryError(_said(error)) from error
    return [Listed(one.version, one.released, one.yanked or one.deprecated, one.prerelease) for one in found]


def read_version(address: str, version: str, timeout: float = 60) -> Reading:
    """Read one version of a package. What goes wrong with it is the error of the answer."""
    try:
        options, release = Options(timeout=timeout), Release(version, None)
        with open_release(address, release, options) as package:
            answer = audit_opened(load(), package, AuditOptions(explain=True, timeout=timeout))
        dates = dates_told(address, release, options)
    except Exception as error:
        return Reading("", {}, None, _said(error))
    if answer.error is not None or answer.verdict is None:
        return Reading("", {}, None, answer.error or "The package says nothing that can be judged.")
    found = standings(answer.lists, load())
    criteria = {
        word: {"verdict": one.verdict, "label": one.label, "value": one.value, "entries": one.entries}
        for word, one in found.items()
    }
    return Reading(answer.verdict, criteria, dates.made or dates.told.get(version), "")


def _said(error: Exception) -> str:
    """One sentence: what the engine says itself, or what surprised it."""
    return str(error) if isinstance(error, SourceError) else f"could not be read: {type(error).__name__}: {error}"


@dataclass(frozen=True, slots=True)
class Patched:
    """What adds Kosovo to a version of a package. `patch` is empty where none could be made; `text` says why then.

    `files`: the path of each file, with how many rows it gains and whether it looks built. `before`, `after`: the
    engine's words for the package. `title`, `text`: of the issue or pull request, in Markdown.
    """

    patch: bytes
    files: tuple[dict[str, object], ...]
    before: str
    after: str
    title: str
    text: str


def make_patch(address: str, version: str, file: str, timeout: float = 60) -> Patched:
    """Patch one version of a package; `file`: the name of the patch, as the text calls it. Raises RegistryError."""
    try:
        with open_release(address, Release(version, None), Options(timeout=timeout)) as package:
            made = patch_of(load(), (one for one in package.documents() if not isinstance(one, Unread)))
    except Exception as error:
        raise RegistryError(_said(error)) from error
    if not (made.files and made.flips):
        reasons = dict.fromkeys(one.reason for one in made.left)
        why = "".join(f"- {reason}\n" for reason in reasons) or "- none of its lists can be patched as text\n"
        return Patched(b"", (), made.before, made.after, "", why)
    found = next((one for answer in made.lists if (one := remedy_for(address, answer))), None)
    said = letter(load(), address, version, made, file, remedy(found) if found else None)
    title, _, text = said.partition("\n")
    files = tuple({"path": one.path, "rows": len(one.rows), "generated": one.generated} for one in made.files)
    return Patched(made.diff, files, made.before, made.after, title.lstrip("# "), text.strip() + "\n")


def shifts(before: Stood, now: Stood) -> list[Shift]:
    """What changed for the place from one release to the next, as both are kept."""
    return shifts_between(_standings(before), _standings(now))


def _standings(stood: Stood) -> Mapping[str, Standing]:
    return {
        word: Standing(one["verdict"], one["label"] or None, one["value"] or None, one["entries"])
        for word, one in stood.items()
    }

"""Answers in; a SARIF 2.1.0 log, which code hosts show beside the lines it speaks of, out."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from listed.cli import version
from listed.cli.clean import clean
from listed.cli.exits import UsageError
from listed.cli.sarif_rules import RULES
from listed.cli.standing import label_and_value, place_of
from listed.cli.words import CRITERIA, visible_lists
from listed.verdict.answer import ListAnswer, TargetAnswer

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def check_writable(path: Path) -> None:
    """Raise `UsageError` when no file can be written at `path`; asked first, so that no long audit is lost."""
    if path.is_dir():
        raise UsageError(f"--sarif takes a file, and {path} is a folder.")
    if not os.access(path.parent, os.W_OK):
        raise UsageError(f"--sarif cannot write {path}: the folder is not there or not writable.")


def write_sarif(path: Path, answers: Sequence[TargetAnswer]) -> None:
    """Write the log of `answers` to `path` in one step: a reader sees the old file or the new one, never half of it.

    Raises `UsageError` when it cannot be written.
    """
    text = json.dumps(sarif_log(answers), ensure_ascii=True, indent=2) + "\n"
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            Path(temporary).chmod(0o666 & ~_umask())
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink()
            raise
    except OSError as problem:
        raise UsageError(f"--sarif cannot write {path}: {problem.strerror or problem}.") from None


def sarif_log(answers: Sequence[TargetAnswer]) -> dict[str, Any]:
    """The log as plain values: one run, one rule a verdict, one result a list that lacks the place."""
    failures = [answer for answer in answers if answer.error is not None]
    results = [_result(answer, one) for answer in answers for one in visible_lists(answer) if one.verdict in RULES]
    driver = {"name": "xk", "semanticVersion": version(), "rules": [_rule(verdict) for verdict in RULES]}
    invocation = {
        "executionSuccessful": not failures,
        "toolExecutionNotifications": [
            {"level": "error", "message": {"text": f"{clean(answer.target)}: {clean(answer.error)}"}}
            for answer in failures
        ],
    }
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(verdict: str) -> dict[str, Any]:
    rule = RULES[verdict]
    return {
        "id": verdict,
        "name": rule.name,
        "shortDescription": {"text": rule.short},
        "fullDescription": {"text": rule.full},
        "help": {"text": rule.full, "markdown": rule.full},
        "defaultConfiguration": {"level": rule.level},
    }


def _result(answer: TargetAnswer, one: ListAnswer) -> dict[str, Any]:
    rule = RULES[one.verdict]
    shown = label_and_value(one)
    criterion = CRITERIA.get(one.criterion, clean(one.criterion))
    text = f"{rule.short} The list ({criterion}, {one.territories:,} places) is at {place_of(one)}."
    text += f" It reads: {shown}." if shown else ""
    text += f" Copied from: {clean(one.origin.id)}." if one.origin else ""
    text += f" Remedy: {clean(one.remedy)}." if one.remedy else ""
    place = _location(answer, one)
    identity = json.dumps([answer.target, one.path, one.where, one.criterion, one.verdict])
    return {
        "ruleId": one.verdict,
        "ruleIndex": list(RULES).index(one.verdict),
        "level": rule.level,
        "message": {"text": text},
        "locations": [place],
        "partialFingerprints": {"list/v1": hashlib.sha256(identity.encode()).hexdigest()[:32]},
    }


def _location(answer: TargetAnswer, one: ListAnswer) -> dict[str, Any]:
    address = _address(answer, one)
    if address is None:
        name = clean(answer.target) + (f"@{clean(answer.version)}" if answer.version else "")
        where = place_of(one)
        return {"logicalLocations": [{"name": where, "fullyQualifiedName": f"{name}/{where}", "kind": "module"}]}
    region = {"region": {"startLine": one.line}} if one.line and not _is_in_archive(answer, one) else {}
    return {"physicalLocation": {"artifactLocation": {"uri": address}, **region}}


def _address(answer: TargetAnswer, one: ListAnswer) -> str | None:
    """The address of the file the list is in: a page's own, or a path below the working folder; None for a package."""
    if answer.target.startswith(("http://", "https://")):
        return quote(answer.target, safe="/:?#[]@!$&'()*+,;=%~-._", errors="replace")
    if answer.kind == "package" or answer.target == "-":
        return None
    path = Path(answer.target)
    if one.path and path.is_dir():
        path = path / one.path.partition("!/")[0]
    path = path.absolute()
    try:
        return quote(path.relative_to(Path.cwd()).as_posix(), errors="replace")
    except ValueError:
        return path.as_uri()


def _is_in_archive(answer: TargetAnswer, one: ListAnswer) -> bool:
    """Whether the list is in a file inside an archive, whose lines nobody can be shown."""
    if "!/" in one.path:
        return True
    path = Path(answer.target)
    return answer.kind == "file" and one.path not in ("", path.name) and not path.is_dir()


def _umask() -> int:
    """The permission bits that new files are denied; there is no way to ask but to set it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

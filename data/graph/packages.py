"""Addresses of packages in; what they declare, and how Kosovo stands in them, out."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path

from graph.lines import Line, today
from graph.ranges import admits
from listed.scan.audit import AuditOptions, audit
from listed.sources import Options, SourceError
from listed.sources.manifest import manifest
from listed.verdict.answer import TargetAnswer

# Some installs leave the dependency out, by an option or a condition, or its range holds back the newest release, so
# that a fix comes only once somebody moves it. Nothing says how often; either is taken to be as likely.
SOMETIMES = 0.5


def declared(addresses: Iterable[str], newest: Mapping[str, str], options: Options) -> Iterator[Line]:
    """The links that manifests of npm and Python declare to packages of the graph; `newest`: the release of each."""
    for address in addresses:
        try:
            told = manifest(address, options)
        except SourceError as error:
            print(f"{address}: {error}", file=sys.stderr)
            continue
        for need in told.needs:
            if need.address in newest and need.address != told.address:
                comes = need.is_always and admits(need.address.partition(":")[0], need.versions, newest[need.address])
                yield {
                    "node": told.address,
                    "upstream": need.address,
                    "how": "depends",
                    "confidence": 1.0 if comes else SOMETIMES,
                    "version": need.versions[:120],
                    "source": f"the manifest of {told.version}",
                    "as_of": today(),
                }


def exact(address: str, version: str | None) -> str:
    """The address of one exact version, which is fetched only once."""
    if not version:
        return address
    return address + {"npm": "@", "pypi": "==", "deb": "="}[address.partition(":")[0]] + version


def bare(address: str) -> str:
    """The address without its version."""
    registry, _, name = address.partition(":")
    return f"{registry}:{name[:1]}{re.split('[@=]', name[1:])[0]}"


def audited(addresses: Collection[str], options: AuditOptions) -> Iterator[TargetAnswer]:
    """The answers for these packages; one that could not be read is told and left out."""
    for answer in audit(list(addresses), options):
        if answer.version is None or answer.verdict is None:
            print(f"{answer.target}: {answer.error}", file=sys.stderr)
        else:
            yield answer


def node(answer: TargetAnswer, downloads: Mapping[str, int], ranks: Mapping[str, int]) -> Line:
    """The line of a package that was read."""
    registry, _, name = bare(answer.target).partition(":")
    return {
        "key": bare(answer.target),
        "name": name,
        "registry": registry,
        "version": answer.version,
        "verdict": answer.verdict,
        "downloads": downloads.get(name) if registry == "npm" else None,
        "rank": ranks.get(name) if registry == "pypi" else None,
        "source": f"listed {version('listed')}",
        "as_of": today(),
    }


def column(path: Path | None, number: int) -> dict[str, int]:
    """A column of whole numbers, by the name in the first one, of a table with tabs; nothing where there is no file."""
    if path is None:
        return {}
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {row[0]: int(row[number]) for row in rows if len(row) > number and row[number].isdigit()}

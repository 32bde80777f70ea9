"""A package flows in, and what its own manifest says it depends on flows out."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes

from listed.sources.errors import SourceError, Unread
from listed.sources.fetch.package import open_package
from listed.sources.options import Options

_NAME = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^]]*\])?\s*\(?([^;)]*)\)?\s*(?:;(.*))?", re.DOTALL)
_WHEEL = re.compile(r"[^/]+\.dist-info/METADATA")


@dataclass(frozen=True, slots=True)
class Need:
    """One dependency: the address of the package, the versions that suit, and whether every install pulls it in."""

    address: str
    versions: str
    is_always: bool


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release of a package declares; `needs` are by address, each address once."""

    address: str
    version: str
    needs: tuple[Need, ...]


def manifest(target: str, options: Options | None = None) -> Manifest:
    """The manifest of an `npm:` or `pypi:` package; raises `SourceError` where it cannot be had or has none.

    Of npm's kinds, dependencies, peers and optional ones count, not those for development; of Python's, all but those
    of extras. One that some installs leave out, by an option or a condition, is not `is_always`.
    """
    registry = target.partition(":")[0]
    with open_package(target, options or Options()) as opened:
        best: tuple[int, bytes] | None = None
        for item in opened.documents():
            if isinstance(item, Unread):
                continue
            depth = _depth(registry, item.path)
            if depth and (best is None or depth < best[0]):
                best = (depth, item.data)
                if depth == 1:
                    break
        version = opened.version or ""
    if best is None:
        raise SourceError(f"{target}: it has no manifest.")
    try:
        found = {need.address: need for need in (_npm(best[1]) if registry == "npm" else _pypi(best[1]))}
    except (ValueError, AttributeError):
        raise SourceError(f"{target}: its manifest cannot be read.") from None
    return Manifest(_bare(target), version, tuple(found[address] for address in sorted(found)))


def _bare(target: str) -> str:
    """The address without a version."""
    registry, _, spec = target.partition(":")
    name = spec.partition("==")[0] if registry == "pypi" else spec[:1] + spec[1:].partition("@")[0]
    return f"{registry}:{name.strip()}"


def _depth(registry: str, path: str) -> int:
    """1 for the package's own manifest, 2 for the one of a source archive, 0 for any other file."""
    if registry == "npm":
        return int(path == "package.json")
    if _WHEEL.fullmatch(path):
        return 1
    return 2 * (path == "PKG-INFO")


def _npm(data: bytes) -> Iterator[Need]:
    told = json.loads(data)
    optional = {name for name, meta in (told.get("peerDependenciesMeta") or {}).items() if meta.get("optional")}
    kinds = {"optionalDependencies": False, "peerDependencies": True, "dependencies": True}
    for kind, is_always in kinds.items():
        for name, versions in (told.get(kind) or {}).items():
            left_out = kind == "peerDependencies" and name in optional
            # npm takes `npm:other@1` for another package under this name.
            renamed = str(versions).removeprefix("npm:") if str(versions).startswith("npm:") else ""
            real = renamed[:1] + renamed[1:].partition("@")[0] if renamed else name
            yield Need(f"npm:{real}", str(versions), is_always and not left_out)


def _pypi(data: bytes) -> Iterator[Need]:
    for line in message_from_bytes(data).get_all("Requires-Dist", []):
        found = _NAME.fullmatch(str(line))
        if found is None:
            continue
        name, versions, condition = found[1], found[2].strip(), (found[3] or "").strip()
        if not re.search(r"\bextra\b", condition):
            yield Need(f"pypi:{re.sub(r'[-_.]+', '-', name).lower()}", versions, not condition)

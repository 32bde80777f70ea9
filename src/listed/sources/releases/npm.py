"""A name in the npm registry flows in, and the versions it lists flow out, as the npm client tells them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from listed.sources.errors import SourceError
from listed.sources.fetch.client import run
from listed.sources.fetch.npm import SETTINGS, answer, client, why_not
from listed.sources.fetch.package import Request
from listed.sources.releases.release import Release, moment, semver

# Every version, those for trying out too where npm lets them through.
_EVERY = ">=0.0.0-0"


def npm_releases(request: Request, timeout: float) -> list[Release]:
    """Every version, in the order of versions; raises `SourceError`.

    Dates are believed only where the registry also dates the package itself: a mirror that does not passes the times
    of its own copies on. Which versions are deprecated is not told of those for trying out.
    """
    told = _ask(request, request.name, ["name", "time", "versions"], timeout)
    versions = _texts(told.get("versions")) if isinstance(told, dict) else []
    times = told.get("time") if isinstance(told, dict) else None
    dated = times if isinstance(times, dict) and "created" in times else {}
    keys = {version: key for version in versions if (key := semver(version))}
    if not keys:
        raise SourceError(f"{request.target}: npm answered in an unknown form; update npm.")
    deprecated = set(_deprecated(_ask(request, f"{request.name}@{_EVERY}", ["name", "version", "deprecated"], timeout)))
    return [
        Release(
            version,
            moment(dated.get(version)),
            deprecated=version in deprecated,
            prerelease=not keys[version][3],
        )
        for version in sorted(keys, key=lambda version: keys[version])
    ]


def _ask(request: Request, spec: str, fields: list[str], timeout: float) -> Any:
    """What npm says of these fields: an object, or a list of them; npm writes a field that stands alone without it."""
    with tempfile.TemporaryDirectory(prefix="listed-") as folder:
        # Without a package.json here npm would look for one, and for settings, in the folders above.
        (Path(folder) / "package.json").write_text("{}")
        command = [*client(request.target), "view", *SETTINGS, "--", spec, *fields]
        ran = run(command, folder=Path(folder), timeout=timeout, target=request.target)
    told = answer(ran)
    if ran.status:
        raise SourceError(why_not(request, ran, told))
    # Some npm answer with a list of one.
    return told[0] if isinstance(told, list) and len(told) == 1 else told


def _texts(value: object) -> list[str]:
    """A list of texts; npm writes one of a single text as that text."""
    values = value if isinstance(value, list) else [value]
    return [text for text in values if isinstance(text, str)]


def _deprecated(told: object) -> Iterator[str]:
    """The versions that bear a notice: npm gives a list of objects, or an object of them by `name@version`."""
    rows = told if isinstance(told, list) else [told]
    for row in rows:
        if isinstance(row, dict):
            if isinstance(row.get("version"), str):
                if row.get("deprecated"):
                    yield row["version"]
            else:
                yield from _deprecated(list(row.values()))

"""A package target flows in, and its opened archive flows out: from the cache where it can, else from its registry."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from listed.sources.archive.unpack import Place, unpack
from listed.sources.cache import Cache, Kept
from listed.sources.errors import SourceError
from listed.sources.opened import Opened
from listed.sources.options import Options


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a registry: `wanted` is the version as typed, `exact` the same where it names just one."""

    target: str
    registry: str
    name: str
    wanted: str | None
    exact: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A fetched file, its exact version, and its key in the cache."""

    path: Path
    version: str
    key: str


def open_package(target: str, options: Options) -> Opened:
    """Open `npm:`, `pypi:` or `deb:` targets; raises `SourceError`."""
    request = parse(target)
    cache = Cache(options.cache_dir, options.cache_bytes) if options.cache else None
    kept = _from_cache(request, cache, options)
    if kept:
        return _opened(request, kept.file, kept.name, kept.version, options, kept.file.close)
    if options.offline:
        raise SourceError(f"{target}: not fetched before; leave --offline out once.")
    return _fetch(request, cache, options)


def parse(target: str) -> Request:
    """Read a package target; raises `SourceError`."""
    from listed.sources.fetch.deb import parse_deb
    from listed.sources.fetch.npm import parse_npm
    from listed.sources.fetch.pypi import parse_pypi

    registry, _, spec = target.partition(":")
    return {"npm": parse_npm, "pypi": parse_pypi, "deb": parse_deb}[registry](target, spec.strip())


def key(request: Request, version: str) -> str:
    """What the cache calls an exact version of a package."""
    from listed.sources.fetch import deb, npm, pypi

    return {"npm": npm.key, "pypi": pypi.key, "deb": deb.key}[request.registry](request.name, version)


def _from_cache(request: Request, cache: Cache | None, options: Options) -> Kept | None:
    if not cache:
        return None
    if request.exact:
        return cache.get(key(request, request.exact))
    return cache.newest(key(request, "")) if options.offline and not request.wanted else None


def _fetch(request: Request, cache: Cache | None, options: Options) -> Opened:
    from listed.sources.fetch.deb import fetch_deb
    from listed.sources.fetch.npm import fetch_npm
    from listed.sources.fetch.pypi import fetch_pypi

    fetchers: dict[str, Callable[[Request, Path, float], Fetched]] = {
        "npm": fetch_npm,
        "pypi": fetch_pypi,
        "deb": fetch_deb,
    }
    try:
        folder = tempfile.TemporaryDirectory(prefix="listed-", ignore_cleanup_errors=True)
    except OSError as error:
        raise SourceError(f"{request.target}: no temporary folder can be made ({error.strerror}).") from None
    try:
        fetched = fetchers[request.registry](request, Path(folder.name), options.timeout)
        file = fetched.path.open("rb")
    except OSError as error:
        folder.cleanup()
        raise SourceError(f"{request.target}: it cannot be stored ({error.strerror}); free some space.") from None
    except BaseException:
        folder.cleanup()
        raise
    if cache:
        cache.put(fetched.key, fetched.path, fetched.version)

    def close() -> None:
        file.close()
        folder.cleanup()

    return _opened(request, file, fetched.path.name, fetched.version, options, close)


def _opened(
    request: Request,
    file: BinaryIO,
    name: str,
    version: str,
    options: Options,
    close: Callable[[], object],
) -> Opened:
    # npm's tarballs and source archives keep everything in one folder; wheels and Debian's packages do not.
    strip = 1 if request.registry == "npm" or (request.registry == "pypi" and not name.endswith(".whl")) else 0
    return Opened(
        request.target,
        "package",
        lambda budget: unpack(file, Place(strip=strip), budget, name),
        limits=options.limits,
        version=version,
        close=close,
    )

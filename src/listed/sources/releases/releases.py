"""A package target flows in, and its versions flow out; each can be kept ahead and opened."""

from __future__ import annotations

from collections.abc import Sequence

from listed.sources.cache import Cache
from listed.sources.errors import SourceError
from listed.sources.fetch.package import key, open_package, parse
from listed.sources.opened import Opened
from listed.sources.options import Options
from listed.sources.releases.dated import Dates, dates_inside
from listed.sources.releases.release import Release

_REGISTRIES = ("npm:", "pypi:", "deb:")


def releases(target: str, options: Options | None = None) -> list[Release]:
    """Every version that the registry of `npm:NAME`, `pypi:NAME` or `deb:NAME` lists, oldest first.

    Oldest first means in the order of versions, as the registry's own tools sort them. A release of an old line that
    came late stands in its line, not at its date. Raises `SourceError` with one sentence.
    """
    from listed.sources.releases.npm import npm_releases
    from listed.sources.releases.others import deb_releases, pypi_releases

    options = options or Options()
    if not target.startswith(_REGISTRIES):
        raise SourceError(f"{target}: not a package; write npm:NAME, pypi:NAME or deb:NAME.")
    request = parse(target)
    if request.wanted:
        raise SourceError(f"{target}: a history has every version; leave '{request.wanted}' out.")
    if options.offline:
        raise SourceError(f"{target}: only its registry knows every version; leave --offline out.")
    readers = {"npm": npm_releases, "pypi": pypi_releases, "deb": deb_releases}
    try:
        return readers[request.registry](request, options.timeout)
    except OSError as error:
        raise SourceError(f"{target}: no temporary folder can be made ({error.strerror}).") from None


def address(target: str, version: str) -> str:
    """The address of one version of a package: `npm:NAME@V`, `pypi:NAME==V`, `deb:NAME=V`."""
    return target + {"npm": "@", "pypi": "==", "deb": "="}[target.partition(":")[0]] + version


def open_release(target: str, release: Release, options: Options) -> Opened:
    """One version of a package, opened; raises `SourceError`."""
    return open_package(address(target, release.version), options)


def dates_told(target: str, release: Release, options: Options) -> Dates:
    """The dates that the file of a version bears; none where it was not fetched into the cache."""
    kept = Cache(options.cache_dir, options.cache_bytes).get(key(parse(target), release.version))
    if not kept or not options.cache:
        return Dates()
    with kept.file:
        return dates_inside(kept.file, kept.name)


def keep(target: str, versions: Sequence[str], options: Options) -> None:
    """Fetch several versions into the cache ahead of their turn, in few processes.

    What cannot be fetched is passed over: opening it says why. Only npm's client takes several at once.
    """
    if not options.cache or options.offline or not target.startswith("npm:"):
        return
    from listed.sources.releases.batch import fetch_batch

    fetch_batch(parse(target), versions, options)

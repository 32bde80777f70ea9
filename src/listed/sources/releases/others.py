"""A name in the Python index or in Debian's archive flows in, and the versions listed there flow out."""

from __future__ import annotations

import tempfile
from pathlib import Path

from listed.sources.errors import SourceError
from listed.sources.fetch.deb import debian_versions
from listed.sources.fetch.package import Request
from listed.sources.fetch.pypi import pypi_versions
from listed.sources.releases.release import Release, moment


def pypi_releases(request: Request, timeout: float) -> list[Release]:
    """Every version that has a file pip could take, in the order of versions; raises `SourceError`.

    A version's date is that of its first file. The index gives dates in its JSON form alone, and pip passes them on
    since its release 25.3: without either they are None. A version is yanked when all its files are.
    """
    with tempfile.TemporaryDirectory(prefix="listed-") as folder:
        rows = pypi_versions(request, Path(folder), timeout)
    found = [
        Release(
            str(row["version"]),
            moment(row["uploaded"]),
            yanked=row["yanked"] is True,
            prerelease=row["prerelease"] is True,
        )
        for row in rows
    ]
    if not found:
        raise SourceError(f"{request.target}: no version in the Python index has a file that can be read.")
    return found


def deb_releases(request: Request, timeout: float) -> list[Release]:
    """Every version in this machine's package sources, in the order of versions; raises `SourceError`.

    Debian keeps one version a suite, and apt gives no dates.
    """
    with tempfile.TemporaryDirectory(prefix="listed-") as folder:
        versions = debian_versions(request, Path(folder), timeout)
    return [Release(version, None) for version in versions]

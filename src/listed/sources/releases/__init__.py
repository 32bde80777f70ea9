"""A package's name flows in, and every version its registry lists flows out, oldest first."""

from __future__ import annotations

from listed.sources.releases.release import Release
from listed.sources.releases.releases import dates_told, keep, open_release, releases

__all__ = ["Release", "dates_told", "keep", "open_release", "releases"]

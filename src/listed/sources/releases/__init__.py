"""A package's name flows in, and every version its registry lists flows out, oldest first."""

from __future__ import annotations

from listed.sources.releases.release import Release
from listed.sources.releases.releases import keep, opened, releases

__all__ = ["Release", "keep", "opened", "releases"]

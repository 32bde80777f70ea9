"""What the tests of this room share with those of sources: a small web server in this process."""

from __future__ import annotations

from tests.listed.sources.conftest import options, site

__all__ = ["options", "site"]

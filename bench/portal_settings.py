"""The portal's settings as an operator has them, with one empty view beside the pages, for measuring alone."""

from __future__ import annotations

import os

os.environ.setdefault("PORTAL_SECRET", "a key for measuring alone, long enough for Django, more than fifty characters")

from portal.settings import *  # noqa: F403

ROOT_URLCONF = "bench.portal_site"

"""The portal's settings for readers of a wiki of one's own, which is asked again at once after a fault."""

from __future__ import annotations

import json
import os

os.environ.setdefault("PORTAL_SECRET", "a key for tests alone, long enough for Django, of more than fifty characters")

from portal.settings import *  # noqa: F403

WIKI_PACE = {"first_wait": 0.005, "longest_wait": 0.02, "timeout": 0.9, "tries": 12}
WIKI_LOGINS = json.loads(os.environ.get("WIKI_LOGIN", "{}"))

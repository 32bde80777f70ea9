"""Nothing in; the names of the packages that a family of wikis lacks here out, and status 1 if there are any."""

from __future__ import annotations

import sys

from wiki.local.packages import missing

lacking = missing()
sys.stdout.write(" ".join(lacking.packages))
sys.exit(1 if lacking else 0)

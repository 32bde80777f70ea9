"""The tables of each part of the portal in; all that anybody may download, by name, out."""

from __future__ import annotations

from portal.faces.api.files.academy import ACADEMY
from portal.faces.api.files.columns import TABLES, Table

ALL: dict[str, Table] = {**TABLES, **ACADEMY}

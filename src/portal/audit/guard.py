"""A host and a port in; the addresses that may be reached there, by the engine's one guard of all addresses, out."""

from __future__ import annotations

from listed.sources.web.guard import addresses

__all__ = ["addresses"]

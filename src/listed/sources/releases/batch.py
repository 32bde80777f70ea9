"""Versions of one npm package flow in, and their files flow into the cache, fetched by one process."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from listed.sources.cache import Cache
from listed.sources.errors import SourceError
from listed.sources.fetch.client import run
from listed.sources.fetch.npm import SETTINGS, answer, checked, client
from listed.sources.fetch.npm import key as npm_key
from listed.sources.fetch.package import Request
from listed.sources.options import Options

MOST_AT_ONCE = 16


def fetch_batch(request: Request, versions: Sequence[str], options: Options) -> None:
    """Keep these versions of an npm package, `MOST_AT_ONCE` a process; those that fail are passed over."""
    cache = Cache(options.cache_dir, options.cache_bytes)
    wanted = [version for version in versions if not _is_kept(cache, request, version)]
    for start in range(0, len(wanted), MOST_AT_ONCE):
        with suppress(SourceError, OSError):
            _fetch(request, wanted[start : start + MOST_AT_ONCE], cache, options.timeout)


def _is_kept(cache: Cache, request: Request, version: str) -> bool:
    kept = cache.get(npm_key(request.name, version))
    if kept:
        kept.file.close()
    return kept is not None


def _fetch(request: Request, versions: Sequence[str], cache: Cache, timeout: float) -> None:
    if len(versions) < 2:
        return
    with tempfile.TemporaryDirectory(prefix="listed-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        (folder / "package.json").write_text("{}")
        specs = [f"{request.name}@{version}" for version in versions]
        command = [*client(request.target), "pack", *SETTINGS, f"--pack-destination={folder}", "--", *specs]
        ran = run(command, folder=folder, timeout=timeout * len(versions), target=request.target)
        told: Any = answer(ran)
        # One version that fails takes npm's whole answer with it; the others are fetched one by one then.
        for packed in told if isinstance(told, list) else ():
            with suppress(SourceError):
                fetched = checked(request, folder, packed)
                cache.put(fetched.key, fetched.path, fetched.version)

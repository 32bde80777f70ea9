"""The address of a package goes in; its releases, oldest first, come out, asked of its own client."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys

_EARLY = re.compile(r"-|\d(?:a|b|rc|c|\.?dev|\.?pre)\d*", re.IGNORECASE)


def releases(address: str) -> list[str]:
    """The versions of `npm:NAME` or `pypi:NAME` without early ones, oldest first; of `deb:NAME` the one at hand: ''.

    Raises LookupError where the registry does not answer.
    """
    registry, _, name = address.partition(":")
    if registry == "deb":
        return [""]
    command = {
        "npm": [shutil.which("npm") or "npm", "view", name, "versions", "--json"],
        "pypi": [sys.executable, "-m", "pip", "index", "versions", name],
    }[registry]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    found = _npm(ran.stdout) if registry == "npm" else _pip(ran.stdout)
    if ran.returncode or not found:
        raise LookupError(f"{address}: its registry names no releases")
    kept = [version for version in found if not _EARLY.search(version)] or found
    return sorted(kept, key=order)


def _npm(text: str) -> list[str]:
    try:
        told = json.loads(text)
    except ValueError:
        return []
    return [told] if isinstance(told, str) else list(told) if isinstance(told, list) else []


def _pip(text: str) -> list[str]:
    found = re.search(r"Available versions: (.+)", text)
    return found[1].split(", ") if found else []


def order(version: str) -> tuple[int, ...]:
    """What versions are sorted by: their numbers."""
    return tuple(int(number) for number in re.findall(r"\d+", version))


def spec(address: str, version: str) -> str:
    """The target that names one release: `npm:NAME@1.0.0`, `pypi:NAME==1.0.0`, `deb:NAME`."""
    if not version:
        return address
    return f"{address}{'@' if address.startswith('npm:') else '=='}{version}"

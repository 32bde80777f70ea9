"""A maintenance script of MediaWiki, or one of our own, in; what it said out."""

from __future__ import annotations

import subprocess
from pathlib import Path

from wiki.local.packages import CODE
from wiki.local.server import surroundings
from wiki.local.words import ScriptError

OWN = Path(__file__).parent / "php"


def run(wiki: Path, script: str | Path, *words: str, feed: str = "") -> str:
    """Run a script (its name among MediaWiki's, or a path) on a wiki with `feed` as its input, and give what it said.

    Raises ScriptError when it ends with a fault.
    """
    path = CODE / "maintenance" / script  # an absolute path stays what it is
    command = ["php", "-d", "memory_limit=1G", "-d", "display_errors=stderr", "-d", "apc.enabled=0", str(path), *words]
    done = subprocess.run(
        command, input=feed.encode(), capture_output=True, cwd=wiki, env=surroundings(wiki), check=False
    )
    said, complaint = (text.decode("utf-8", "replace") for text in (done.stdout, done.stderr))
    if done.returncode:
        raise ScriptError(f"{path.name} on {wiki.name}: {(said + complaint).strip()[-2000:]}")
    return said

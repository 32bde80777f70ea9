"""Facts of the graph in; the lines of its two files, sorted, and the files written in one step, out."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Line = dict[str, Any]


def write_lines(lines: Iterable[Line], path: Path) -> None:
    """Write the lines by their ends, each without what says nothing: a reader sees the old file or the new one."""
    ordered = sorted(lines, key=lambda line: [str(line.get(end, "")) for end in ("key", "node", "upstream", "how")])
    text = "".join(json.dumps(_told(line), ensure_ascii=False, separators=(",", ":")) + "\n" for line in ordered)
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(part).chmod(0o644)
    Path(part).replace(path)


def linked(nodes: Iterable[Line], links: Iterable[Line]) -> list[Line]:
    """The nodes that some link has at one of its ends."""
    ends = {end for link in links for end in (link["node"], link["upstream"])}
    return [node for node in nodes if node["key"] in ends]


def _told(line: Line) -> Line:
    return {name: value for name, value in line.items() if value not in (None, "")}


def today() -> str:
    """The day, as the files write it."""
    return datetime.now(UTC).date().isoformat()

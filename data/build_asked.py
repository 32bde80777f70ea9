"""Public requests for Kosovo, as they were gathered, in; `data/indicator/asked.jsonl`, their bare facts, out.

python data/build_asked.py FILE DAY         FILE: one thread a line, with url, list_type, outcome, opened and closed;
                                            DAY: when its threads were read, as 2026-11-23

Words of people are left out: whoever wants to know why follows the address.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

ASKED = Path(__file__).resolve().parent / "indicator/asked.jsonl"
_ADDRESS = re.compile(r"https://github\.com/([^/]+/[^/]+)/(?:issues|pull|discussions)/([0-9]+)")


def line(thread: dict[str, Any], day: dt.date) -> dict[str, Any]:
    """The facts of one thread. Raises ValueError for days that cannot be."""
    found = _ADDRESS.fullmatch(thread["url"])
    opened, closed = thread["opened"], thread["closed"]
    days = [dt.date.fromisoformat(each) for each in (opened, closed) if each]
    if days != sorted(days) or any(each > day for each in days):
        raise ValueError(f"{thread['url']}: opened {opened}, closed {closed}")
    return {
        "id": f"{found[1]}#{found[2]}" if found else f"{thread['repo']}#{thread['number']}",
        "url": thread["url"],
        "list_type": thread["list_type"],
        "outcome": thread["outcome"],
        "opened": opened,
        "closed": closed,
        "as_of": day.isoformat(),
    }


def main() -> None:
    """Write the file anew."""
    parser = argparse.ArgumentParser(description="Write data/indicator/asked.jsonl.")
    parser.add_argument("file", type=Path)
    parser.add_argument("day", type=dt.date.fromisoformat)
    given = parser.parse_args()
    threads = [json.loads(each) for each in given.file.read_text(encoding="utf-8").splitlines() if each.strip()]
    rows = [line(thread, given.day) for thread in threads]
    ASKED.parent.mkdir(exist_ok=True)
    ASKED.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    print(f"{len(rows)} requests")


if __name__ == "__main__":
    main()

"""Pack the remedies of `data/remedies` into `src/listed/origin/remedies.json`, which the installed engine reads.

python data/build_remedies.py

The same files always give the same bytes; a test packs them again and compares.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from portal.catalogue.files import read_remedies  # noqa: E402

PACKED = ROOT / "src/listed/origin/remedies.json"


def pack(rows: dict[str, dict[str, Any]]) -> bytes:
    """The remedies as one JSON array; `for` is called `applies_to` there, as `for` is no name in Python."""
    told = []
    for name, row in rows.items():
        named = {"applies_to" if key == "for" else key: value for key, value in row.items()}
        told.append({"id": name, **named, "snippet": row.get("snippet", "").strip()})
    return (json.dumps(told, ensure_ascii=False, indent=0) + "\n").encode()


def main() -> None:
    """Read, pack, write, sum up."""
    rows = read_remedies()
    data = pack(rows)
    PACKED.write_bytes(data)
    proven = sum("proven_in" in row for row in rows.values())
    print(f"remedies.json: {len(rows)} remedies, {proven} of them run, {len(data):,} bytes")


if __name__ == "__main__":
    main()

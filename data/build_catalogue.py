"""Look at every package of the catalogue with the engine; write what it finds to `data/catalogue/observations.jsonl`.

python data/build_catalogue.py             look at every package
python data/build_catalogue.py --only SLUG SLUG    look at these, keep the other lines
python data/build_catalogue.py --timeout SECONDS   for each fetch

A package that its registry does not give out keeps its old line, and the run says so.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from listed.scan.audit import AuditOptions, audit
from portal.audit.seen import observation
from portal.catalogue.files import FOLDER, Catalogue, read_catalogue, read_lines

OBSERVATIONS = FOLDER / "observations.jsonl"


def look(catalogue: Catalogue, slugs: Iterable[str], timeout: float) -> Iterator[dict[str, Any]]:
    """The lines for these package targets, in their order, as soon as each is known."""
    targets = [catalogue.targets[slug] for slug in slugs]
    tool = f"listed {version('listed')}"
    answers = audit([target["address"] for target in targets], AuditOptions(explain=True, timeout=timeout))
    for target, answer in zip(targets, answers, strict=True):
        at = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        rows = target.get("licence") in catalogue.words["licences"]["open"]
        yield {"slug": target["slug"], **observation(answer, at, tool, target["criteria"], rows=rows)}


def merge(
    old: Mapping[str, dict[str, Any]], new: Iterable[dict[str, Any]]
) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """The old lines with the new ones in their place, and one sentence for each look that came to nothing."""
    lines, failed = dict(old), []
    for line in new:
        slug = line["slug"]
        if line["version"] is None and slug in old:
            failed.append(f"{slug}: {line['error']} The line of {old[slug]['at']} stays.")
        else:
            lines[slug] = line
            if line["error"]:
                failed.append(f"{slug}: {line['error']}")
    return lines, failed


def write(lines: Mapping[str, dict[str, Any]], path: Path) -> None:
    """Write the lines by slug, in one step: a reader sees the old file or the new one."""
    text = "".join(json.dumps(lines[slug], ensure_ascii=False, separators=(",", ":")) + "\n" for slug in sorted(lines))
    handle, part = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(part).chmod(0o644)
    Path(part).replace(path)


def main() -> int:
    """Read the command line, look, write, sum up. Exit status 1 where a look came to nothing."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="SLUG")
    parser.add_argument("--timeout", type=float, default=120)
    options = parser.parse_args()
    catalogue = read_catalogue()
    every = [target["slug"] for target in catalogue.packages()]
    if unknown := sorted(set(options.only or ()) - set(every)):
        parser.error(f"no package target is called {', '.join(unknown)}")
    old = {line["slug"]: line for line in read_lines(OBSERVATIONS) if line["slug"] in every}
    slugs = [slug for slug in every if not options.only or slug in options.only]
    lines, failed = merge(old, look(catalogue, slugs, options.timeout))
    write(lines, OBSERVATIONS)
    counts = Counter(line["verdict"] for line in lines.values())
    print(f"{len(lines)} packages, {OBSERVATIONS.stat().st_size:,} bytes")
    print(", ".join(f"{verdict} {count}" for verdict, count in counts.most_common()))
    for sentence in failed:
        print(sentence)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())

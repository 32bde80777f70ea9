"""Read the releases of every package of the catalogue; write since when each lists Kosovo to `releases.jsonl`.

python data/build_releases.py                     read the packages that have no line yet, the small ones first
python data/build_releases.py --only SLUG SLUG    read these anew, keep the other lines
python data/build_releases.py --again             read every package anew
python data/build_releases.py --most N            at most N releases of one package; fewer of those with many lists

The file is written after each package, so that a run that was stopped goes on where it ended. A package that its
registry does not give out keeps its old line, and the run says so.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "src"))

from build_catalogue import OBSERVATIONS, write

from listed.scan.audit import AuditOptions
from listed.scan.history import Past, history
from listed.sources import SourceError
from listed.verdict.standing import Standing
from portal.catalogue.files import FOLDER, read_catalogue, read_lines

RELEASES = FOLDER / "releases.jsonl"
MANY_LISTS = 400
_LONGEST = 80


def line(address: str, past: Sequence[Past], asked_at: str) -> dict[str, Any]:
    """The line of one package: every release with its date, and how Kosovo stands in those that were read."""
    dated_by: dict[str, list[str]] = {}
    for one in past:
        if one.release.released:
            dated_by.setdefault(one.release.dated_by, []).append(one.release.version)
    return {
        "address": address,
        "asked_at": asked_at,
        "tool": f"listed {version('listed')}",
        # The registry's own dates are the rule, and not told one by one.
        "dated_by": {word: versions for word, versions in dated_by.items() if word != "registry"},
        "releases": [
            [one.release.version, stamp(one.release.released), one.release.yanked or one.release.deprecated]
            for one in past
        ],
        "read": {one.release.version: _read(one, asked_at) for one in past if one.answer or one.error},
    }


def _read(one: Past, read_at: str) -> dict[str, Any]:
    return {
        "read_at": read_at,
        "verdict": one.answer.verdict if one.answer else None,
        "criteria": {word: _criterion(stands) for word, stands in one.standings.items()},
        "error": one.error,
    }


def _criterion(stands: Standing) -> dict[str, Any]:
    label, value = (text and text[:_LONGEST] for text in (stands.label, stands.value))
    return {"verdict": stands.verdict, "label": label, "value": value, "entries": stands.entries}


def stamp(moment: datetime | None) -> str | None:
    """UTC, ISO 8601, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z") if moment else None


def weights() -> dict[str, int]:
    """By slug how many lists the last look at a package found: what reading it costs grows with them."""
    return {one["slug"]: sum(each["lists_total"] for each in one["criteria"]) for one in read_lines(OBSERVATIONS)}


def main() -> int:
    """Read the command line, read releases, write, sum up. Exit status 1 where a registry withheld a package."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", metavar="SLUG")
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--most", type=int, default=12)
    parser.add_argument("--timeout", type=float, default=120)
    options = parser.parse_args()
    addresses = {target["slug"]: target["address"] for target in read_catalogue().packages()}
    if unknown := sorted(set(options.only or ()) - set(addresses)):
        parser.error(f"no package target is called {', '.join(unknown)}")
    slugs = {address: slug for slug, address in addresses.items()}
    lines = {slugs[one["address"]]: one for one in read_lines(RELEASES) if one["address"] in slugs}
    weight = weights()
    wanted = options.only or [slug for slug in addresses if options.again or slug not in lines]
    failed = []
    for slug in sorted(wanted, key=lambda slug: weight.get(slug, 0)):
        most = options.most if weight.get(slug, 0) < MANY_LISTS else options.most // 2
        asked_at, began = str(stamp(datetime.now(UTC))), time.monotonic()
        try:
            past = list(history(addresses[slug], AuditOptions(timeout=options.timeout), most=most, extra=most // 3))
        except SourceError as error:
            failed.append(f"{error} {'The old line stays.' if slug in lines else ''}".strip())
            continue
        lines[slug] = line(addresses[slug], past, asked_at)
        write(lines, RELEASES)
        print(f"{slug}: {len(lines[slug]['read'])} of {len(past)} in {time.monotonic() - began:.0f} s", flush=True)
    print(f"{len(lines)} packages, {RELEASES.stat().st_size:,} bytes")
    for sentence in failed:
        print(sentence)
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())

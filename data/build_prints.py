"""Build `src/listed/origin/prints.bin`: what tells the lists of data/origins.toml apart.

python data/build_prints.py                          read every package anew; needs npm, pip and apt
python data/build_prints.py --only npm:country-list  these origins; the others keep their old prints
python data/build_prints.py --fit                    read nothing: only fit the confidence again
--cache FOLDER                                       keep what was read of each release there
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from build.prints.faces import Face, faces_of, merged  # noqa: E402
from build.prints.fit import fitted  # noqa: E402
from build.prints.history import across  # noqa: E402
from build.prints.pack import pack, unpacked  # noqa: E402
from build.prints.read import lists_of  # noqa: E402
from build.prints.releases import releases  # noqa: E402

from listed.names import load  # noqa: E402
from listed.origin.binary import Sections  # noqa: E402
from listed.origin.prints import Prints  # noqa: E402
from listed.sources import SourceError  # noqa: E402
from listed.sources.cache import folder  # noqa: E402

PACKED = HERE.parent / "src/listed/origin/prints.bin"


def read(job: tuple[dict[str, Any], Path]) -> tuple[list[tuple[str, list[dict[str, Any]]]], list[str]]:
    """The releases of an origin with their lists, oldest first, and what went wrong."""
    origin, cache = job
    troubles: list[str] = []
    found: list[tuple[str, list[dict[str, Any]]]] = []
    for address in origin.get("packages", [origin["id"]]):

        def one(version: str, address: str = address) -> list[dict[str, Any]] | None:
            try:
                return lists_of(address, version, origin, cache)
            except SourceError as error:
                troubles.append(str(error))
                return None

        try:
            found.extend(across(releases(address), origin["versions"], one).items())
        except LookupError as error:
            troubles.append(str(error))
    return found, troubles


def gathered(options: argparse.Namespace) -> tuple[list[dict[str, Any]], list[Face]]:
    """The records and faces of all origins; what could not be read, or was not asked for, as it was packed before."""
    origins = tomllib.loads((HERE / "origins.toml").read_text())["origin"]
    wanted = [one for one in origins if (not options.only or one["id"] in options.only) and not options.fit]
    names = load()
    records: dict[str, dict[str, Any]] = {}
    faces: list[Face] = []
    with ProcessPoolExecutor(options.workers) as pool:
        jobs = [(one, options.cache) for one in wanted]
        for origin, (found, troubles) in zip(wanted, pool.map(read, jobs), strict=True):
            for trouble in troubles:
                print(f"{origin['id']}: {trouble}")
            if troubles and len(found) < 2:
                continue  # its old prints tell more
            some = [
                face for index, (_, lists) in enumerate(found) for face in faces_of(names, origin["id"], index, lists)
            ]
            if some:
                records[origin["id"]] = record_of(origin, [version for version, _ in found])
                faces.extend(merged(some))
    if PACKED.is_file():
        known = {one["id"]: one for one in origins}
        old_records, old_faces = unpacked(Sections.read(PACKED), records)
        records |= {
            old["id"]: record_of(known[old["id"]], old["versions"]) for old in old_records if old["id"] in known
        }
        faces.extend(face for face in old_faces if face.origin in known)
        for one in wanted:
            if one["id"] not in records:
                print(f"{one['id']}: no list of the whole world was found in it")
    return [records[one["id"]] for one in origins if one["id"] in records], faces


def record_of(origin: dict[str, Any], versions: list[str]) -> dict[str, Any]:
    """What is packed of an origin beside its faces."""
    told = {name: origin[name] for name in ("id", "name", "kind", "since")}
    packages = origin.get("packages", [origin["id"]])
    return told | {"versions": versions, "copy_of": origin.get("copy_of", []), "packages": packages}


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", default=[], metavar="ORIGIN")
    parser.add_argument("--fit", action="store_true")
    parser.add_argument("--cache", type=Path, default=folder() / "prints")
    parser.add_argument("--workers", type=int, default=2)
    records, faces = gathered(parser.parse_args())
    today = datetime.now(UTC).date().isoformat()
    fit = fitted(Prints(Sections(pack(records, faces, {}, today))), faces)
    data = pack(records, faces, fit.weights, today)
    PACKED.write_bytes(data)
    print(f"prints.bin: {len(data):,} bytes, {len(records)} origins, {len(faces)} lists")
    for line in fit.told:
        print(line)


if __name__ == "__main__":
    main()

"""Read what packages declare and ship; write which takes a list from which to `data/catalogue/graph/*.jsonl`.

python data/build_graph.py                       read the catalogue's packages and those of graph/packages.txt
python data/build_graph.py --offline             only what was fetched before
python data/build_graph.py --downloads FILE      npm's downloads a month: name, version, downloads, with tabs
python data/build_graph.py --ranks FILE          the Python index: name, version, month, rank, with tabs
python data/build_graph.py --rounds N            how far to follow Debian's dependents (usual: 2)

npm and the Python index are asked only for these packages, by their own clients, and each exact version once. Debian's
dependencies are read from apt's own lists. Needs apt-cache and about two minutes once all is fetched.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "src")]

from graph import debian, packages  # noqa: E402
from graph.copies import copies, known_origins, without_circles  # noqa: E402
from graph.lines import Line, linked, today, write_lines  # noqa: E402

from listed.scan.audit import AuditOptions  # noqa: E402
from listed.sources import Options  # noqa: E402
from portal.catalogue.files import FOLDER, read_catalogue, read_lines  # noqa: E402
from portal.catalogue.graph import read_graph, standards  # noqa: E402

GRAPH = FOLDER / "graph"
OBSERVATIONS = FOLDER / "observations.jsonl"
# Much of Debian needs the time zones; what needs such a package in turn does so for other things.
ONE_ROUND = {"tzdata"}


def named() -> list[str]:
    """The packages that are read beside those of the catalogue."""
    lines = (GRAPH / "packages.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def debian_lines(roots: set[str], rounds: int) -> tuple[list[Line], list[Line]]:
    """Nodes and links of what depends on these packages of Debian."""
    debs = debian.known()
    found = debian.dependents(debs, roots & ONE_ROUND, 1)
    for name, needs in debian.dependents(debs, roots - ONE_ROUND, rounds).items():
        found[name] = found.get(name, frozenset()) | needs
    told = {"source": "apt's list of packages", "as_of": today()}
    nodes = [
        {"key": f"deb:{name}", "name": name, "registry": "deb", "version": debs[name].version[:60], **told}
        for name in {*found, *(need for needs in found.values() for need in needs)}
    ]
    links = [
        {"node": f"deb:{name}", "upstream": f"deb:{need}", "how": "depends", **told}
        for name, needs in found.items()
        for need in needs
    ]
    return nodes, links


def main() -> None:
    """Read the command line, read the packages, write, sum up."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--offline", action="store_true")
    parser.add_argument("--downloads", type=Path)
    parser.add_argument("--ranks", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--timeout", type=float, default=120)
    options = parser.parse_args()
    catalogue = read_catalogue()
    seen = {line["address"]: line["version"] for line in read_lines(OBSERVATIONS) if line["version"]}
    tracked = [target["address"] for target in catalogue.packages()]
    extra = [address for address in named() if address not in tracked]
    keys = {*tracked, *extra, *(target["slug"] for target in catalogue.targets.values())}

    # Packages of the catalogue are read in the release that its observations name.
    wanted = [packages.exact(address, seen.get(address)) for address in (*tracked, *extra)]
    audits = AuditOptions(timeout=options.timeout, offline=options.offline)
    answers = list(packages.audited(wanted, audits))
    newest = {packages.bare(answer.target): answer.version or "" for answer in answers}
    known = known_origins(GRAPH / "about.toml", standards(), keys)
    links = without_circles(link for one in answers for link in copies(packages.bare(one.target), one, known))
    manifests = [packages.exact(key, version) for key, version in newest.items() if not key.startswith("deb:")]
    links += packages.declared(manifests, newest, Options(timeout=options.timeout, offline=options.offline))
    downloads, ranks = packages.column(options.downloads, 2), packages.column(options.ranks, 3)
    nodes = [packages.node(answer, downloads, ranks) for answer in answers if packages.bare(answer.target) in extra]
    roots = {address.partition(":")[2] for address in keys if address.startswith("deb:")}
    more, depends = debian_lines(roots, options.rounds)
    there = {line["key"] for line in nodes} | set(tracked)
    nodes += [line for line in more if line["key"] not in there]

    write_lines(linked(nodes, links + depends), GRAPH / "nodes.jsonl")
    write_lines(links + depends, GRAPH / "links.jsonl")
    graph = read_graph(catalogue)
    ways = Counter(link.how for link in graph.links.values())
    print(f"{len(manifests)} manifests, {len(answers)} packages audited, {len(depends)} dependencies in Debian")
    print(f"{len(graph.nodes)} nodes, {len(graph.links)} links: {dict(ways)}")
    print(*graph.faults, sep="\n")


if __name__ == "__main__":
    main()

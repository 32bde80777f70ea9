"""The catalogue and the text files of the graph in; nodes and links, and a sentence for what cannot be taken, out."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from portal.catalogue.files import FOLDER, Catalogue, is_package, read_lines

MONTHLY = "downloads a month"
STANDARDS = 0
_UNREAD = "nobody looked"
_NO_DAY = "1970-01-01"
Key = Annotated[str, Field(min_length=1, max_length=220)]
Registry = Literal["npm", "pypi", "deb", ""]
Source = Annotated[str, Field(min_length=1, max_length=400)]


class NodeFact(BaseModel):
    """A line of nodes.jsonl, or what the catalogue knows of one of its targets; see `models.Node`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: Key
    name: Annotated[str, Field(min_length=1, max_length=200)]
    registry: Registry = ""
    version: Annotated[str, Field(max_length=60)] = ""
    verdict: Literal[
        "listed", "qualified", "under-serbia", "missing", "not-expected", "unclear", "mixed", "no-country-list", ""
    ] = ""
    downloads: Annotated[int, Field(ge=0, lt=2**63)] | None = None
    rank: Annotated[int, Field(ge=1, lt=2**31)] | None = None
    source: Source
    as_of: dt.date
    target: str | None = None


class LinkFact(BaseModel):
    """A line of links.jsonl, or an upstream that the catalogue names; see `models.Link`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    node: Key
    upstream: Key
    how: Literal["says", "depends", "copies"]
    confidence: Annotated[float, Field(gt=0, le=1)] = 1.0
    version: Annotated[str, Field(max_length=120)] = ""
    source: Source
    as_of: dt.date


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes by key, links by node, upstream and way; `faults`: one sentence for each line that could not be taken."""

    nodes: dict[str, NodeFact] = field(default_factory=dict)
    links: dict[tuple[str, str, str], LinkFact] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


F = TypeVar("F", NodeFact, LinkFact)


def read_graph(catalogue: Catalogue, folder: Path = FOLDER) -> Graph:
    """The graph as the catalogue and `graph/*.jsonl` tell it; what one line lacks costs no other line.

    Where a package stands in both, the catalogue is believed, and the line fills in what it does not know.
    """
    graph = Graph()
    for node in _tracked(catalogue, folder):
        graph.nodes[node.key] = node
    for node in _lines(folder / "graph/nodes.jsonl", NodeFact, graph.faults):
        known = graph.nodes.get(node.key)
        graph.nodes[node.key] = _filled(known, node) if known else node
    _tie(graph, _said(catalogue), {})
    _tie(graph, _lines(folder / "graph/links.jsonl", LinkFact, graph.faults), standards(folder))
    return graph


def standards(folder: Path = FOLDER) -> dict[str, str]:
    """The slug of the target that an origin of the engine means, where the two have different names."""
    path = folder / "graph/standards.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def circles(links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The groups of nodes that lead to each other along (node, upstream) pairs, each sorted; by their first one."""
    pairs = list(links)
    ahead, behind = _ways(pairs), _ways((there, here) for here, there in pairs)
    found, seen = [], set[str]()
    for key in sorted(ahead):
        if key not in seen:
            group = _reached(key, ahead) & _reached(key, behind)
            seen |= group
            if group:
                found.append(sorted(group))
    return found


def _reached(start: str, ways: dict[str, set[str]]) -> set[str]:
    """What can be reached from a node in one step or more."""
    reached: set[str] = set()
    waiting = list(ways.get(start, ()))
    while waiting:
        here = waiting.pop()
        if here not in reached:
            reached.add(here)
            waiting.extend(ways.get(here, ()))
    return reached


def _ways(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    ways: dict[str, set[str]] = {}
    for here, there in pairs:
        ways.setdefault(here, set()).add(there)
    return ways


def key_of(target: dict[str, Any]) -> str:
    """The key of a target's node: the address of a package, else its slug."""
    return str(target["address"] if is_package(target["address"]) else target["slug"])


def _tracked(catalogue: Catalogue, folder: Path) -> Iterator[NodeFact]:
    """Packages and standards of the catalogue, and what else it gives an upstream."""
    measured = {line["slug"]: line for line in read_lines(folder / "observations.jsonl")}
    cited: dict[str, list[dict[str, Any]]] = {}
    for line in read_lines(folder / "cited.jsonl"):
        cited.setdefault(line["slug"], []).append(line)
    tied = {slug for row in catalogue.targets.values() if row.get("upstream") for slug in _ends(row)}
    for slug, row in catalogue.targets.items():
        if slug in tied or slug in measured or is_package(row["address"]) or row["layer"] == STANDARDS:
            yield _node(row, measured.get(slug), cited.get(slug, []))


def _ends(row: dict[str, Any]) -> set[str]:
    return {row["slug"], *(edge["slug"] for edge in row["upstream"])}


def _node(row: dict[str, Any], line: dict[str, Any] | None, cited: list[dict[str, Any]]) -> NodeFact:
    read = line if line and line["verdict"] is not None else None
    newest = max(cited, key=lambda one: str(one["at"]), default=None)
    if read:
        verdict, source, day = read["verdict"], read["tool"], read["at"]
    elif newest:
        verdict, source, day = summary(one["verdict"] for one in cited), newest["source"], newest["at"]
    else:
        verdict, source, day = "", _UNREAD, max(_days(row), default=_NO_DAY)
    return NodeFact(
        key=key_of(row),
        name=row["name"],
        registry=row["address"].partition(":")[0] if is_package(row["address"]) else "",
        version=(read["version"] or "") if read else "",
        verdict=verdict,
        downloads=row["reach"] if row.get("reach_unit") == MONTHLY else None,
        rank=row.get("rank"),
        source=str(source)[:400],
        as_of=dt.date.fromisoformat(str(day)[:10]),
        target=row["slug"],
    )


def _days(value: Any) -> Iterator[str]:
    """Every date that a row of the catalogue gives for one of its facts."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name == "as_of" or name.endswith("_as_of"):
                yield str(one)
            else:
                yield from _days(one)
    elif isinstance(value, list):
        for one in value:
            yield from _days(one)


def summary(verdicts: Iterable[str]) -> str:
    """The one verdict of what sources say of several criteria: theirs where they agree, else `mixed`."""
    told = {verdict for verdict in verdicts if verdict not in ("unclear", "not-expected")}
    if len(told) == 1:
        return told.pop()
    return "mixed" if told else "unclear"


def _said(catalogue: Catalogue) -> Iterator[LinkFact | str]:
    """What the catalogue says of its targets' upstreams; a sentence where it names one that it does not have."""
    for slug, row in catalogue.targets.items():
        for edge in row.get("upstream", ()):
            upstream = catalogue.targets.get(edge["slug"])
            if upstream is None:
                yield f"{slug}: its upstream {edge['slug']} is not in the catalogue."
                continue
            yield LinkFact(
                node=key_of(row), upstream=key_of(upstream), how="says", source=edge["source"], as_of=edge["as_of"]
            )


def _tie(graph: Graph, links: Iterable[LinkFact | str], slugs: Mapping[str, str]) -> None:
    """Take the links whose two ends are known, once each."""
    for said in links:
        if isinstance(said, str):
            graph.faults.append(said)
            continue
        link = said.model_copy(update={"upstream": slugs.get(said.upstream, said.upstream)})
        key = (link.node, link.upstream, link.how)
        words = f"{link.node} {link.how} {link.upstream}"
        if unknown := [end for end in key[:2] if end not in graph.nodes]:
            graph.faults.append(f"{words}: the graph has no node {' and no node '.join(unknown)}.")
        elif link.node == link.upstream:
            graph.faults.append(f"{words}: a node is no upstream of itself.")
        elif key in graph.links:
            graph.faults.append(f"{words}: this link stands there twice; the first one is taken.")
        else:
            graph.links[key] = link


def _lines(path: Path, shape: type[F], faults: list[str]) -> Iterator[F]:
    """The facts of a file of JSON lines; what is not one is told with its number."""
    text = path.read_bytes().decode("utf-8", "replace") if path.exists() else ""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield shape.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"]))
            faults.append(f"{path.name}, line {number}: {where + ': ' if where else ''}{first['msg']}.")


def _filled(known: NodeFact, line: NodeFact) -> NodeFact:
    """What the catalogue knows, and what the line knows beyond that."""
    unread = known.verdict in ("", "unclear") and line.verdict != ""
    read = {"verdict": line.verdict, "version": line.version, "source": line.source, "as_of": line.as_of}
    numbers = {
        "downloads": line.downloads if known.downloads is None else known.downloads,
        "rank": line.rank if known.rank is None else known.rank,
    }
    return known.model_copy(update={**numbers, **(read if unread else {})})

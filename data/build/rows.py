"""Facts with their sources go in; sorted tables of text come out, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parents[1]
TABLES = HERE / "names"
HAND = TABLES / "hand"

Fact = tuple[str, ...]


class Facts:
    """Rows of a table, each with the sources that say so."""

    def __init__(self) -> None:
        self._sources: dict[Fact, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))

    def add(self, fact: Fact, source: str, where: str = "") -> None:
        """Note that `source` says `fact`, in its language or part `where`."""
        clean = tuple(" ".join(field.split()) for field in fact)
        if all(clean[:2]):
            self._sources[clean][source].add(where)

    def __contains__(self, fact: Fact) -> bool:
        return fact in self._sources

    def write(self, path: Path, columns: tuple[str, ...]) -> None:
        """Write the table: a line of column names, then rows in order, tabs between fields."""
        lines = ["\t".join((*columns, "source"))]
        for fact in sorted(self._sources):
            said = self._sources[fact]
            names = (f"{s}:{','.join(sorted(filter(None, said[s])))}".rstrip(":") for s in sorted(said))
            lines.append("\t".join((*fact, " ".join(names))))
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def read(path: Path) -> Iterator[list[str]]:
    """Give the rows of a table without its line of column names; lines that begin with # are notes."""
    for line in path.read_text(encoding="utf-8").split("\n")[1:]:
        if line and not line.startswith("#"):
            yield line.split("\t")


def table(name: str) -> list[list[str]]:
    """Give the rows of a table built from packages."""
    return list(read(TABLES / f"{name}.tsv"))


def hand(name: str) -> list[list[str]]:
    """Give the rows of a table written by hand."""
    return list(read(HAND / f"{name}.tsv"))


def locales_of(source: str) -> Iterable[tuple[str, list[str]]]:
    """Take a source field apart: (source, the languages it says so in)."""
    for part in source.split(" "):
        name, _, where = part.partition(":")
        yield name, where.split(",") if where else []

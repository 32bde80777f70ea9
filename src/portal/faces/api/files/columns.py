"""The tables that anybody may download; column by column what it means, its unit, its type and where it comes from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Observation, Standing
from portal.catalogue.looks import visible_links, visible_nodes
from portal.catalogue.models import Leverage, Link, Node, Target
from portal.faces.public.stand import with_stand
from portal.request.looks import with_counts
from portal.request.models import Request

Type = Literal["text", "words", "integer", "number", "day", "time", "object"]
Words = str | Promise
AT_ONCE = 5000

PEOPLE = _("Written by an editor")
SOURCED = _("Written by an editor, from the source that is named")
LOOK = _("Written down by the look")
MOVES = _("Follows from the observations")
READ = _("Read from the package, or from the source that is named")
GRAPH = _("Follows from the graph of lists")
ACTS = _("Written down when it was done")
TARGET = _("The short name of the target, as in its address")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, the field it is read from, and what is to be known about it."""

    name: str
    field: str
    type: Type
    meaning: Words
    source: Words
    unit: Words = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and the rows they are read from, in a fixed order."""

    name: str
    meaning: Words
    columns: tuple[Column, ...]
    query: Callable[[], QuerySet[Any]]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row that the public sees, a few thousand in memory at a time."""
        found = self.query().values_list(*[column.field for column in self.columns])
        return iter(found.iterator(chunk_size=AT_ONCE))


def _targets() -> QuerySet[Target]:
    return with_stand(Target.objects.filter(hidden=False)).order_by("slug")


def _observations() -> QuerySet[Observation]:
    return Observation.objects.filter(target__hidden=False).order_by("pk")


def _standings() -> QuerySet[Standing]:
    return Standing.objects.filter(target__hidden=False).order_by("target__slug", "criterion", "since", "pk")


def _requests() -> QuerySet[Request]:
    return with_counts(Request.objects.filter(target__hidden=False)).order_by("pk")


def _nodes() -> QuerySet[Node]:
    return visible_nodes().order_by("key")


def _links() -> QuerySet[Link]:
    return visible_links().order_by("node__key", "upstream__key", "how")


def _leverage() -> QuerySet[Leverage]:
    return Leverage.objects.filter(target__hidden=False).order_by("target__slug")


TARGETS = Table(
    "targets",
    _("Anything that can list Kosovo: one row for each target."),
    (
        Column("target", "slug", "text", TARGET, PEOPLE),
        Column("name", "name", "text", _("What it is called"), PEOPLE),
        Column("kind", "kind", "text", _("standard, library, component, website or app"), PEOPLE),
        Column("layer", "layer", "integer", _("0 standard, 1 library, 2 component, 3 website or app"), PEOPLE),
        Column("category", "category", "text", _("What its list is for"), PEOPLE),
        Column("address", "address", "text", _("What is looked at; empty for a standard"), PEOPLE),
        Column("owner", "owner__slug", "text", _("The short name of the organisation that decides"), PEOPLE),
        Column("owner_name", "owner__name", "text", _("What that organisation is called"), PEOPLE),
        Column("owner_kind", "owner__kind", "text", _("What kind of organisation it is"), PEOPLE),
        Column("criteria", "criteria", "words", _("The criteria that are expected of it"), PEOPLE),
        Column("reach", "reach", "integer", _("How far it reaches; empty where unknown"), SOURCED, _("see reach_unit")),
        Column("reach_unit", "reach_unit", "text", _("What reach counts"), SOURCED),
        Column("reach_source", "reach_source", "text", _("Who says how far it reaches"), SOURCED),
        Column("reach_as_of", "reach_as_of", "day", _("The day that reach was true"), SOURCED),
        Column("letter_language", "letter_language", "text", _("The language of letters to its owner"), PEOPLE),
        Column("verdict", "stand", "text", _("How Kosovo stands over all criteria; mixed where they differ"), MOVES),
        Column("added_at", "added_at", "time", _("When it came into the catalogue"), ACTS, "UTC"),
    ),
    _targets,
)
OBSERVATIONS = Table(
    "observations",
    _("What each look saw: one row for each criterion. Rows are only added."),
    (
        Column("id", "pk", "integer", _("Grows with the time of recording"), ACTS),
        Column("target", "target__slug", "text", TARGET, PEOPLE),
        Column("criterion", "criterion", "text", _("What was looked at"), LOOK),
        Column("verdict", "verdict", "text", _("How Kosovo stood"), LOOK),
        Column("at", "at", "time", _("When somebody looked"), LOOK, "UTC"),
        Column("observer", "look__observer", "text", _("machine, citizen or cited source"), LOOK),
        Column("tool", "look__tool", "text", _("What looked, with its version"), LOOK),
        Column("version", "look__version", "text", _("The version of the target; empty where it has none"), LOOK),
        Column("source", "look__source", "text", _("What was read, where it is not the target's address"), LOOK),
        Column("where", "where", "text", _("A selector or a path: the list that decides"), LOOK),
        Column("label", "label", "text", _("How Kosovo is called there; empty where it is missing"), LOOK),
        Column("value", "value", "text", _("Its code or value there; empty where it is missing"), LOOK),
        Column("entries", "entries", "integer", _("How long that list is"), LOOK, _("entries")),
        Column("lists", "lists", "integer", _("How many lists of the target count"), LOOK, _("lists")),
        Column("lists_with", "lists_with", "integer", _("How many of them have Kosovo"), LOOK, _("lists")),
        Column(
            "evidence", "look__evidence", "text", _("The sha256 of what was read; empty where nothing was kept"), LOOK
        ),
    ),
    _observations,
)
STANDINGS = Table(
    "standings",
    _("From when to when a verdict held: one row for each stretch of time."),
    (
        Column("target", "target__slug", "text", TARGET, PEOPLE),
        Column("layer", "target__layer", "integer", _("0 standard, 1 library, 2 component, 3 website or app"), PEOPLE),
        Column("criterion", "criterion", "text", _("What was looked at"), LOOK),
        Column("verdict", "verdict", "text", _("How Kosovo stood"), MOVES),
        Column("since", "since", "time", _("The first look that saw it so"), MOVES, "UTC"),
        Column("until", "until", "time", _("The look that saw something else; empty while it holds"), MOVES, "UTC"),
        Column("seen_at", "seen_at", "time", _("The last look that saw it so"), MOVES, "UTC"),
        Column("observation", "observation_id", "integer", _("The id of the observation it began with"), MOVES),
    ),
    _standings,
)
REQUESTS = Table(
    "requests",
    _("What was asked: one row for each request. Citizens are counted, never named."),
    (
        Column("id", "pk", "integer", _("The number of the request"), ACTS),
        Column("target", "target__slug", "text", TARGET, PEOPLE),
        Column("state", "state", "text", _("Where the request stands"), ACTS),
        Column("channel", "channel", "text", _("The way the letter goes"), ACTS),
        Column("language", "language", "text", _("The language of the letter"), ACTS),
        Column("signatures", "count", "integer", _("How many citizens stand behind it"), ACTS, _("citizens")),
        Column("opened_at", "opened_at", "time", _("When the first citizen stood behind it"), ACTS, "UTC"),
        Column("sent_at", "sent_at", "time", _("When the first letter went out; empty before"), ACTS, "UTC"),
        Column("closed_at", "closed_at", "time", _("When it ended; empty while it is open"), ACTS, "UTC"),
    ),
    _requests,
)
NODES = Table(
    "nodes",
    _("Packages and standards that take lists from each other: one row for each."),
    (
        Column("node", "key", "text", _("The address of a package, or the short name of a target"), READ),
        Column("name", "name", "text", _("What it is called"), READ),
        Column("registry", "registry", "text", _("npm, pypi or deb; empty for what is no package"), READ),
        Column("target", "target__slug", "text", _("The short name of its target, where it is tracked"), PEOPLE),
        Column("version", "version", "text", _("The version that was read; empty where none was"), READ),
        Column("verdict", "verdict", "text", _("How Kosovo stands in all its lists; empty where nobody looked"), READ),
        Column(
            "downloads", "downloads", "integer", _("Its downloads; empty where unknown"), READ, _("downloads a month")
        ),
        Column("rank", "rank", "integer", _("Its place among the most downloaded of its registry"), READ),
        Column("source", "source", "text", _("What read it, or who says so"), READ),
        Column("as_of", "as_of", "day", _("The day that this was true"), READ),
    ),
    _nodes,
)
LINKS = Table(
    "links",
    _("Which node takes a list from which: one row for each way."),
    (
        Column("node", "node__key", "text", _("The node that takes"), READ),
        Column("upstream", "upstream__key", "text", _("The node it takes from"), READ),
        Column("how", "how", "text", _("depends, copies, or says: as a source says"), READ),
        Column("confidence", "confidence", "number", _("How likely it is, from 0 to 1"), READ),
        Column("version", "version", "text", _("The versions of the upstream; empty where unknown"), READ),
        Column("source", "source", "text", _("Where it was read"), READ),
        Column("as_of", "as_of", "day", _("The day that this was true"), READ),
    ),
    _links,
)
LEVERAGE = Table(
    "leverage",
    _("What would flip if a target were fixed: one row for each target with which something flips."),
    (
        Column("target", "target__slug", "text", TARGET, PEOPLE),
        Column("packages", "packages", "integer", _("Packages that are expected to flip"), GRAPH, _("packages")),
        Column("packages_low", "packages_low", "integer", _("Packages that flip by themselves"), GRAPH, _("packages")),
        Column("packages_high", "packages_high", "integer", _("Packages that are not ruled out"), GRAPH, _("packages")),
        Column("downloads", "downloads", "integer", _("Downloads of those expected"), GRAPH, _("downloads a month")),
        Column("downloads_low", "downloads_low", "integer", _("The same, at least"), GRAPH, _("downloads a month")),
        Column("downloads_high", "downloads_high", "integer", _("The same, at most"), GRAPH, _("downloads a month")),
        Column("unknown", "unknown", "integer", _("Packages whose downloads nobody knows"), GRAPH, _("packages")),
        Column("as_of", "as_of", "day", _("The day of the newest fact it follows from"), GRAPH),
    ),
    _leverage,
)
LEDGER = (
    Column("number", "number", "integer", _("Counts the rows from 1, without a gap"), ACTS),
    Column("at", "at", "text", _("When it was done, with microseconds, as it is hashed"), ACTS, "UTC"),
    Column("actor", "actor", "text", _("Who did it: a random name, machine or owner"), ACTS),
    Column("verb", "verb", "text", _("What was done"), ACTS),
    Column("subject", "subject", "text", _("To what it was done, as kind/id"), ACTS),
    Column("body", "body", "object", _("The facts of the deed; no personal data"), ACTS),
    Column("previous", "previous", "text", _("The digest of the row before; zeros for the first"), ACTS),
    Column(
        "digest", "digest", "text", _("The sha256 over all fields before, as JSON without spaces, keys sorted"), ACTS
    ),
)
LEDGER_MEANING = _("Everything that was ever done: one JSON object a line, each with the digest of the one before it.")
TABLES = {table.name: table for table in (TARGETS, OBSERVATIONS, STANDINGS, REQUESTS, NODES, LINKS, LEVERAGE)}

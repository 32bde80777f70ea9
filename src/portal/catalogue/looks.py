"""Words and filters in; the targets they mean, how to reach their owners, and what hangs on them, out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from portal.catalogue.graph import standards
from portal.catalogue.leverage import Place, Tie
from portal.catalogue.models import (
    Channel,
    Contact,
    ContactState,
    Edge,
    Kind,
    Leverage,
    Link,
    Node,
    OptOut,
    Owner,
    Target,
)
from portal.ground.languages.fold import fold

# The order in which the ways to an owner are tried.
CHANNELS = (Channel.TRACKER, Channel.EMAIL, Channel.FORM, Channel.POST)


def visible() -> QuerySet[Target]:
    """The targets that the public sees."""
    return Target.objects.filter(hidden=False).select_related("owner")


def find(words: str = "", kind: str = "", layer: int | None = None, category: str = "") -> QuerySet[Target]:
    """Targets that have all the words, of a kind, a layer and a category; those with the widest reach first."""
    found = visible()
    for word in fold(words).split()[:8]:
        found = found.filter(found__contains=word)
    if kind:
        found = found.filter(kind=kind)
    if layer is not None:
        found = found.filter(layer=layer)
    if category:
        found = found.filter(category=category)
    return found.order_by(F("reach").desc(nulls_last=True), "name")


def contacts_for(target: Target) -> list[Contact]:
    """The confirmed ways to a target's owner, the best first."""
    found = Contact.objects.filter(
        Q(target=target) | Q(target=None), owner=target.owner_id, state=ContactState.CONFIRMED
    )
    return sorted(found, key=lambda contact: (CHANNELS.index(Channel(contact.channel)), contact.pk))


def is_opted_out(owner: Owner, address: str = "") -> bool:
    """Whether an owner, an address, or the domain of the address asked not to be written to."""
    if Owner.objects.filter(pk=owner.pk).exclude(opted_out_at=None).exists():
        return True
    address = address.lower()
    domain = address.rpartition("@")[2]
    parents = [domain.split(".", n)[n] for n in range(domain.count("."))] if domain else []
    return OptOut.objects.filter(address__in=[address, *parents]).exists() if address else False


def upstreams(target: Target) -> list[Edge]:
    """What a target takes its list from, as sources say."""
    return list(Edge.objects.filter(target=target).select_related("upstream__owner").order_by("upstream__name"))


def downstreams(target: Target) -> list[Edge]:
    """The targets that take their list from this one, as sources say."""
    return list(Edge.objects.filter(upstream=target).select_related("target__owner").order_by("target__name"))


def target_of_origin(origin: str) -> Target | None:
    """The target that an origin of the engine means: a package's address, or the name of a standard."""
    return Target.objects.filter(node__key=standards().get(origin, origin)).select_related("owner").first()


def categories() -> list[str]:
    """The categories in use, by name."""
    return sorted(Target.objects.filter(hidden=False).values_list("category", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class Around:
    """What a target takes its lists from and what takes them from it: some of the links, and how many there are."""

    up: list[Link]
    down: list[Link]
    up_total: int
    down_total: int


def leverage_rank(limit: int) -> list[Leverage]:
    """The targets of which a fix would flip most, by the downloads that are expected, then by packages."""
    found = Leverage.objects.filter(target__hidden=False).select_related("target__owner", "target__node")
    return list(found.order_by(F("downloads").desc(nulls_last=True), "-packages", "target__slug")[:limit])


def leverage_of(target: Target) -> Leverage | None:
    """What would flip if a target were fixed; None where nothing would, or it is not in the graph."""
    return Leverage.objects.filter(target=target).first()


def graph_around(target: Target, limit: int = 20) -> Around:
    """The links from a target's node, the surest first, and to it, the most downloaded first; `limit` of each."""
    up = visible_links().filter(node__target=target)
    down = visible_links().filter(upstream__target=target)
    return Around(
        list(
            up.order_by("-confidence", F("upstream__downloads").desc(nulls_last=True), "upstream__key", "how")[:limit]
        ),
        list(down.order_by(F("node__downloads").desc(nulls_last=True), "-confidence", "node__key", "how")[:limit]),
        up.count(),
        down.count(),
    )


def visible_nodes() -> QuerySet[Node]:
    """The nodes of the graph that the public sees: all but those of hidden targets."""
    return Node.objects.exclude(target__hidden=True).select_related("target")


def visible_links() -> QuerySet[Link]:
    """The links between nodes that the public sees."""
    shown = Link.objects.exclude(node__target__hidden=True).exclude(upstream__target__hidden=True)
    return shown.select_related("node__target", "upstream__target")


def plain_graph() -> tuple[dict[str, Place], list[Tie]]:
    """The whole graph as plain data."""
    nodes = Node.objects.values_list("key", "verdict", "downloads", "registry", "target__kind").order_by("key")
    places = {
        key: Place(verdict, downloads, registry != "" or kind not in (None, Kind.STANDARD))
        for key, verdict, downloads, registry, kind in nodes
    }
    links = Link.objects.values_list("node__key", "upstream__key", "how", "confidence")
    return places, [Tie(*row) for row in links.order_by("node__key", "upstream__key", "how")]

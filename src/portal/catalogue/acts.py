"""Facts in; targets, owners, contacts and upstreams as they are known now, out."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Model
from django.utils import timezone
from django.utils.text import slugify

from portal.catalogue import looks
from portal.catalogue.files import Catalogue, is_package
from portal.catalogue.graph import Graph
from portal.catalogue.leverage import DRAWS, figures
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
    OrganisationKind,
    Owner,
    Target,
)
from portal.ground.languages.fold import fold
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, record

LAYER = {Kind.STANDARD: 0, Kind.LIBRARY: 1, Kind.COMPONENT: 2, Kind.WEBSITE: 3, Kind.APP: 3}
AT_ONCE = 500
NODE_FIELDS = ["name", "registry", "target", "version", "verdict", "downloads", "rank", "source", "as_of"]
LINK_FIELDS = ["confidence", "version", "source", "as_of"]


class CatalogueError(ValueError):
    """A fact cannot be taken; the words say why and what to do."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load changed: how many targets were new, and how many there are now."""

    new: int
    targets: int


@transaction.atomic
def load(catalogue: Catalogue) -> Loaded:
    """Bring the catalogue's files into the database; what is there already is brought up to date, nothing is removed.

    Contacts that people decided on, and targets that staff hid, stay as they are.
    """
    licences = set(catalogue.words["licences"]["open"])
    owners = {slug: _owner(slug, row) for slug, row in catalogue.owners.items()}
    new = 0
    targets: dict[str, Target] = {}
    for slug, row in catalogue.targets.items():
        targets[slug], created = _target(row, owners[row["owner"]], licences)
        new += created
    for slug, row in catalogue.targets.items():
        for edge in row.get("upstream", ()):
            Edge.objects.update_or_create(
                target=targets[slug],
                upstream=targets[edge["slug"]],
                defaults={"source": edge["source"], "as_of": _day(edge["as_of"])},
            )
        for contact in row.get("contacts", ()):
            _contact(targets[slug], contact)
    if new:
        record("catalogue.loaded", "catalogue/starter", MACHINE, {"new": new, "targets": len(targets)})
    return Loaded(new, Target.objects.count())


def _owner(slug: str, row: dict[str, Any]) -> Owner:
    values = {"name": row["name"], "kind": row["kind"], "homepage": row.get("homepage", "")}
    return Owner.objects.update_or_create(slug=slug, defaults=values)[0]


def _target(row: dict[str, Any], owner: Owner, licences: set[str]) -> tuple[Target, bool]:
    # A standard has a home page, but no list there that the engine could look at.
    address = row.get("address", "") if row["kind"] != Kind.STANDARD or is_package(row["address"]) else ""
    values = {
        "name": row["name"],
        "address": address,
        "kind": row["kind"],
        "layer": row["layer"],
        "owner": owner,
        "category": row["category"],
        "criteria": row.get("criteria", []),
        "reach": row.get("reach"),
        "reach_unit": row.get("reach_unit", ""),
        "reach_source": row.get("reach_source", ""),
        "reach_as_of": _day(row["reach_as_of"]) if row.get("reach_as_of") else None,
        "letter_language": row.get("letter_language", "en"),
        "policy": _policy(row.get("policy")),
        "policy_kind": row.get("policy", {}).get("kind", ""),
        "code": row.get("code", ""),
        "decides": row.get("decides", ""),
        "ask": row.get("ask", ""),
        "remedy": _plain(row.get("remedy", {})),
        "shows_rows": row["licence"] in licences if row.get("licence") else not is_package(address),
        "found": searched(row["name"], address, owner.name, row["category"]),
    }
    return Target.objects.update_or_create(
        slug=row["slug"], defaults=values, create_defaults={**values, "added_at": timezone.now()}
    )


def _contact(target: Target, row: dict[str, Any]) -> None:
    Contact.objects.get_or_create(
        owner_id=target.owner_id,
        target=target,
        channel=row["channel"],
        address=row["address"],
        defaults={
            "role": row.get("role", ""),
            "source": row["source"],
            "as_of": _day(row["as_of"]),
            "state": ContactState.CONFIRMED,
            "proposed_by": MACHINE,
            "decided_by": MACHINE,
        },
    )


def _day(value: str | dt.date) -> dt.date:
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(value)


def _policy(row: dict[str, str] | None) -> str:
    return f"{row['text']} ({row['source']})" if row else ""


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    return {key: str(one) if isinstance(one, dt.date) else one for key, one in value.items()}


def searched(*parts: str) -> str:
    """The folded text under which a target is found."""
    return fold(" ".join(parts))


@transaction.atomic
def add_target(address: str, name: str, kind: Kind, by: str, owner: Owner | None = None) -> Target:
    """Add a target that a person named; the target that has the address already is given back instead.

    Raises CatalogueError where there is no name.
    """
    known = Target.objects.filter(address=address).first()
    if known is not None:
        return known
    name = " ".join(plain(name).split())[:160]
    slug = _free_slug(name)
    if owner is None:
        owner = Owner.objects.get_or_create(slug=slug, defaults={"name": name, "kind": OrganisationKind.COMPANY})[0]
    target = Target.objects.create(
        slug=slug,
        name=name,
        address=address,
        kind=kind,
        layer=LAYER[kind],
        owner=owner,
        category="other",
        criteria=["country"],
        found=searched(name, address, owner.name),
        added_at=timezone.now(),
    )
    record("target.added", f"target/{slug}", by, {"name": name, "address": address, "kind": str(kind)})
    return target


def _free_slug(name: str) -> str:
    stem = slugify(fold(name))[:70]
    if not stem:
        raise CatalogueError("Give the target a name with at least one letter or digit.")
    taken = set(Target.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(Owner.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(slug for slug in (stem, *(f"{stem}-{n}" for n in range(2, 10_000))) if slug not in taken)


@transaction.atomic
def change_target(target: Target, by: str, **fields: Any) -> None:
    """Change facts of a target; the ledger keeps what they were."""
    fields = {name: plain(value) if isinstance(value, str) else value for name, value in fields.items()}
    before = {name: getattr(target, name) for name in fields}
    changed = {name: value for name, value in fields.items() if before[name] != value}
    if not changed:
        return
    for name, value in changed.items():
        setattr(target, name, value)
    target.found = searched(target.name, target.address, target.owner.name, target.category)
    target.save()
    body = {name: [str(before[name]), str(value)] for name, value in changed.items()}
    record("target.changed", f"target/{target.slug}", by, body)


@transaction.atomic
def propose_contact(target: Target, channel: Channel, address: str, source: str, by: str, role: str = "") -> Contact:
    """Propose a way to an owner; it is used once a second person agreed."""
    contact, created = Contact.objects.get_or_create(
        owner_id=target.owner_id,
        target=target,
        channel=channel,
        address=address.strip(),
        defaults={"role": role, "source": source, "as_of": timezone.localdate(), "proposed_by": by},
    )
    if created:
        record("contact.proposed", f"target/{target.slug}", by, {"contact": contact.pk, "channel": str(channel)})
    return contact


@transaction.atomic
def decide_contact(contact: Contact, agree: bool, by: str) -> None:
    """Confirm or reject a proposed contact. Raises CatalogueError when the person proposed it: two people decide."""
    if by == contact.proposed_by:
        raise CatalogueError("A contact is confirmed by a second person, not by the one who proposed it.")
    state = ContactState.CONFIRMED if agree else ContactState.REJECTED
    taken = Contact.objects.filter(pk=contact.pk, state=ContactState.PROPOSED).update(state=state, decided_by=by)
    if not taken:
        raise CatalogueError("Somebody decided on this contact meanwhile.")
    contact.refresh_from_db()
    record("contact.decided", f"owner/{contact.owner.slug}", by, {"contact": contact.pk, "state": str(state)})


@transaction.atomic
def mark_broken(contact: Contact, by: str) -> None:
    """A contact's address does not work: mail to it came back."""
    Contact.objects.filter(pk=contact.pk).update(state=ContactState.BROKEN)
    record("contact.broken", f"owner/{contact.owner.slug}", by, {"contact": contact.pk})


@transaction.atomic
def opt_out(address: str, reason: str, by: str) -> None:
    """Obey at once: never write to this address or domain again, nor to an owner one of whose contacts it is."""
    address = address.strip().lower()
    if not address:
        raise CatalogueError("Name the address or the domain that is not to be written to.")
    now = timezone.now()
    _, created = OptOut.objects.get_or_create(address=address, defaults={"asked_at": now, "reason": reason[:200]})
    if not created:
        return
    owners = Owner.objects.filter(contacts__address__iexact=address, opted_out_at=None)
    slugs = sorted(set(owners.values_list("slug", flat=True)))
    Owner.objects.filter(slug__in=slugs).update(opted_out_at=now)
    record("owner.opted-out", f"opt-out/{len(address)}", by, {"owners": slugs})


@transaction.atomic
def opt_out_owner(owner: Owner, by: str) -> None:
    """Obey at once: never write to this owner again, on whatever way."""
    if Owner.objects.filter(pk=owner.pk, opted_out_at=None).update(opted_out_at=timezone.now()):
        record("owner.opted-out", f"owner/{owner.slug}", by, {"owners": [owner.slug]})
    owner.refresh_from_db()


@dataclass(frozen=True, slots=True)
class LoadedGraph:
    """The graph as it stands now, and how many nodes and links went because the files no longer have them."""

    nodes: int
    links: int
    gone: int


@transaction.atomic
def load_graph(graph: Graph) -> LoadedGraph:
    """Bring the graph into the database: what is there is brought up to date, and what left the files is removed.

    Nothing is removed where the graph has faults: a line that cannot be read may be the very one that is missing.
    """
    targets = dict(Target.objects.values_list("slug", "pk"))
    looked = {node.key: node for node in Node.objects.exclude(verdict="")}
    nodes = [
        _newer(Node(**fact.model_dump(exclude={"target"}), target_id=targets.get(fact.target or "")), looked.get(key))
        for key, fact in graph.nodes.items()
    ]
    stays = set(graph.nodes)
    gone = 0
    if not graph.faults:
        left = [pk for pk, key in Node.objects.values_list("pk", "key") if key not in stays]
        gone += _remove(Node, left)
    # A target that moves to another node would stand at two of them on the way.
    Node.objects.exclude(target=None).update(target=None)
    Node.objects.bulk_create(nodes, AT_ONCE, update_conflicts=True, unique_fields=["key"], update_fields=NODE_FIELDS)
    ids = dict(Node.objects.values_list("key", "pk"))
    links = [
        Link(**fact.model_dump(exclude={"node", "upstream"}), node_id=ids[fact.node], upstream_id=ids[fact.upstream])
        for fact in graph.links.values()
    ]
    if not graph.faults:
        known = {(link.node_id, link.upstream_id, link.how) for link in links}
        rows = Link.objects.values_list("pk", "node_id", "upstream_id", "how")
        gone += _remove(Link, [pk for pk, *key in rows if tuple(key) not in known])
    unique = ["node", "upstream", "how"]
    Link.objects.bulk_create(links, AT_ONCE, update_conflicts=True, unique_fields=unique, update_fields=LINK_FIELDS)
    loaded = LoadedGraph(Node.objects.count(), Link.objects.count(), gone)
    record("graph.loaded", "catalogue/graph", MACHINE, {"nodes": loaded.nodes, "links": loaded.links, "gone": gone})
    return loaded


def _newer(told: Node, known: Node | None) -> Node:
    """The node as the files tell it; what a later look found here stays."""
    if known is not None and known.as_of > told.as_of:
        for name in ("verdict", "version", "source", "as_of"):
            setattr(told, name, getattr(known, name))
    return told


def _remove(model: type[Model], keys: list[int]) -> int:
    for start in range(0, len(keys), AT_ONCE):
        model._default_manager.filter(pk__in=keys[start : start + AT_ONCE]).delete()
    return len(keys)


@transaction.atomic
def stand(target: Target, verdict: str, version: str, day: dt.date, source: str) -> bool:
    """Carry what a look said of a whole package into the graph; whether its verdict changed, so that `weigh` is due."""
    node = Node.objects.filter(target=target).first()
    if node is None or node.as_of > day:
        return False
    changed = node.verdict != verdict
    Node.objects.filter(pk=node.pk).update(verdict=verdict, version=version[:60], as_of=day, source=source[:400])
    if changed:
        record("node.changed", f"target/{target.slug}", MACHINE, {"verdict": [node.verdict, verdict]})
    return changed


@transaction.atomic
def weigh() -> int:
    """Compute the leverage of every target of the graph anew; how many have any."""
    keys = dict(Node.objects.exclude(target=None).values_list("key", "target_id"))
    found = figures(*looks.plain_graph(), keys)
    as_of = Node.objects.aggregate(newest=Max("as_of"))["newest"]
    rows = [Leverage(target_id=keys[key], as_of=as_of, **asdict(one)) for key, one in found.items()]
    Leverage.objects.all().delete()
    Leverage.objects.bulk_create(rows, AT_ONCE)
    record("leverage.weighed", "catalogue/graph", MACHINE, {"targets": len(rows), "draws": DRAWS})
    return len(rows)

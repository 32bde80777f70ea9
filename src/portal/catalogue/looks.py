"""Words and filters in; the targets they mean, and how to reach their owners, out."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from portal.catalogue.models import Channel, Contact, ContactState, Edge, OptOut, Owner, Target
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


def categories() -> list[str]:
    """The categories in use, by name."""
    return sorted(Target.objects.filter(hidden=False).values_list("category", flat=True).distinct())

"""A strategy in; the files that were taken in, and its own IATI files, out."""

from __future__ import annotations

from django.db.models import QuerySet
from lxml import etree

from portal.strategy.donor import organisation, write
from portal.strategy.donor.kept import Remembered
from portal.strategy.donor.models import Import, KeptActivity
from portal.strategy.donor.rows import gather
from portal.strategy.plan.models import Partner, Strategy, Version


def activities(version: Version) -> bytes:
    """The IATI file of activities of a version."""
    return write.serialised(write.tree(gather(version), place_of(version.strategy)))


def organisation_file(version: Version) -> bytes:
    """The IATI file of the organisation that answers for a strategy."""
    return write.serialised(organisation.tree(gather(version)))


def activities_of(version: Version, partner: Partner) -> bytes:
    """The activities of a version in which a partner has a role or whose money it gives; the strategy is always one."""
    rows = gather(version)
    slug = partner.slug
    keys = {row["initiative"] for row in rows.roles if row["partner"] == slug}
    keys |= {row["initiative"] for row in rows.budgets if row["payer"] == slug}
    keys |= {row["initiative"] for row in rows.payments if slug in (row["payer"], row["payee"])}
    rows.initiatives = [row for row in rows.initiatives if row["key"] in keys]
    rows.payments = [row for row in rows.payments if row["initiative"] in keys]
    return write.serialised(write.tree(rows, place_of(version.strategy)))


def sent_back(imported: Import, version: Version) -> bytes:
    """A file that was taken in, with the same activities in the same order, as a version says them now."""
    rows, place = gather(version), place_of(version.strategy)
    by_key = {row["key"]: row for row in rows.initiatives}
    root = etree.fromstring(imported.root)
    for key in imported.order:
        if key in by_key:
            root.append(write.whole(key, write.initiative_activity(rows, by_key[key], place), place))
        elif not key:
            root.append(write.whole(key, write.strategy_activity(rows, place), place))
    for text in imported.rest:
        root.append(etree.fromstring(text))
    return write.serialised(root)


def imports(strategy: Strategy) -> QuerySet[Import]:
    """Every file that a strategy took in, newest first."""
    return Import.objects.filter(strategy=strategy).order_by("-pk")


def place_of(strategy: Strategy) -> write.Place:
    """What others wrote into the activities of a strategy."""
    found = list(KeptActivity.objects.filter(strategy=strategy))
    return write.Place(
        {one.initiative: one.identifier for one in found if one.initiative},
        {one.initiative: Remembered(one.head, one.children, one.absent) for one in found},
    )


def keys_of(strategy: Strategy) -> dict[str, str]:
    """Identifiers that others gave to activities, and the initiative that each became."""
    found = KeptActivity.objects.filter(strategy=strategy).exclude(initiative="")
    return dict(found.values_list("identifier", "initiative"))

"""A number of packages in; a live look at each, and a sentence on how it went, out."""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import F, Max, QuerySet
from django.db.models.functions import TruncDate

from portal.audit.models import Look
from portal.audit.tasks import look_at
from portal.catalogue.models import Target


def refresh(count: int, say: Callable[[str], None]) -> None:
    """Look at the packages that were not looked at for longest; say when the registries do not answer."""
    chosen = list(_longest_ago(count))
    if not chosen:
        return
    say(f"refreshing {len(chosen)} packages live…")
    read = 0
    for target in chosen:
        look_at.func(target.pk)
        look = Look.objects.filter(target=target).latest("at")
        read += not look.error
        say(f"  {target.address}: {look.error or f'read, version {look.version}'}")
    if read == 0:
        say("the registries did not answer: the portal shows what was measured before, each with its date")
    else:
        say(f"refreshed {read} of {len(chosen)} packages")


def _longest_ago(count: int) -> QuerySet[Target]:
    """By days, since many are looked at in one go; of one day those that most people use."""
    packages = Target.objects.filter(address__regex="^(npm|pypi):", hidden=False)
    seen = packages.annotate(day=TruncDate(Max("looks__at")))
    return seen.order_by(F("day").asc(nulls_first=True), F("reach").desc(nulls_last=True))[:count]

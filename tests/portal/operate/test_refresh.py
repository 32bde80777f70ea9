"""A live look at a few packages: which, and what is said when the registries do not answer."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.audit.models import Look, Observer
from portal.catalogue.models import Kind, OrganisationKind, Owner, Target
from portal.operate.refresh import refresh

pytestmark = pytest.mark.django_db

NOW = timezone.now()


def make_package(slug: str, reach: int | None = None, seen_days_ago: int | None = None, **fields: object) -> Target:
    owner = Owner.objects.get_or_create(slug="o", defaults={"name": "O", "kind": OrganisationKind.OPEN_SOURCE})[0]
    values = {"address": f"npm:no-such-package-{slug}", **fields}
    target = Target.objects.create(
        slug=slug, name=slug, owner=owner, kind=Kind.LIBRARY, layer=1, category="x", reach=reach, added_at=NOW, **values
    )
    if seen_days_ago is not None:
        at = NOW - dt.timedelta(days=seen_days_ago)
        Look.objects.create(target=target, at=at, observer=Observer.MACHINE, tool="xk", by="machine")
    return target


@pytest.fixture
def closed_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    """No registry answers: whoever asks is refused at once."""
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")


def looked_at(since: dt.datetime) -> list[str]:
    return list(Look.objects.filter(at__gt=since).order_by("at").values_list("target__slug", flat=True))


@pytest.mark.npm
@pytest.mark.usefixtures("closed_registries")
def test_it_looks_at_what_nobody_looked_at_for_longest_and_says_when_nothing_answers() -> None:
    make_package("fresh", reach=9_000, seen_days_ago=0)
    make_package("old-small", reach=5, seen_days_ago=9)
    make_package("old-large", reach=500, seen_days_ago=9)
    make_package("never")
    make_package("page", address="https://example.org")
    make_package("hidden", hidden=True)
    said: list[str] = []
    refresh(3, said.append)
    assert looked_at(NOW) == ["never", "old-large", "old-small"]
    assert (len(said), said[0]) == (5, "refreshing 3 packages live…")
    assert said[-1] == "the registries did not answer: the portal shows what was measured before, each with its date"


def test_without_packages_nothing_is_said() -> None:
    said: list[str] = []
    refresh(6, said.append)
    assert said == []

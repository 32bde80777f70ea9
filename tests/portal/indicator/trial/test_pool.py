"""Who may be drawn: the rule, one reason to be left out at a time."""

from __future__ import annotations

import pytest
from django.utils import timezone

from portal.catalogue.acts import opt_out
from portal.catalogue.models import OrganisationKind, Owner
from portal.indicator.trial.pool import Size, pool, size
from tests.portal.indicator.trial.make import PLANNED, make_lacking, make_sent, make_trial
from tests.portal.make import make_look, make_owner, make_request, make_target

pytestmark = pytest.mark.django_db


def slugs(layers: tuple[int, ...] = (1,), criterion: str = "country") -> list[str]:
    """The names of the pool."""
    return [place.target.slug for place in pool(layers, criterion)]


def test_only_what_lacks_the_criterion_and_may_be_asked_for_the_first_time_is_taken() -> None:
    good = make_lacking(slug="good")
    make_lacking(layer=2, slug="other-layer")
    make_lacking(slug="hidden", hidden=True)
    make_look(make_target(slug="listed"), PLANNED, country="listed")
    make_look(make_target(slug="other-verdict"), PLANNED, country="under-serbia")
    make_look(make_target(slug="other-criterion"), PLANNED, flag="missing")
    make_target(slug="unseen")
    make_sent(make_lacking(slug="asked"), PLANNED)
    make_request(make_lacking(slug="open"))
    gone = make_lacking(slug="opted-out")
    Owner.objects.filter(pk=gone.owner_id).update(opted_out_at=timezone.now())
    opt_out(make_lacking(slug="address").owner.contacts.get().address, "asked", "person-a")
    assert slugs() == ["good"]
    assert (slugs((1, 2)), slugs((1,), "flag")) == (["good", "other-layer"], ["other-criterion"])
    assert pool((1,), "country")[0].unit == good.owner.slug


def test_a_target_is_in_one_living_trial_of_a_criterion_at_a_time() -> None:
    make_trial(4)
    assert slugs() == []
    late = make_lacking()
    assert slugs() == [late.slug]


def test_an_owner_stands_in_its_most_upstream_layer_with_all_its_targets() -> None:
    owner = make_owner(kind=OrganisationKind.OPEN_SOURCE)
    for layer in (3, 1, 2):
        make_lacking(layer, owner=owner)
    make_lacking(3)
    places = pool((1, 2, 3), "country")
    assert sorted((place.target.layer, place.stratum) for place in places) == [(1, 1), (2, 1), (3, 1), (3, 3)]
    assert size(places) == Size(4, 2, {1: 1, 2: 1, 3: 2})

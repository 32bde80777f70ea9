"""The page of a partner: what it does, what it pays for and what came of it; nothing of a draft."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from portal.strategy.plan import acts
from tests.portal.strategy.donor.make import make_dated, make_rich
from tests.portal.strategy.make import BY, make_partner

pytestmark = pytest.mark.django_db


def text_of(slug: str, partner: str) -> str:
    """What everybody reads on the page of a partner."""
    answer = Client().get(reverse("partner", args=[slug, partner]))
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_partner_sees_what_it_pays_for_with_live_figures_and_files() -> None:
    slug = make_dated(make_rich()).strategy.slug
    text = text_of(slug, "embassy")
    assert "Само ћирилица" in text
    assert "45 %" in text or "45%" in text
    assert "40.50 EUR" in text
    assert "NO-BRC-971277882" in text
    for name, args in (("iati-partner", [slug, "embassy"]), ("iati-activities", [slug]), ("iati-organisation", [slug])):
        assert reverse(name, args=args) in text


def test_a_partner_without_a_role_is_told_so() -> None:
    version = make_rich()
    make_partner(version.strategy, "onlooker")
    slug = make_dated(version).strategy.slug
    assert "The version in force gives it no role." in text_of(slug, "onlooker")


@pytest.mark.parametrize("name", ["partner", "iati-partner"])
def test_what_is_only_in_preparation_has_no_page(name: str) -> None:
    version = make_rich()
    assert Client().get(reverse(name, args=[version.strategy.slug, "embassy"])).status_code == 404


def test_what_a_draft_plans_is_not_shown() -> None:
    version = make_dated(make_rich())
    draft = acts.begin_version(version.strategy, BY)
    acts.add(draft, "initiative", BY, "secret", names={"en": "Not yet said"})
    acts.set_role(draft, BY, "embassy", "funding", "secret")
    assert "Not yet said" not in text_of(version.strategy.slug, "embassy")


def test_an_unknown_partner_has_no_page() -> None:
    version = make_dated(make_rich())
    assert Client().get(reverse("partner", args=[version.strategy.slug, "nobody"])).status_code == 404

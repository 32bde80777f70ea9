"""IATI files at addresses without a language: valid, three languages inside, the same for everybody."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from lxml import etree

from portal.strategy.donor import schema
from portal.strategy.donor.pieces import LANG
from tests.portal.strategy.donor.make import make_dated, make_rich

pytestmark = pytest.mark.django_db


def get(name: str, *args: str) -> etree._Element:
    """The root of a file that everybody can ask for."""
    answer = Client().get(reverse(name, args=args))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/xml; charset=utf-8")
    return etree.fromstring(answer.content)


def test_every_file_is_valid_and_speaks_three_languages() -> None:
    slug = make_dated(make_rich()).strategy.slug
    for root in (get("iati-activities", slug), get("iati-organisation", slug), get("iati-partner", slug, "embassy")):
        assert schema.faults(root) == []
        assert {one.get(LANG) for one in root.iter("narrative")} >= {"en", "sq", "sr"}


def test_the_file_of_a_partner_holds_its_activities_alone() -> None:
    slug = make_dated(make_rich()).strategy.slug
    root = get("iati-partner", slug, "embassy")
    assert [one.findtext("iati-identifier") for one in root] == [f"{slug}-{slug}", f"{slug}-{slug}-bare"]
    assert [one.get("ref") for one in root[0].iterfind("related-activity")] == [f"{slug}-{slug}-bare"]


def test_what_was_planned_and_spent_stands_in_the_file_of_the_organisation() -> None:
    root = get("iati-organisation", make_dated(make_rich()).strategy.slug)
    assert [one.findtext("value") for one in root[0].iterfind("total-budget")] == ["100", "1200.5"]
    assert [one.findtext("value") for one in root[0].iterfind("total-expenditure")] == ["40.5"]


def test_a_sheet_to_fill_in_names_what_can_be_filled_in() -> None:
    slug = make_dated(make_rich()).strategy.slug
    answer = Client().get(reverse("strategy-sheet", args=[slug, "budgets"]))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert lines[0] == "initiative,payer,starts_on,ends_on,amount,currency,is_committed,source,as_of"
    assert "bare,,,,,,,," in lines
    assert Client().get(reverse("strategy-sheet", args=[slug, "poems"])).status_code == 404


@pytest.mark.parametrize("name", ["iati-activities", "iati-organisation"])
def test_a_draft_is_no_file(name: str) -> None:
    assert Client().get(reverse(name, args=[make_rich().strategy.slug])).status_code == 404

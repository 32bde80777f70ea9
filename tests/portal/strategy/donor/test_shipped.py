"""The strategy of 2012 that ships with the portal, as IATI files: valid, in three languages, and back without loss."""

from __future__ import annotations

import pytest
from lxml import etree

from portal.indicator.readings.starter import load_indicators
from portal.strategy.donor import acts, looks, schema
from portal.strategy.donor.pieces import LANG
from portal.strategy.plan.contents import contents
from portal.strategy.plan.load import load_strategies
from portal.strategy.plan.looks import published
from portal.strategy.plan.models import Initiative, Strategy, Version
from tests.portal.strategy.make import BY, make_strategy

pytestmark = pytest.mark.django_db


def make_shipped() -> list[Version]:
    """Every version of the strategies that ship, newest first."""
    load_indicators()
    load_strategies()
    return [version for strategy in Strategy.objects.all() for version in published(strategy)]


def test_the_files_of_every_shipped_version_break_nothing_and_come_back_without_loss() -> None:
    versions = make_shipped()
    assert versions
    for version in versions:
        body = looks.activities(version)
        root = etree.fromstring(body)
        assert schema.faults(root) == []
        assert schema.faults(etree.fromstring(looks.organisation_file(version))) == []
        assert {one.get(LANG) for one in root.iter("narrative")} >= {"en", "sq", "sr"}
        taken = acts.take_in(acts.read_upload(make_strategy(), "shipped.xml", body), BY)
        assert taken.version is not None
        assert contents(taken.version) == contents(version)
        known = set(version.strategy.payments.values_list("initiative", flat=True))
        here = set(Initiative.objects.filter(version=version).values_list("key", flat=True))
        assert [one.split()[1] for one in taken.warnings] == sorted(
            known - here
        )  # money of other versions' initiatives

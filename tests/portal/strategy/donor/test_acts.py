"""Files come in and go out again: ours without loss, those of others as they were sent."""

from __future__ import annotations

import pytest
from lxml import etree

from portal.strategy.donor import acts, looks, schema
from portal.strategy.plan.contents import contents
from tests.portal.strategy.donor.make import make_rich
from tests.portal.strategy.make import BY, make_strategy

pytestmark = pytest.mark.django_db


def test_a_strategy_goes_out_and_comes_into_an_empty_one_without_loss() -> None:
    version = make_rich()
    body = looks.activities(version)
    other = make_strategy()
    taken = acts.take_in(acts.read_upload(other, "ours.xml", body), BY)
    assert taken.warnings == []
    assert taken.version is not None
    assert contents(taken.version) == contents(version)


def test_what_goes_out_breaks_neither_schema_nor_lists_nor_rules() -> None:
    version = make_rich()
    for body in (looks.activities(version), looks.organisation_file(version)):
        assert schema.faults(etree.fromstring(body)) == []

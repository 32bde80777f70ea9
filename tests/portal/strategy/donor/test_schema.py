"""The official schema, lists and rules of IATI 2.03 judge files as their own examples say."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from portal.strategy.donor import schema

EXAMPLES = schema.folder().parents[1] / "test_data" / "2-03"
GOOD = sorted([*EXAMPLES.glob("ssot-activity-xml-pass/**/*.xml"), *EXAMPLES.glob("ssot-org-xml-pass/**/*.xml")])
BAD = sorted([*EXAMPLES.glob("ssot-activity-xml-fail/**/*.xml"), *EXAMPLES.glob("ssot-org-xml-fail/**/*.xml")])


def make_activity(inner: str = "", dates: str = '<activity-date type="2" iso-date="2012-07-27"/>') -> etree._Element:
    """A whole file with one activity that breaks nothing; `inner` follows its date, `dates` stand instead of it."""
    return etree.fromstring(
        f"""<iati-activities version="2.03"><iati-activity xml:lang="en" default-currency="EUR">
        <iati-identifier>XX-1-A</iati-identifier>
        <reporting-org ref="XX-1" type="10"><narrative>A ministry</narrative></reporting-org>
        <title><narrative>A title</narrative></title><description><narrative>What it is</narrative></description>
        <participating-org ref="XX-1" role="2"/><activity-status code="2"/>{dates}
        <recipient-country code="XK" percentage="100"/><sector vocabulary="1" code="22040" percentage="100"/>{inner}
        </iati-activity></iati-activities>"""
    )


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_every_good_example_of_the_standard_passes_the_schema(path: Path) -> None:
    assert schema.schema_faults(etree.parse(path).getroot()) == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_every_bad_example_of_the_standard_is_refused(path: Path) -> None:
    assert schema.schema_faults(etree.parse(path).getroot()) != []


def test_a_file_without_fault_has_none() -> None:
    assert schema.faults(make_activity()) == []


def test_a_code_outside_a_complete_list_is_named_with_its_place() -> None:
    found = schema.faults(
        make_activity(
            '<budget type="7"><period-start iso-date="2012-01-01"/>'
            '<period-end iso-date="2012-12-31"/>'
            '<value value-date="2012-01-01">5</value></budget>'
        )
    )
    assert [(one.kind, one.place, one.message) for one in found] == [
        ("codes", "/iati-activities/iati-activity/budget/@type", "'7' is not in IATI's list")
    ]


def test_a_code_of_another_vocabulary_is_not_looked_up_in_the_first() -> None:
    assert schema.faults(make_activity('<policy-marker vocabulary="99" code="ours"/>')) == []


def test_dates_the_wrong_way_round_break_a_rule() -> None:
    dates = '<activity-date type="2" iso-date="2013-08-01"/><activity-date type="4" iso-date="2012-07-27"/>'
    assert [one.message for one in schema.faults(make_activity(dates=dates))] == [
        "activity-date[@type='2']/@iso-date 2013-08-01 lies after activity-date[@type='4']/@iso-date 2012-07-27"
    ]


def test_an_activity_without_a_start_breaks_a_rule() -> None:
    found = schema.faults(make_activity(dates='<activity-date type="4" iso-date="2012-07-27"/>'))
    assert [one.message for one in found] == ["at least one of activity-date[@type='1' or @type='2'] is needed"]


def test_shares_of_countries_that_are_not_the_whole_break_a_rule() -> None:
    root = make_activity()
    root.find(".//recipient-country").set("percentage", "60")
    assert [one.message for one in schema.faults(root)] == [
        "recipient-country/@percentage, recipient-region/@percentage together are 60, not 100"
    ]


def test_an_identifier_with_a_slash_breaks_a_rule() -> None:
    root = make_activity()
    root.find(".//iati-identifier").text = "XX-1/A"
    assert [one.message for one in schema.faults(root)] == [
        "iati-identifier is empty or has a sign that does not belong there: 'XX-1/A'"
    ]


def test_another_kind_of_file_is_one_fault() -> None:
    assert [one.place for one in schema.faults(etree.fromstring("<html/>"))] == ["/html"]

"""What somebody sent goes out as it came while rows say the same; else rows speak, and only where they do."""

from __future__ import annotations

from lxml import etree

from portal.strategy.donor.kept import remember, restored
from portal.strategy.donor.own import ASSUMED
from portal.strategy.donor.parse import canonical, parse


def make(inner: str, head: str = "") -> etree._Element:
    """An activity with some elements in it."""
    return parse(f"<iati-activity {head}>{inner}</iati-activity>".encode())


def same(one: etree._Element, other: etree._Element) -> bool:
    """Whether two elements say the same."""
    return canonical(one) == canonical(other)


THEIRS = (
    '<title><narrative>T</narrative></title><other-identifier ref="1" type="A1"/>'
    '<budget type="2"><value>5.0</value></budget>'
)
OURS = '<title><narrative>T</narrative></title><budget type="2"><value>5</value></budget><sector code="1"/>'


def test_an_activity_that_rows_say_wholly_needs_no_memory() -> None:
    assert remember(make(OURS), make(OURS)) is None


def test_what_was_sent_goes_out_as_it_came() -> None:
    theirs = make(THEIRS, 'hierarchy="2" xmlns:x="urn:x" x:y="1"')
    kept = remember(theirs, make(OURS))
    assert kept is not None
    assert same(restored(make(OURS), kept), theirs)


def test_what_rows_say_anew_stands_in_its_place() -> None:
    kept = remember(make(THEIRS), make(OURS))
    assert kept is not None
    now = OURS.replace("<value>5</value>", "<value>7</value>")
    assert same(restored(make(now), kept), make(THEIRS.replace("5.0", "7")))


def test_what_rows_say_in_addition_comes_at_its_place_in_the_schema() -> None:
    kept = remember(make(THEIRS), make(OURS))
    assert kept is not None
    now = OURS.replace("<budget", '<activity-status code="2"/><budget')
    assert [one.tag for one in restored(make(now), kept)] == ["title", "other-identifier", "activity-status", "budget"]


def test_what_rows_no_longer_say_goes_out_no_longer() -> None:
    kept = remember(make(THEIRS), make(OURS))
    assert kept is not None
    now = OURS.replace('<budget type="2"><value>5</value></budget>', "")
    assert [one.tag for one in restored(make(now), kept)] == ["title", "other-identifier"]


def test_what_only_the_schema_demands_gives_way_to_what_was_sent() -> None:
    spare = f'<participating-org xmlns:dk="{ASSUMED[1:].partition("}")[0]}" dk:assumed="true" role="2"/>'
    theirs = make('<participating-org role="1" ref="A"/>')
    kept = remember(theirs, make(spare))
    assert kept is not None
    assert same(restored(make(spare), kept), theirs)


def test_two_equal_elements_stay_two() -> None:
    twice = "<transaction><value>1</value></transaction>" * 2
    theirs = make('<fss extraction-date="2026-01-01"/>' + twice)
    kept = remember(theirs, make(twice))
    assert kept is not None
    assert [one.tag for one in restored(make(twice), kept)] == ["transaction", "transaction", "fss"]

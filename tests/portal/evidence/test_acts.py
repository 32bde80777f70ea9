"""Reports: nothing counts before a second person has looked."""

from __future__ import annotations

import pytest

from portal.audit.models import Observation, Standing
from portal.evidence.acts import ReportError, confirm, reject, report, withdraw
from portal.ground.moves import NotAllowedError
from tests.portal.make import make_person, make_target

PAGE = "https://shop.example/sign-up"


@pytest.mark.django_db
def test_a_report_changes_nothing_until_a_second_person_confirms_it() -> None:
    made = report(make_person(), PAGE, {"country": "missing"}, name="A shop")
    assert Observation.objects.count() == 0
    target = confirm(made, make_person().handle)
    standing = Standing.objects.get(target=target)
    assert (target.address, target.name, standing.verdict) == (PAGE, "A shop", "missing")
    assert made.look is not None
    assert made.look.confirmed_by != made.look.by


@pytest.mark.django_db
def test_nobody_confirms_their_own_report() -> None:
    person = make_person()
    made = report(person, PAGE, {"country": "missing"}, name="A shop")
    with pytest.raises(ReportError, match="second person"):
        confirm(made, person.handle)
    assert Observation.objects.count() == 0


@pytest.mark.django_db
def test_a_report_of_a_known_page_goes_to_its_target() -> None:
    target = make_target(address=PAGE)
    assert confirm(report(make_person(), PAGE, {"country": "listed"}), make_person().handle) == target


@pytest.mark.django_db
def test_two_who_decide_at_once_cannot_both_succeed() -> None:
    made = report(make_person(), PAGE, {"country": "missing"}, name="A shop")
    stale = type(made).objects.get(pk=made.pk)
    reject(made, "The list has Kosovo, under K.", make_person().handle)
    with pytest.raises(NotAllowedError, match="somebody else"):
        confirm(stale, make_person().handle)
    assert Observation.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("seen", [{}, {"colour": "red"}, {"country": "yes"}])
def test_a_report_without_anything_seen_is_refused(seen: dict[str, str]) -> None:
    with pytest.raises(ReportError, match="at least one list"):
        report(make_person(), PAGE, seen)


@pytest.mark.django_db
def test_the_same_report_twice_waits_once_and_may_be_taken_back() -> None:
    person = make_person()
    made = report(person, PAGE, {"country": "missing"})
    with pytest.raises(ReportError, match="already waits"):
        report(person, PAGE, {"country": "missing"})
    withdraw(made, person.handle)
    assert report(person, PAGE, {"country": "missing"}).state == "waiting"

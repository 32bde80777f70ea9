"""One word sums up a target's verdicts, and the database works out the same word."""

from __future__ import annotations

import itertools

import pytest

from portal.audit.models import Verdict
from portal.catalogue.models import Target
from portal.faces.public.stand import overall, stands, with_stand
from tests.portal.make import make_look, make_owner, make_target


@pytest.mark.parametrize(
    ("verdicts", "word"),
    [
        ([], "unclear"),
        (["unclear"], "unclear"),
        (["unclear", "not-expected"], "not-expected"),
        (["listed", "not-expected", "unclear"], "listed"),
        (["missing", "missing"], "missing"),
        (["listed", "missing"], "mixed"),
        (["qualified", "listed"], "mixed"),
        (["mixed"], "mixed"),
        (["under-serbia"], "under-serbia"),
    ],
)
def test_verdicts_are_summed_up(verdicts: list[str], word: str) -> None:
    assert overall(verdicts) == word


@pytest.mark.django_db
def test_the_database_sums_up_any_two_verdicts_alike() -> None:
    owner = make_owner()
    expected = {}
    for first, second in itertools.product([None, *Verdict.values], repeat=2):
        target = make_target(owner)
        seen = {name: word for name, word in (("country", first), ("flag", second)) if word}
        if seen:
            make_look(target, **seen)
        expected[target.pk] = overall(seen.values())
    assert dict(with_stand(Target.objects.all()).values_list("pk", "stand")) == expected
    assert stands(expected) == expected


@pytest.mark.django_db
def test_one_criterion_alone_is_summed_up() -> None:
    target = make_target()
    make_look(target, country="listed", flag="missing")
    assert stands([target.pk], "flag") == {target.pk: "missing"}
    assert with_stand(Target.objects.all(), "country").get().stand == "listed"
    assert with_stand(Target.objects.all(), "map").get().stand == "unclear"

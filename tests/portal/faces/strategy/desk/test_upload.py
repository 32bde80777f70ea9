"""A file at the desk: what it would change is shown first, and it changes nothing until its reader agrees."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.strategy.plan.models import Payment
from tests.portal.faces.strategy.desk.make import coordinator, make_plan

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/strategy/plans/plan/upload/"
HEAD = "initiative,kind,on,amount,currency\n"


def hand_in(client: Client, rows: str, name: str = "paid.csv", head: str = HEAD) -> Any:
    """The answer to a table that is handed in."""
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, (head + rows).encode())})


def test_what_a_table_would_change_is_shown_and_happens_once_it_is_agreed() -> None:
    make_plan()
    client = coordinator()
    answer = hand_in(client, "way,expenditure,2026-04-01,55.10,EUR\n")
    assert (len(answer.context["preview"].changes), Payment.objects.count()) == (1, 1)
    client.post(ADDRESS, {"seen": answer.context["seen"]})
    assert [str(one.amount) for one in Payment.objects.order_by("on")] == ["100.00", "55.10"]
    assert "It would change nothing" in hand_in(client, "way,expenditure,2026-04-01,55.10,EUR\n").content.decode()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("way,expenditure,2026-04-01,55,USD\n", "row 2"),
        ("nobody,expenditure,2026-04-01,55,EUR\n", "row 2"),
        ("way,expenditure,soon,55,EUR\n", "row 2"),
    ],
)
def test_what_is_wrong_is_said_with_its_row_and_nothing_changes(rows: str, said: str) -> None:
    make_plan()
    answer = hand_in(coordinator(), rows)
    assert (answer.status_code, Payment.objects.count()) == (400, 1)
    assert [said in words for words in answer.context["form"].errors["file"]] == [True]


@pytest.mark.parametrize("body", [b"", b"<iati-activities", b"\x00\x01", b"no table at all"])
def test_what_is_no_table_and_no_iati_is_refused_at_the_file(body: bytes) -> None:
    make_plan()
    answer = coordinator().post(ADDRESS, {"file": SimpleUploadedFile("x.csv", body)})
    assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["file"])


def test_a_preview_of_another_strategy_or_a_forged_one_is_not_taken_in() -> None:
    make_plan()
    make_plan("other")
    client = coordinator()
    seen = hand_in(client, "way,expenditure,2026-04-01,55.10,EUR\n").context["seen"]
    for address, sent in ((ADDRESS.replace("/plan/", "/other/"), seen), (ADDRESS, seen[:-1]), (ADDRESS, "x")):
        assert client.post(address, {"seen": sent}).status_code == 302
    assert Payment.objects.count() == 2

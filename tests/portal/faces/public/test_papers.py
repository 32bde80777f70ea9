"""The method says how sure it is, and the ledger how to check it."""

from __future__ import annotations

import pytest
from django.db import transaction

from portal.ground.ledger.acts import record
from portal.ground.ledger.looks import head
from tests.portal.faces.public.pages import get, section, text, texts
from tests.portal.make import make_look, make_target

pytestmark = pytest.mark.django_db


def make_rows(count: int) -> None:
    with transaction.atomic():
        for number in range(count):
            record("target.changed", f"target/t-{number}", "person-1")


def test_the_method_gives_the_index_by_layer_and_criterion() -> None:
    make_look(make_target(), country="listed")
    make_look(make_target(layer=0, kind="standard", address=""), flag="missing")
    page = get("/en/method/")
    assert texts(page, "section[aria-labelledby=index] tbody tr") == [
        "Everything 50 % 9 % to 91 % 100 % (2/2) –",
        "Standards 0 % 0 % to 79 % 100 % (1/1) –",
        "Libraries 100 % 21 % to 100 % 100 % (1/1) –",
        "Country list 100 % 21 % to 100 % 100 % (1/1) –",
        "Flag 0 % 0 % to 79 % 100 % (1/1) –",
    ]
    assert "Version 1 of the method." in section(page, "The index")


def test_the_method_says_what_it_cannot_say_and_what_xk_is() -> None:
    page = get("/en/method/")
    limits = section(page, "What these figures cannot say")
    assert all(word in limits for word in ("over-represented", "Downloads are not people", "chosen by hand"))
    assert "It is a user-assigned code" in section(page, "About the code XK")
    assert texts(page, "section[aria-labelledby=verdicts] tbody tr")[3] == (
        "In some lists only Of several lists some have Kosovo and some do not. ½"
    )


def test_the_about_page_is_there() -> None:
    assert text(get("/en/about/"), "h1") == "About Digital Kosovo"


def test_the_ledger_shows_its_head_and_its_newest_rows() -> None:
    make_rows(3)
    page = get("/en/ledger/")
    assert text(page, "section[aria-labelledby=head] .panel") == head()[1]
    assert "The ledger has 3 rows." in section(page, "The head of the chain")
    assert texts(page, ".criterion > .number") == ["3", "2", "1"]
    newest = texts(page, ".criterion")[0]
    assert newest.startswith("Facts of a target were changed 3 ")
    assert newest.endswith(f" · target/t-2 · by person-1 · {head()[1][:10]}")
    assert "xk ledger verify" in section(page, "Check it yourself")


def test_older_rows_of_the_ledger_are_reached_by_links() -> None:
    make_rows(40)
    assert get("/en/ledger/").select_one("#rows ~ .buttons a")["href"] == "?before=11"  # type: ignore[index]
    older = get("/en/ledger/?before=11")
    assert texts(older, ".criterion > .number") == [str(number) for number in range(10, 0, -1)]
    assert texts(older, "#rows ~ .buttons a") == ["The newest rows"]


def test_an_empty_ledger_says_so() -> None:
    page = get("/en/ledger/")
    assert text(page, "section[aria-labelledby=head] .panel") == "0" * 64
    assert section(page, "The newest rows") == "The newest rows Nothing was done yet."
    assert texts(get("/en/ledger/?before=x"), "h1") == ["The ledger"]

"""What a file is called on the wiki, and the text of its page."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.academy.media.wikitext import LONGEST_NAME, escaped, file_name, page_text
from tests.portal.academy.media.make import make_draft

pytestmark = pytest.mark.django_db


def test_the_page_says_what_who_when_and_under_which_licence() -> None:
    draft = make_draft(
        title="Stone bridge over the Lumbardhi",
        descriptions={"sq": "Ura e gurit", "sr": "Камени мост", "en": "The stone bridge"},
        made_on=dt.date(2026, 11, 20),
        categories=["Bridges in Prizren"],
    )
    assert (file_name(draft), page_text(draft).splitlines()) == (
        "Stone bridge over the Lumbardhi.jpg",
        [
            "== {{int:filedesc}} ==",
            "{{Information",
            "|description=",
            "{{en|1=The stone bridge}}",
            "{{sq|1=Ura e gurit}}",
            "{{sr|1=Камени мост}}",
            "|date=2026-11-20",
            "|source={{own}}",
            "|author=Iris",
            "}}",
            "",
            "== {{int:license-header}} ==",
            "{{self|cc-by-sa-4.0}}",
            "",
            "[[Category:Bridges in Prizren]]",
        ],
    )


@pytest.mark.parametrize(
    "typed", ["}}{{delete}}", "[[Category:X]]", "a|b=c", "<script>", "'''bold'''", "~~~~", "&nbsp;"]
)
def test_what_is_typed_is_shown_and_never_run(typed: str) -> None:
    assert not set("{}[]|<>~'") & set(escaped(typed))


def test_a_long_or_hostile_title_becomes_a_name_that_a_wiki_takes() -> None:
    draft = make_draft(title="ура: #[[мост]]/" + "ж" * 100)
    name = file_name(draft)
    assert (name.startswith("Ура мост ж"), len(name.encode()) <= LONGEST_NAME + 5, name.endswith(".jpg")) == (
        True, True, True,
    )  # fmt: skip

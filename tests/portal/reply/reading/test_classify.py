"""Kinds of replies: which words decide, what machines send, and how often the suggestion is right."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reply.reading import Suggestion, classify
from portal.request.letters.objections import load_objections

REPLIES: list[dict[str, Any]] = tomllib.loads((Path(__file__).with_name("replies.toml")).read_text(encoding="utf-8"))[
    "reply"
]


def results(held: bool) -> Counter[str]:
    """Return how many replies were suggested rightly, left to a person, or suggested wrongly."""
    counted: Counter[str] = Counter()
    for reply in REPLIES:
        if reply.get("held", False) == held:
            kind = classify(reply["text"], {}).kind
            counted["right" if kind == reply["kind"] else "left" if kind == "unclear" else "wrong"] += 1
    return counted


def test_replies_by_which_the_signs_were_improved() -> None:
    assert results(held=False) == {"right": 163}


def test_replies_that_were_held_out() -> None:
    """About half is recognised; what is not is left to a person, and one in twenty suggestions is wrong."""
    assert results(held=True) == {"right": 24, "left": 19, "wrong": 1}


def test_the_replies_cover_every_kind_and_language() -> None:
    kinds = set(load_objections()) - {"unclear"}
    assert {(reply["kind"], reply["language"]) for reply in REPLIES} >= {
        (kind, language) for kind in kinds for language in ("en", "de", "fr", "sq", "sr")
    }


def test_the_very_words_that_decided_are_the_reason() -> None:
    assert classify("Hello, we follow ISO 3166-1 only.", {}) == Suggestion("iso-only", "follow ISO", 0.5)
    assert classify("Поштовани, нисмо надлежни за то.", {}) == Suggestion("wrong-person", "нисмо надлежни", 0.5)


def test_what_we_wrote_and_they_quote_decides_nothing() -> None:
    text = "Thanks, we will think.\n\nOn 20 Nov 2026, Arta wrote:\n> Unsubscribe. ISO 3166-1 ..."
    assert classify(text, {}).kind == "considering"


def test_a_wish_to_be_left_alone_weighs_more_than_all_else() -> None:
    text = "We follow ISO 3166-1, the ISO standard, the official ISO list. Please stop emailing us."
    assert classify(text, {}).kind == "removal-asked"


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto-Submitted": "auto-replied"}, "Auto-Submitted: auto-replied"),
        ({"auto-submitted": "auto-generated; owner-email=x"}, "auto-submitted: auto-generated; owner-email=x"),
        ({"Precedence": "bulk"}, "Precedence: bulk"),
        ({"X-Autoreply": "yes"}, "X-Autoreply: yes"),
        ({"Return-Path": "<>"}, "Return-Path: <>"),
        ({"Content-Type": "multipart/report; report-type=delivery-status"}, "Content-Type: multipart/report"),
        ({"Subject": "Automatic reply: Kosovo"}, "Subject: Automatic reply: Kosovo"),
        ({"Subject": "Аутоматски одговор: Косово"}, "Subject: Аутоматски одговор: Косово"),
    ],
)
def test_machines_say_so_in_their_headers(headers: dict[str, str], reason: str) -> None:
    assert classify("We have added Kosovo.", headers) == Suggestion("automatic", reason, 1.0)


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto-Submitted": "no"},
        {"Precedence": "normal"},
        {"Return-Path": "<somebody@example.org>"},
        {"Content-Type": "multipart/alternative"},
        {"Subject": "Re: Example Shop: please add Kosovo (XK)"},
        {"X-Auto-Response-Suppress": "All"},
    ],
)
def test_people_have_headers_too(headers: dict[str, str]) -> None:
    assert classify("We have added Kosovo.", headers).kind == "done"


@given(st.text(), st.dictionaries(st.sampled_from(["Subject", "Precedence", "Auto-Submitted"]), st.text()))
def test_any_text_gets_a_kind(text: str, headers: dict[str, str]) -> None:
    suggestion = classify(text, headers)
    assert suggestion.kind in load_objections()
    assert 0 <= suggestion.confidence <= 1
    assert bool(suggestion.reason) == (suggestion.kind != "unclear")

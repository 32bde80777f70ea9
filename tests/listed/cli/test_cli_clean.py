"""Labels from hostile pages do no harm on a terminal."""

from __future__ import annotations

import io
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listed.cli.answer_json import answer_line
from listed.cli.clean import clean, shorten, shorten_middle, width
from listed.cli.report import Manner, report
from listed.verdict.answer import Row
from tests.listed.cli.make_answers import make_answer, make_list, make_look

ANY_TEXT = st.text(st.characters() | st.sampled_from("\x1b\x07\x9b\x9c\n\r\u202e\u2066\u200f[]mJ0;?\ud800\u0301"))
HOSTILE = "\x1b]0;owned\x07\x1b[2J\x1b[31mKo\u202esovo\x1b[0m\r\n\x9b31m\x00\u2066!\ud800"


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        (None, ""),
        ("", ""),
        ("Kosovo", "Kosovo"),
        ("  Ko \t so\nvo ", "Ko so vo"),
        ("\x1b[31mKosovo\x1b[0m", "Kosovo"),
        ("\x1b]8;;https://evil.example\x07Kosovo\x1b]8;;\x07", "Kosovo"),
        ("\x1b]0;title\x1b\\Kosovo", "Kosovo"),
        ("\x9b2JKosovo", "Kosovo"),
        ("Kosovo\x1b", "Kosovo"),
        ("a\u202ek\u2066b\u200fc\u061cd\ufeffe", "akbcde"),
        ("Kosovo\u2028Serbia", "Kosovo Serbia"),
        ("K\ud800osovo", "Kosovo"),
        ("Косово", "Косово"),
        ("کوزووُ", "کوزووُ"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("K" + "\u0301" * 50, "K" + "\u0301" * 4),
        ("[bold]Kosovo[/bold]", "[bold]Kosovo[/bold]"),
    ],
)
def test_clean_keeps_the_words_and_drops_the_commands(hostile: str | None, harmless: str) -> None:
    assert clean(hostile) == harmless


@given(ANY_TEXT)
def test_what_is_clean_holds_no_command(text: str) -> None:
    cleaned = clean(text)
    assert not [one for one in cleaned if unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp")]
    assert not set(cleaned) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
    assert clean(cleaned) == cleaned


@given(ANY_TEXT.map(clean), st.integers(1, 60))
def test_what_is_shortened_fits(text: str, cells: int) -> None:
    for short in (shorten(text, cells), shorten_middle(text, cells)):
        assert width(short) <= cells
        assert short == text or "…" in short


def test_a_label_of_a_million_letters_costs_little() -> None:
    assert len(clean("\u202e" + "é" * 1_000_000)) == 3999


@pytest.mark.parametrize("manner", [Manner(), Manner(explain=True), Manner(json=True)])
def test_no_command_reaches_the_screen(manner: Manner) -> None:
    one = make_list(
        "listed", where=HOSTILE, label=HOSTILE, value=HOSTILE, reasons=(HOSTILE,), rows=(Row(HOSTILE, HOSTILE, "XK"),)
    )
    answers = [make_answer("a" + HOSTILE, one, version=HOSTILE), make_answer("b" + HOSTILE, error=HOSTILE)]
    out = io.StringIO()
    report([answer.target for answer in answers], make_look(answers), manner, out)
    text = out.getvalue()
    text.encode()
    assert not set(text) & set("\x1b\x07\x9b\x00\r\u202e\u2066")


def test_json_keeps_what_it_escapes() -> None:
    import json

    label = "\x1b[31mKo\u202esovo\x9b"
    line = answer_line(make_answer("x", make_list("listed", label=label)))
    assert json.loads(line)["lists"][0]["label"] == label

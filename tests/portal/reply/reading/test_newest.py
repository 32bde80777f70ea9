"""The newest part of a mail: quoted letters fall away in the ways that mail programs quote them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reply.reading import newest_part

QUOTED = "> Hello,\n>\n> please add Kosovo.\n"


@pytest.mark.parametrize(
    "head",
    [
        "On Mon, 20 Nov 2026 at 10:00, Arta B. <r-7f3k@reply.portal.example> wrote:",
        "On Mon, 20 Nov 2026 at 10:00, Arta B.\n<r-7f3k@reply.portal.example> wrote:",
        "Am 20.11.2026 um 10:00 schrieb Arta B.:",
        "Arta B. schrieb am 20.11.2026 um 10:00:",
        "Le lun. 20 nov. 2026 à 10:00, Arta B. <r@portal.example> a écrit :",
        "Il giorno lun 20 nov 2026 alle ore 10:00 Arta B. ha scritto:",
        "El lun, 20 nov 2026 a las 10:00, Arta B. escribió:",
        "Më 20.11.2026, Arta B. shkroi:",
        "Më hën, 20 nën 2026 në 10:00 Arta B. <r@portal.example> ka shkruar:",
        "дана пон, 20. нов 2026. у 10:00 Арта Б. <r@portal.example> је написао/ла:",
        "Dana 20. 11. 2026. Arta B. je napisala:",
    ],
)
def test_a_head_with_a_quote_below_falls_away(head: str) -> None:
    assert newest_part(f"Thanks, we will look.\n\n{head}\n{QUOTED}") == "Thanks, we will look."


@pytest.mark.parametrize(
    "quote",
    [
        "-----Original Message-----\nFrom: Arta\nplease add Kosovo",
        "-----Ursprüngliche Nachricht-----\nVon: Arta\nbitte",
        "----- Mesazhi origjinal -----\nNga: Arta\nju lutem",
        "----- Оригинална порука -----\nОд: Арта\nмолим",
        "From: Arta B. <r@portal.example>\nSent: Mon, 20 November 2026 10:00\nTo: Support\nSubject: Kosovo\n\nplease",
        "Von: Arta B.\nGesendet: Montag, 20. November 2026\nAn: Support\nBetreff: Kosovo\n\nbitte",
        "De : Arta B.\nEnvoyé : lundi 20 novembre 2026\nÀ : Support\nObjet : Kosovo\n\nmerci",
        "Nga: Arta B.\nDërguar: e hënë, 20 nëntor 2026\nPër: Support\nSubjekti: Kosova\n\nju lutem",
        "Од: Арта Б.\nПослато: понедељак, 20. новембар 2026.\nЗа: Подршка\nНаслов: Косово\n\nмолим",
        "-- \nSupport team\n1 Sample Lane",
    ],
)
def test_what_stands_below_a_mark_falls_away(quote: str) -> None:
    assert newest_part(f"Thanks, we will look.\n\n{quote}") == "Thanks, we will look."


def test_an_answer_between_quoted_lines_is_kept() -> None:
    text = f"On 20 Nov 2026, Arta wrote:\n{QUOTED}\nDone yesterday.\n\n> When is it online?\n\nTomorrow."
    assert " ".join(newest_part(text).split()) == "Done yesterday. Tomorrow."


def test_words_that_only_look_like_a_head_are_kept() -> None:
    text = "From our side all is well.\nWhat you wrote: fine.\nTo: be honest, I like it."
    assert newest_part(text) == text


def test_a_mail_of_nothing_but_a_quote_is_shown_as_it_is() -> None:
    assert newest_part(QUOTED) == QUOTED.strip()


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert len(newest_part(text)) <= len(text)


@pytest.mark.parametrize(
    "trap",
    [
        *("a" * 100_000, "On " * 33_000, ">" * 100_000, "From: a\n" * 12_000, "Sent: \n\n" * 12_000),
        *("On a wrote " * 9_000, ("On a wrote" * 28 + "\n") * 350, "_" * 100_000, " " * 100_000),
        *("CAUTION: mail " * 7_000, ("CAUTION: mail " * 20 + "\n") * 70, ("_" * 40 + "\n") * 400),
    ],
    ids=lambda trap: trap[:10].strip() or "spaces",
)
def test_a_trap_ends(trap: str) -> None:
    assert len(newest_part(trap)) <= 20_000

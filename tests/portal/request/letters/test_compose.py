"""Whole letters, as people read them, in every language and for every channel; and what holds for all of them."""

from __future__ import annotations

import itertools
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from portal.request.letters import Diagnosis, Letter, answer, compose, remind, translate
from portal.request.letters.compose import MOST_WORDS
from portal.request.letters.diagnosis import CHANNELS, CRITERIA, KINDS, POLICIES, VERDICTS
from portal.request.letters.facts import load_facts
from portal.request.letters.glossary import violations
from portal.request.letters.objections import UNANSWERED, load_objections
from portal.request.letters.precedents import load_precedents
from portal.request.letters.tongue import LANGUAGES
from tests.portal.request.letters.make_letters import make_diagnosis, make_finding, make_library, make_sender

ANSWERED = tuple(kind for kind in load_objections() if kind not in UNANSWERED)
SENT = date(2026, 10, 1)


def read(letter: Letter) -> str:
    return f"{letter.subject}\n\n{letter.body}"


def prose(letter: Letter) -> str:
    """Return what our own sentences say, without code and the citizen's words."""
    return "\n".join(part.text for part in letter.parts if part.shape not in ("code", "quote"))


def check(letter: Letter) -> None:
    """What holds for every letter."""
    assert "{" not in prose(letter)
    assert "  " not in prose(letter)
    assert "\n" not in letter.subject
    assert "\r" not in read(letter)
    assert len(letter.subject) <= 160
    assert violations(prose(letter), letter.language) == ()
    if letter.channel == "email":
        unbroken = [line for line in letter.body.split("\n") if "://" not in line and not line.startswith("    ")]
        assert max(map(len, unbroken)) <= 72
    known = set(load_facts()) | {thread.id for thread in load_precedents()}
    assert set(letter.facts) <= known


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_to_a_shop(language: str, channel: str, snapshot: SnapshotAssertion) -> None:
    sender = make_sender(words="I live in Prizren and have bought from you for years.")
    assert read(compose(make_diagnosis(), sender, language, channel)) == snapshot


@pytest.mark.parametrize("channel", ["email", "tracker"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_to_a_library_that_follows_iso_alone(language: str, channel: str, snapshot: SnapshotAssertion) -> None:
    assert read(compose(make_library(), make_sender(), language, channel)) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_about_all_verdicts_at_once(language: str, snapshot: SnapshotAssertion) -> None:
    findings = (
        make_finding(criterion="phone-code", entries=2, before=None),
        make_finding(criterion="nationality", verdict="qualified", label="Kosovo (UNSCR 1244)"),
        make_finding(criterion="region", verdict="under-serbia", label="RS-KM"),
        make_finding(criterion="flag", verdict="mixed"),
        make_finding(criterion="map"),
    )
    diagnosis = make_diagnosis(kind="bank", findings=findings, signers=3)
    assert read(compose(diagnosis, make_sender(), language, "email")) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_reminder(language: str, snapshot: SnapshotAssertion) -> None:
    assert read(remind(make_diagnosis(), make_sender(), language, "email", SENT)) == snapshot


@pytest.mark.parametrize("kind", ANSWERED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer(language: str, kind: str, snapshot: SnapshotAssertion) -> None:
    assert read(answer(kind, make_library(), make_sender(), language, "email")) == snapshot


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_letter_is_short_and_complete(language: str) -> None:
    too_long = {}
    cases = [
        *itertools.product(CRITERIA, VERDICTS, ("company",), POLICIES),
        *itertools.product(("phone-code",), ("missing", "under-serbia"), KINDS, (None, *POLICIES)),
    ]
    for criterion, verdict, kind, policy in cases:
        finding = make_finding(criterion=criterion, verdict=verdict, label="A label (with a note)")
        diagnosis = make_library(kind=kind, policy=policy, findings=(finding,))
        for channel in CHANNELS:
            letter = compose(diagnosis, make_sender(), language, channel)
            check(letter)
            if letter.words > MOST_WORDS:
                too_long[criterion, verdict, kind, policy, channel] = letter.words
    assert too_long == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reminder_and_answer_is_short_and_complete(language: str) -> None:
    for channel in CHANNELS:
        letters = [remind(make_library(), make_sender(), language, channel, SENT)]
        letters += [answer(kind, make_library(), make_sender(), language, channel) for kind in ANSWERED]
        for letter in letters:
            check(letter)
            assert letter.words <= MOST_WORDS


TEXTS = st.text(st.characters(exclude_characters="{}", exclude_categories=["Cs"]), max_size=300)


@given(name=TEXTS, label=TEXTS, where=TEXTS, words=TEXTS, language=st.sampled_from(LANGUAGES))
def test_texts_of_strangers_break_no_letter(name: str, label: str, where: str, words: str, language: str) -> None:
    finding = make_finding(verdict="qualified", label=label, where=where)
    diagnosis = make_library(name=name, findings=(finding,))
    for channel in CHANNELS:
        letter = compose(diagnosis, make_sender(name=name, words=words), language, channel)
        assert "{" not in prose(letter)
        assert "\n" not in letter.subject
        assert all(sign.isprintable() or sign in "\n\u00a0" for sign in letter.body)
        assert letter == compose(diagnosis, make_sender(name=name, words=words), language, channel)


def test_a_translation_is_the_same_letter_in_other_words() -> None:
    letter = compose(make_library(), make_sender(words="My own words."), "en", "email")
    assert translate(letter, "en") == letter
    for language in LANGUAGES:
        other = translate(letter, language)
        assert [(part.id, part.shape) for part in other.parts] == [(part.id, part.shape) for part in letter.parts]
        assert other.facts == letter.facts
        assert other == compose(make_library(), make_sender(words="My own words."), language, "email")
        assert "> My own words." in other.body


def test_serbian_latin_is_serbian_in_other_letters() -> None:
    letter = compose(make_diagnosis(), make_sender(), "sr-latn", "email")
    assert re.findall("[а-яА-ЯђјљњћџЂЈЉЊЋЏ]", letter.body) == []


def test_nobody_is_sent_to_their_own_thread() -> None:
    letter = compose(make_library(name="validatorjs/validator.js"), make_sender(), "en", "email")
    assert not any(fact.startswith("validatorjs/") for fact in letter.facts)


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="tlh"):
        compose(make_diagnosis(), make_sender(), "tlh", "email")
    with pytest.raises(ValueError, match="pigeon"):
        compose(make_diagnosis(), make_sender(), "en", "pigeon")
    for kind in (*UNANSWERED, "nonsense"):
        with pytest.raises(ValueError, match=kind):
            answer(kind, make_diagnosis(), make_sender(), "en", "email")
    for changes in ({"kind": "club"}, {"policy": "none"}, {"findings": ()}):
        with pytest.raises(ValueError, match=r"club|none|finding"):
            make_diagnosis(**changes)
    for changes in ({"verdict": "listed"}, {"criterion": "weather"}):
        with pytest.raises(ValueError, match=r"listed|weather"):
            make_finding(**changes)


def test_a_tracker_shows_strangers_words_as_they_are() -> None:
    label = "<img src=x onerror=alert(1)> @someone `code` **bold** [x](https://spam.example)"
    finding = make_finding(verdict="qualified", label=label)
    letter = compose(make_library(findings=(finding,)), make_sender(), "en", "tracker")
    line = next(line for line in letter.body.split("\n") if "onerror" in line)
    assert "<img" not in line
    assert "@someone" not in line
    assert "**" not in line


def test_code_to_paste_cannot_leave_its_block() -> None:
    diagnosis = make_library()
    remedy = diagnosis.remedy
    assert remedy
    changed = make_library(remedy=type(remedy)("Step", "```\n# Heading\n```", None))
    body = compose(changed, make_sender(), "en", "tracker").body
    assert "````\nStep\n```\n# Heading\n```\n````" in body


def test_a_harmless_letter_names_only_addresses_that_it_was_given_or_that_are_facts() -> None:
    diagnosis: Diagnosis = make_library()
    letter = compose(diagnosis, make_sender(words="see https://spam.example/x"), "en", "email")
    known = {fact.url for fact in load_facts().values()} | {thread.url for thread in load_precedents()}
    named = set(re.findall(r"https://\S+", letter.body))
    assert {address for address in named if "portal.example" not in address} <= known

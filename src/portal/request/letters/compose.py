"""A diagnosis, a sender, a language and a channel go in; the letter and its translations come out."""

from __future__ import annotations

from datetime import date

from portal.request.letters import paragraphs as say
from portal.request.letters.diagnosis import CHANNELS, Diagnosis, Sender
from portal.request.letters.facts import load_facts
from portal.request.letters.layout import lay_out
from portal.request.letters.letter import Letter, Order, Part, words
from portal.request.letters.objections import UNANSWERED, load_objections
from portal.request.letters.precedents import choose
from portal.request.letters.tongue import Tongue, load_letters, one_line

EXAMPLES = {"email": 2, "form": 1, "tracker": 2, "post": 2}
"""How many threads of others a letter names at most: long enough to convince, short enough to be read."""
MOST_WORDS = 220
"""Words that a first letter should not exceed; who is flooded with letters reads no long ones."""


def _tongue(language: str) -> Tongue:
    try:
        return load_letters()[language]
    except KeyError:
        raise ValueError(f"no letters are written in {language!r}") from None


def _head(tongue: Tongue, order: Order) -> list[Part]:
    """Return sender, recipient, place and date as they stand above a letter on paper."""
    sender = order.sender
    ours = "\n".join(one_line(line) for line in (sender.portal, *sender.post))
    theirs = "\n".join(one_line(line) for line in (order.diagnosis.post or (order.diagnosis.name,)))
    return [Part("from", ours, "lines"), Part("to", theirs, "lines"), Part("date", tongue.day(sender.today), "lines")]


def _heading(tongue: Tongue, order: Order, name: str) -> list[Part]:
    return [Part(f"heading-{name}", tongue.say(f"heading.{name}"), "heading")] if order.channel == "tracker" else []


def _policy(tongue: Tongue, order: Order) -> list[Part]:
    """Return what a person ticks before they post, as trackers drown in threads that nobody has thought about."""
    if order.channel != "tracker":
        return []
    policy = order.diagnosis.policy
    ticks = ["policy.read", "policy.searched", *([f"policy.{policy}"] if policy else []), "policy.person"]
    return [*_heading(tongue, order, "policy"), Part("policy", "\n".join(map(tongue.say, ticks)), "checks")]


def _ask(tongue: Tongue, order: Order) -> tuple[list[Part], tuple[str, ...]]:
    """Return the parts of a first letter; examples of others are left out one by one where it would become long."""
    for count in range(EXAMPLES[order.channel], -1, -1):
        parts, facts = _ask_with(tongue, order, count)
        if words(parts) <= MOST_WORDS:
            break
    return parts, facts


def _ask_with(tongue: Tongue, order: Order, count: int) -> tuple[list[Part], tuple[str, ...]]:
    diagnosis, sender, channel = order.diagnosis, order.sender, order.channel
    fact = say.harm_fact(diagnosis)
    status, used = say.status(tongue, diagnosis)
    threads = say.examples(diagnosis, count)
    tracker = channel == "tracker"
    parts = [
        *_policy(tongue, order),
        *_heading(tongue, order, "found"),
        *_greeted(tongue, order, "opening", say.opening(tongue, diagnosis, sender, channel)),
        say.findings(tongue, diagnosis),
        say.proof(tongue, diagnosis),
        say.asking(tongue, diagnosis, load_facts()[fact].url),
        *_heading(tongue, order, "step"),
        *say.step(tongue, diagnosis),
        *_heading(tongue, order, "code"),
        status,
        *say.option(tongue, diagnosis),
        *(_heading(tongue, order, "precedents") if threads else []),
        *say.precedents(tongue, threads, headed=tracker),
        *say.words(tongue, sender),
        *_end(tongue, order),
    ]
    return parts, tuple(dict.fromkeys((*used, fact, *(thread.id for thread in threads))))


def _remind(tongue: Tongue, order: Order) -> tuple[list[Part], tuple[str, ...]]:
    diagnosis = order.diagnosis
    if order.sent is None:
        raise ValueError("a reminder says when the letter was sent")
    looked = max(finding.looked for finding in diagnosis.findings)
    parts = [
        *_greeted(tongue, order, "reminder", tongue.say("remind.body", sent=order.sent, target=diagnosis.name)),
        Part("state", tongue.say("remind.state", date=looked)),
        say.findings(tongue, diagnosis),
        say.proof(tongue, diagnosis),
        *say.step(tongue, diagnosis),
        Part("help", tongue.say("remind.help")),
        *_end(tongue, order),
    ]
    return parts, ()


def _answer(tongue: Tongue, order: Order) -> tuple[list[Part], tuple[str, ...]]:
    diagnosis, kind = order.diagnosis, order.purpose
    objection = load_objections().get(kind)
    if objection is None or kind in UNANSWERED:
        raise ValueError(f"nobody answers this kind of reply: {kind!r}")
    if objection.next == "obey":
        signed = [] if order.channel == "tracker" else [say.signature(tongue, diagnosis, order.sender, order.channel)]
        return [*_greeted(tongue, order, "answer", tongue.say(f"answer.{kind}")), *signed], ()
    status, facts = say.status(tongue, diagnosis)
    threads = choose(diagnosis.criterion, (objection.argument,) if objection.argument else (), 2, spare=diagnosis.name)
    added = {
        "findings": [say.findings(tongue, diagnosis), say.proof(tongue, diagnosis)],
        "step": say.step(tongue, diagnosis),
        "status": [status],
        "precedents": say.precedents(tongue, threads, headed=False),
    }
    parts = [
        *_greeted(tongue, order, "thanks", tongue.say("answer.thanks", target=diagnosis.name)),
        Part("answer", tongue.say(f"answer.{kind}")),
        *(part for name in objection.adds for part in added[name]),
        *say.words(tongue, order.sender),
        *_end(tongue, order),
    ]
    used = (facts if "status" in objection.adds else ()) + (
        tuple(thread.id for thread in threads) if "precedents" in objection.adds else ()
    )
    return parts, used


def _greeted(tongue: Tongue, order: Order, name: str, text: str) -> list[Part]:
    """Return the greeting and the first paragraph; in a tracker, without a greeting, it begins with a capital."""
    if order.channel == "tracker":
        return [Part(name, text[:1].upper() + text[1:])]
    return [say.greeting(tongue, order.diagnosis, order.channel), Part(name, text)]


def _end(tongue: Tongue, order: Order) -> list[Part]:
    closing = say.closing(tongue, order.sender, order.channel)
    if order.channel == "tracker":
        return [closing]
    return [closing, say.signature(tongue, order.diagnosis, order.sender, order.channel)]


def _subject(tongue: Tongue, order: Order) -> str:
    return tongue.say(f"subject.{order.diagnosis.verdict}", target=one_line(order.diagnosis.name, 80))


def _finished(tongue: Tongue, order: Order, subject: str, parts: list[Part], facts: tuple[str, ...]) -> Letter:
    if order.channel == "post":
        parts = [*_head(tongue, order), Part("subject", subject, "lines"), *parts]
    kept = tuple(parts)
    return Letter(subject, lay_out(kept, order.channel), tongue.language, order.channel, facts, kept, order)


def compose(diagnosis: Diagnosis, sender: Sender, language: str, channel: str) -> Letter:
    """Return the first letter of a request. Raises ValueError for a language or channel that is not known."""
    return write(Order(diagnosis, sender, channel), language)


def remind(diagnosis: Diagnosis, sender: Sender, language: str, channel: str, sent: date) -> Letter:
    """Return the one courteous reminder of a letter that went out on the day `sent`."""
    return write(Order(diagnosis, sender, channel, "remind", sent), language)


def answer(kind: str, diagnosis: Diagnosis, sender: Sender, language: str, channel: str) -> Letter:
    """Return the next best answer to this kind of objection, as data/objections has it.

    Raises ValueError for a kind that is not known or that nobody answers (automatic, unclear).
    """
    return write(Order(diagnosis, sender, channel, kind), language)


def write(order: Order, language: str) -> Letter:
    """Return the letter that was ordered, in this language."""
    if order.channel not in CHANNELS:
        raise ValueError(f"no such channel: {order.channel!r}")
    tongue = _tongue(language)
    subject = _subject(tongue, order)
    if order.purpose == "ask":
        parts, facts = _ask(tongue, order)
    elif order.purpose == "remind":
        subject = tongue.say("subject.remind", subject=subject)
        parts, facts = _remind(tongue, order)
    else:
        subject = tongue.say("subject.answer", subject=subject)
        parts, facts = _answer(tongue, order)
    return _finished(tongue, order, subject, parts, facts)


def translate(letter: Letter, language: str) -> Letter:
    """Return the same letter in another language, sentence by sentence; the citizen's own words stay as they are."""
    return write(letter.order, language)

"""A diagnosis, a sender, a language and a channel go in; the letter and its translations come out."""

from __future__ import annotations

from portal.request.letters import paragraphs as say
from portal.request.letters.diagnosis import CHANNELS, Diagnosis, Sender
from portal.request.letters.facts import load_facts
from portal.request.letters.layout import lay_out
from portal.request.letters.letter import Letter, Order, Part
from portal.request.letters.tongue import Tongue, load_letters, one_line

EXAMPLES = {"email": 2, "form": 1, "tracker": 2, "post": 2}
"""How many threads of others a letter names: long enough to convince, short enough to be read."""


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
    diagnosis, sender, channel = order.diagnosis, order.sender, order.channel
    fact = say.harm_fact(diagnosis)
    status, used = say.status(tongue, diagnosis)
    threads = say.examples(diagnosis, EXAMPLES[channel])
    tracker = channel == "tracker"
    parts = [
        *_policy(tongue, order),
        *_heading(tongue, order, "found"),
        *([] if tracker else [say.greeting(tongue, diagnosis, channel)]),
        say.opening(tongue, diagnosis, sender, channel),
        say.findings(tongue, diagnosis),
        say.proof(tongue, diagnosis),
        say.asking(tongue, diagnosis, load_facts()[fact].url),
        *_heading(tongue, order, "step"),
        *say.step(tongue, diagnosis),
        *_heading(tongue, order, "code"),
        status,
        *say.option(tongue, diagnosis),
        *_heading(tongue, order, "precedents"),
        *say.precedents(tongue, threads, headed=tracker),
        *say.words(tongue, sender),
        say.closing(tongue, sender, channel),
        *([] if tracker else [say.signature(tongue, diagnosis, sender, channel)]),
    ]
    return parts, tuple(dict.fromkeys((*used, fact, *(thread.id for thread in threads))))


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


def write(order: Order, language: str) -> Letter:
    """Return the letter that was ordered, in this language."""
    if order.channel not in CHANNELS:
        raise ValueError(f"no such channel: {order.channel!r}")
    tongue = _tongue(language)
    parts, facts = _ask(tongue, order)
    return _finished(tongue, order, _subject(tongue, order), parts, facts)


def translate(letter: Letter, language: str) -> Letter:
    """Return the same letter in another language, sentence by sentence; the citizen's own words stay as they are."""
    return write(letter.order, language)

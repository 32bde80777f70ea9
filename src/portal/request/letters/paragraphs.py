"""A diagnosis and a sender go in, the paragraphs of a letter in one language come out, each from sentences by id."""

from __future__ import annotations

from collections.abc import Iterable

from portal.request.letters.diagnosis import Diagnosis, Finding, Sender
from portal.request.letters.letter import Part
from portal.request.letters.precedents import Precedent, choose
from portal.request.letters.tongue import Tongue, one_line
from portal.request.letters.words import own_words

TECHNICAL = ("standards-body", "open-source")
FORMAL = ("public-body", "university", "bank", "airline")
MOST_FINDINGS = 4
MOST_STEPS = 3
LONGEST_SNIPPET = 2000
FURTHER = {"phone-code": ("itu", "libphonenumber"), "iban": ("swift",), "timezone": ("cldr",), "currency": ("cldr",)}
"""Facts that a criterion adds to what is said about the code."""


def _joined(sentences: Iterable[str]) -> str:
    return " ".join(sentence for sentence in sentences if sentence)


def greeting(tongue: Tongue, diagnosis: Diagnosis, channel: str) -> Part:
    """Return how the letter greets: formally on paper and to public bodies, universities, banks and airlines."""
    formal = channel == "post" or diagnosis.kind in FORMAL
    return Part("greeting", tongue.say("greeting.formal" if formal else "greeting.plain"))


def opening(tongue: Tongue, diagnosis: Diagnosis, sender: Sender, channel: str) -> str:
    """Return who writes, with how many others, and what was looked at when."""
    who = "opening.poster" if channel == "tracker" else "opening.sender"
    looked = max(finding.looked for finding in diagnosis.findings)
    return _joined(
        (
            tongue.say(who, portal=sender.portal),
            tongue.say("opening.signers", diagnosis.signers) if diagnosis.signers else "",
            tongue.say("opening.looked", date=looked, target=diagnosis.name, address=diagnosis.address),
        )
    )


def _found(tongue: Tongue, finding: Finding, technical: bool) -> str:
    criterion = tongue.say(f"criterion.{finding.criterion}")
    key = f"found.{finding.verdict}"
    if finding.verdict == "missing" and finding.entries:
        said = tongue.say(key, finding.entries, criterion=criterion)
    elif finding.verdict == "missing":
        said = tongue.say(f"{key}-uncounted", criterion=criterion)
    elif finding.verdict == "mixed":
        said = tongue.say(key, criterion=criterion)
    elif finding.label:
        said = tongue.say(key, criterion=criterion, label=finding.label)
    else:
        said = tongue.say(f"{key}-unnamed", criterion=criterion)
    between = finding.verdict == "missing" and finding.before and finding.after
    return _joined(
        (
            said,
            tongue.say("found.gap", before=finding.before or "", after=finding.after or "") if between else "",
            tongue.say("found.where", where=finding.where) if technical and finding.where else "",
        )
    )


def findings(tongue: Tongue, diagnosis: Diagnosis) -> Part:
    """Return one line a finding, the first four, and how many more there are."""
    technical = diagnosis.kind in TECHNICAL
    lines = [_found(tongue, finding, technical) for finding in diagnosis.findings[:MOST_FINDINGS]]
    more = len(diagnosis.findings) - MOST_FINDINGS
    if more > 0:
        lines.append(tongue.say("found.more", more))
    return Part("findings", "\n".join(lines), "list")


def proof(tongue: Tongue, diagnosis: Diagnosis) -> Part:
    """Return where the proof of the first finding stands."""
    return Part("proof", tongue.say("found.proof", evidence=diagnosis.findings[0].evidence))


def harm_fact(diagnosis: Diagnosis) -> str:
    """Return the id of the fact that says whom the gap touches."""
    if diagnosis.verdict == "qualified" or diagnosis.criterion == "timezone":
        return "cldr"
    known = ("country", "nationality", "phone-code", "iban", "currency", "flag", "map", "locale", "region")
    return f"harm-{diagnosis.criterion if diagnosis.criterion in known else 'country'}"


def asking(tongue: Tongue, diagnosis: Diagnosis, source: str) -> Part:
    """Return what is asked, for whom, and one reported case."""
    criterion = "qualified" if diagnosis.verdict == "qualified" else diagnosis.criterion
    key = f"harm.{criterion}" if tongue.has(f"harm.{criterion}") else "harm.country"
    return Part("asking", _joined((tongue.say(f"ask.{diagnosis.kind}"), tongue.say(key, source=source))))


def _steps(tongue: Tongue, diagnosis: Diagnosis) -> list[str]:
    keys = []
    for finding in diagnosis.findings:
        key = f"step.{finding.criterion if finding.verdict == 'missing' else finding.verdict}"
        keys.append(key if tongue.has(key) else "step.other")
    return [tongue.say(key) for key in list(dict.fromkeys(keys))[:MOST_STEPS]]


def step(tongue: Tongue, diagnosis: Diagnosis) -> list[Part]:
    """Return the exact step: the known remedy with code to paste, or what to add for each criterion."""
    origin = tongue.say("step.origin", origin=diagnosis.origin.name) if diagnosis.origin else ""
    remedy = diagnosis.remedy
    if remedy is None:
        steps = _steps(tongue, diagnosis)
        if len(steps) == 1:
            return [Part("step", _joined((origin, tongue.say("step.one", step=steps[0]))))]
        return [
            Part("step", _joined((origin, tongue.say("step.many")))),
            Part("steps", "\n".join(step[:1].upper() + step[1:] for step in steps), "list"),
        ]
    block = one_line(remedy.steps, 400)
    if remedy.snippet:
        block += "\n" + code(remedy.snippet)
    return [Part("step", _joined((origin, tongue.say("step.remedy")))), Part("remedy", block, "code")]


def code(snippet: str) -> str:
    """Return code to paste: its lines as they are, without control characters, at most 2,000 letters."""
    lines = snippet[:LONGEST_SNIPPET].replace("\t", "    ").splitlines()
    return "\n".join("".join(letter for letter in line if letter.isprintable()).rstrip() for line in lines)


def status(tongue: Tongue, diagnosis: Diagnosis) -> tuple[Part, tuple[str, ...]]:
    """Return what XK is and who uses it, and the ids of the facts that this says."""
    facts = ("user-assigned", "cldr", "swift", "imf", "geonames", "eu")
    criteria = dict.fromkeys(finding.criterion for finding in diagnosis.findings)
    named = next((criterion for criterion in criteria if criterion in FURTHER), None)
    said = _joined((tongue.say("code.status"), tongue.say(f"code.{named}") if named else ""))
    return Part("status", said), (*facts, *(fact for fact in FURTHER.get(named or "", ()) if fact not in facts))


def option(tongue: Tongue, diagnosis: Diagnosis) -> list[Part]:
    """Return the way that leaves the target's own policy as it is, where one is known."""
    return [Part("option", tongue.say(f"option.{diagnosis.policy}"))] if diagnosis.policy else []


def examples(diagnosis: Diagnosis, count: int) -> tuple[Precedent, ...]:
    """Return the threads to name: an option for those who follow ISO alone, consistency for mixed lists."""
    first: tuple[str, ...] = ()
    if diagnosis.policy == "iso-only":
        first = ("opt_in",)
    elif diagnosis.verdict == "mixed":
        first = ("inconsistency",)
    return choose(diagnosis.criterion, first, count, spare=diagnosis.name)


def precedents(tongue: Tongue, threads: tuple[Precedent, ...], headed: bool) -> list[Part]:
    """Return one line a thread: who, when, by which argument, and its address."""
    lines = [
        tongue.say(
            "precedents.line",
            name=thread.id.partition("#")[0] + (f" ({thread.date[:4]})" if thread.date else ""),
            reason=tongue.say(f"precedents.{thread.argument}"),
            url=thread.url,
        )
        for thread in threads
    ]
    intro = [] if headed else [Part("precedents-intro", tongue.say("precedents.intro"))]
    return [*intro, Part("precedents", "\n".join(lines), "list")] if lines else []


def words(tongue: Tongue, sender: Sender) -> list[Part]:
    """Return the citizen's own words as a quoted paragraph, where there are any."""
    said = own_words(sender.words)
    if not said:
        return []
    return [Part("words-intro", tongue.say("words.intro", name=sender.name)), Part("words", said, "quote")]


def closing(tongue: Tongue, sender: Sender, channel: str) -> Part:
    """Return how to answer, how to ask for a new look, where all this is public, and how to be left alone."""
    answer = {"email": "closing.reply", "tracker": "closing.here"}.get(channel, "closing.write")
    lines = [
        tongue.say(answer, reply=sender.reply),
        tongue.say("closing.check", check=sender.check),
        tongue.say("closing.page", page=sender.page),
    ]
    # Everybody reads a tracker, and whoever holds that address may end all mail to the owner: there they just say so.
    if channel != "tracker":
        lines.append(tongue.say("closing.leave", leave=sender.leave))
    return Part("closing", "\n".join(lines), "notes")


def signature(tongue: Tongue, diagnosis: Diagnosis, sender: Sender, channel: str) -> Part:
    """Return the farewell, the name and the portal with its postal address."""
    formal = channel == "post" or diagnosis.kind in FORMAL
    lines = [tongue.say("closing.signed-formal" if formal else "closing.signed"), one_line(sender.name)]
    address = (one_line(line) for line in sender.post)
    lines.append(", ".join((one_line(sender.portal), *address)) if channel == "email" else one_line(sender.portal))
    return Part("signature", "\n".join(lines), "lines")

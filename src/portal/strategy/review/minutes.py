"""A review in; its minutes as one plain value, and as Markdown, out. Nothing here is secret: no address, no token."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.ground.languages.said import said
from portal.strategy.plan.contents import contents
from portal.strategy.plan.diff import Difference, compare
from portal.strategy.review.models import Finding, FindingKind, Guest, Motion, Review, Wording
from portal.strategy.review.states import FindingState, MotionState, WordingState

LAYOUT = 1
_SIGNS = re.compile(r"([\\`*_\[\]<>|~&])")
_BEGINS = re.compile(r"^(#|\+|-|\d+(?=[.)]))")


def minutes(review: Review) -> dict[str, Any]:
    """Who was there, what was looked at, found, voted on and decided, and what the next version changes."""
    guests = review.guests.exclude(joined_at=None).select_related("partner")
    return {
        "layout": LAYOUT,
        "strategy": {"slug": review.strategy.slug, "names": review.strategy.names},
        "review": {
            "number": review.number,
            "names": review.names,
            "about": review.about,
            "place": review.place,
            "from": review.starts_on.isoformat(),
            "until": review.ends_on.isoformat(),
            "state": review.state,
            "closed_at": review.closed_at.isoformat(timespec="seconds") if review.closed_at else None,
        },
        "looked_at": {
            "version": review.version.number,
            "digest": review.version.digest,
            "snapshot": review.snapshot,
            "frozen_at": review.frozen_at.isoformat(timespec="seconds") if review.frozen_at else None,
        },
        "guests": [
            {"name": one.name, "organisation": one.organisation, "partner": one.partner.slug if one.partner else ""}
            for one in guests
        ],
        "findings": [_finding(one) for one in _findings(review)],
        "motions": [_motion(one) for one in review.motions.exclude(state=MotionState.WITHDRAWN)],
        "next": _next(review),
    }


def changes(review: Review) -> list[Difference]:
    """What the version that was published changes in the one that was reviewed."""
    return compare(contents(review.version), contents(review.led_to)) if review.led_to else []


def _findings(review: Review) -> Iterable[Finding]:
    rows = review.findings.exclude(state=FindingState.DROPPED).select_related("guest", "joined_with")
    return rows.prefetch_related("wordings__guest")


def _finding(one: Finding) -> dict[str, Any]:
    return {
        "number": one.number,
        "kind": one.kind,
        "part": one.part,
        "text": one.text,
        "language": one.language,
        "by": _who(one.guest),
        "joined_with": one.joined_with.number if one.joined_with else None,
        "wordings": [_wording(each) for each in one.wordings.all()],
    }


def _wording(one: Wording) -> dict[str, Any]:
    return {"text": one.text, "state": one.state, "by": _who(one.guest), "at": one.at.isoformat(timespec="seconds")}


def _who(guest: Guest | None) -> str:
    """How the minutes name a writer; empty for the chair."""
    return ", ".join(filter(None, (guest.name, guest.organisation))) if guest else ""


def _motion(one: Motion) -> dict[str, Any]:
    return {
        "number": one.number,
        "title": one.title,
        "reason": one.reason,
        "language": one.language,
        "finding": one.finding.number if one.finding else None,
        "change": one.change,
        "state": one.state,
        "votes": None if one.yes is None else {"yes": one.yes, "no": one.no, "abstained": one.abstained},
        "decided_at": one.decided_at.isoformat(timespec="seconds") if one.decided_at else None,
    }


def _next(review: Review) -> dict[str, Any] | None:
    made = review.led_to
    if made is None:
        return None
    return {
        "version": made.number,
        "digest": made.digest,
        "starts_on": made.starts_on.isoformat() if made.starts_on else None,
        "changes": [
            {"part": each.part, "field": each.field, "kind": str(each.kind), "was": each.was, "now": each.now}
            for each in changes(review)
        ],
    }


def as_markdown(found: Mapping[str, Any], differences: Sequence[Difference], parts: Mapping[str, str]) -> str:
    """The minutes as Markdown in the language of the reader. `parts`: `kind/key` to its name.

    What people wrote is escaped, so that it says what it said and nothing more.
    """
    about, looked = found["review"], found["looked_at"]
    title = said(about["names"]) or _("Review %(number)s") % {"number": about["number"]}
    lines = [f"# {_plain(title)}", "", _plain(said(found["strategy"]["names"])), ""]
    lines += [f"- {_('From %(first)s to %(last)s') % {'first': about['from'], 'last': about['until']}}"]
    if about["place"]:
        lines.append(f"- {_plain(about['place'])}")
    lines.append(f"- {_('Looked at: version %(number)s') % {'number': looked['version']}}")
    if looked["snapshot"]:
        lines.append(f"- {_('Frozen: SHA-256 %(digest)s') % {'digest': looked['snapshot']}}")
    lines += _list(
        _("Who was there"), [_line(", ".join(filter(None, (g["name"], g["organisation"])))) for g in found["guests"]]
    )
    for kind in FindingKind:
        rows = [one for one in found["findings"] if one["kind"] == kind and one["joined_with"] is None]
        lines += _list(str(kind.label), [line for one in rows for line in _finding_lines(one, parts)])
    lines += _list(_("Decisions"), [line for one in found["motions"] for line in _motion_lines(one)])
    if found["next"]:
        head = _("What version %(number)s changes") % {"number": found["next"]["version"]}
        lines += _list(head, [_line(each.words) for each in differences] or [_line(_("Nothing."))])
    return "\n".join(lines).strip() + "\n"


def _list(head: str, rows: Sequence[str]) -> list[str]:
    return ["", f"## {_plain(head)}", "", *rows] if rows else []


def _line(text: str) -> str:
    return f"- {_plain(text)}"


def _finding_lines(one: Mapping[str, Any], parts: Mapping[str, str]) -> list[str]:
    beside = " – ".join(filter(None, (parts.get(one["part"], ""), one["by"] or _("The chair"))))
    lines = [f"- **{one['number']}** {_plain(one['text'])} ({_plain(beside)})"]
    other = {each["text"] for each in one["wordings"] if each["state"] != WordingState.APPLIED} - {one["text"]}
    return lines + [f"  - {_plain(_('Other words: %(text)s') % {'text': text})}" for text in sorted(other)]


def _motion_lines(one: Mapping[str, Any]) -> list[str]:
    lines = [f"- **{one['number']}** {_plain(one['title'])}: {_plain(str(MotionState(one['state']).label))}"]
    if votes := one["votes"]:
        lines.append(f"  - {_plain(tally_words(votes['yes'], votes['no'], votes['abstained']))}")
    if one["reason"]:
        lines.append(f"  - {_plain(one['reason'])}")
    return lines


def tally_words(yes: int, no: int, abstained: int) -> str:
    """The votes in words."""
    counted = _("%(yes)s yes, %(no)s no") % {"yes": yes, "no": no}
    if not abstained:
        return counted
    more = ngettext("%(number)s abstention", "%(number)s abstentions", abstained) % {"number": abstained}
    return f"{counted}, {more}"


def _plain(text: str) -> str:
    """Words that Markdown takes as they are, on one line."""
    escaped = _SIGNS.sub(r"\\\1", " ".join(text.split()))
    return _BEGINS.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", escaped)

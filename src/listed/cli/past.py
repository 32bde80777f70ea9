"""What was read in the versions of a package in; sentences and short phrases about its history out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from listed.cli.clean import clean, shorten
from listed.cli.words import CRITERIA, NEIGHBOUR, PLACE, counted
from listed.scan.history import Past
from listed.sources.releases import Release
from listed.verdict.shifts import Shift, level, shifts
from listed.verdict.standing import Standing

_NAME_CELLS = 30
_CODE_CELLS = 16


def since(target: str, pasts: Sequence[Past]) -> str:
    """One or two sentences: since when a package lists the place, when it stopped, or that it never did."""
    name = clean(target)
    read = [(index, past) for index, past in enumerate(pasts) if past.answer]
    levels = [_level(past) for _, past in read]
    if not read:
        return f"{name}: none of its {counted(len(pasts), 'version')} could be read."
    if not any(levels):
        return _never(name, [past for _, past in read])
    starts = [place for place in range(len(read)) if levels[place] and not (place and levels[place - 1])]
    first, last = starts[0], starts[-1]
    if not levels[-1]:
        end = max(place for place in range(len(read)) if levels[place])
        said = f"{name} lists {PLACE} no longer since {_when(pasts, read, end + 1)}."
        return f"{said} It had listed it since {_when(pasts, read, first)}."
    whole = [place for place in range(last, len(read)) if levels[place] == 2 and levels[place - 1 if place else 0] < 2]
    if levels[-1] == 1:
        said = f"{name} lists {PLACE} in some of its lists since {_when(pasts, read, last)}"
    elif levels[last] == 1 and whole:
        said = f"{name} lists {PLACE} in some of its lists since {_when(pasts, read, last)}, and in all since "
        said += _when(pasts, read, whole[-1])
    else:
        said = f"{name} lists {PLACE} since {_when(pasts, read, last)}"
    if first != last:
        said += f". It had listed it before, since {_when(pasts, read, first)}"
    return said + "."


def left_out(pasts: Sequence[Past]) -> str:
    """How many versions were read, could not be read, and were not read."""
    read = sum(past.answer is not None for past in pasts)
    failed = sum(past.error is not None for past in pasts)
    unread = len(pasts) - read - failed
    parts = [f"{read:,} of {counted(len(pasts), 'version')} read"]
    parts += [f"{failed:,} not readable"] if failed else []
    parts += [f"{unread:,} left out (--every reads all)"] if unread else []
    return ", ".join(parts) + "."


def day(release: Release) -> str:
    """The day of a release; with `~` where only its publisher's files tell it, and `?` where nothing does."""
    if release.released is None:
        return "?"
    return ("" if release.dated_by == "registry" else "~") + release.released.strftime("%Y-%m-%d")


def stands(past: Past) -> str:
    """How the place stands in the first criteria that say so: `Kosovo (XK)`, `phone codes: +383`, `249 entries`."""
    shown = [words for word, one in past.standings.items() if (words := _stands(word, one))]
    if not shown:
        shown = [counted(one.entries, "entry", "entries") for one in past.standings.values()]
        return "".join(shown[:1])
    return "; ".join(shown[:2])


def changes(before: Past | None, past: Past) -> list[Shift]:
    """What changed since the version that was read before; nothing where none was."""
    return shifts(before.standings, past.standings) if before else []


def said_of(shift: Shift) -> str:
    """A change in a few words."""
    where = CRITERIA.get(shift.criterion, clean(shift.criterion))
    if shift.kind == "renamed":
        return f"{where}: “{shorten(clean(shift.was), _NAME_CELLS)}” is now “{shorten(clean(shift.now), _NAME_CELLS)}”"
    if shift.kind == "recoded":
        return f"{where}: {shorten(clean(shift.was), _CODE_CELLS)} is now {shorten(clean(shift.now), _CODE_CELLS)}"
    if shift.kind == "appeared":
        return f"appeared in {'some lists of ' if level(shift.now) == 1 else ''}{where}"
    if shift.now is None:
        return f"the list of {where} is gone, with {PLACE}"
    return f"now in some lists of {where} only" if level(shift.now) == 1 else f"gone from {where}"


def rows(pasts: Sequence[Past]) -> Iterator[tuple[Past, list[Shift]] | int]:
    """Each version that was tried, with its changes; a number for so many in between that were not."""
    before: Past | None = None
    unread = 0
    for past in pasts:
        if not past.answer and past.error is None:
            unread += 1
            continue
        if unread:
            yield unread
            unread = 0
        yield past, changes(before, past) if past.answer else []
        before = past if past.answer else before
    if unread:
        yield unread


def unread_line(number: int) -> str:
    """`41 releases in between, not read`."""
    return f"{counted(number, 'release')} in between, not read"


def _level(past: Past) -> int:
    return (level(past.answer.verdict) if past.answer else None) or 0


def _never(name: str, read: Sequence[Past]) -> str:
    verdicts = {past.answer.verdict for past in read if past.answer}
    spans = f"in the {counted(len(read), 'version')} read, {_named(read[0])} to {_named(read[-1])}"
    if len(read) == 1:
        spans = f"in the one version read, {_named(read[0])}"
    if verdicts == {"no-country-list"}:
        return f"{name} has no list of the whole world {spans}."
    under = f", only as a part of {NEIGHBOUR}" if "under-serbia" in verdicts else ""
    return f"{name} never listed {PLACE}{under} {spans}."


def _when(pasts: Sequence[Past], read: Sequence[tuple[int, Past]], place: int) -> str:
    """`2.0.0 (2021-09-15)`; and where versions before it are not known, that it may be one of those."""
    index, past = read[place]
    if not place:
        return f"the first version read, {_named(past)}" if index else f"its first version here, {_named(past)}"
    before = read[place - 1][0]
    unknown = sum(not one.release.prerelease and not one.release.yanked for one in pasts[before + 1 : index])
    return _named(past) + (f" or one of the {unknown} before it that were not read" if unknown else "")


def _named(past: Past) -> str:
    date = day(past.release)
    return clean(past.release.version) + (f" ({date})" if date != "?" else "")


def _stands(criterion: str, one: Standing) -> str:
    label, value = shorten(clean(one.label), _NAME_CELLS), shorten(clean(one.value), _CODE_CELLS)
    shown = f"{label} ({value})" if label and value and label != value else label or value
    if not shown:
        return ""
    return shown if criterion == "country" else f"{CRITERIA.get(criterion, clean(criterion))}: {shown}"

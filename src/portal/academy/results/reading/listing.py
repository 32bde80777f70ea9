"""An edition's accounts on a wiki in; their numbers there, and every revision they made since its start, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from portal.academy.programme.states import ParticipantState
from portal.academy.results.models import Account
from portal.academy.results.reading.rows import Row, row_of, rows_from
from portal.academy.results.reading.run import Run
from portal.academy.results.states import AccountState
from wiki.reads import contributions, users

V = TypeVar("V")
RECHECKED = dt.timedelta(days=1)  # how often a name that nobody had is looked up again


def accounts(run: Run) -> list[Account]:
    """The accounts of everybody who takes part, on this wiki."""
    found = Account.objects.filter(site=run.site, participant__edition=run.edition)
    return list(found.exclude(participant__state=ParticipantState.WITHDRAWN).order_by("pk"))


def resolve(run: Run) -> None:
    """Look up the names whose number is not known yet."""
    if run.has("users", "all"):
        return
    wanted = [one for one in accounts(run) if _is_open(run, one)]
    found: dict[str, Any] = {}
    if wanted:
        told = run.ask("users", users.find(run.wire.wiki, [one.name for one in wanted]))
        for one in wanted:
            user = told[one.name]
            registered = user.registered.isoformat() if user.registered else None
            found[str(one.pk)] = [user.id or None, user.name, registered]
    run.keep("users", "all", found)


def _is_open(run: Run, account: Account) -> bool:
    if account.state == AccountState.FOUND:
        return False
    checked = account.checked_at
    return account.state != AccountState.MISSING or run.is_whole or checked is None or checked < run.began - RECHECKED


def found(run: Run) -> dict[int, tuple[int | None, str, str | None]]:
    """What this reading looked up: an account's row to its number on the wiki, its name there, when it registered."""
    return {int(pk): tuple(told) for part in run.got("users") for pk, told in part.items()}


def numbers(run: Run) -> dict[int, dt.datetime | None]:
    """The number of everybody on the wiki, and since when their revisions are listed; None: not yet."""
    told = found(run)
    numbers: dict[int, dt.datetime | None] = {}
    for one in accounts(run):
        if one.state == AccountState.FOUND and one.user:
            numbers[one.user] = one.listed_from
        elif one.pk in told and (number := told[one.pk][0]):
            numbers.setdefault(number, None)
    return numbers


def list_whole(run: Run) -> None:
    """Everything that everybody did since the edition began."""
    list_since(run, "all", sorted(numbers(run)), run.edition.starts_at)


def list_since(run: Run, name: str, who: Sequence[int], since: dt.datetime) -> None:
    """The revisions of these accounts; as many batches at once as the wiki allows, each kept when it is complete."""
    for start, some in enumerate(groups(run, who)):
        key = f"{name}-{start:05}"
        if run.has("list", key):
            continue
        got: list[Row] = []
        for part in run.asked("list", contributions.of(run.wire.wiki, some, since)):
            got += map(row_of, part)
        run.keep("list", key, got)
        run.breathe()


def groups(run: Run, values: Iterable[V]) -> Iterator[list[V]]:
    """Values in parts of which each fills all connections once."""
    each, size = list(values), run.wire.wiki.most * run.wire.wiki.connections
    for start in range(0, len(each), size):
        yield each[start : start + size]


def rows(run: Run) -> dict[int, Row]:
    """All revisions that this reading listed, by their numbers; what was told last holds."""
    return {row.rev: row for part in run.got("list") for row in rows_from(part)}

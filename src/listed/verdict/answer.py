"""What flows out of the verdict room: the answer for each list, and for each target."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list as it was read: what a person sees, what a program gets, and the territory it names."""

    label: str | None
    value: str | None
    code: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """The upstream a list was copied from; `confidence` is a probability from 0 to 1."""

    id: str
    version: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class ListAnswer:
    """What was found in one list.

    `where`: a CSS selector in a page, a path inside a package. `line`: the first line of the list, from 1, or None.
    `criterion`, `scope`, `verdict`: the words of docs/rooms.md. `entries`: rows read; `territories`: different
    territories among them. `label` and `value`: how the place stands there, or None. `reasons`: one plain English
    sentence each, for --explain. `rows`: the list as read. `gap`: the index in `rows` where the place would stand,
    or None where it is listed or not expected. `form`: what it was read from, a word of `listed.lists.table.Table`.
    """

    where: str
    criterion: str
    entries: int
    territories: int
    scope: str
    verdict: str
    label: str | None = None
    value: str | None = None
    origin: Origin | None = None
    remedy: str | None = None
    line: int | None = None
    path: str = ""
    reasons: tuple[str, ...] = ()
    rows: tuple[Row, ...] = field(default=(), repr=False)
    gap: int | None = None
    form: str = ""


@dataclass(frozen=True, slots=True)
class TargetAnswer:
    """What was found in one target: `verdict` sums up its `lists`; `error` says why it could not be read, or None."""

    target: str
    kind: str
    version: str | None
    verdict: str | None
    error: str | None = None
    lists: tuple[ListAnswer, ...] = ()

"""One document in which lists lack the place in; the text with the place in each of them, proven, out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from listed.lists import Document, PlaceList, lists_in
from listed.names import Names
from listed.origin.patch.check import broken, is_whole_json, lost
from listed.origin.patch.coding import Coded, read_text
from listed.origin.patch.draft import Draft
from listed.origin.patch.facts import Package
from listed.origin.patch.grow import Grower
from listed.verdict.answer import ListAnswer
from listed.verdict.judge import judge

_ROUNDS = 4
_WANTING = frozenset(("missing", "under-serbia"))
_NOT_TEXT = {
    "catalogue": "translations follow the list that they translate, and their translators write them",
    "directory": "it is made of file names; a file for the place has to be made",
}
_BEHIND = "the place is in it now, behind others in the same row, where it is not read"
_NOT_READ = "with a row for the place it would not be read as holding it"

Judged = list[tuple[PlaceList, ListAnswer]]


@dataclass(slots=True)
class Mended:
    """`draft` is the text with what was added, `coded` how it is written; the rest is told to people.

    `rows`: each row that was added, as it stands in the file. `open`: fields that a person must fill in. `answers`:
    how the lists stand in the new text. `grown` are the lists that got it, `inner` those that got it behind others.
    """

    path: str
    coded: Coded = field(default_factory=lambda: Coded("", "utf-8", b""))
    draft: Draft = field(default_factory=lambda: Draft(""))
    rows: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    answers: list[ListAnswer] = field(default_factory=list)
    grown: set[str] = field(default_factory=set)
    inner: set[str] = field(default_factory=set)

    @property
    def data(self) -> bytes:
        """The new bytes of the file. Raises UnicodeEncodeError where its charset lacks a letter."""
        return self.coded.mark + self.coded.encode(self.draft.text)


def judged(names: Names, document: Document) -> Judged:
    """Every list of a document with its answer."""
    found = []
    for places in lists_in(names, document):
        where = "#".join(part for part in (document.path, places.table.where) if part)
        answer = judge(names, places, where)
        if answer is not None:
            found.append((places, answer))
    return found


def is_wanting(answer: ListAnswer) -> bool:
    """Whether a list means the whole world and has no row for the place."""
    return answer.scope == "world" and answer.verdict in _WANTING


def mend(names: Names, document: Document, package: Package) -> Mended:
    """Add the place to every list of the document that lacks it; what cannot be kept whole stays as it is."""
    before = judged(names, document)
    lists = [(places, answer) for places, answer in before if is_wanting(answer)]
    mended = Mended(document.path)
    unfit = [(answer.where, _NOT_TEXT[places.table.form]) for places, answer in lists if places.table.form in _NOT_TEXT]
    coded = read_text(document.data)
    if unfit or coded is None:
        mended.left = unfit or [(answer.where, "its file is no plain text") for _, answer in lists]
        return mended
    skip: set[str] = set()
    for _ in range(_ROUNDS):
        mended = Mended(document.path, coded, Draft(coded.text))
        reason = _in_rounds(names, document, package, mended, before, skip)
        unread = {answer.where for answer in mended.answers if is_wanting(answer)} & mended.grown
        if reason:
            return Mended(document.path, coded, left=[(answer.where, reason) for _, answer in lists])
        mended.left += [(where, _BEHIND) for where in sorted(unread & mended.inner)]
        if not unread - mended.inner:
            break
        skip |= unread - mended.inner
    mended.left += [(where, _NOT_READ) for where in sorted(skip)]
    return mended


def _in_rounds(
    names: Names, document: Document, package: Package, mended: Mended, before: Judged, skip: Collection[str]
) -> str:
    """Lists may stand inside each other or be read twice: add, read again, and go on while something is added.

    Why the document cannot be kept whole, or an empty string.
    """
    now = before
    for _ in range(_ROUNDS):
        lists = [(places, answer) for places, answer in now if is_wanting(answer)]
        lists = [one for one in lists if one[1].where not in mended.grown | set(skip)]
        mended.left = []
        steps = list(Grower(names, mended.draft.text, document.path, package).steps(lists, mended.left))
        draft = mended.draft.with_more([one for step in steps for one in step.insertions])
        if not steps or draft is None:
            break
        mended.draft = draft
        for step in steps:
            mended.rows += step.rows
            mended.open += step.open
            mended.checks += step.checks
            mended.grown.add(step.where)
            mended.inner |= {step.where} if step.inner else set()
        try:
            data = mended.data
        except UnicodeEncodeError:
            return f"its charset, {mended.coded.charset}, has not all letters of the name"
        now = judged(names, Document(document.path, data, document.media))
    mended.answers = [answer for _, answer in now]
    return _unsound(names, mended, before, now) if mended.rows else ""


def _unsound(names: Names, mended: Mended, before: Sequence[tuple[PlaceList, ListAnswer]], now: Judged) -> str:
    reason = broken(mended.path, mended.coded.text, mended.draft.text)
    if not reason and is_whole_json(mended.coded.text, mended.draft.text):
        return ""
    return reason or lost([one for one, _ in before], [one for one, _ in now], names.world_place.id)

"""A package's documents in; the patch of each file, and how the package stands before and after it, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from listed.lists import Document
from listed.lists.directory import tables_of_paths
from listed.lists.places import read_places
from listed.names import Names
from listed.origin.patch.coding import Coded
from listed.origin.patch.draft import Draft
from listed.origin.patch.facts import Package as Known
from listed.origin.patch.mend import Mended, is_wanting, judged, mend
from listed.origin.patch.unified import unified
from listed.verdict.answer import ListAnswer
from listed.verdict.judge import judge
from listed.verdict.summary import is_for_use, package_verdict

LARGEST = 32 << 20
MOST_BYTES = 512 << 20
_UNREAD = "inode/unread"
_SAFE = re.compile(r"[^\x00-\x1f\x7f]+")
_GENERATED = re.compile(
    r"(?:^|/)(?:dist|build|generated|umd|cjs|esm|es|lib-?es|out|bundles?|compiled|_build)/|[.-](?:min|umd|bundle|prod)\.|\.min$",
    re.IGNORECASE,
)
_LONG_LINE = 2_000
_TESTS = re.compile(r"(?:^|[/._-])(?:tests?|specs?|__tests__)(?:[/._-]|$)", re.IGNORECASE)
_LARGEST_TEST = 1 << 18
_BETTER = {"missing": 0, "under-serbia": 0, "mixed": 1, "qualified": 1, "listed": 2}


@dataclass(frozen=True, slots=True)
class PatchedFile:
    """One file of the package: its unified diff, its new bytes, the rows that came in, and whether it looks built."""

    path: str
    diff: bytes
    data: bytes
    rows: tuple[str, ...]
    generated: bool


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One list that was left as it is, and why: a sentence without its end."""

    where: str
    reason: str


@dataclass(frozen=True, slots=True)
class Patch:
    """What adds the place to a package. `before` and `after` are the package's verdicts, both judged by the engine.

    `open`: fields that a person must fill in; `checks`: values worth a look; `lists`: the whole-world lists that
    lacked the place before; `after_lists`: those that lack it still.
    """

    files: tuple[PatchedFile, ...]
    before: str
    after: str
    open: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    left: tuple[LeftOut, ...] = ()
    lists: tuple[ListAnswer, ...] = ()
    after_lists: tuple[ListAnswer, ...] = ()

    @property
    def diff(self) -> bytes:
        """The whole patch, for `patch -p1` or `git apply` in the unpacked package."""
        return b"".join(one.diff for one in self.files)

    @property
    def flips(self) -> bool:
        """Whether the package stands better with it."""
        return _BETTER.get(self.after, -1) > _BETTER.get(self.before, 2)


@dataclass(slots=True)
class _Package:
    """What was seen of a package: every answer, the paths, and the documents that lack the place."""

    answers: dict[str, list[ListAnswer]] = field(default_factory=dict)
    paths: list[str] = field(default_factory=list)
    all_paths: list[str] = field(default_factory=list)
    lacking: list[Document] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)
    alpha3: set[bytes] = field(default_factory=set)
    tests: list[Document] = field(default_factory=list)
    bytes_kept: int = 0


def patch_of(names: Names, documents: Iterable[Document]) -> Patch:
    """The patch that adds the place to every list of a package that lacks it, and what could not be done.

    `documents` are all files of the package, those without text too, for their names. Nothing is changed but by rows
    that are put in; the patched documents are read and judged again, and a file that would come out wrong is left out.
    """
    package = _read(names, documents)
    codes = [code.text for code in names.world_place.codes if code.kind == "alpha3"]
    alpha3 = next((code for code in codes if code.encode() in package.alpha3), codes[0])
    before = list(_all(names, package, {}))
    files: list[PatchedFile] = []
    told = _Told()
    after: dict[str, list[ListAnswer]] = {}
    known = Known(alpha3, frozenset(package.all_paths))
    for document in package.lacking:
        mended = mend(names, document, known)
        told.take(mended)
        if mended.rows:
            files.append(patched(document, mended.coded, mended.draft, mended.rows))
            after[document.path] = mended.answers
    answers = list(_all(names, package, after))
    return Patch(
        files=tuple(files),
        before=package_verdict(before),
        after=package_verdict(answers),
        open=tuple(told.open),
        checks=(*told.checks, *_counted(package, filter(is_wanting, before))),
        left=(*package.left, *told.left, *_pictures(names, package)),
        lists=tuple(filter(is_wanting, before)),
        after_lists=tuple(filter(is_wanting, answers)),
    )


@dataclass(slots=True)
class _Told:
    """What people are told of all files together."""

    open: list[str] = field(default_factory=list)
    checks: list[str] = field(default_factory=list)
    left: list[LeftOut] = field(default_factory=list)

    def take(self, mended: Mended) -> None:
        """Take in what is told of one file, each sentence once."""
        self.open += [f"{mended.path}: {one}" for one in dict.fromkeys(mended.open)]
        self.checks += [f"{mended.path}: {one}" for one in dict.fromkeys(mended.checks)]
        self.left += [LeftOut(where, reason) for where, reason in dict.fromkeys(mended.left)]


def _read(names: Names, documents: Iterable[Document]) -> _Package:
    package = _Package()
    codes = [code.text.encode() for code in names.world_place.codes if code.kind == "alpha3"]
    for document in documents:
        package.all_paths.append(document.path)
        if _TESTS.search(document.path) and len(document.data) < _LARGEST_TEST:
            package.tests.append(document)
        if not is_for_use(document.path):
            continue
        package.paths.append(document.path)
        if document.media == _UNREAD:
            continue
        package.alpha3.update(code for code in codes if code in document.data)
        answers = [answer for _, answer in judged(names, document)]
        if answers:
            package.answers[document.path] = answers
        if any(map(is_wanting, answers)):
            _keep(package, document, answers)
    return package


def _keep(package: _Package, document: Document, answers: Sequence[ListAnswer]) -> None:
    """Keep a document to be patched, unless no patch could reach it."""
    reason = _out_of_reach(document)
    if not reason and package.bytes_kept + len(document.data) > MOST_BYTES:
        reason = "the package has more to patch than can be held at once"
    if reason:
        package.left += [LeftOut(answer.where, reason) for answer in answers if is_wanting(answer)]
    else:
        package.lacking.append(document)
        package.bytes_kept += len(document.data)


def _out_of_reach(document: Document) -> str:
    path = document.path
    if "!/" in path:
        return "its file is inside an archive, where a patch does not reach"
    if path.startswith(("/", "~")) or ".." in path.split("/") or not _SAFE.fullmatch(path):
        return "the name of its file is not one that a patch may write to"
    if len(document.data) > LARGEST:
        return f"its file is larger than {LARGEST >> 20} MiB"
    if re.search(r"\.gz$", path):
        return "its file is packed"
    return ""


def patched(document: Document, coded: Coded, draft: Draft, rows: Sequence[str]) -> PatchedFile:
    """The diff of one document. Raises UnicodeEncodeError for a letter that its charset does not have."""
    placed = []
    at = size = 0
    for one in draft.whole_lines():
        size += len(coded.encode(coded.text[at : one.at]))
        at = one.at
        placed.append((size + len(coded.mark), coded.encode(one.text)))
    longest = max(map(len, document.data[: 1 << 20].split(b"\n")), default=0)
    generated = bool(_GENERATED.search(document.path)) or longest > _LONG_LINE
    diff = unified(document.path, document.data, placed)
    return PatchedFile(document.path, diff, coded.mark + coded.encode(draft.text), tuple(rows), generated)


def _all(names: Names, package: _Package, after: dict[str, list[ListAnswer]]) -> Iterator[ListAnswer]:
    """Every answer of the package, with those of `after` in place of the first ones."""
    for path, answers in package.answers.items():
        yield from after.get(path, answers)
    for table in tables_of_paths(package.paths):
        places = read_places(names, table)
        answer = judge(names, places, table.where) if places else None
        if answer is not None and answer.scope == "world":
            yield replace(answer, path=table.where)


def _counted(package: _Package, lists: Iterable[ListAnswer]) -> Iterator[str]:
    """The tests that count the rows of a list, and have to count one more now."""
    for number in sorted({str(one.entries) for one in lists}):
        counts = re.compile(rb"(?:len|size|count|equal|toBe)\b[^\n]{0,60}\b" + number.encode() + rb"\b", re.IGNORECASE)
        for document in package.tests:
            if counts.search(document.data):
                yield f"{document.path}: it counts {number}; that is one more now"


def _pictures(names: Names, package: _Package) -> Iterator[LeftOut]:
    for table in tables_of_paths(package.paths):
        places = read_places(names, table)
        answer = judge(names, places, table.where) if places else None
        if answer is not None and is_wanting(answer):
            yield LeftOut(answer.where, "it is made of file names; a file for the place has to be made")

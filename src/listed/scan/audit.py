"""Targets in, answers out in the same order: opens each, finds its lists, judges them, sums up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from listed.lists import Document, PlaceList, lists_in
from listed.lists.directory import tables_of_paths
from listed.lists.places import read_places
from listed.names import Names, load
from listed.origin import own, trace
from listed.origin.remedies import remedy_for
from listed.scan.lines import Lines
from listed.sources import Opened, Options, SourceError, Unread, prefetch
from listed.verdict.answer import ListAnswer, TargetAnswer
from listed.verdict.judge import judge
from listed.verdict.summary import NO_LIST, is_for_use, package_verdict, page_verdict

_QUICK_BYTES = 2 << 20


@dataclass(frozen=True, slots=True)
class AuditOptions:
    """How to audit. `timeout`: seconds for each fetch. `quick`: leave out documents over 2 MiB.

    `explain`: keep each list as read in its answer, with the reasons, the line and the gap.
    `progress` is called with a target and the words for what is being done to it.
    """

    browser: bool = False
    quick: bool = False
    timeout: float = 60
    allow_private: bool = False
    ignore_robots: bool = False
    offline: bool = False
    explain: bool = False
    progress: Callable[[str, str], None] | None = None


def audit(targets: Sequence[str], options: AuditOptions | None = None) -> Iterator[TargetAnswer]:
    """The answer for each target, in their order, as soon as it is known; for a crawl file one for each page in it.

    A target that cannot be read has an answer with `error`; the others are audited all the same.
    """
    options = options or AuditOptions()
    names = load()
    sources = Options(
        timeout=options.timeout,
        offline=options.offline,
        browser=options.browser,
        allow_private=options.allow_private,
        ignore_robots=options.ignore_robots,
    )
    for target, opened in prefetch(targets, sources):
        if options.progress:
            options.progress(target, "reading")
        if isinstance(opened, SourceError):
            yield TargetAnswer(target, _kind(target), None, None, str(opened))
        else:
            with opened:
                yield from _safely(names, opened, options)
        if options.progress:
            options.progress(target, "done")


def _safely(names: Names, opened: Opened, options: AuditOptions) -> Iterator[TargetAnswer]:
    try:
        yield from _answers(names, opened, options)
    except Exception as error:  # one target's surprise must not cost the others their answers
        words = f"could not be audited: {type(error).__name__}: {error}"
        yield TargetAnswer(opened.target, opened.kind, opened.version, None, words)


def audit_opened(names: Names, opened: Opened, options: AuditOptions) -> TargetAnswer:
    """The one answer for a package that is open already; what goes wrong inside is its error."""
    return next(_safely(names, opened, options))


def _kind(target: str) -> str:
    if target.partition(":")[0] in ("npm", "pypi", "deb"):
        return "package"
    return "page" if target.startswith(("http://", "https://")) else "file"


def _answers(names: Names, opened: Opened, options: AuditOptions) -> Iterator[TargetAnswer]:
    if opened.kind != "warc-record":
        yield _one(names, opened, options)
        return
    for item in opened.documents():
        if isinstance(item, Unread):
            yield TargetAnswer(item.path or opened.target, opened.kind, None, None, item.reason)
        else:
            lists = tuple(lists_of(names, Document("", item.data, item.media), options.explain, item.path))
            yield TargetAnswer(item.path, opened.kind, None, page_verdict(lists), None, lists)


def _one(names: Names, opened: Opened, options: AuditOptions) -> TargetAnswer:
    lists: list[ListAnswer] = []
    paths: list[str] = []
    error = unread = None
    for item in opened.documents():
        if isinstance(item, Unread):
            unread = unread or f"{item.path}: {item.reason}"
            # What is missing inside does not make the rest untrue; a target that breaks off is not known whole.
            error = error or (item.reason if not item.path else None)
            continue
        if opened.kind in ("package", "file") and item.path and not is_for_use(item.path):
            continue
        paths.append(item.path)
        if item.media != "inode/unread" and not (options.quick and len(item.data) > _QUICK_BYTES):
            lists.extend(lists_of(names, item, options.explain, opened.target))
    if not paths:
        error = error or unread
    lists.extend(_of_paths(names, paths, options.explain, opened.target))
    verdict = _verdict(opened.kind, lists, len(paths))
    return TargetAnswer(opened.target, opened.kind, opened.version, verdict, error, tuple(lists))


def _verdict(kind: str, lists: Sequence[ListAnswer], documents: int) -> str:
    if kind == "package" or documents > 1:
        return package_verdict(lists)
    verdict = page_verdict(lists)
    return package_verdict(lists) if verdict == NO_LIST else verdict


def _of_paths(names: Names, paths: Sequence[str], explain: bool, target: str) -> Iterator[ListAnswer]:
    for table in tables_of_paths(paths):
        places = read_places(names, table)
        answer = judge(names, places, table.where, explain) if places else None
        if places is not None and answer is not None and answer.scope == "world":
            yield _rooted(names, places, replace(answer, path=table.where), target)


def lists_of(names: Names, document: Document, explain: bool = False, target: str = "") -> list[ListAnswer]:
    """The answers for every list in one document; `target` is what it was found in, which is not its own origin."""
    lines = Lines(document)
    answers = []
    for places in lists_in(names, document):
        answer = judge(names, places, _where(places, document.path), explain)
        if answer is not None:
            line = lines.first_of(places) if explain else None
            answers.append(_rooted(names, places, replace(answer, path=document.path, line=line), target))
    return answers


def _rooted(names: Names, places: PlaceList, answer: ListAnswer, target: str) -> ListAnswer:
    """The answer with what its list was copied from, where that is known, and with the step that puts it right."""
    if answer.scope == "world":
        answer = replace(answer, origin=trace(names, places, without=own(target)))
    remedy = remedy_for(target, answer)
    return replace(answer, remedy=remedy) if remedy else answer


def _where(places: PlaceList, path: str) -> str:
    """The selector or the keys that lead to a list, behind the path of its document where the target has several."""
    return "#".join(part for part in (path, places.table.where) if part)

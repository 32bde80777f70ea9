"""The answers for a target's lists in, the target's own verdict out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from listed.verdict.answer import ListAnswer

NO_LIST = "no-country-list"
_ON_A_PAGE = ("country", "nationality", "phone-code")
_STANDING = ("listed", "qualified", "under-serbia", "missing")


def page_verdict(lists: Iterable[ListAnswer]) -> str:
    """A page's verdict: that of its whole-world lists of countries, nationalities and phone codes, or `mixed`.

    With regional lists only it is `not-expected`, or how the place stands in them where it does.
    """
    looked_at = [one for one in lists if one.criterion in _ON_A_PAGE and one.scope != "not-a-country-list"]
    world = {one.verdict for one in looked_at if one.scope == "world"} & set(_STANDING)
    if world:
        return world.pop() if len(world) == 1 else "mixed"
    if not looked_at:
        return NO_LIST
    regional = [one.verdict for one in looked_at if one.verdict in _STANDING]
    return regional[0] if regional else "not-expected"


def package_verdict(lists: Sequence[ListAnswer]) -> str:
    """A package's verdict, over every whole-world list it ships for use: all, some or none hold the place."""
    world = [one for one in lists if one.scope == "world" and one.verdict in _STANDING]
    if not world:
        return "under-serbia" if any(one.verdict == "under-serbia" for one in lists) else NO_LIST
    world = without_unfinished(world)
    standing = {one.verdict for one in world}
    if standing <= {"missing", "under-serbia"}:
        return "under-serbia" if any(one.verdict == "under-serbia" for one in lists) else "missing"
    return standing.pop() if len(standing) == 1 else "mixed"


def without_unfinished(world: list[ListAnswer]) -> list[ListAnswer]:
    """The lists without translations that are not finished: what they lack is taken from the list they translate.

    A list is one if another translation holds the place and clearly more places, or if most translations hold it; and
    so is a catalogue of messages where the package holds the list itself.
    """
    fullest: dict[tuple[str, str], int] = {}
    for one in world:
        if one.verdict == "listed":
            for family in _families(one):
                fullest[family] = max(fullest.get(family, 0), one.territories)
    catalogues_count = all(one.form == "catalogue" for one in world)

    def is_finished(one: ListAnswer) -> bool:
        if one.verdict != "missing":
            return True
        if one.form == "catalogue" and not catalogues_count:
            return False
        return not any(one.territories < fullest.get(family, 0) * _FINISHED for family in _families(one))

    finished = [one for one in world if is_finished(one)]
    standing: dict[tuple[str, str], list[bool]] = {}
    for one in finished:
        for family in _families(one):
            standing.setdefault(family, []).append(one.verdict == "listed")
    complete = {family for family, all_ in standing.items() if _is_complete(all_)}
    return [one for one in finished if one.verdict != "missing" or not complete & set(_families(one))]


def _is_complete(translations: list[bool]) -> bool:
    """Whether so many translations hold the place that the others, which fall back on them, need not."""
    return len(translations) >= _FEWEST_TRANSLATIONS and sum(translations) * 3 >= len(translations) * 2


def _families(one: ListAnswer) -> list[tuple[str, str]]:
    path = one.where.partition("#")[0]
    folder, _, name = path.rpartition("/")
    stem, _, ending = name.partition(".")
    families = [("name", name)]
    if _LOCALE.fullmatch(stem):
        families.append(("folder", f"{folder}/*.{ending}"))
    return families


_LOCALE = re.compile(r"[a-z]{2,3}(?:[_-][A-Za-z0-9]{2,8})*")
_FINISHED = 0.95
_FEWEST_TRANSLATIONS = 8
_NOT_FOR_USE = re.compile(
    r"(?:^|/|!/)(?:docs?|documentation|examples?|demos?|samples?|tests?|__tests__|specs?|fixtures?|stories|__mocks__|"
    r"testdata|test_.*|.*_tests?|benchmarks?|man|node_modules|storybook.*|playground|cypress|e2e)/"
    r"|(?:^|/)(?:readme|changelog|changes|history|news|license|licence|copying|authors|notice|contributing)[^/]*$"
    r"|\.(?:md|markdown|rst|adoc|map|d\.ts|d\.mts|d\.cts|flow|tsbuildinfo|snap)$"
    r"|[._-](?:test|spec|stories)\.[a-z]+$|(?:^|/)test_[^/]*\.py$|(?:^|/)package(?:-lock)?\.json$|\.(?:dist|egg)-info/",
    re.IGNORECASE,
)


def is_for_use(path: str) -> bool:
    """Whether a file of a package is shipped for use: not documentation, a demo, a test or a map of sources."""
    return _NOT_FOR_USE.search(path) is None

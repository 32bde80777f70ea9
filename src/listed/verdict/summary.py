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
        return NO_LIST
    standing = {one.verdict for one in world}
    if len(standing) > 1:
        return "mixed"
    if standing == {"missing"} and any(one.verdict == "under-serbia" for one in lists):
        return "under-serbia"
    return standing.pop()


_NOT_FOR_USE = re.compile(
    r"(?:^|/|!/)(?:docs?|documentation|examples?|demos?|samples?|tests?|__tests__|specs?|fixtures?|stories|__mocks__|"
    r"testdata|test_.*|.*_tests?|benchmarks?|man|node_modules|storybook.*|playground|cypress|e2e)/"
    r"|(?:^|/)(?:readme|changelog|changes|history|news|license|licence|copying|authors|notice|contributing)[^/]*$"
    r"|\.(?:md|markdown|rst|adoc|map|d\.ts|d\.mts|d\.cts|flow|tsbuildinfo|snap)$"
    r"|[._-](?:test|spec|stories)\.[a-z]+$|(?:^|/)test_[^/]*\.py$|(?:^|/)package(?:-lock)?\.json$|\.(?:dist|egg)-info/",
    re.I,
)


def is_for_use(path: str) -> bool:
    """Whether a file of a package is shipped for use: not documentation, a demo, a test or a map of sources."""
    return _NOT_FOR_USE.search(path) is None

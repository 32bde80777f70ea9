"""Lists of the world's places for tests, and what the engine says of a document that holds one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from listed.lists import Document
from listed.names import load
from listed.scan.audit import lists_of

names = load()
PLACE = "XK"
STANDING = ("listed", "qualified", "under-serbia", "missing")
Answer = tuple[str, str, str, int]
Make = Callable[["list[Place]"], str]


@dataclass(frozen=True)
class Place:
    """One row of a list: the code, the English name, and the other facts that lists show."""

    code: str
    name: str
    alpha3: str
    calling: str
    continent: str

    @property
    def flag(self) -> str:
        """The flag as an emoji."""
        return "".join(chr(0x1F1E6 + ord(letter) - 65) for letter in self.code)


@cache
def alpha3_codes() -> dict[str, str]:
    """The three-letter code of each territory."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    codes = (a + b + c for a in letters for b in letters for c in letters)
    found = {"XK": "XKX"}
    for code in codes:
        ids = names.code(code)
        if len(ids) == 1 and names.code_kind(code) == "alpha3":
            found.setdefault(next(iter(ids)), code)
    return found


@cache
def calling_codes() -> dict[str, str]:
    """A calling code of each territory that has one."""
    found: dict[str, str] = {}
    for number in (*range(1, 1000), *range(1200, 2000)):
        for territory in names.calling(number):
            found.setdefault(territory, str(number))
    return found


def codes_of_the_world() -> list[str]:
    """The codes of ISO 3166-1 and XK."""
    return [code for code in names.codes if names.kind(code) in ("iso", "user-assigned")]


@cache
def _world(language: str) -> tuple[Place, ...]:
    places = [
        Place(
            code,
            names.display(code, language),
            alpha3_codes()[code],
            calling_codes().get(code, ""),
            names.continent(code),
        )
        for code in codes_of_the_world()
    ]
    return tuple(sorted(places, key=lambda place: place.name))


def make_world(language: str = "en", with_place: bool = True) -> list[Place]:
    """All places in the order of their names in a language, with Kosovo or without."""
    return [place for place in _world(language) if with_place or place.code != PLACE]


def answers(data: str | bytes, path: str = "", media: str | None = None) -> list[Answer]:
    """Criterion, scope, verdict and entries of each list in a document, in the order they stand."""
    raw = data.encode() if isinstance(data, str) else data
    found = lists_of(names, Document(path, raw, media))
    return [(one.criterion, one.scope, one.verdict, one.entries) for one in found]


def words(text: str) -> list[str]:
    """The words of a text."""
    return text.split()


def page(body: str, head: str = "") -> str:
    """A whole page around some markup."""
    return f"<!doctype html><html><head><title>Sign up</title>{head}</head><body>{body}</body></html>"


def both(make: Make, path: str = "", media: str | None = None) -> tuple[list[Answer], list[Answer]]:
    """The answers for a document with Kosovo and for the same without it."""
    return tuple(answers(make(make_world(with_place=one)), path, media) for one in (True, False))  # type: ignore[return-value]


def expected(criterion: str = "country", more: int = 0) -> tuple[list[Answer], list[Answer]]:
    """What `both` gives where the one list is read whole: listed among 250, missing among 249; `more` rows are read."""
    return [(criterion, "world", "listed", 250 + more)], [(criterion, "world", "missing", 249 + more)]


def told(make: Make, path: str = "", criterion: str = "country") -> list[tuple[set[tuple[str, str]], bool]]:
    """What a document says with Kosovo and without: how it stands by criterion, and whether the whole list is there.

    For programs and data, where one list may be read in two ways. Lists without a standing are left out.
    """
    found = []
    for with_place in (True, False):
        world = make_world(with_place=with_place)
        lists = [one for one in answers(make(world), path) if one[1] == "world" and one[2] in STANDING]
        whole = any(one[0] == criterion and one[3] in (len(world), len(world) + 1) for one in lists)
        found.append(({(one[0], one[2]) for one in lists}, whole))
    return found


def expected_told(criterion: str = "country") -> list[tuple[set[tuple[str, str]], bool]]:
    """What `told` gives for a list that is read right."""
    return [({(criterion, "listed")}, True), ({(criterion, "missing")}, True)]


def each(row: str, places: Iterable[Place], sign: str = "") -> str:
    """A row for each place, `CODE`, `code`, `NAME`, `ALPHA3`, `DIAL`, `FLAG` in double pointed brackets filled in."""

    def fill(one: Place) -> str:
        facts = {"CODE": one.code, "code": one.code.lower(), "NAME": one.name, "ALPHA3": one.alpha3}
        text = row.replace("«DIAL»", one.calling).replace("«FLAG»", one.flag)
        for word, fact in facts.items():
            text = text.replace(f"«{word}»", fact)
        return text

    return sign.join(map(fill, places))

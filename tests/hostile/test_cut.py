"""Documents that look real and break off: at every kind of place in them, one form after the other."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from listed.lists import Document
from listed.names import load
from listed.scan.audit import lists_of
from tests.hostile import parts

WHOLE: dict[str, Callable[[], str]] = {
    "page.html": lambda: parts.as_page(parts.as_script()),
    "list.json": parts.as_json,
    "list.js": parts.as_script,
    "list.csv": parts.as_lines,
    "list.yaml": parts.as_yaml,
    "list.xml": parts.as_xml,
    "list.po": parts.as_po,
    "list.properties": lambda: parts.as_lines(" = "),
}
# Behind these signs something has just begun or is about to end.
SIGNS = "<>\"'=/\\&;,:[]{}()-! \n"


def places(data: bytes) -> list[int]:
    """Three places of each kind, one inside a character of several bytes, and some by chance."""
    found = [
        at for sign in SIGNS.encode() for at in (data.find(sign), data.rfind(sign), data.find(sign, len(data) // 2))
    ]
    found += [at + 1 for at in found] + [data.find("Å".encode()) + 1, 0, 1, 79, 80, 81, len(data) - 1]
    chance = random.Random(len(data))
    return sorted({at for at in found if at >= 0} | {chance.randrange(len(data)) for _ in range(20)})


@pytest.mark.parametrize("path", WHOLE)
def test_a_document_that_breaks_off_gives_a_plain_answer(path: str) -> None:
    data = WHOLE[path]().encode()
    whole = lists_of(load(), Document(path, data))
    assert {one.verdict for one in whole if one.scope == "world"} == {"listed"}
    for at in places(data):
        for piece in (data[:at], data[at:]):
            for one in lists_of(load(), Document(path, piece)):
                assert one.territories <= max(found.territories for found in whole)


def test_a_page_that_breaks_off_after_its_list_says_the_same() -> None:
    page = parts.as_page()
    end = page.index("</select>")
    (whole,) = lists_of(load(), Document("", page.encode()))
    for tail in ("", "</sel", "</select", "</select>", "</select><", "</select><!--", "</select><script>", "\0"):
        found = lists_of(load(), Document("", (page[:end] + tail).encode()))
        assert [(one.verdict, one.territories) for one in found] == [(whole.verdict, whole.territories)], tail

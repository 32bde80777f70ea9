"""Documents that are whole but very large: a script on one line, options and rows by the million, one endless field."""

from __future__ import annotations

from tests.hostile import parts
from tests.hostile.keeper import Case

MB = 1_000_000
_CODE = b'function a(b){var c={id:1,name:"x",on:!0};return b&&c.d(b,"e"),c}'


def _script(size: int) -> bytes:
    """A program on one line, about so many bytes."""
    return _CODE * (size // len(_CODE))


def _script_page(size: int) -> bytes:
    start, end = parts.as_page("%").split("%")
    return start.encode() + _script(size) + parts.as_script().encode() + end.encode()


def _options(count: int, places: bool) -> bytes:
    rows = "".join(f"<option value={index}>Number {index}</option>" for index in range(count))
    return f"<!doctype html><select name=x>{rows}{parts.as_options() if places else ''}</select>".encode()


def _strings(size: int, sign: str) -> bytes:
    text = sign.join(parts.places().values())
    return f'var text = "{sign.join([text] * (size // len(text)))}";'.encode()


def _field(size: int) -> bytes:
    rows = parts.as_lines()
    return f'{rows}ZZ,"{"a" * size}"\n{rows}'.encode()


def _json(count: int) -> bytes:
    return ("[" + ",".join([parts.as_json()] * count) + "]").encode()


CASES = {
    "a script of 200 MB": Case(lambda: _script(200 * MB), "app.js", group="script"),
    "a script of 200 MB with a list at its end": Case(
        lambda: _script(200 * MB) + parts.as_script().encode(), "app.js", group="script", world="listed"
    ),
    "a page with a script of 60 MB": Case(lambda: _script_page(60 * MB), group="page", world="listed"),
    "a letter 200 million times": Case(lambda: b"a" * (200 * MB), "a.js", group="script"),
    "a million options": Case(lambda: _options(MB, False), group="options"),
    "a million options and countries": Case(lambda: _options(MB, True), group="options"),
    "a million list items": Case(
        lambda: b"<!doctype html><ul>" + b"<li><a href=/x>Zimbabwe</a></li>" * MB + b"</ul>", group="options"
    ),
    "a string of 50 MB with bars": Case(lambda: _strings(50 * MB, "|"), "list.js", group="string"),
    "a string of 50 MB with commas": Case(lambda: _strings(50 * MB, ","), "list.js", group="string"),
    "a field of 100 MB": Case(lambda: _field(100 * MB), "list.csv", group="field"),
    "a field of 100 MB never closed": Case(lambda: _field(100 * MB).replace(b'"\n', b"\n"), "list.tsv", group="field"),
    "a line of 100 MB": Case(lambda: parts.as_lines().replace("\n", ";").encode() * 30_000, "list.csv", group="lines"),
    "a million rows": Case(lambda: parts.as_lines().encode() * 4_000, "list.csv", group="lines"),
    "json of 60 MB": Case(lambda: _json(12_000), "list.json", group="json"),
}

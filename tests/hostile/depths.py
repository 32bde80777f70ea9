"""Documents that go a hundred thousand levels deep, whole and cut off, with a list of countries at the bottom."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile import parts
from tests.hostile.keeper import Case

DEEP = 100_000


def nested(open_: str, inner: str, close: str, deep: int = DEEP) -> bytes:
    """Something inside itself, `deep` times."""
    return (open_ * deep + inner + close * deep).encode()


def _page(open_: str, close: str) -> Callable[[], bytes]:
    return lambda: b"<!doctype html><body>" + nested(open_, parts.as_page(), close)


def _items() -> str:
    return "".join(f"<li><a href='/{code}'>{name}</a></li>" for code, name in parts.places().items())


def _yaml() -> bytes:
    levels = "".join(f"{' ' * (level % 2000)}a{level}:\n" for level in range(20_000))
    return (levels + parts.as_yaml()).encode()


CASES = {
    "divs": Case(_page("<div>", "</div>"), world="listed"),
    "divs never closed": Case(_page("<div>", ""), world="listed"),
    "formatting": Case(_page("<b><i>", ""), world="listed"),
    "tables": Case(_page("<table><tr><td>", "</table>"), world="listed"),
    "lists in lists": Case(lambda: b"<!doctype html>" + nested("<ul><li>a</li><li>", _items(), "</ul>")),
    "items around a list": Case(lambda: b"<!doctype html>" + nested("<div>a</div><div>", f"<ul>{_items()}</ul>", "")),
    "selects in selects": Case(lambda: b"<!doctype html>" + nested("<select>", parts.as_options(), "</select>")),
    "optgroups": Case(lambda: b"<!doctype html><select>" + nested("<optgroup>", parts.as_options(), "</optgroup>")),
    "arrays": Case(lambda: nested("[", parts.as_json(), "]"), "list.json"),
    "arrays never closed": Case(lambda: nested("[", parts.as_json(), ""), "list.json"),
    "arrays never opened": Case(lambda: nested("", parts.as_json(), "]"), "list.json"),
    "objects": Case(lambda: nested('{"a":', parts.as_json(), "}"), "list.json"),
    "objects never closed": Case(lambda: nested('{"a":', parts.as_json(), ""), "list.json"),
    "a list first, then arrays": Case(lambda: parts.as_script().encode() + nested("[", "1", "]"), "list.js"),
    "arrays in a script": Case(lambda: parts.as_page("var a=" + "[" * DEEP + "]" * DEEP).encode(), world="listed"),
    "a list in arrays in a script": Case(
        lambda: parts.as_page("[" * DEEP + parts.as_script()).encode(), world="listed"
    ),
    "arrays in an attribute": Case(
        lambda: parts.as_page(body=f"<div data-a='{'[' * DEEP}{parts.as_json().replace(chr(39), ' ')}'>").encode(),
        world="listed",
    ),
    "brackets in a program": Case(lambda: nested("[{(", parts.as_script(), ")}]"), "list.php"),
    "calls in a program": Case(lambda: nested("f(", parts.as_script(), ")"), "list.py"),
    "functions in a program": Case(lambda: nested("function(){", parts.as_script(), "}"), "list.js"),
    "elements": Case(lambda: nested("<a>", parts.as_xml().split("?>")[1], "</a>"), "list.xml", world="listed"),
    "elements never closed": Case(lambda: nested("<a b='c'>", parts.as_xml(), ""), "list.xml", world="listed"),
    "yaml by indents": Case(_yaml, "list.yaml"),
    "yaml by dashes": Case(lambda: nested("- ", parts.as_yaml(), ""), "list.yaml"),
    "yaml by brackets": Case(lambda: (parts.as_yaml() + "a: ").encode() + nested("[", "b", "]"), "list.yaml"),
}

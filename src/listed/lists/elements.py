"""Markup in, tables of elements that repeat out: list items, rows, links, options of listboxes, custom elements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from listed.lists.markup import selector
from listed.lists.table import Table

FEWEST_ITEMS = 1
_LONGEST_ITEM = 120
_WIDEST_ROW = 8
_MOST_NODES = 300_000
# The parser takes time that grows with the square of the depth, and each item is read at each level it stands in.
# Browsers stop at 512 levels; pages that people write have some thirty.
_DEEPEST = 128
_FEWEST_TAGS_TO_CHECK = 3000
_NESTING = re.compile(
    r"<(/?+)(?!(?:li|p|d[dt]|t[rdh]|thead|tbody|option|br|img|input|hr|link|meta|source|wbr|col|area)[\s/>])"
    r"[a-z][^<>]*+>?+",
    re.IGNORECASE,
)
_LISTLIKE = frozenset(["li", "tr", "a", "option", "button", "label", "dt", "dd", "div", "p", "td", "article"])
_ROLES = frozenset(["option", "menuitem", "menuitemradio", "radio", "listitem", "row", "treeitem"])
_TOLD = frozenset(("value", "text", "label", "title", "aria-label", "data-value", "data-id", "data-code",
         "data-country-code",
         "data-country", "data-dial-code", "data-name", "data-label", "id", "key"))  # fmt: skip


def repeated(markup: str) -> Iterator[Table]:
    """Every element whose children repeat, as one table; those that continue each other joined by the finder.

    Columns: `label` (the text a person reads), then the attributes most items have, or one column a table cell.
    """
    tree = LexborHTMLParser(_flat(markup))
    root = tree.root
    if root is None:
        return
    stack = [root]
    count = 0
    while stack and count <= _MOST_NODES:
        node = stack.pop()
        children = _children(node)
        count += 1 + len(children)
        stack.extend(reversed(children))
        items = _items(children)
        if len(items) >= FEWEST_ITEMS:
            table = _table(node, items)
            if table:
                yield table


def _flat(markup: str) -> str:
    """The markup without the tags that stand deeper than _DEEPEST; what they hold stays where it is."""
    if markup.count("<") < _FEWEST_TAGS_TO_CHECK:
        return markup
    depth = done = 0
    pieces = []
    for match in _NESTING.finditer(markup):
        if not match[1]:
            depth += 1
        if depth > _DEEPEST:
            pieces.append(markup[done : match.start()])
            done = match.end()
        if match[1] and depth:
            depth -= 1
    pieces.append(markup[done:])
    return "".join(pieces)


def _children(node: LexborNode) -> list[LexborNode]:
    children: list[LexborNode] = []
    child = node.child
    while child is not None:
        if child.is_element_node:
            children.append(child)
        child = child.next
    return children


def _items(children: list[LexborNode]) -> list[LexborNode]:
    """The children that make up most of an element, if they are of a kind that lists are made of."""
    if not children or (len(children) == 1 and children[0].tag not in ("li", "tr")):
        return []
    tag, count = Counter(one.tag for one in children).most_common(1)[0]
    if count * 2 < len(children):
        return []
    items = [one for one in children if one.tag == tag]
    if tag == "td" and len(items) <= _WIDEST_ROW:
        return []  # the row is read as a whole
    if tag in _LISTLIKE or "-" in (tag or "") or (items[0].attributes.get("role") or "") in _ROLES:
        return items
    return []


def _text(node: LexborNode) -> str:
    text = " ".join(node.text(deep=True, separator=" ").split())
    if not text:
        picture = node.css_first("img[alt], [title], [aria-label]")
        attributes = picture.attributes if picture else {}
        text = attributes.get("alt") or attributes.get("title") or attributes.get("aria-label") or ""
    return text if len(text) <= _LONGEST_ITEM else ""


def _table(node: LexborNode, items: list[LexborNode]) -> Table | None:
    columns = _row_columns(items) if items[0].tag == "tr" else {"label": [_text(item) for item in items]}
    columns.update(_attribute_columns(items))
    if not any(any(cells) for cells in columns.values()):
        return None
    attributes = {name: value or "" for name, value in node.attributes.items()}
    where = f"{_container(node, attributes)} {items[0].tag}"
    table = Table(where, "items", " ".join(attributes.values()), columns)
    table.path = _path(node, items[0])
    return table


def _container(node: LexborNode, attributes: dict[str, str]) -> str:
    if attributes.get("id"):
        return f"{node.tag}#{attributes['id']}"
    if attributes.get("class", "").strip():
        return f"{node.tag}." + ".".join(attributes["class"].split()[:3])
    return selector(node.tag or "", attributes)


def _row_columns(rows: list[LexborNode]) -> dict[str, list[str]]:
    cells = [[_text(cell) for cell in row.css("td, th")] for row in rows]
    width = min(_WIDEST_ROW, max(map(len, cells), default=0))
    return {f"cell {index + 1}": [row[index] if len(row) > index else "" for row in cells] for index in range(width)}


def _attribute_columns(items: list[LexborNode]) -> dict[str, list[str]]:
    # Where neither of two items has an attribute, most have none.
    told = {*items[0].attributes, *items[-1].attributes} & _TOLD
    attributes = [item.attributes for item in items] if told else []
    columns = {}
    for name in sorted(told):
        cells = [one.get(name) or "" for one in attributes]
        if sum(map(bool, cells)) * 2 > len(cells):
            columns[name] = cells
    if "value" not in columns and len(items) >= 5 and items[0].css_first("input[value]"):
        inputs = [item.css_first("input[value]") for item in items]
        columns["value"] = [(one.attributes.get("value") or "") if one else "" for one in inputs]
    if len(items) >= 5 and "src" not in columns and items[0].css_first("img[src]"):
        pictures = [item.css_first("img[src]") for item in items]
        names = [(one.attributes.get("src") or "").rsplit("/", 1)[-1] if one else "" for one in pictures]
        columns["src"] = [name.partition(".")[0] for name in names]
    return columns


def _path(node: LexborNode | None, item: LexborNode) -> tuple[str, ...]:
    """The tags from the item to the page's root: lists that were cut in columns share them."""
    path = [item.tag or ""]
    while node is not None and len(path) < 30:
        path.append(node.tag or "")
        node = node.parent
    return tuple(path)

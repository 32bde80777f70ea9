"""A page's text in, its pieces out: controls with their options, scripts, long attributes, the markup that is left."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from listed.lists.table import Table

FEWEST_OPTIONS = 5
_APART = re.compile(r"<(?:!--|[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE])\b)")
_END = re.compile(r"</[sS](?:[cC][rR][iI][pP][tT]|[tT][yY][lL][eE])\b")
# What stands in a tag behind its name: quotes count behind an equals sign only, as in browsers. These patterns give
# nothing back once it is matched, and stop at the next tag, so that no page, however broken, takes more than one pass.
_INSIDE = r"""((?:[^<>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?|["'])*+)>"""
_CONTROL = re.compile(r"<(/?)([sS][eE][lL][eE][cC][tT]|[dD][aA][tT][aA][lL][iI][sS][tT])\b" + _INSIDE)
_OPTION = re.compile(r"<[oO][pP][tT][iI][oO][nN]\b" + _INSIDE + r"([^<]*+)")
# As nearly all options are written; a page of others is read option by option.
_PLAIN_OPTION = re.compile(r"<option\s+value=\"([^\"]*+)\"[^<>\"]*+(?:\"[^<>\"]*+\"[^<>\"]*+)*+>([^<]*+)")
_BARE_OPTION = re.compile(r"<option>([^<]*+)")
_NESTED = re.compile(r"<[oO][pP][tT][iI][oO][nN]\b" + _INSIDE + r"((?:[^<]++|<(?!/?[oO][pP][tT]))*+)")
_TAG = re.compile(r"<[^<>]*+>")
_VALUE = re.compile(r"\bvalue\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++))", re.IGNORECASE)
_LABEL = re.compile(r"\blabel\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)')", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>\"']++))")
_INPUT = re.compile(r"<input\b([^<>]*+)>(?:\s*+<label[^<>]*+>)?+([^<]{2,160})", re.IGNORECASE)
_TICKED = re.compile(r"\btype\s*+=\s*+[\"']?(?:radio|checkbox)", re.IGNORECASE)
_TEXT_BEFORE = re.compile(r">([^<>]*[^<>\s][^<>]*)<")
_SINGLE_QUOTED = re.compile(r"=\s*+'([\[{\"][^']{200,}+)'")
_QUOTE_ENTITY = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Script:
    """One script of a page: its text, where that begins in the page, and its tag's attributes."""

    text: str
    offset: int
    attributes: dict[str, str]


def take_apart(page: str) -> tuple[str, list[Script]]:
    """The page's markup without comments, scripts and styles, every other character at its place; and the scripts."""
    scripts = []
    pieces: list[str] = []
    done = 0
    while match := _APART.search(page, done):
        start, inner = match.span()
        if page[start + 1] == "!":
            end = page.find("-->", inner)
            end = len(page) if end < 0 else end + 3
        else:
            inner = page.find(">", inner) + 1 or len(page)
            close = _END.search(page, inner)
            end = close.end() if close else len(page)
            if page[start + 2] in "cC":
                body = page[inner : close.start() if close else end]
                scripts.append(Script(body, inner, attributes_of(page[start:inner])))
        pieces += (page[done:start], " " * (end - start))
        done = end
    pieces.append(page[done:])
    return "".join(pieces), scripts


def attributes_of(tag: str) -> dict[str, str]:
    """A start tag's attributes by lower-case name, entities resolved; the first of two alike counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), html.unescape(double or single or bare))
    return found


def selector(tag: str, attributes: dict[str, str]) -> str:
    """A CSS selector for an element: its tag with id and name, or else with the first attribute that tells it apart."""
    told = [f'[{name}="{_quoted(attributes[name])}"]' for name in ("id", "name") if attributes.get(name)]
    if not told:
        for name, value in attributes.items():
            if value and len(value) <= 60 and (name.startswith("data-") or name in ("aria-label", "title", "class")):
                told = [f'[{name}="{_quoted(value)}"]']
                break
    return tag + "".join(told)


def _quoted(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')


def controls(markup: str) -> tuple[list[Table], str]:
    """Every `select` and `datalist` as a table with `label` and `value`; and the markup with those blanked out."""
    tables = []
    pieces: list[str] = []
    done = 0
    opened: re.Match[str] | None = None
    for match in _CONTROL.finditer(markup):
        if opened is not None:
            end = match.start()
            table = _control(markup, opened, end)
            if table:
                tables.append(table)
            pieces += [markup[done : opened.end()], " " * (end - opened.end())]
            done = end
        opened = None if match[1] else match
    if opened is not None:
        table = _control(markup, opened, len(markup))
        if table:
            tables.append(table)
        pieces.append(markup[done : opened.end()])
        done = len(markup)
    if "<option" in markup and not tables:
        orphan = _orphan_options(markup)
        if orphan:
            return [orphan], ""
    return tables, "".join(pieces) + markup[done:] if pieces else markup


def _control(markup: str, opened: re.Match[str], end: int) -> Table | None:
    columns = options(markup[opened.end() : end])
    if columns is None:
        return None
    attributes = attributes_of(opened[3])
    before = _TEXT_BEFORE.findall(markup, max(0, opened.start() - 400), opened.start() + 1)
    words = " ".join([*attributes.values(), *(" ".join(text.split()) for text in before[-1:])])
    return Table(selector(opened[2].lower(), attributes), "control", words, columns, opened.start())


def _orphan_options(markup: str) -> Table | None:
    """Options without a `select` around them, as templates and server pages hold them."""
    start = markup.find("<option")
    columns = options(markup[start:])
    return Table("option", "control", "", columns, start) if columns else None


def options(inner: str) -> dict[str, list[str]] | None:
    """The columns `label` and `value` of what stands inside a control, or None below FEWEST_OPTIONS options."""
    plain = _PLAIN_OPTION.findall(inner)
    if len(plain) >= FEWEST_OPTIONS and len(plain) == inner.count("<option") and all(text for _, text in plain):
        return {"label": tidy([text for _, text in plain]), "value": tidy([value for value, _ in plain])}
    bare = _BARE_OPTION.findall(inner)
    if len(bare) >= FEWEST_OPTIONS and len(bare) == inner.count("<option") and all(bare):
        texts = tidy(bare)
        return {"label": texts, "value": list(texts)}
    found = _OPTION.findall(inner)
    if len(found) < FEWEST_OPTIONS:
        return None
    texts = [text for _, text in found]
    if sum(not text.strip() for text in texts) * 2 > len(texts):
        nested = [_TAG.sub(" ", text) for _, text in _NESTED.findall(inner)]
        texts = nested if len(nested) == len(texts) else texts
    values = []
    for index, (tag, text) in enumerate(found):
        value = _VALUE.search(tag)
        values.append((value[1] or value[2] or value[3] or "") if value else text)
        if not texts[index].strip():
            label = _LABEL.search(tag)
            texts[index] = (label[1] or label[2] or "") if label else values[-1]
    return {"label": tidy(texts), "value": tidy(values)}


def tidy(cells: list[str]) -> list[str]:
    """Cells with entities resolved, as one pass over all of them, and white space folded."""
    whole = "\x00".join(cells)
    if "&" in whole:
        whole = html.unescape(whole)
    folded = [" ".join(cell.split()) for cell in whole.split("\x00")]
    return folded if len(folded) == len(cells) else [" ".join(html.unescape(cell).split()) for cell in cells]


def radios(markup: str) -> Iterator[Table]:
    """Radio buttons and check boxes of one name as one table each."""
    groups: dict[str, list[tuple[str, str, int]]] = {}
    for match in _INPUT.finditer(markup):
        if not _TICKED.search(match[1]):
            continue
        attributes = attributes_of(match[1])
        groups.setdefault(attributes.get("name", ""), []).append((match[2], attributes.get("value", ""), match.start()))
    for name, rows in groups.items():
        if len(rows) >= FEWEST_OPTIONS:
            columns = {"label": tidy([row[0] for row in rows]), "value": tidy([row[1] for row in rows])}
            yield Table(f'input[name="{_quoted(name)}"]', "control", name, columns, rows[0][2])


def data_in_attributes(markup: str) -> Iterator[tuple[str, int]]:
    """Long attribute values that hold data, entities resolved, with where they begin."""
    if markup.count("&quot;") + markup.count("&#34;") > 20:
        end = 0
        while found := _QUOTE_ENTITY.search(markup, end):
            start = markup.rfind('"', end, found.start()) + 1
            end = markup.find('"', found.end())
            if end < 0:
                break
            if start and end - start > 200 and markup[max(0, start - 9) : start - 1].rstrip()[-1:] == "=":
                yield html.unescape(markup[start:end]), start
    if "='[" in markup or "='{" in markup or "='\"" in markup:
        for match in _SINGLE_QUOTED.finditer(markup):
            yield html.unescape(match[1]), match.start(1)

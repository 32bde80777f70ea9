"""The HTML of a mail goes in, plain text with line breaks and quote marks comes out; nothing of it can run."""

from __future__ import annotations

import html
import re

import nh3
from selectolax.lexbor import LexborHTMLParser

LONGEST = 500_000
"""Letters of HTML that are read."""
DEEPEST = 40
"""Levels of quotes that are shown; a mail of a person has fewer."""

MOST_TAGS = 20_000
MOST_OPEN = 500
"""Tags in all, and tags open at once: beyond them a parser slows down, and no person's mail comes near."""

_BLOCKS = frozenset(("p", "div", "li", "ul", "ol", "table", "tr", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "hr"))
_KEPT = _BLOCKS | {"br", "blockquote", "td", "th"}
_DROPPED = frozenset(("script", "style", "title", "head", "iframe", "object", "noscript", "template", "svg", "math"))
_HIDDEN = "[hidden], [style*='display:none' i], [style*='display: none' i], [style*='visibility:hidden' i]"
_TAG = re.compile(r"<[^<>]{0,5000}>")
_NESTING = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]{0,30})")
_UNCLOSED = frozenset(
    ("p", "br", "li", "td", "th", "tr", "hr", "img", "meta", "link", "input", "dt", "dd", "col", "wbr")
)
_PIECE = re.compile(r"<(/?)([a-z0-9]{1,12})[^<>]*>|([^<]+)")


def html_to_text(markup: str) -> str:
    """Return what a reader of the mail sees, as plain text: quoted lines begin with `> `, hidden parts are left out."""
    markup = markup[:LONGEST]
    if _is_trap(markup):
        return re.sub(r"\s*\n\s*", "\n", html.unescape(_TAG.sub("\n", markup))).strip()
    clean = nh3.clean(_visible(markup), tags=set(_KEPT), attributes={}, clean_content_tags=set(_DROPPED), link_rel=None)
    lines, line, depth = [], "", 0
    for closing, tag, words in _PIECE.findall(clean):
        if words:
            line += re.sub(r"\s+", " ", html.unescape(words))
            continue
        if tag in ("td", "th"):
            line += " "
            continue
        if tag == "br" or line.strip():
            lines.append(_quoted(line, depth))
            line = ""
        if tag == "blockquote":
            depth = max(0, depth - 1) if closing else depth + 1
        elif tag == "p" and closing and lines and lines[-1]:
            lines.append(_quoted("", depth))
    lines.append(_quoted(line, depth))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _is_trap(markup: str) -> bool:
    """Say whether there are more tags, or more of them open at once, than a letter has."""
    opened = 0
    for number, (closing, name) in enumerate(_NESTING.findall(markup)):
        if name.lower() not in _UNCLOSED:
            opened = max(0, opened - 1) if closing else opened + 1
        if opened > MOST_OPEN or number > MOST_TAGS:
            return True
    return False


def _visible(markup: str) -> str:
    parser = LexborHTMLParser(markup)
    for node in parser.css(_HIDDEN):
        node.decompose()
    return parser.html or ""


def _quoted(line: str, depth: int) -> str:
    return ("> " * min(depth, DEEPEST) + " ".join(line.split())).rstrip()

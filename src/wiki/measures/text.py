"""Wikitext in; the text that a reader sees, whether it is a redirect, and which deletion tag it wears, out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from wiki.measures import markup, rules

_FLAGS = re.IGNORECASE | re.DOTALL
_VARIANT = re.compile(r"-\{(?:[^{}|]*\|)?([^{}]*)\}-")
_LABELLED = re.compile(r"\[((?:(?:https?|ftp):)?//[^\[\]\n]*|mailto:[^\[\]\n]*)\]")
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>\[\]]+")
_SIZE = re.compile(
    r"(?:\d*x)?\d+\s*(?:px|пкс)|(?:link|alt|lang|page|class|upright|thumb|start|end|thumbtime)\s*=.*", _FLAGS
)
_BREAK = re.compile(r"<(?:br|hr|/?p|/?div|/?li|/?t[rdh]|/?table|/?blockquote|/?poem|/?center)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_SWITCH = re.compile(r"__[^\W\d_]+__")
_LIST = re.compile(r"^[*#:;]+[ \t]*|^-{4,}", re.MULTILINE)
_QUOTES = re.compile(r"'{2,}")
_CELLS = re.compile(r"\|\||!!")
_CELL_SETTING = re.compile(r"^[^|\[\]]*\|(?!\|)")


def visible(text: str) -> str:
    """The words that a reader of the page sees as its text, a line for a line.

    In: prose, headings, lists, cells and captions of tables, labels of links, captions of pictures and galleries, text
    in <nowiki> and <pre>. Out: templates with all that stands in them (what they show is written elsewhere), footnotes,
    comments, addresses, formulas and source code, categories, links to other languages, switches such as __TOC__.
    """
    text = markup.bare(text)
    text = markup.replaced(text, lambda one: "", "ref")
    text = markup.without_templates(markup.replaced(text, lambda one: "", "references"))
    text = markup.replaced(text, lambda one: _captions(one.inside or ""), "gallery")
    text = _VARIANT.sub(r"\1", text)
    text = markup.links(text, _label)
    text = _ADDRESS.sub("", _LABELLED.sub(_said, text))
    text = _tables(text)
    text = _TAG.sub("", _BREAK.sub(" ", text))
    text = _LIST.sub("", _headings(_SWITCH.sub("", text)))
    text = html.unescape(_QUOTES.sub(_apostrophes, text))
    return "\n".join(line for raw in text.splitlines() if (line := " ".join(raw.split())))


def _headings(text: str) -> str:
    """Headings without their marks, each on its line: what begins and ends with as many of them."""
    return "\n".join(_heading(line) for line in text.split("\n")) if "=" in text else text


def _heading(line: str) -> str:
    bare = line.strip()
    level = min(6, len(bare) - len(bare.lstrip("=")), len(bare) - len(bare.rstrip("=")))
    return bare[level:-level] if line[:1] == "=" and level and len(bare) > 2 * level else line


def _said(found: re.Match[str]) -> str:
    """The label of a link to another site; nothing where it has none."""
    return (found[1].split(maxsplit=1)[1:] or [""])[0]


def _apostrophes(run: re.Match[str]) -> str:
    """What is seen of a run of apostrophes: MediaWiki takes two, three or five of them for markup."""
    count = len(run[0])
    return "'" * (1 if count == 4 else max(0, count - 5))


def _label(content: str) -> str:
    """What is seen of a link: its label, a picture's caption, nothing of a category."""
    target, *parts = content.split("|")
    target = target.strip()
    prefix = rules.plain_name(target.partition(":")[0]) if ":" in target else ""
    known = rules.known()
    if prefix in known.files:
        return f"\n{_caption(parts)}\n"
    if prefix in known.categories or (not parts and rules.LANGUAGE.match(target)):
        return ""
    return "|".join(parts) if parts and "".join(parts).strip() else target.lstrip(":")


def _caption(parts: list[str]) -> str:
    options = rules.known().image_options
    said = [part.strip() for part in parts if part.strip().lower() not in options and not _SIZE.fullmatch(part.strip())]
    return said[-1] if said else ""


def _captions(gallery: str) -> str:
    lines = (line.partition("|")[2] for line in markup.links(gallery, _label).splitlines())
    return "\n" + "\n".join(_caption(line.split("|")) for line in lines) + "\n"


def _tables(text: str) -> str:
    """The text with the cells of tables each on a line, without their settings."""
    if "{|" not in text:
        return text
    depth, kept = 0, []
    for line in text.split("\n"):
        bare = line.lstrip(": \t")
        if bare.startswith("{|"):
            depth += 1
        elif not depth:
            kept.append(line)
        elif bare.startswith("|}"):
            depth -= 1
            kept.append(bare[2:])
        elif bare.startswith("|-"):
            continue
        elif bare[:1] in {"|", "!"}:
            content = bare[2:] if bare.startswith("|+") else bare[1:]
            kept.extend(_CELL_SETTING.sub("", cell) for cell in _CELLS.split(content))
        else:
            kept.append(line)
    return "\n".join(kept)


def is_redirect(text: str, words: Iterable[str] | None = None) -> bool:
    """Whether a page leads to another one. `words`: what the wiki writes for it; else those of all known languages."""
    said = sorted((re.escape(word) for word in words or rules.known().redirects), key=len, reverse=True)
    return re.match(rf"\s*(?:{'|'.join(said)})\s*:?\s*\[\[", text, re.IGNORECASE) is not None


def deletion_tag(text: str, templates: Iterable[str] | None = None) -> str:
    """The first template of the page that asks for its deletion, as it is written; "" without one.

    `templates`: the wiki's names for it; else those of the known languages. Tags in <nowiki> and comments do not count.
    """
    asked = {rules.plain_name(name) for name in (rules.known().deletion_tags if templates is None else templates)}
    if not asked or "{{" not in text:
        return ""
    found = sorted(markup.templates(markup.bare(text, keeps_literal=False)), key=lambda one: one.start)
    for one in found:
        if _template_name(one.name) in asked:
            return one.name
    return ""


def _template_name(written: str) -> str:
    """A template's name without its namespace: `{{Template:Db}}` and `{{db}}` are one; `{{subst:` is none of ours."""
    name = rules.plain_name(written)
    head, colon, rest = name.partition(":")
    return rest.strip() if colon and head in {"template", "stampa", "шаблон", "šablon", "vorlage", "modèle"} else name

"""A wikitext in; its paragraphs, sentences and tokens out, cut at the same places as WikiWho 1.0.3 cuts them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_SYMBOLS = ".,;:?!-_/\\()[]{}*#@&=+%~$^<>\"'´`¸˛’¤₳฿₵¢₡₢₫₯֏₠€ƒ₣₲₴₭₺₾ℳ₥₦₧₱₰£៛₽₹₨₪৳₸₮₩¥§‖¦⟨⟩–—¯»«”÷×′″‴¡¿©℗®℠™"
_CLASS = re.escape(_SYMBOLS).replace('"', r"\"") + r"|"
_TOKEN = re.compile(rf"<!--|-->|\[\[|\]\]|\{{\{{|\}}\}}|[{_CLASS}]|[^{_CLASS} \n]+")
_FULL_STOP = re.compile(r"([^\s\.=][^\s\.=][^\s\.=]\.) ")
_ADDRESS_END = re.compile(r"[ |<>\n\r]")
_CUT = "@@@@"
_AFTER = ("; ", "? ", "! ", ": ")
_UNCOUNTED = ("<", ">", "tr", "td", "[", "]", '"', "*", "==", "{", "}", "|", "-")


def paragraphs(text: str) -> Iterator[str]:
    """The text's parts between empty lines; tables and their rows are parts of their own, empty parts are left out."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("<table>", "\n\n<table>").replace("</table>", "</table>\n\n")
    text = text.replace("<tr>", "\n\n<tr>").replace("</tr>", "</tr>\n\n")
    text = text.replace("{|", "\n\n{|").replace("|}", "|}\n\n").replace("|-\n", "\n\n|-\n")
    return (stripped for part in text.split("\n\n") if (stripped := part.strip()))


def sentences(paragraph: str) -> Iterator[str]:
    """The paragraph's sentences, each as its tokens with one space between; comments, references, addresses are one."""
    text = _FULL_STOP.sub(rf"\1{_CUT}", paragraph.replace("\n", "\n" + _CUT))
    for end in _AFTER:
        text = text.replace(end, end[0] + _CUT)
    text = text.replace("\t", "\t" + _CUT).replace("<!--", _CUT + "<!--").replace("-->", "-->" + _CUT)
    text = text.replace("<ref", _CUT + "<ref").replace("/ref>", "/ref>" + _CUT)
    text = _addresses_apart(text)
    while _CUT * 2 in text:
        text = text.replace(_CUT * 2, _CUT)
    return (" ".join(words(stripped)) for part in text.split(_CUT) if (stripped := part.strip()))


def _addresses_apart(text: str) -> str:
    """Each address between cuts: from `http`, over `://` in the same line, to the sign that ends it."""
    kept, at, look = [], 0, 0
    while (start := text.find("http", look)) >= 0:
        line = text.find("\n", start)
        line = len(text) if line < 0 else line
        colon = text.find("://", start + 4, line)
        if colon < 0:
            look = line
            continue
        end = _ADDRESS_END.search(text, colon + 3)
        if end is None:
            break
        kept += [text[at:start], _CUT, text[start : end.end()], _CUT]
        at = look = end.end()
    return "".join([*kept, text[at:]])


def words(text: str) -> list[str]:
    """The tokens of a text: every mark of punctuation is one, `[[`, `]]`, `{{`, `}}`, `<!--` and `-->` are one each."""
    return _TOKEN.findall(text)


def tokens(text: str) -> list[str]:
    """All tokens of a wikitext in their order, in small letters, as authorship counts them."""
    return [token for part in paragraphs(text.lower()) for sentence in sentences(part) for token in sentence.split(" ")]


def mean_repeats(some: Sequence[str]) -> float:
    """How often a token stands there on average, marks of tables and lists left out; 0 for none at all."""
    counted = Counter(some)
    for token in _UNCOUNTED:
        counted.pop(token, None)
    return sum(counted.values()) / len(counted) if counted else 0.0

"""A citizen's own words go in; a bounded, plain paragraph without links or mail addresses comes out."""

from __future__ import annotations

import re

from portal.request.letters.tongue import one_line

LONGEST = 500
GONE = "[…]"

_LINK = re.compile(r"(?i)\b[a-z][a-z0-9+.-]{1,15}://\S+|\bwww\.\S+|\b(?:mailto|javascript|data|tel):\S+")
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w.-]{1,253}")
_ENDINGS = "com|net|org|info|biz|io|me|ly|co|ru|xyz|top|shop|site|online"
_BARE = re.compile(rf"(?i)\b(?:[a-z0-9-]{{1,63}}\.){{1,4}}(?:{_ENDINGS})\b\S*")
_MARKDOWN = re.compile(r"!?\[([^\]\[]{0,200})\]\([^()]{0,400}\)")


def own_words(text: str) -> str:
    """Return the words on one line, at most 500 letters, without links, addresses, mentions or control characters."""
    text = one_line(text, 4 * LONGEST)
    for pattern, instead in ((_MARKDOWN, r"\1"), (_LINK, GONE), (_MAIL, GONE), (_BARE, GONE)):
        text = pattern.sub(instead, text)
    return one_line(text.replace("@", "").replace("<", "").replace(">", ""), LONGEST)

"""A draft in; the name and the page that its file gets on the wiki out."""

from __future__ import annotations

import re

from portal.academy.media.models import Draft, Licence
from portal.ground.languages.plain import plain

_ENDINGS = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "video/webm": "webm", "video/ogg": "ogv"}
_NOT_IN_TITLES = re.compile(r"[#<>\[\]|{}:/\\~\x00-\x1f]+")
_LICENCE_OF = {Licence.CC_BY_SA: "self|cc-by-sa-4.0", Licence.CC_BY: "self|cc-by-4.0", Licence.CC_ZERO: "self|cc-zero"}
LONGEST_NAME = 230  # bytes: MediaWiki takes 240 with the ending


def file_name(draft: Draft) -> str:
    """The name on the wiki: the title without signs that MediaWiki refuses, and the ending of what the file is."""
    words = " ".join(_NOT_IN_TITLES.sub(" ", plain(draft.title)).split()).strip(" .")
    words = words.encode()[:LONGEST_NAME].decode("utf-8", "ignore").strip()
    return f"{words[:1].upper()}{words[1:]}.{_ENDINGS[draft.known.mime]}"


def page_text(draft: Draft) -> str:
    """The text of the file's page, in the templates of Wikimedia Commons; what was typed is shown as typed."""
    described = "".join(
        f"\n{{{{{tongue}|1={escaped(text)}}}}}" for tongue, text in sorted(draft.descriptions.items()) if text.strip()
    )
    lines = [
        "== {{int:filedesc}} ==",
        "{{Information",
        f"|description={described}",
        f"|date={draft.made_on.isoformat() if draft.made_on else ''}",
        "|source={{own}}",
        f"|author={escaped(draft.author)}",
        "}}",
        "",
        "== {{int:license-header}} ==",
        f"{{{{{_LICENCE_OF[Licence(draft.licence)]}}}}}",
        "",
        *(f"[[Category:{_NOT_IN_TITLES.sub(' ', name).strip()}]]" for name in draft.categories),
    ]
    return "\n".join(lines)


def escaped(text: str) -> str:
    """Text that MediaWiki shows as it is: its own signs become entities."""
    return "".join(f"&#{ord(sign)};" if sign in "{}[]|<>~&'=#*:;" else sign for sign in plain(text)).strip()

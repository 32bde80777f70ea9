"""What a wiki says of itself and of us, in one answer, flows in and out as two records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class About:
    """A wiki, as its siteinfo tells. `namespaces`: number to local name; `redirect_words` begin a redirect's text."""

    generator: str
    name: str
    wiki_id: str
    language: str
    case: str
    server_time: datetime
    article_address: str
    extensions: frozenset[str]
    namespaces: dict[int, str]
    redirect_words: tuple[str, ...]
    largest_upload: int


@dataclass(frozen=True)
class Myself:
    """Who we are there: `user_id` 0 is nobody in particular. `most`: values in one call; `rows`: rows in one answer."""

    user_id: int
    name: str
    groups: frozenset[str]
    rights: frozenset[str]

    @property
    def most(self) -> int:
        return 500 if "apihighlimits" in self.rights else 50

    @property
    def rows(self) -> int:
        return 5000 if "apihighlimits" in self.rights else 500


ASKED: dict[str, Any] = {
    "action": "query",
    "meta": ["userinfo", "siteinfo"],
    "uiprop": ["rights", "groups"],
    "siprop": ["general", "namespaces", "extensions", "magicwords"],
}


def read(query: dict[str, Any]) -> tuple[About, Myself]:
    """Both records; raises KeyError, TypeError or ValueError where the answer is no MediaWiki's."""
    general, user = query["general"], query["userinfo"]
    words = next((word["aliases"] for word in query["magicwords"] if word["name"] == "redirect"), ["#REDIRECT"])
    about = About(
        generator=str(general["generator"]),
        name=str(general["sitename"]),
        wiki_id=str(general["wikiid"]),
        language=str(general["lang"]),
        case=str(general["case"]),
        server_time=moment(general["time"]),
        article_address=f"{general['server']}{general['articlepath']}",
        extensions=frozenset(str(one.get("name", "")) for one in query["extensions"]),
        namespaces={int(one["id"]): str(one["name"]) for one in query["namespaces"].values()},
        redirect_words=tuple(str(word) for word in words),
        largest_upload=int(general.get("maxuploadsize", 0)),
    )
    myself = Myself(int(user["id"]), str(user["name"]), frozenset(user["groups"]), frozenset(user["rights"]))
    return about, myself


def moment(text: str) -> datetime:
    """A moment as MediaWiki writes it, in UTC."""
    return datetime.fromisoformat(text)

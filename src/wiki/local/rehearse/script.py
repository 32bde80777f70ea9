"""The files of a rehearsal in; its persons, its pictures, and every deed with its moment, out."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

from wiki.local.deeds import Deed

MARK = "Rehearsal "  # every account's name begins with it
WIKIS = ("en", "sq", "sr")


class ScriptFileError(Exception):
    """A file of the script cannot be played; the text names the page and the edit."""


@dataclass(frozen=True)
class Team:
    """A team: its names by language, and its accounts."""

    key: str
    names: dict[str, str]
    people: tuple[str, ...]


@dataclass(frozen=True)
class Picture:
    """A picture to be drawn: what it shows, who uploads it, on which day and at which hour."""

    file: str
    motif: str
    by: str
    at: str
    captions: dict[str, str]


@dataclass(frozen=True)
class Script:
    """What happens in a rehearsal; days are counted from its first."""

    teams: tuple[Team, ...]
    others: dict[str, str]  # account -> trainer, watcher, passer-by, reader
    pictures: tuple[Picture, ...]
    articles: dict[str, tuple[dict[str, Any], ...]]  # wiki -> articles as they stand in its file

    @property
    def pupils(self) -> list[str]:
        """The accounts of all teams."""
        return [name for team in self.teams for name in team.people]

    @property
    def days(self) -> int:
        """The last day on which something happens."""
        moments = [edit["at"] for pages in self.articles.values() for page in pages for edit in page["edit"]]
        return max(int(at.split()[0]) for at in [*moments, *(picture.at for picture in self.pictures)])

    def deeds(self, wiki: str, begins: datetime) -> list[Deed]:
        """What is done on one wiki, in the order of its moments. Raises ScriptFileError."""
        told = [deed for page in self.articles[wiki] for deed in article(page, begins)]
        return sorted(told, key=lambda deed: deed.at or begins)


def read(folder: Path) -> Script:
    """Read a script: people.toml, pictures.toml, and a file for each wiki. Raises ScriptFileError."""
    people = tomllib.loads((folder / "people.toml").read_text(encoding="utf-8"))
    pictures = tomllib.loads((folder / "pictures.toml").read_text(encoding="utf-8"))
    articles = {key: tomllib.loads((folder / f"{key}.toml").read_text(encoding="utf-8")) for key in WIKIS}
    script = Script(
        tuple(Team(team["key"], team["names"], tuple(team["people"])) for team in people["team"]),
        people["others"],
        tuple(Picture(**picture) for picture in pictures["picture"]),
        {key: tuple(told["article"]) for key, told in articles.items()},
    )
    for name in [*script.pupils, *script.others]:
        if not name.startswith(MARK):
            raise ScriptFileError(f"{name}: the name of a rehearsal's account begins with {MARK.strip()!r}")
    return script


def moment(at: str, begins: datetime) -> datetime:
    """The day and hour "3 14:20" of an edition that begins on a day, in UTC."""
    day, _space, hour = at.partition(" ")
    date = begins.astimezone(UTC).date() + timedelta(days=int(day) - 1)
    return datetime.combine(date, time.fromisoformat(hour), UTC)


def article(page: dict[str, Any], begins: datetime) -> Iterator[Deed]:
    """The deeds of one article, whose text is worked out step by step as MediaWiki will have it."""
    title = page.get("draft", page["title"])
    versions: list[tuple[str, str]] = []  # author and text, oldest first
    for edit in page["edit"]:
        by, at, summary = edit.get("by", page["by"]), moment(edit["at"], begins), edit.get("summary", "")
        match edit.get("do", "Edit"):
            case "Edit":
                text = changed(versions[-1][1] if versions else "", edit, f"{page['title']}, {edit['at']}")
                versions.append((by, text))
                yield Deed("Edit", title, by, at, text, summary, minor=edit.get("minor", False))
            case "Rollback":
                last = versions[-1][0]
                versions.append((by, next(text for author, text in reversed(versions) if author != last)))
                yield Deed("Rollback", title, by, at, summary=summary)
            case "Move":
                yield Deed("Move", title, by, at, summary=summary, to=page["title"], redirect=False)
                title = page["title"]
            case "Delete":
                yield Deed("Delete", title, by, at, summary=summary)
            case other:
                raise ScriptFileError(f"{page['title']}, {edit['at']}: nobody knows how to do {other!r}")


def changed(text: str, edit: dict[str, Any], where: str) -> str:
    """The text after an edit."""
    if "instead" in edit:
        return str(edit["instead"])
    if "replace" in edit:
        old, new = edit["replace"]
        if old not in text:
            raise ScriptFileError(f"{where}: the words to change are not there: {old}")
        return text.replace(old, new, 1)
    return f"{text}\n\n{edit['add']}".strip()

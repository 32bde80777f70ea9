"""Files by title, or accounts, flow in, and what the wiki knows of the files and where they are used flows out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wiki.client import Wiki, moment
from wiki.reads import contributions
from wiki.reads.batches import batches, side_by_side
from wiki.reads.contributions import Contribution

FILE = 6  # the number of the namespace of files
_PROPS = ["timestamp", "user", "userid", "url", "size", "sha1", "mime", "mediatype", "extmetadata", "commonmetadata"]


@dataclass(frozen=True)
class File:
    """The newest version of a file. `page` is its page's number, 0 where the file lies on a shared wiki.

    From a shared wiki `user` is written `commons>Name` and `user_id` is 0: ask that wiki itself about authors.
    `url`: of the file itself; `page_url`: of the page that describes it. `duration`: seconds, None for pictures and
    where the wiki cannot tell (no TimedMediaHandler: also width and height of videos are 0). `extmetadata`: texts by
    name, from the description page where the wiki has CommonsMetadata, else little more than a date. `exif`: the
    camera's own fields by name; `place`: latitude and longitude from them.
    """

    title: str
    page: int
    user: str
    user_id: int
    at: datetime
    url: str
    width: int
    height: int
    size: int
    sha1: str
    mime: str
    mediatype: str
    duration: float | None
    place: tuple[float, float] | None
    extmetadata: dict[str, str] = field(default_factory=dict)
    exif: dict[str, Any] = field(default_factory=dict)
    page_url: str = ""


@dataclass(frozen=True)
class Use:
    """A page that shows a file. `wiki` is empty for the wiki that was asked."""

    file: str
    page: int
    ns: int
    title: str
    wiki: str = ""


async def about(w: Wiki, titles: Iterable[str]) -> dict[str, File]:
    """Each title (`File:…` in any language of the wiki) that is a file, 50 (500) a call; others are left out."""
    found: dict[str, File] = {}
    streams = [_about(w, batch) for batch in batches(titles, w.most)]
    async for files in side_by_side(streams, w.connections):
        found |= files
    return found


def by(
    w: Wiki, user_ids: Iterable[int], since: datetime | None = None, until: datetime | None = None
) -> AsyncIterator[list[Contribution]]:
    """The pages of files that these accounts began, as `contributions.of`: one for each upload under a new name."""
    return contributions.of(w, user_ids, since, until, namespace=FILE, only_new=True)


async def uses(w: Wiki, titles: Iterable[str]) -> AsyncIterator[list[Use]]:
    """Every page of this wiki that shows one of the files; also of files that lie on a shared wiki."""
    streams = [_uses(w, batch) for batch in batches(titles, w.most)]
    async for rows in side_by_side(streams, w.connections):
        yield rows


async def uses_elsewhere(w: Wiki, titles: Iterable[str]) -> AsyncIterator[list[Use]]:
    """Every page of any wiki that shows one of these files of a shared wiki such as Commons.

    Gives nothing where the extension GlobalUsage is not there: ask `can_tell_elsewhere` first.
    """
    if not await can_tell_elsewhere(w):
        return
    asked = {"prop": "globalusage", "gulimit": "max", "guprop": ["pageid", "namespace"]}
    for batch in batches(titles, w.most):
        async for part in w.query(titles=batch, **asked):
            yield [
                Use(page["title"], int(use["pageid"]), int(use["ns"]), use["title"], use["wiki"])
                for page in part.get("pages", [])
                for use in page.get("globalusage", [])
            ]


async def can_tell_elsewhere(w: Wiki) -> bool:
    """True where the wiki knows which other wikis show its files."""
    return "Global Usage" in (await w.about()).extensions


async def with_sha1(w: Wiki, sha1: str) -> list[str]:
    """The titles of this wiki's files with this SHA-1 (40 hexadecimal digits); deleted ones are not told."""
    found: list[str] = []
    async for part in w.query(list="allimages", aisha1=sha1.lower(), ailimit="max"):
        found += [row["title"] for row in part.get("allimages", [])]
    return found


async def _about(w: Wiki, titles: list[str]) -> AsyncIterator[dict[str, File]]:
    found: dict[str, File] = {}
    renamed: dict[str, str] = {}
    async for part in w.query(prop="imageinfo", iiprop=_PROPS, titles=titles):
        renamed |= {one["from"]: one["to"] for one in part.get("normalized", [])}
        for page in part.get("pages", []):
            for info in page.get("imageinfo", []):
                if "filemissing" not in info and "filehidden" not in info:
                    found[page["title"]] = _file(page, info)
    yield {title: found[plain] for title in titles if (plain := renamed.get(title, title)) in found}


async def _uses(w: Wiki, titles: list[str]) -> AsyncIterator[list[Use]]:
    asked = {"prop": "fileusage", "fulimit": "max", "fuprop": ["pageid", "title"]}
    async for part in w.query(titles=titles, **asked):
        yield [
            Use(page["title"], int(use["pageid"]), int(use["ns"]), use["title"])
            for page in part.get("pages", [])
            for use in page.get("fileusage", [])
        ]


def _file(page: dict[str, Any], info: dict[str, Any]) -> File:
    exif = {one["name"]: one["value"] for one in info.get("commonmetadata") or []}
    extra = info.get("extmetadata") or {}
    duration = info.get("duration")
    return File(
        title=page["title"],
        page=int(page.get("pageid") or 0),
        user=info.get("user", ""),
        user_id=int(info.get("userid") or 0),
        at=moment(info["timestamp"]),
        url=info.get("url", ""),
        width=int(info.get("width") or 0),
        height=int(info.get("height") or 0),
        size=int(info.get("size") or 0),
        sha1=info.get("sha1", ""),
        mime=info.get("mime", ""),
        mediatype=info.get("mediatype", ""),
        duration=float(duration) if duration else None,
        place=_place(exif),
        extmetadata={name: str(one.get("value", "")) for name, one in extra.items()},
        exif=exif,
        page_url=info.get("descriptionurl", ""),
    )


def _place(exif: dict[str, Any]) -> tuple[float, float] | None:
    try:
        return round(float(exif["GPSLatitude"]), 6), round(float(exif["GPSLongitude"]), 6)
    except (KeyError, TypeError, ValueError):
        return None

"""A file and its description flow in; the file on the wiki, or what the wiki warns of before it takes it, flows out."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import SEEK_END, BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from wiki.client import RefusedError, UncertainError, UnreachableError, Value, Wiki

CHUNK = 4 * 1024 * 1024  # bytes: larger files are sent in pieces of this size
_SENDINGS = 4
_PAUSE = 0.5


@dataclass(frozen=True)
class Uploaded:
    """A file that the wiki took, or had taken from us before an answer was lost."""

    title: str
    sha1: str
    url: str


@dataclass(frozen=True)
class Warnings:
    """Why the wiki wants to be asked again. `key` is where it keeps the bytes meanwhile, for `publish`.

    `duplicates`: files with the same SHA-1. `exists`: the file that has this name, or one that differs from it only in
    small and capital letters or its ending. `was_deleted`: a deleted file's name with the same SHA-1 or title.
    `others`: MediaWiki's words for the rest (such as `badfilename`, `large-file`).
    """

    key: str
    duplicates: tuple[str, ...]
    exists: str
    was_deleted: str
    others: tuple[str, ...]


async def send(
    w: Wiki,
    source: Path | bytes,
    name: str,
    text: str,
    comment: str,
    *,
    ignore_warnings: bool = False,
    chunk: int = CHUNK,
) -> Uploaded | Warnings:
    """Send a file (in pieces where it is larger than `chunk`) and publish it under `name` with `text` on its page.

    The wiki first keeps the bytes and publishes them in a second step, so that a lost answer never uploads twice and
    a warning costs no second sending. Raises `RefusedError` (not a picture, too large, no right), and the rest.
    """
    with _opened(source) as stream:
        size = stream.seek(0, SEEK_END)
        limit = (await w.about()).largest_upload
        if limit and size > limit:
            message = f"{w.host} takes files of at most {limit >> 20} MiB; this one has {size >> 20}. Make it smaller."
            raise RefusedError(message, "file-too-large")
        if not size:
            raise RefusedError("The file is empty; choose another.", "empty-file")
        sha1 = _sha1(stream)
        key, warnings = await _kept(w, stream, size, name, chunk)
    if not ignore_warnings and (found := _warnings(key, warnings)):
        return found
    return await publish(w, key, name, text, comment, sha1=sha1, ignore_warnings=ignore_warnings)


async def publish(
    w: Wiki, key: str, name: str, text: str, comment: str, *, sha1: str = "", ignore_warnings: bool = True
) -> Uploaded | Warnings:
    """Publish bytes that the wiki keeps under `key`; with `sha1` a lost answer is looked after."""
    form: dict[str, Value] = {"filename": name, "filekey": key, "text": text, "comment": comment}
    for _ in range(_SENDINGS):
        try:
            said = (await w.post(action="upload", ignorewarnings=ignore_warnings, **form))["upload"]
            if said["result"] == "Success":
                info = said["imageinfo"]
                return Uploaded(info["canonicaltitle"], info["sha1"], info["url"])
            if found := _warnings(said.get("filekey", key), said.get("warnings", {})):
                return found
            raise RefusedError(f"{w.host} did not take '{name}' ({said['result']}).", str(said["result"]))
        except UncertainError:
            await asyncio.sleep(_PAUSE)
        except RefusedError:
            # The bytes are gone from where they were kept, or the same ones lie there already: perhaps by our doing.
            if sha1 and (made := await _ours(w, name, sha1)):
                return made
            raise
        if sha1 and (made := await _ours(w, name, sha1)):
            return made
    raise UnreachableError(f"{w.host} lost '{name}' {_SENDINGS} times; it was not published. Try again later.")


async def _kept(w: Wiki, stream: BinaryIO, size: int, name: str, chunk: int) -> tuple[str, dict[str, Any]]:
    """Have the wiki keep the bytes: the key, and what it warns of."""
    for _ in range(_SENDINGS):
        stream.seek(0)
        if size <= chunk:
            # Twice kept is no harm: what is not published goes by itself.
            form: dict[str, Value] = {"filename": name, "stash": True, "ignorewarnings": True}
            files = {"file": (name, stream.read())}
            said = (await w.post_file(files, True, action="upload", **form))["upload"]
        else:
            said = await _in_pieces(w, stream, size, name, chunk)
        if said.get("result") in ("Success", "Warning") and "filekey" in said:
            return str(said["filekey"]), said.get("warnings", {})
    raise UnreachableError(f"{w.host} lost pieces of '{name}' {_SENDINGS} times. Try again later.")


async def _in_pieces(w: Wiki, stream: BinaryIO, size: int, name: str, chunk: int) -> dict[str, Any]:
    """Send piece by piece; what the last piece answers, or nothing where the wiki has lost the thread."""
    offset, key = 0, ""
    while offset < size:
        stream.seek(offset)
        form: dict[str, Value] = {"filename": name, "stash": True, "filesize": size, "offset": offset}
        form |= {"filekey": key or None, "ignorewarnings": True}
        files = {"chunk": (name, stream.read(chunk))}
        try:
            said: dict[str, Any] = (await w.post_file(files, True, action="upload", **form))["upload"]
        except RefusedError as refused:
            # A piece whose answer was lost had arrived: the wiki says where it wants us to go on, or, where it was the
            # last one, that it has put the pieces together and away under a key that we never heard.
            wanted = refused.data.get("offset")
            if not refused.code.startswith(("stashfailed", "uploadstash-")):
                raise
            if not isinstance(wanted, int) or wanted <= offset:
                return {}
            offset = wanted
            continue
        if said.get("result") != "Continue":
            return said
        offset, key = int(said["offset"]), str(said["filekey"])
    return {}


async def _ours(w: Wiki, name: str, sha1: str) -> Uploaded | None:
    asked: dict[str, Value] = {"iiprop": ["sha1", "userid", "url", "canonicaltitle"], "titles": [f"File:{name}"]}
    said = await w.get(action="query", prop="imageinfo", **asked)
    for info in said["query"]["pages"][0].get("imageinfo", []):
        if info.get("sha1") == sha1 and info.get("userid") == w.myself.user_id:
            return Uploaded(info["canonicaltitle"], sha1, info["url"])
    return None


def _warnings(key: str, said: dict[str, Any]) -> Warnings | None:
    if not said:
        return None
    known = {"duplicate", "exists", "exists-normalized", "page-exists", "was-deleted", "duplicate-archive", "nochange"}
    return Warnings(
        key=key,
        duplicates=tuple(said.get("duplicate") or ()),
        exists=str(said.get("exists") or said.get("exists-normalized") or said.get("page-exists") or ""),
        was_deleted=str(said.get("was-deleted") or said.get("duplicate-archive") or ""),
        others=tuple(sorted(set(said) - known)),
    )


@contextmanager
def _opened(source: Path | bytes) -> Iterator[BinaryIO]:
    if isinstance(source, bytes):
        yield BytesIO(source)
    else:
        with source.open("rb") as stream:
            yield stream


def _sha1(stream: BinaryIO) -> str:
    digest = hashlib.sha1(usedforsecurity=False)
    stream.seek(0)
    while piece := stream.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()

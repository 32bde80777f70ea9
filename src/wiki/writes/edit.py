"""A title, a text and the revision it was written on flow in; the new revision, or the conflict, flows out."""

from __future__ import annotations

import asyncio
import hashlib
import unicodedata
from typing import Any

from wiki.client import RefusedError, UncertainError, UnreachableError, Value, Wiki, WikiError

_SENDINGS = 4
# Between a lost answer and the look whether the edit was made: the wiki may still be at work on it.
_PAUSE = 0.5


class ConflictError(WikiError):
    """Somebody else changed the page meanwhile: `ours` was not saved, `theirs` stands as revision `their_rev`."""

    def __init__(self, message: str, ours: str, theirs: str, their_rev: int) -> None:
        super().__init__(message)
        self.ours, self.theirs, self.their_rev = ours, theirs, their_rev


async def save(
    w: Wiki, title: str, text: str, summary: str, base_rev: int | None = None, *, is_minor: bool = False
) -> int:
    """Save a page's whole text and give the revision that now holds it.

    `base_rev`: the revision that was edited; 0: the page must not be there yet; None: the one that stands now is
    replaced. What others changed elsewhere in the text meanwhile, MediaWiki merges; where both changed the same place
    it raises `ConflictError`. Beware: MediaWiki sees no conflict with the same account's own newer revision.
    A text that changes nothing gives the revision that stands. When an answer is lost, the history is looked at
    before the text is sent again, so nothing is saved twice. Raises the client's errors else.
    """
    base = await _standing(w, title) if base_rev is None else base_rev
    form: dict[str, Value] = {"title": title, "text": text, "summary": summary, "minor": is_minor}
    form |= {"md5": hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()}
    form |= {"baserevid": base} if base else {"createonly": True}
    for sending in range(_SENDINGS):
        try:
            return await _made(w, title, (await w.post(action="edit", **form))["edit"])
        except UncertainError:
            await asyncio.sleep(_PAUSE)
        except RefusedError as refused:
            if refused.code not in ("editconflict", "articleexists"):
                raise
            if not sending:
                raise await _conflict(w, title, text) from None
        if rev := await _ours(w, title, base, text, summary):
            return rev
    raise UnreachableError(
        f"{w.host} lost our edit of '{title}' {_SENDINGS} times; nothing was saved. Try again later."
    )


async def _made(w: Wiki, title: str, said: dict[str, Any]) -> int:
    if said.get("result") != "Success":
        code = next(iter(set(said) - {"result"}), "failure")
        raise RefusedError(f"{w.host} did not save '{title}': it asks for more ({code}); edit it there.", code)
    return int(said["newrevid"]) if "newrevid" in said else await _standing(w, title)


async def _standing(w: Wiki, title: str) -> int:
    said = await w.get(action="query", prop="info", titles=[title])
    page = said["query"]["pages"][0]
    if page.get("invalid"):
        raise RefusedError(f"'{title}' cannot be the title of a page.", "invalidtitle")
    return int(page.get("lastrevid") or 0)


async def _ours(w: Wiki, title: str, base: int, text: str, summary: str) -> int:
    """The revision after `base` that is this very edit of ours, else 0.

    It is known by our name and either the text as MediaWiki stores it, or, where saving changes a text (signatures,
    `subst:`), the summary.
    """
    plain = unicodedata.normalize("NFC", text).rstrip()
    sha1 = hashlib.sha1(plain.encode(), usedforsecurity=False).hexdigest()
    asked: dict[str, Value] = {"rvprop": ["ids", "userid", "sha1", "comment"], "rvlimit": 50}
    said = await w.get(action="query", prop="revisions", titles=[title], **asked)
    for row in said["query"]["pages"][0].get("revisions", []):
        if row["revid"] <= base:
            break
        if row.get("userid") == w.myself.user_id and (row.get("sha1") == sha1 or row.get("comment") == summary.strip()):
            return int(row["revid"])
    return 0


async def _conflict(w: Wiki, title: str, ours: str) -> ConflictError:
    asked: dict[str, Value] = {"rvprop": ["ids", "content"], "rvslots": "main"}
    said = await w.get(action="query", prop="revisions", titles=[title], **asked)
    rows = said["query"]["pages"][0].get("revisions") or [{"revid": 0}]
    theirs = rows[0].get("slots", {}).get("main", {}).get("content", "")
    message = f"'{title}' was changed on {w.host} meanwhile; put both texts together and save again."
    return ConflictError(message, ours, theirs, int(rows[0]["revid"]))

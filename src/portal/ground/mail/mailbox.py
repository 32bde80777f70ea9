"""Our IMAP account in; the bytes that wait in it out, and whether it holds a certain message. Touches no database."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.conf import settings
from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted

BATCH, CHUNK = 50, 25
SECONDS = 60
TROUBLE = (OSError, imaplib.IMAP4.error, ImapToolsError)
# IMAP names months in English, whatever language this machine speaks
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID = re.compile(rb"\bUID (\d{1,10})")
_SIZE = re.compile(rb"\bRFC822\.SIZE (\d{1,12})")


def is_set_up() -> bool:
    """Whether the settings name an account."""
    return bool(settings.IMAP_HOST)


@contextmanager
def open_box() -> Iterator[BaseMailBox]:
    """The account, signed in. Raises one of TROUBLE when the server is not to be had or says no."""
    if settings.IMAP_TLS:
        # imaplib alone would trust any certificate
        context = ssl.create_default_context()
        box: BaseMailBox = MailBox(settings.IMAP_HOST, settings.IMAP_PORT, timeout=SECONDS, ssl_context=context)
    else:
        box = MailBoxUnencrypted(settings.IMAP_HOST, settings.IMAP_PORT, timeout=SECONDS)
    try:
        box.login(settings.IMAP_USER, settings.IMAP_PASSWORD, initial_folder=None)
        yield box
    finally:
        try:
            box.logout()
        except TROUBLE:
            box.client.shutdown()


def waiting(box: BaseMailBox, skip: int = 0) -> list[tuple[str, int]]:
    """UID and size of the next messages in the inbox, the oldest first, `skip` of them left out. Opens the inbox.

    It asks by position, so that the answer stays small however full the box is.
    """
    _status, (count, *_rest) = box.folder.set("INBOX")
    last = min(int(count), skip + BATCH)
    if last <= skip:
        return []
    _status, lines = box.client.fetch(f"{skip + 1}:{last}", "(UID RFC822.SIZE)")
    found = []
    for line in lines:
        text = line[0] if isinstance(line, tuple) else line or b""
        uid, size = _UID.search(text), _SIZE.search(text)
        if uid and size:
            found.append((uid[1].decode(), int(size[1])))
    return found


def body(box: BaseMailBox, uid: str, longest: int | None = None) -> bytes | None:
    """The bytes of a message, or the first `longest` of them, without marking it as read; None if it is gone."""
    what = "(BODY.PEEK[])" if longest is None else f"(BODY.PEEK[]<0.{longest}>)"
    _status, answer = box.client.uid("FETCH", uid, what)
    return next((bytes(piece[1]) for piece in answer if isinstance(piece, tuple)), None)


def put_away(box: BaseMailBox, uid: str) -> None:
    """Move a message that is kept here out of the inbox."""
    box.move(uid, settings.IMAP_DONE)


def make_folder(box: BaseMailBox) -> None:
    """Make the folder for messages that are kept here, unless it is there."""
    if not box.folder.exists(settings.IMAP_DONE):
        box.folder.create(settings.IMAP_DONE)


def held_ids(box: BaseMailBox, message_ids: list[str], since: date) -> set[str]:
    """Those of these Message-IDs that the inbox, the folder of kept messages or the folder of sent ones holds.

    What came before `since` is not looked at, so that a full folder costs little.
    """
    day = f"{since.day}-{_MONTHS[since.month - 1]}-{since.year}"
    found: set[str] = set()
    for folder in filter(None, ("INBOX", settings.IMAP_DONE, settings.IMAP_SENT)):
        if not box.folder.exists(folder):
            continue
        box.folder.set(folder, readonly=True)
        for at in range(0, len(message_ids), CHUNK):
            found |= _held(box, [name for name in message_ids[at : at + CHUNK] if name not in found], day)
    return found


def _held(box: BaseMailBox, names: list[str], day: str) -> set[str]:
    """Those that the open folder holds. One question for all of them first: mostly it holds none."""
    asked = [f'HEADER Message-ID "{name}"' for name in names]
    if not asked or not box.uids(f"SINCE {day} " + "OR " * (len(asked) - 1) + " ".join(asked)):
        return set()
    return {name for name, question in zip(names, asked, strict=True) if box.uids(f"SINCE {day} {question}")}

"""The folder of filed mail in; a line for each new message out, with its code, so that a newcomer can go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

from portal.operate.filed_mail import folder

# A code stands alone on its line: letters and digits, perhaps in groups.
_CODE = re.compile(r"^\s*([A-Z0-9]{3,}(?:-[A-Z0-9]{3,})*)\s*$", re.MULTILINE)


class MailWatch:
    """Remembers which messages it has spoken of; those that lie there at the start are old."""

    def __init__(self) -> None:
        self.seen = set(self._files())

    def news(self) -> Iterator[str]:
        """A line for each message that was filed since the last call."""
        for path in sorted(set(self._files()) - self.seen):
            self.seen.add(path)
            yield said(path)

    @staticmethod
    def _files() -> list[Path]:
        return list(folder().glob("*.eml"))


def said(path: Path) -> str:
    """To whom, about what, the code in it if there is one, and where the message lies."""
    message = message_from_bytes(path.read_bytes(), policy=policy.default)
    body = message.get_body(("plain",))
    code = _CODE.search(body.get_content()) if body else None
    shown = f", code {code[1]}" if code else ""
    return f"mail (demo, not sent) to {message['to']}: “{message['subject']}”{shown} — {path}"

"""The file family.json of a home in; who the family is (wikis, ports, address, secrets) out, and back."""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from wiki.local.packages import CODE
from wiki.local.words import FamilyError

FILE = "family.json"
LOOPBACK = "127.0.0.1"
WANTED = (
    "Cite", "ParserFunctions", "PageImages", "TextExtracts", "Renameuser", "TemplateData", "Scribunto", "WikiEditor",
    "VisualEditor",
)  # fmt: skip


@dataclass
class Member:
    """One wiki: its language, its title, and the port where it is served."""

    lang: str
    title: str
    port: int


@dataclass
class Record:
    """What a family knows of itself; only its owner may read the file, for it holds secrets."""

    wikis: dict[str, Member]
    host: str = LOOPBACK
    version: str = ""
    cheap_passwords: bool = False
    extensions: list[str] = field(default_factory=list)
    admin: str = "Admin"
    admin_password: str = ""
    secret_key: str = ""
    upgrade_key: str = ""

    def address(self, key: str) -> str:
        """The address of a wiki, without a slash at its end."""
        return f"http://{self.host}:{self.wikis[key].port}"


def new(specs: Sequence[tuple[str, str]], host: str, cheap_passwords: bool) -> Record:
    """A family that was never there before, with secrets of its own."""
    record = Record({}, host, cheap_passwords=cheap_passwords)
    record.extensions = [name for name in WANTED if (CODE / "extensions" / name / "extension.json").is_file()]
    record.admin_password = secrets.token_urlsafe(18)
    record.secret_key, record.upgrade_key = secrets.token_hex(32), secrets.token_hex(8)
    add(record, specs)
    return record


def add(record: Record, specs: Sequence[tuple[str, str]]) -> None:
    """Take wikis into the family that are not in it. Raises FamilyError for a key that cannot be a folder."""
    for key, lang in specs:
        if not (key.isascii() and key.isalnum() and key.islower() and key[0].isalpha()) or key == "cache":
            raise FamilyError(f"{key}: the key of a wiki is small letters and digits, such as sq or commons")
        if key not in record.wikis:
            record.wikis[key] = Member(lang, key, free_port(record.host))


def read(home: Path) -> Record | None:
    """The family of this home; None where none was made yet."""
    try:
        kept: dict[str, Any] = json.loads((home / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return Record(**{**kept, "wikis": {key: Member(**member) for key, member in kept["wikis"].items()}})


def write(home: Path, record: Record) -> None:
    """Keep the family, readable for its owner alone."""
    draft = home / f".{FILE}"
    draft.touch(mode=0o600)
    draft.write_text(json.dumps(asdict(record), indent=1), encoding="utf-8")
    draft.replace(home / FILE)


def free_port(host: str) -> int:
    """A port that nobody listens on. Raises FamilyError when the address is not one of this machine."""
    with socket.socket() as sock:
        try:
            sock.bind((host, 0))
        except OSError:
            raise FamilyError(f"{host} is not an address of this machine; `ip addr` shows those that are") from None
        return int(sock.getsockname()[1])


def is_free(host: str, port: int) -> bool:
    """Whether a server could listen here now."""
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((host, port))
        except OSError:
            return False
    return True

"""Names and passwords in; accounts on every wiki of a family, each with a bot password that follows from them, out."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass

APP = "academy"


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in at each wiki of a family, in a browser with a password, as a program with the bot's."""

    name: str
    password: str
    groups: tuple[str, ...] = ()

    @property
    def bot_name(self) -> str:
        """What a program signs in as."""
        return f"{self.name}@{APP}"

    @property
    def bot_secret(self) -> str:
        """The program's password: 32 digits, the HMAC-SHA-256 of the name under the account's password.

        It is derived, so that nobody has to keep or read it; it is as hard to guess as the password is.
        """
        return hmac.new(self.password.encode(), self.bot_name.encode(), hashlib.sha256).hexdigest()[:32]


def lines(accounts: Iterable[Account]) -> str:
    """What the script accounts.php reads."""
    return "".join(
        json.dumps(
            {"name": one.name, "password": one.password, "groups": one.groups, "app": APP, "secret": one.bot_secret}
        )
        + "\n"
        for one in accounts
    )

"""Who we are to a wiki flows in, and what is sent to prove it flows out; nothing here shows a secret when printed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class BotPassword:
    """A bot password as Special:BotPasswords makes it; `name` is written `User@app`."""

    name: str
    secret: str = field(repr=False)


@dataclass(frozen=True)
class OAuth2:
    """An access token of OAuth 2: one that its owner made, or one that is renewed with `refresh` at `token_url`."""

    token: str = field(repr=False)
    refresh: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    token_url: str = ""


Login = BotPassword | OAuth2


def secrets_of(login: Login | None) -> tuple[str, ...]:
    """The words that must never be shown."""
    if isinstance(login, BotPassword):
        return (login.secret,)
    if isinstance(login, OAuth2):
        return (login.token, login.refresh, login.client_secret)
    return ()


def without(secrets: Iterable[str], text: str) -> str:
    """`text` with every secret in it struck out, for what others wrote and we pass on."""
    for secret in secrets:
        if secret:
            text = text.replace(secret, "…")
    return text

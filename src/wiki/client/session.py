"""A login flows in, and a session of a wiki, opened again when it is lost, flows out."""

from __future__ import annotations

import asyncio
import inspect
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Protocol

from wiki.client.answers import Trouble
from wiki.client.errors import LoginError, ThrottledError, UncertainError, UnreachableError
from wiki.client.login import BotPassword, Login, OAuth2, secrets_of, without
from wiki.client.pace import Pace
from wiki.client.transport import Transport

OnRefresh = Callable[[OAuth2], Awaitable[None] | None]

_SEQUENCES = 5
# Another request's answer gave us another session between the two steps of signing in.
_CROSSED = ("sessionlost", "api-login-fail-badsessionprovider")


class Call(Protocol):
    """One call of the API outside of any session, sent again only where that is safe."""

    def __call__(self, params: dict[str, str], *, read: bool) -> Awaitable[dict[str, Any]]:
        """Read or write, and the answer."""


class Session:
    """Signs in, and again when asked; `generation` counts how often, so that many losers of one session ask once."""

    def __init__(self, host: str, login: Login | None, transport: Transport, pace: Pace) -> None:
        self.generation = 0
        self._host, self._login, self._transport, self._pace = host, login, transport, pace
        self._lock = asyncio.Lock()
        self._secrets = set(secrets_of(login))

    @property
    def is_signed_in(self) -> bool:
        """True where calls must be made as somebody."""
        return self._login is not None and self.generation > 0

    @property
    def is_opening(self) -> bool:
        """True while somebody signs in; other calls wait, so that no answer of theirs comes between."""
        return self._lock.locked()

    async def settled(self) -> None:
        """Wait until nobody signs in."""
        async with self._lock:
            pass

    def headers(self) -> dict[str, str]:
        """What proves who we are, beside the cookies."""
        return {"authorization": f"Bearer {self._login.token}"} if isinstance(self._login, OAuth2) else {}

    def clean(self, text: str) -> str:
        """`text` without our secrets."""
        return without(self._secrets, text)

    async def open(self, call: Call) -> None:
        """Sign in for the first time; raises `LoginError`."""
        if isinstance(self._login, BotPassword):
            await self._by_password(self._login, call)
        self.generation += 1

    async def again(self, lost: int, call: Call, on_refresh: OnRefresh | None) -> None:
        """Open a new session unless somebody did so since generation `lost`; raises `LoginError`."""
        async with self._lock:
            if self.generation != lost:
                return
            if isinstance(self._login, BotPassword):
                await self._by_password(self._login, call)
            elif isinstance(self._login, OAuth2) and self._login.refresh and self._login.token_url:
                await self._by_refreshing(self._login, on_refresh)
            else:
                raise LoginError(f"{self._host} does not take the access token any more; make a new one and enter it.")
            self.generation += 1

    async def _by_password(self, login: BotPassword, call: Call) -> None:
        """The whole way each time: a lost answer leaves a half-opened session, where only a fresh token is of use."""
        for _ in range(_SEQUENCES):
            self._transport.forget()
            asked = {"action": "query", "meta": "tokens", "type": "login"}
            token = (await call(asked, read=True))["query"]["tokens"]["logintoken"]
            form = {"action": "login", "lgname": login.name, "lgpassword": login.secret, "lgtoken": token}
            try:
                said = (await call(form, read=False))["login"]
            except UncertainError:
                continue
            if said["result"] == "Success":
                return
            if said["result"] not in ("NeedToken", "WrongToken") and _reason(said)[0] not in _CROSSED:
                raise self._not_in(said)
        raise UnreachableError(f"{self._host} did not finish signing us in; try again later.")

    def _not_in(self, said: dict[str, Any]) -> Exception:
        code, text = _reason(said)
        if said["result"] == "Throttled" or "throttle" in code:
            seconds = float(said.get("wait") or 300)
            return ThrottledError(f"{self._host} was given wrong passwords too often; wait and try again.", seconds)
        return LoginError(
            f"{self._host} does not take this name and bot password ({self.clean(text) or said['result']}). "
            "Make a bot password at Special:BotPasswords there; its name is written User@app."
        )

    async def _by_refreshing(self, login: OAuth2, on_refresh: OnRefresh | None) -> None:
        form = {"grant_type": "refresh_token", "refresh_token": login.refresh, "client_id": login.client_id}
        if login.client_secret:
            form["client_secret"] = login.client_secret
        granted = await self._granted(login.token_url, form)
        renewed = replace(login, token=granted["access_token"], refresh=granted.get("refresh_token") or login.refresh)
        self._secrets.update(secrets_of(renewed))
        if on_refresh:
            # Kept before it is used: where the old one has died, this is the only one there is.
            kept = on_refresh(renewed)
            if inspect.isawaitable(kept):
                await kept
        self._login = renewed

    async def _granted(self, address: str, form: dict[str, str]) -> dict[str, str]:
        for tried in range(1, self._pace.tries + 1):
            answer = await self._transport.send(address, form=form)
            if not isinstance(answer, Trouble) and answer.status < 500 and answer.status != 429:
                said = _strings(answer.body)
                if answer.status == 200 and said.get("access_token"):
                    return said
                break
            if isinstance(answer, Trouble) and answer.kind == "alien":
                break
            await asyncio.sleep(self._pace.wait(tried, None))
        else:
            raise UnreachableError(
                f"The server that renews our token for {self._host} does not answer; try again later."
            )
        raise LoginError(f"The access to {self._host} has ended and cannot be renewed; sign in there again.")


def _reason(said: dict[str, Any]) -> tuple[str, str]:
    """The code and the sentence of a sign-in that failed; older wikis give the sentence alone."""
    reason = said.get("reason") or ""
    if isinstance(reason, dict):
        return str(reason.get("code", "")), str(reason.get("text", ""))
    return "", str(reason)


def _strings(body: bytes) -> dict[str, str]:
    try:
        said = json.loads(body)
    except ValueError:
        return {}
    return {name: value for name, value in said.items() if isinstance(value, str)} if isinstance(said, dict) else {}

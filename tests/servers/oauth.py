"""A real wiki's API and an account in; an authorization server, and the same API for bearers of its tokens only, out.

Debian packages no OAuth extension of MediaWiki, so no wiki here can be its own authorization server. This one issues
access tokens that end when the test says so and refresh tokens that can be used once (RFC 6749, sections 5 and 6),
and admits a request to the real wiki only with a fresh access token; there it is made as the account, with the
cookies of a session that was opened with its bot password. So what a token may do is real; who checks it is ours.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
from collections.abc import Iterator
from urllib.parse import parse_qs

import httpx2

from tests.servers.faulty import Faulty, Request, answered, give, running
from wiki.local import Account

# What MediaWiki's OAuth extension answers to a token that it does not know, and what a gate before it does.
SAYS_MEDIAWIKI = (200, {"errors": [{"code": "mwoauth-invalid-authorization", "text": "The authorization is invalid."}]})
SAYS_GATE = (401, {"error": "invalid_token"})


class OAuth(Faulty):
    """The server; `token` and `refresh` are good now, `token_url` renews them, `said` answers a stale token."""

    def __init__(self, api: str, account: Account) -> None:
        super().__init__(api, None)
        self.client_id, self.client_secret = "portal", secrets.token_hex(16)
        self.token, self.refresh, self.renewed, self.said = "", "", 0, SAYS_MEDIAWIKI
        self._cookies = _signed_in(api, account)
        self._issue()

    @property
    def token_url(self) -> str:
        """Where tokens are renewed."""
        return f"{self.api.partition('/w/')[0]}/oauth2/access_token"

    def expire(self) -> None:
        """The access token ends; the refresh token stays good."""
        self.token = secrets.token_hex(16)

    def revoke(self) -> None:
        """Both tokens end."""
        self._issue()

    async def respond(self, request: Request, writer: asyncio.StreamWriter) -> None:
        """Renew a token, or hand the request on, or turn it away."""
        if b" /oauth2/access_token " in request.line:
            await give(writer, self._renew(request))
        elif dict(request.headers).get(b"authorization", b"").decode() == f"Bearer {self.token}":
            await give(writer, await self.ask(request.bytes(self.host, cookies=self._cookies)))
        else:
            status, said = self.said
            await give(writer, answered(status, json.dumps(said).encode()))

    def _issue(self) -> None:
        self.token, self.refresh = secrets.token_hex(16), secrets.token_hex(16)

    def _renew(self, request: Request) -> bytes:
        form = {name: values[0] for name, values in parse_qs(request.body.decode()).items()}
        ours = {"client_id": self.client_id, "client_secret": self.client_secret, "refresh_token": self.refresh}
        if form != {"grant_type": "refresh_token", **ours}:
            return answered(400, b'{"error": "invalid_grant", "error_description": "The refresh token is invalid."}')
        self._issue()
        self.renewed += 1
        granted = {"token_type": "Bearer", "access_token": self.token, "refresh_token": self.refresh}
        return answered(200, json.dumps(granted).encode())


@contextlib.contextmanager
def before(api: str, account: Account) -> Iterator[OAuth]:
    """Stand before the API of a wiki, in a thread of its own."""
    server = OAuth(api, account)
    with running(server):
        yield server


def _signed_in(api: str, account: Account) -> str:
    with httpx2.Client(trust_env=False, timeout=60) as client:
        asked = {"format": "json", "formatversion": "2", "action": "query", "meta": "tokens", "type": "login"}
        token = client.get(api, params=asked).json()["query"]["tokens"]["logintoken"]
        form = {"action": "login", "lgname": account.bot_name, "lgpassword": account.bot_secret, "lgtoken": token}
        said = client.post(api, data={**form, "format": "json"}).json()
        assert said["login"]["result"] == "Success", said
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in client.cookies.jar)

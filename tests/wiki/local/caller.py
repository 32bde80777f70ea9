"""A running family in; what its API says to a caller who is not our client, out."""

from __future__ import annotations

from typing import Any

import httpx2

from wiki.local import Account, Family


class Caller:
    """Somebody who calls the API of one wiki, signed in or not."""

    def __init__(self, family: Family, key: str, account: Account | None = None) -> None:
        self.api = family.api(key)
        self.client = httpx2.Client(trust_env=False, timeout=60)
        if account:
            token = self.get(action="query", meta="tokens", type="login")["query"]["tokens"]["logintoken"]
            said = self.post(action="login", lgname=account.bot_name, lgpassword=account.bot_secret, lgtoken=token)
            assert said["login"]["result"] == "Success", said

    def get(self, **params: str) -> Any:
        return self.client.get(self.api, params={"format": "json", "formatversion": "2", **params}).json()

    def post(self, **params: str) -> Any:
        return self.client.post(self.api, data={"format": "json", "formatversion": "2", **params}).json()

    def token(self) -> str:
        return str(self.get(action="query", meta="tokens")["query"]["tokens"]["csrftoken"])

    def edit(self, title: str, text: str) -> Any:
        return self.post(action="edit", title=title, text=text, token=self.token())

    def upload(self, name: str, data: bytes, text: str) -> Any:
        params = {"action": "upload", "filename": name, "text": text, "token": self.token(), "format": "json"}
        return self.client.post(self.api, data=params, files={"file": (name, data)}).json()

    def text(self, title: str) -> str | None:
        said = self.get(action="query", prop="revisions", titles=title, rvprop="content", rvslots="main")
        page = said["query"]["pages"][0]
        return None if "missing" in page else str(page["revisions"][0]["slots"]["main"]["content"])

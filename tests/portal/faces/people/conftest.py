"""What tests of signing in may ask for: somebody at a browser without script, and one with it."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass, field
from typing import Any

import altcha
import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _only_this_face(settings: Settings) -> None:
    """These tests know the pages of this face alone."""
    settings.ROOT_URLCONF = "tests.portal.faces.people.addresses"
    settings.LOGIN_REDIRECT_URL = "settings"


@dataclass
class Visitor:
    """Somebody at a browser; `network` is the address the portal sees."""

    network: str = "192.0.2.1"
    language: str = "en"
    client: Client = field(default_factory=Client)

    def get(self, path: str, **headers: Any) -> Any:
        """Open a page of the visitor's language."""
        return self.client.get(f"/{self.language}/{path}", REMOTE_ADDR=self.network, **headers)

    def post(self, path: str, data: dict[str, Any] | None = None, **headers: Any) -> Any:
        """Send a form to a page of the visitor's language."""
        return self.client.post(f"/{self.language}/{path}", data or {}, REMOTE_ADDR=self.network, **headers)

    def proof(self) -> str:
        """Do what proof.js does."""
        sum_ = self.get("sign-in/proof/").json()
        found = altcha.solve_challenge(
            altcha.Challenge("SHA-256", sum_["challenge"], sum_["maxNumber"], sum_["salt"], sum_["signature"])
        )
        answer = {key: sum_[key] for key in ("algorithm", "challenge", "salt", "signature")} | {"number": found.number}
        return base64.b64encode(json.dumps(answer).encode()).decode()

    def ask(self, email: str, **more: str) -> Any:
        """Ask for a code as a browser with script does."""
        return self.post("sign-in/", {"email": email, "proof": self.proof(), **more})

    def sign_in(self, email: str, **more: str) -> Any:
        """Ask for a code, read the mail, type it."""
        self.ask(email, **more)
        return self.post("sign-in/code/", {"code": code_in(mail.outbox[-1].body)})


def code_in(body: str) -> str:
    """The code in a mail: its first line."""
    first = body.splitlines()[0]
    assert re.fullmatch(r"[0-9]{4}-[0-9]{4}", first), body
    return first


@pytest.fixture
def visitor() -> Visitor:
    """Somebody at a browser."""
    return Visitor()

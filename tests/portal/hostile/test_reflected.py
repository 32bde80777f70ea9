"""What somebody puts into an address: it comes back harmless or not at all, and breaks nothing, on every page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from django.test import Client

import portal.faces
from portal.ground.people.models import Role
from tests.portal.hostile.test_stored import MARKUP, faults, signed_in, text_of
from tests.portal.hostile.world import make_everything, paths
from tests.portal.make import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

ODD = {
    "nul": "\0",
    "superscript": "²",
    "huge": "9" * 400,
    "negative": "-1",
    "text": "x' OR 1=1 --",
    "bidi": "\u202egnp\u2066",
    "day": "9999-99-99",
    "path": "../../../etc/passwd",
    "list": "1,2;3",
    "surrogate": "%ED%A0%80",
    "half": "%C3%28",
    "format": "%(x)s{0}{{x}}%n",
}


READ_QUERIES = (
    "desk", "desk-history", "desk-people", "desk-targets", "desk-replies", "desk-requests", "desk-request",
    "desk-signatures", "desk-opt-outs", "targets", "target-history", "requests", "wins", "ledger", "report", "sign-in",
    "theme", "embed-index", "embed-target", "feed-target", "badge",
)  # fmt: skip
FIELDS = (
    "do", "pk", "subject", "kind", "day", "reason", "address", "name", "words", "note", "email", "code", "next",
    "ticket", "proof", "stamp", "request", "target", "role", "q", "confirm", "locale", "credential", "shown", "said",
)  # fmt: skip


def parameters() -> set[str]:
    """Every name that a page reads from a query."""
    found = {
        "page",
        "subject",
        "actor",
        "verb",
        "maxwidth",
        "maxheight",
        "cursor",
        "limit",
        "after",
        "state",
        "q",
        "language",
        "next",
        "token",
    }
    for file in Path(portal.faces.__file__).parent.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        found |= set(re.findall(r'GET\.get\(\s*"(\w+)"', text)) | set(re.findall(r'_known\(query, "(\w+)"', text))
    return found | {"kind", "layer", "category", "criterion", "verdict", "asked", "sort", "old", "new", "since", "url"}


def test_the_names_of_parameters_are_found_in_the_views() -> None:
    assert parameters() > {"before", "answer", "target", "address", "format", "q", "page"}


def test_no_query_comes_back_alive() -> None:
    world = make_everything()
    wrong = []
    for client in (signed_in(world.admin), Client()):
        for name, each in paths(world).items():
            if name.startswith("desk") and "sessionid" not in client.cookies:
                continue
            query = urlencode(dict.fromkeys(parameters(), MARKUP))
            answer = client.get(f"{each[0]}?{query}")
            wrong += [f"{name}: {fault}" for fault in faults(each[0], answer, text_of(answer))]
            if answer.status_code >= 500 and answer.status_code != 501:  # 501: oEmbed's word for a format it has not
                wrong.append(f"{name}: {answer.status_code}")
            if "evil" in answer.get("Location", ""):
                wrong.append(f"{name}: leads to {answer['Location']}")
    assert wrong == []


def test_no_odd_query_breaks_a_page() -> None:
    world = make_everything()
    client, addresses, wrong = signed_in(world.admin), paths(world), {}
    for word, odd in ODD.items():
        value = odd if word in ("surrogate", "half") else quote(odd)
        query = "&".join(f"{one}={value}" for one in sorted(parameters() - {"language"}))
        for name in READ_QUERIES:
            code = client.get(f"{addresses[name][0]}?{query}").status_code
            if code >= 500:
                wrong[name, word] = code
    assert wrong == {}


def test_no_odd_form_breaks_a_page() -> None:
    world = make_everything()
    client, wrong = signed_in(world.admin), {}
    for word in ("nul", "superscript"):
        for name, each in paths(world).items():
            if name in ("sign-out", "sign-in-again", "leave") or each[0].startswith(("/api/", "/open/", "/feeds/")):
                continue
            code = client.post(each[0], dict.fromkeys(FIELDS, ODD[word]) | {"do": "hide"}).status_code
            if code >= 500:
                wrong[name, word] = code
    assert wrong == {}


ELSEWHERE = (
    "//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example", "/%0d%0aSet-Cookie:x=1",
    "\thttps://evil.example", "data:text/html,x", "/x" * 2000,
)  # fmt: skip


@pytest.mark.parametrize("next_", ELSEWHERE)
def test_no_address_leads_elsewhere(next_: str) -> None:
    client = signed_in(make_person(Role.ADMIN))
    for path in ("/theme/dark/", "/en/sign-in/", "/en/sign-in/again/", "/en/sign-in/here/"):
        answer = client.get(path, {"next": next_, "language": ""})
        where = answer.get("Location", "/")
        assert (where.startswith("/"), where.startswith(("//", "/\\")), "\n" in where) == (True, False, False), path
        assert "Set-Cookie" not in answer.headers, path

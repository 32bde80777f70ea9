"""What every answer says to the browser beside the page: what may run, who may frame it, what may be kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.portal.hostile.test_stored import signed_in, text_of
from tests.portal.hostile.world import make_everything, paths
from tests.portal.operate.home import Home
from tests.portal.test_settings import SERVER

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PICTURES = ("badge", "embed-index", "embed-flow")
FRAMED = (*PICTURES, "embed-target")


def policy(answer: object) -> dict[str, str]:
    parts = answer["Content-Security-Policy"].split(";")  # type: ignore[index]
    return {name: words for name, _, words in (part.strip().partition(" ") for part in parts)}


def test_every_answer_keeps_the_browser_strict() -> None:
    world = make_everything()
    wrong = []
    for client in (signed_in(world.admin), Client()):
        for name, each in paths(world).items():
            answer = client.get(each[0])
            text_of(answer)
            rules = policy(answer)
            own = {"'self'", "'none'", "data:"} | ({"*"} if name in FRAMED else set())
            own |= {"'unsafe-inline'", ""} if name in PICTURES and answer.status_code == 200 else set()
            if {word for words in rules.values() for word in words.split()} - own:
                wrong.append(f"{name}: {rules}")
            if rules.get("script-src", rules["default-src"]) not in ("'self'", "'none'"):
                wrong.append(f"{name}: scripts {rules}")
            quiet = "cross-origin" in answer["Referrer-Policy"] or answer["Referrer-Policy"] in (
                "no-referrer",
                "same-origin",
            )
            if answer["X-Content-Type-Options"] != "nosniff" or not quiet:
                wrong.append(f"{name}: sniffing or referrer")
            framed = answer.status_code == 200 and name in FRAMED
            if (answer.get("X-Frame-Options") == "DENY", rules["frame-ancestors"] == "'none'") != (
                not framed,
                not framed,
            ):
                wrong.append(f"{name}: frames")
            if answer["Cross-Origin-Opener-Policy"] != "same-origin":
                wrong.append(f"{name}: opener")
    assert wrong == []


def test_reading_leaves_no_cookie_but_forms_do() -> None:
    world = make_everything()
    with_cookies = {}
    for name, each in paths(world).items():
        client = Client()
        text_of(client.get(each[0]))
        if client.cookies:
            with_cookies[name] = sorted(client.cookies)
    forms = {name for name, cookies in with_cookies.items() if cookies == ["csrftoken"]}
    others = {name: cookies for name, cookies in with_cookies.items() if name not in forms}
    assert forms == {
        *("check", "leave-alone", "report", "sign", "sign-in", "sign-out"),
        *("academy-certificates", "academy-check-in-code", "academy-guardian", "edition-apply", "edition-verify"),
        *("retreat", "retreat-live", "retreat-finding"),
    }
    # The works that the public chooses from stand in an order of their own for each visitor.
    vote = {"edition-vote": ["csrftoken", "sessionid"]}
    assert others == {"theme": ["theme"], "sign-in-code": ["sessionid"], **vote}


def test_what_is_private_is_kept_by_no_cache() -> None:
    world = make_everything()
    client, wrong = signed_in(world.admin), {}
    public = re.compile(
        r"/(?:api|open|feeds|embed)/|/oembed|/t/|/e/|/theme/|/manifest|/en/targets/[^/]+/card.png|/en/academy/[^/]+/works/\d+.webp"
    )
    for name, each in paths(world).items():
        answer = client.get(each[0])
        text_of(answer)
        cache = answer.get("Cache-Control", "")
        if not public.match(each[0]) and not ("private" in cache or "no-store" in cache) and answer.status_code < 300:
            wrong[name] = cache
        if "public" in cache and re.match(r"/(?:desk|en/mine|en/settings)", each[0]):
            wrong[name] = cache
    assert wrong == {}


def test_a_page_of_somebody_is_never_the_page_of_everybody(client: Client) -> None:
    world = make_everything()
    address = f"/en/targets/{world.asked.target.slug}/"
    own = signed_in(world.citizen).get(address)
    for_all = client.get(address)
    assert ("csrfmiddlewaretoken" in own.content.decode(), "csrfmiddlewaretoken" in for_all.content.decode()) == (
        True,
        False,
    )
    assert (own["Cache-Control"], "Cookie" in for_all["Vary"]) == ("private, no-cache", True)


def test_cookies_are_for_this_site_and_for_no_script(settings: Settings, client: Client) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE = True
    client.get("/en/sign-in/")
    client.post("/en/report/", {"address": "example.org", "seen-country": "missing"})
    client.get("/en/wins/?language=sq")
    client.get("/theme/dark/")
    flags = {name: (bool(c["httponly"]), bool(c["secure"]), c["samesite"]) for name, c in client.cookies.items()}
    assert flags == dict.fromkeys(("csrftoken", "sessionid", "language", "theme"), (True, True, "Lax"))


def test_a_session_is_another_one_after_signing_in(client: Client) -> None:
    world = make_everything()
    client.post("/en/report/", {"address": "example.org", "seen-country": "missing"})
    before = client.cookies["sessionid"].value
    client.force_login(world.citizen, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.cookies["sessionid"].value != before


ASK = """
import json
import django
django.setup()
from django.test import Client
kept = {"insecure": Client().get("/en/about/", headers={"host": "portal.example.org"})}
safe = {"x-forwarded-proto": "https", "host": "portal.example.org"}
kept["safe"] = Client().get("/en/sign-in/", headers=safe)
for host in ("evil.example", "portal.example.org.evil.example", "portal.example.org:80@evil.example", ""):
    headers = safe | {"host": host, "x-forwarded-host": "portal.example.org"}
    kept["host " + host] = Client().get("/en/sign-in/", headers=headers)
print(json.dumps({name: [one.status_code, dict(one.headers), str(one.cookies)] for name, one in kept.items()}))
"""


def test_a_server_speaks_https_alone_and_only_under_its_name(tmp_path: Path) -> None:
    home = Home(tmp_path)
    assert home.run("prepare", **SERVER).returncode == 0
    done = home.python(ASK, **SERVER)
    assert done.returncode == 0, done.stderr
    kept = json.loads(done.stdout.splitlines()[-1])
    assert [kept["insecure"][0], kept["insecure"][1]["Location"]] == [301, "https://portal.example.org/en/about/"]
    assert kept["safe"][0] == 200
    assert kept["safe"][1]["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains; preload"
    assert re.search(r"csrftoken=.*HttpOnly.*SameSite=Lax; Secure", kept["safe"][2])
    assert [one[0] for name, one in kept.items() if name.startswith("host")] == [400] * 4

"""Opening a real wiki: what it says of itself, what is no wiki, who may come in; and no secret is ever shown."""

from __future__ import annotations

import asyncio
import logging
import traceback
from typing import Any

import pytest

from tests.servers import faulty, oauth
from tests.servers.faulty import Plan
from tests.wiki.client.ways import AGENT, HASTE, login_of, opened, run
from wiki.client import BotPassword, LoginError, NoWikiError, OAuth2, Pace, RefusedError, Wiki, WikiError
from wiki.local import Account, Family

pytestmark = pytest.mark.wiki


@pytest.fixture(scope="module")
def ana(clean_wikis: Family) -> Account:
    return clean_wikis.users([("Ana", "lule-e-kuqe-1", [])])[0]


async def open_and_close(api: str, **more: Any) -> None:
    async with Wiki(api, **{"user_agent": AGENT, "pace": HASTE, **more}):
        pass


def test_a_wiki_says_what_it_is(clean_wikis: Family) -> None:
    async def work() -> Any:
        async with opened(clean_wikis, key="sq") as w:
            return await w.about(), w.myself

    about, myself = run(work())
    assert about.generator.startswith("MediaWiki 1.")
    assert (about.language, about.case, about.wiki_id) == ("sq", "first-letter", "sq")
    assert (about.namespaces[0], about.namespaces[2], about.namespaces[6]) == ("", "Përdoruesi", "Skeda")
    assert {"#RIDREJTO", "#REDIRECT"} <= set(about.redirect_words)
    assert "ParserFunctions" in about.extensions
    assert about.article_address == clean_wikis.address("sq") + "$1"
    assert about.server_time.tzinfo
    assert (myself.user_id, myself.most, myself.rows) == (0, 50, 500)


@pytest.mark.parametrize("path", ["/wiki/", "/w/", "/w/index.php", "/", "/w/rest.php/v1/page/Main_Page"])
def test_another_address_of_the_wiki_is_answered_with_what_to_type(clean_wikis: Family, path: str) -> None:
    api = clean_wikis.api("en").replace("/w/api.php", path)
    with pytest.raises(NoWikiError, match=r"Type its whole address, such as https://sq\.wikipedia\.org/w/api\.php"):
        run(open_and_close(api))


@pytest.mark.parametrize("api", ["", "sq.wikipedia.org", "ftp://wiki.invalid/w/api.php", "http://[::1"])
def test_what_is_no_address_is_answered_with_what_to_type(api: str) -> None:
    with pytest.raises(NoWikiError, match="this is not an address of the web"):
        run(open_and_close(api))


def test_an_address_that_the_guard_forbids_is_asked_once_and_said_so() -> None:
    asked = []

    def guard(host: str, port: int) -> list[str]:
        asked.append(host)
        raise OSError(f"'{host}' is a private address (127.0.0.1)")

    with pytest.raises(NoWikiError, match="cannot be asked: 'localhost' is a private address"):
        run(open_and_close("http://localhost:8080/w/api.php", address_guard=guard))
    assert asked == ["localhost"]


def test_a_wrong_name_or_password_says_where_to_make_a_right_one(clean_wikis: Family, ana: Account) -> None:
    for login in (BotPassword(ana.bot_name, "wrong"), BotPassword("Nobody@app", ana.bot_secret), BotPassword("", "")):
        with pytest.raises(LoginError, match=r"Make a bot password at Special:BotPasswords there; .* User@app\."):
            run(open_and_close(clean_wikis.api("en"), login=login))


def test_a_lost_session_is_opened_again_once_for_all_who_lost_it(clean_wikis: Family, ana: Account) -> None:
    async def work(api: str) -> tuple[set[str], int]:
        async with opened(clean_wikis, ana, api=api) as w:
            before = w.calls
            wiki.plan = Plan(1, rate=1.0, kinds=("session",), in_a_row=1, only=b"list=allpages", most=3)
            asked = (w.get(action="query", list="allpages", meta="userinfo", aplimit=n) for n in (1, 2, 3))
            said = await asyncio.gather(*asked)
            return {one["query"]["userinfo"]["name"] for one in said}, w.calls - before

    with faulty.before(clean_wikis.api("en")) as wiki:
        names, calls = run(work(wiki.api))
    assert (names, wiki.struck, calls) == ({"Ana"}, ["session"] * 3, 3 + 2 + 3)


def test_a_no_of_the_wiki_carries_its_code_and_its_sentence(clean_wikis: Family) -> None:
    async def work() -> None:
        async with opened(clean_wikis) as w:
            await w.get(action="unknown")

    with pytest.raises(RefusedError) as caught:
        run(work())
    assert (caught.value.code, "unknown" in caught.value.info) == ("badvalue", True)


def test_a_wiki_that_was_not_opened_says_so() -> None:
    with pytest.raises(RuntimeError, match="opened with `async with`"):
        _ = Wiki("http://127.0.0.1:9/w/api.php", user_agent=AGENT).most


def test_no_secret_is_in_an_error_or_a_log(clean_wikis: Family, ana: Account, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    seen: list[str] = []

    async def attempt(api: str, login: Any) -> None:
        try:
            async with Wiki(api, user_agent=AGENT, login=login, pace=Pace(first_wait=0.01, tries=2)) as w:
                await w.post(action="edit", title="Secret", text="text", summary="")
                secrets.add(w._tokens["csrf"])
                secrets.update(cookie.value or "" for cookie in w._transport._client.cookies.jar)
                await w.post(action="edit", title="a<b", text="text")
        except WikiError as error:
            seen.extend(("".join(traceback.format_exception(error)), repr(error)))

    secrets = {ana.bot_secret, "a-wrong-secret", "client-secret-1", "a-wrong-token", "a-wrong-refresh"}
    api = clean_wikis.api("en")
    with oauth.before(api, ana) as server:
        wrong = OAuth2("a-wrong-token", "a-wrong-refresh", "portal", "client-secret-1", server.token_url)
        right = OAuth2("a-wrong-token", server.refresh, "portal", server.client_secret, server.token_url)
        secrets |= {server.refresh, server.client_secret}
        for login in (wrong, right):
            run(attempt(server.api, login))
        secrets |= {server.token, server.refresh}
    for login in (login_of(ana), BotPassword(ana.bot_name, "a-wrong-secret"), OAuth2("a-wrong-token"), wrong, right):
        run(attempt(api, login))
        seen.append(repr(login))
    with faulty.before(api, Plan(1, rate=1.0, in_a_row=99)) as wiki:
        run(attempt(wiki.api, login_of(ana)))
    said = "\n".join([*seen, *(record.getMessage() for record in caplog.records)])
    assert "httpcore2" in {record.name.partition(".")[0] for record in caplog.records}
    assert len(secrets) >= 10
    assert [secret for secret in secrets if len(secret) > 9 and secret in said] == []

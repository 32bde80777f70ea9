"""OAuth 2 against a real wiki behind a gate that admits only fresh tokens.

MediaWiki's own OAuth extension is in no Debian package, so it was not tested: the authorization server and the gate are
ours (tests/servers/oauth.py), the wiki behind them and everything it answers are real.
"""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Iterator

import pytest

from tests.servers import oauth
from tests.servers.oauth import OAuth
from tests.wiki.client.ways import opened, run
from wiki.client import LoginError, OAuth2
from wiki.local import Account, Family

pytestmark = pytest.mark.wiki


@pytest.fixture(scope="module")
def account(clean_wikis: Family) -> Account:
    return clean_wikis.users([("Drita", "hene-diell-yll", [])])[0]


@pytest.fixture
def server(clean_wikis: Family, account: Account) -> Iterator[OAuth]:
    with oauth.before(clean_wikis.api("en"), account) as server:
        yield server


def make_login(server: OAuth, *, renewable: bool = True) -> OAuth2:
    if not renewable:
        return OAuth2(server.token)
    return OAuth2(server.token, server.refresh, server.client_id, server.client_secret, server.token_url)


def test_a_token_of_its_owner_signs_in_with_one_call_and_may_write(clean_wikis: Family, server: OAuth) -> None:
    async def work() -> tuple[str, int, str]:
        async with opened(clean_wikis, api=server.api, login=make_login(server, renewable=False)) as w:
            calls = w.calls
            said = await w.post(action="edit", title="By token", text="text", summary="")
            return w.myself.name, calls, said["edit"]["result"]

    assert run(work()) == ("Drita", 1, "Success")


@pytest.mark.parametrize("said", [oauth.SAYS_MEDIAWIKI, oauth.SAYS_GATE], ids=["MediaWiki", "gate"])
def test_an_ended_token_is_renewed_and_the_new_one_is_kept_before_it_is_used(
    clean_wikis: Family, server: OAuth, said: tuple[int, dict[str, str]]
) -> None:
    server.said = said
    kept: list[tuple[OAuth2, int]] = []

    async def keep(login: OAuth2) -> None:
        await asyncio.sleep(0)
        kept.append((login, server.reached))

    async def work() -> tuple[str, int]:
        login = make_login(server)
        server.expire()
        async with opened(clean_wikis, api=server.api, login=login, on_refresh=keep) as w:
            server.expire()
            said = await asyncio.gather(*(w.get(action="query", meta="userinfo") for _ in range(6)))
            assert {one["query"]["userinfo"]["name"] for one in said} == {"Drita"}
            return w.myself.name, server.renewed

    assert run(work()) == ("Drita", 2)
    assert [login.refresh == server.refresh for login, _ in kept] == [False, True]
    assert kept[-1][0] == dataclasses.replace(make_login(server))
    assert kept[0][1] == 0


def test_a_token_that_cannot_be_renewed_asks_to_sign_in_again(clean_wikis: Family, server: OAuth) -> None:
    async def work(login: OAuth2) -> None:
        async with opened(clean_wikis, api=server.api, login=login):
            pass

    renewable, plain = make_login(server), make_login(server, renewable=False)
    server.revoke()
    with pytest.raises(LoginError, match="has ended and cannot be renewed; sign in there again"):
        run(work(renewable))
    with pytest.raises(LoginError, match="does not take the access token any more; make a new one and enter it"):
        run(work(plain))

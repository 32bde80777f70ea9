"""Faults to rehearse: each is the real thing, strikes when it is its turn, and leaves no trace when it ends."""

from __future__ import annotations

import json
from collections.abc import Iterator

import httpx2
import pytest

from tests.wiki.local.caller import Caller
from wiki.local import Account, Family, Fault

pytestmark = pytest.mark.wiki


@pytest.fixture(scope="module")
def bot(clean_wikis: Family) -> Account:
    """Somebody whom the faults meet."""
    (account,) = clean_wikis.users([("Drilled", "a long password 1", [])])
    return account


@pytest.fixture
def caller(clean_wikis: Family, bot: Account) -> Iterator[Caller]:
    """A signed-in caller; faults end with the test."""
    yield Caller(clean_wikis, "sq", bot)
    clean_wikis.fault("sq")


def ask(caller: Caller, **params: str) -> httpx2.Response:
    given = {"action": "query", "meta": "userinfo", "format": "json", "formatversion": "2", **params}
    return caller.client.get(caller.api, params=given)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_a_status_comes_with_its_waiting_time(clean_wikis: Family, caller: Caller, status: int) -> None:
    clean_wikis.fault("sq", Fault("status", status=status, retry_after="7", times=1))
    first, second = ask(caller), ask(caller)
    assert (first.status_code, first.headers["Retry-After"], second.status_code) == (status, "7", 200)
    assert clean_wikis.struck("sq") == ["status"]


def test_a_status_may_come_without_a_waiting_time(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault("sq", Fault("status", retry_after=""))
    assert "Retry-After" not in ask(caller).headers


def test_lag_meets_those_who_ask_not_to_add_to_it(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault("sq", Fault("lag", seconds=7))
    polite, patient = ask(caller, maxlag="5"), ask(caller, maxlag="9")
    assert (polite.json()["error"]["code"], polite.json()["error"]["lag"]) == ("maxlag", 7)
    assert (polite.headers["Retry-After"], polite.headers["X-Database-Lag"]) == ("5", "7")
    assert "error" not in patient.json()


def test_a_lock_refuses_writers_only(clean_wikis: Family, caller: Caller) -> None:
    token = caller.token()
    clean_wikis.fault("sq", Fault("readonly"))
    assert caller.post(action="edit", title="Locked", text="x", token=token)["error"]["code"] == "readonly"
    assert ask(caller).json()["query"]["userinfo"]["name"] == "Drilled"


def test_silence_lasts_longer_than_a_short_patience_and_the_deed_is_done(clean_wikis: Family, caller: Caller) -> None:
    token = caller.token()
    clean_wikis.fault("sq", Fault("silence", seconds=1.0, times=1, match="action=edit"))
    given = {"action": "edit", "title": "Late", "text": "done", "token": token, "format": "json"}
    with pytest.raises(httpx2.ReadTimeout):
        caller.client.post(caller.api, data=given, timeout=0.2)
    while caller.text("Late") is None:
        pass
    assert caller.text("Late") == "done"


def test_a_cut_answer_is_shorter_than_announced_and_the_deed_is_done(clean_wikis: Family, caller: Caller) -> None:
    token = caller.token()
    clean_wikis.fault("sq", Fault("cut", times=1, match="action=edit"))
    with pytest.raises(httpx2.RemoteProtocolError):
        caller.post(action="edit", title="Cut", text="done", token=token)
    assert caller.text("Cut") == "done"


def test_a_garbled_answer_is_no_json(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault("sq", Fault("garble", times=1))
    answer = ask(caller)
    assert answer.status_code == 200
    with pytest.raises(json.JSONDecodeError):
        answer.json()


def test_the_wiki_may_forget_who_asks(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault("sq", Fault("signed_out", times=1))
    answers = [ask(caller, assert_="user", **{"assert": "user"}).json() for _ in range(2)]
    assert [answer.get("error", {}).get("code") for answer in answers] == ["assertuserfailed", None]


def test_faults_take_turns(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault(
        "sq",
        Fault("status", status=500, every=3, after=1, times=2),
        Fault("status", status=429, match="list=allusers"),
    )
    seen = [ask(caller).status_code for _ in range(9)]
    assert seen == [200, 500, 200, 200, 500, 200, 200, 200, 200]
    assert ask(caller, list="allusers").status_code == 429
    assert clean_wikis.struck("sq") == ["status"] * 3


def test_pages_are_served_while_the_api_fails(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault("sq", Fault("status"))
    assert caller.client.get(clean_wikis.address("sq"), follow_redirects=True).status_code in (200, 404)


def test_other_wikis_of_the_family_go_on(clean_wikis: Family, caller: Caller) -> None:
    clean_wikis.fault("sq", Fault("status"))
    assert ask(Caller(clean_wikis, "en")).status_code == 200

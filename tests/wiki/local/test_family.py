"""A family of real wikis: they know each other, have the accounts asked for, and can be put back while they run."""

from __future__ import annotations

import hashlib
import io
import sqlite3
from pathlib import Path

import httpx2
import pytest
from PIL import Image

from tests.servers import mediawiki
from tests.wiki.local.caller import Caller
from wiki.local import Account, Family, FamilyError, ScriptError

pytestmark = pytest.mark.wiki


@pytest.fixture(scope="module")
def family(clean_wikis: Family) -> Family:
    """A family without any page."""
    return clean_wikis


@pytest.fixture(scope="module")
def ana(family: Family) -> Account:
    """A pupil."""
    (account,) = family.users([("Ana P.", "long enough 1", [])])
    return account


def make_picture(colour: str) -> bytes:
    page = io.BytesIO()
    Image.new("RGB", (400, 300), colour).save(page, "PNG")
    return page.getvalue()


def test_each_wiki_speaks_its_language_and_knows_the_others(family: Family) -> None:
    told = {}
    for key in family.keys:
        said = Caller(family, key).get(action="query", meta="siteinfo", siprop="general|interwikimap")["query"]
        told[key] = (said["general"]["lang"], {row["prefix"]: row["url"] for row in said["interwikimap"]})
    assert told == {
        key: (lang, {other: f"{family.address(other)}$1" for other in family.keys if other != key})
        for key, lang in mediawiki.SPECS
    }


def test_a_link_to_another_language_is_one(family: Family, ana: Account) -> None:
    caller = Caller(family, "sq", ana)
    caller.edit("Prizreni", "Qytet në Kosovë. [[sr:Призрен]]")
    said = caller.get(action="query", prop="langlinks", titles="Prizreni")
    assert said["query"]["pages"][0]["langlinks"] == [{"lang": "sr", "title": "Призрен"}]


def test_commons_lends_its_files(family: Family, ana: Account) -> None:
    Caller(family, "commons", ana).upload("Stone bridge.png", make_picture("grey"), "{{own}}")
    caller = Caller(family, "sq", ana)
    caller.edit("Ura", "[[File:Stone bridge.png|thumb]]")
    said = caller.get(action="query", titles="File:Stone bridge.png", prop="imageinfo", iiprop="size|url")
    (page,) = said["query"]["pages"]
    assert (page["imagerepository"], page["imageinfo"][0]["width"]) == ("commons", 400)
    assert caller.client.get(page["imageinfo"][0]["url"]).content == make_picture("grey")
    uses = caller.get(action="query", list="imageusage", iutitle="File:Stone bridge.png")
    assert [use["title"] for use in uses["query"]["imageusage"]] == ["Ura"]


def test_pictures_are_scaled_when_they_are_asked_for(family: Family, ana: Account) -> None:
    caller = Caller(family, "commons", ana)
    caller.upload("Wide.png", make_picture("teal"), "")
    said = caller.get(action="query", titles="File:Wide.png", prop="imageinfo", iiprop="url", iiurlwidth="80")
    scaled = caller.client.get(said["query"]["pages"][0]["imageinfo"][0]["thumburl"])
    assert Image.open(io.BytesIO(scaled.content)).size == (80, 60)


def test_accounts_sign_in_everywhere_and_bots_ask_for_more(family: Family) -> None:
    accounts = family.users([("Mësuesi", "a teacher's own", ["sysop"]), ("Lexuesi", "a reader's own 7", ["bot"])])
    for key in family.keys:
        rights = [
            Caller(family, key, one).get(action="query", meta="userinfo", uiprop="rights")["query"]["userinfo"][
                "rights"
            ]
            for one in accounts
        ]
        assert ["delete" in rights[0], "apihighlimits" in rights[1], "delete" in rights[1]] == [True, True, False]


def test_the_admin_has_a_password_of_its_own(family: Family) -> None:
    said = Caller(family, "en").get(action="query", list="users", ususers=family.admin.name, usprop="groups")
    assert "sysop" in said["query"]["users"][0]["groups"]
    assert len(family.admin.password) >= 20
    assert (family.home / "family.json").stat().st_mode & 0o077 == 0


def test_a_new_password_takes_the_place_of_the_old_one(family: Family) -> None:
    for password in ("the first one 1", "the second one 2"):
        (account,) = family.users([("Forgetful", password, [])])
        assert (
            Caller(family, "sq", account).get(action="query", meta="userinfo")["query"]["userinfo"]["name"]
            == "Forgetful"
        )


def test_nobody_writes_or_registers_without_an_account(family: Family) -> None:
    caller = Caller(family, "sq")
    assert caller.edit("Spam", "spam")["error"]["code"] == "permissiondenied"
    page = caller.client.get(f"{family.address('sq')}Special:CreateAccount", follow_redirects=True)
    assert "wpPassword" not in page.text


def test_a_name_that_cannot_be_is_named(family: Family) -> None:
    with pytest.raises(ScriptError, match=r"a#b: this name cannot be an account"):
        family.users([("a#b", "long enough 2", [])])


def test_a_password_that_is_too_short_is_refused_in_words(family: Family) -> None:
    with pytest.raises(ScriptError, match=r"Shorty: Passwords must be at least"):
        family.users([("Shorty", "x", [])])


def test_everything_is_put_back_while_the_wikis_run(family: Family, ana: Account) -> None:
    sq, commons = Caller(family, "sq", ana), Caller(family, "commons", ana)
    sq.edit("Kept", "as it was")
    commons.upload("Kept.png", make_picture("navy"), "")
    served = family.running()
    family.snapshot("before")
    sq.edit("Kept", "changed")
    sq.edit("New", "new")
    commons.post(action="delete", title="File:Kept.png", token=commons.token())
    family.restore("before")
    assert (sq.text("Kept"), sq.text("New"), family.running()) == ("as it was", None, served)
    assert commons.client.get(f"{family.record.address('commons')}/w/images/{hashed('Kept.png')}").status_code == 200
    sq.edit("Kept", "and goes on")
    assert sq.text("Kept") == "and goes on"


def hashed(name: str) -> str:
    """Where MediaWiki lays a file of this name."""
    digest = hashlib.md5(name.encode()).hexdigest()
    return f"{digest[0]}/{digest[:2]}/{name}"


def test_what_was_never_kept_cannot_be_put_back(family: Family) -> None:
    with pytest.raises(FamilyError, match="nothing of en was kept under never"):
        family.restore("never")


def test_the_database_can_be_read_beside_the_wiki(family: Family, ana: Account) -> None:
    rev = Caller(family, "sr", ana).edit("Призрен", "Град.")["edit"]["newrevid"]
    with sqlite3.connect(f"file:{family.database('sr')}?mode=ro", uri=True) as database:
        row = database.execute("SELECT rev_len FROM revision WHERE rev_id = ?", [rev]).fetchone()
    database.close()
    assert row == (len("Град.".encode()),)


def test_maintenance_scripts_speak_and_fail_in_words(family: Family) -> None:
    assert "Number of articles" in family.run("sq", "showSiteStats.php")
    with pytest.raises(ScriptError, match=r"importDump\.php on sq"):
        family.run("sq", "importDump.php", "/nowhere.xml")


def test_private_files_are_not_served(family: Family) -> None:
    root = family.record.address("sq")
    for path in ("/w/images/../data/sq.sqlite", "/data/sq.sqlite", "/LocalSettings.php", "/w/images/deleted/x.png"):
        assert httpx2.get(root + path, trust_env=False).status_code == 404, path


def test_two_homes_do_not_meet(wiki_homes: Path, tmp_path: Path, family: Family, ana: Account) -> None:
    second = Family(mediawiki.copied(wiki_homes, tmp_path / "second", "en"))
    second.up(tied=True)
    try:
        Caller(family, "en", ana).edit("Only here", "text")
        assert Caller(second, "en").text("Only here") is None
    finally:
        second.down()

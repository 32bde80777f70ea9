"""A rehearsal that was played stands on real wikis: revisions at their moments, pictures in use, spoilt edits gone."""

from __future__ import annotations

import io
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import ExifTags, Image

from tests.servers import mediawiki
from tests.wiki.local.caller import Caller
from wiki.local import Family, FamilyError, ScriptError, rehearse
from wiki.local.rehearse.draw import MOTIFS, SIZE, picture
from wiki.local.rehearse.play import BEFORE, FILE

BEGINS = datetime(2026, 10, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def script(root: Path) -> rehearse.Script:
    """The script that this repository keeps."""
    return rehearse.read(root / "data/academy/demo")


@pytest.fixture(scope="module")
def played(clean_wikis: Family, script: rehearse.Script) -> rehearse.Played:
    """The rehearsal, played once."""
    (clean_wikis.home / FILE).unlink(missing_ok=True)
    clean_wikis.snapshot(BEFORE)
    return rehearse.play(clean_wikis, script, BEGINS)


@pytest.mark.wiki
def test_every_article_stands_as_the_script_says(
    wikis: Family, played: rehearse.Played, script: rehearse.Script
) -> None:
    for wiki, pages in script.articles.items():
        caller = Caller(wikis, wiki)
        texts: dict[str, str] = {}
        for deed in script.deeds(wiki, played.begins):
            if deed.do == "Edit" and deed.by != "Rehearsal Passer-by":
                texts[deed.title] = deed.text
            elif deed.do == "Move":
                texts[deed.to] = texts.pop(deed.title)
            elif deed.do == "Delete":
                del texts[deed.title]
        said = {page["title"]: caller.text(page["title"]) for page in pages}
        found = {title: text for title, text in said.items() if text is not None}
        stayed = {"Ura e Gurit (Prizren)"}  # here the passer-by helped
        assert {title: text for title, text in found.items() if title not in stayed} == {
            title: text for title, text in texts.items() if title not in stayed
        }


@pytest.mark.wiki
def test_revisions_stand_at_their_moments_and_authors(
    wikis: Family, played: rehearse.Played, script: rehearse.Script
) -> None:
    question = (
        "SELECT rev_timestamp, actor_name FROM revision JOIN actor ON actor_id = rev_actor WHERE rev_parent_id = 0"
    )
    with closing(sqlite3.connect(f"file:{wikis.database('sr')}?mode=ro", uri=True)) as database:
        rows = {row for row in database.execute(question) if row[1].startswith("Rehearsal")}
    first = {page["title"]: page["edit"][0] | {"by": page["by"]} for page in script.articles["sr"]}
    assert rows == {
        (
            (played.begins + timedelta(days=int(edit["at"].split()[0]) - 1)).strftime("%Y%m%d")
            + edit["at"].split()[1].replace(":", "")
            + "00",
            edit["by"],
        )
        for edit in first.values()
    }


@pytest.mark.wiki
def test_pictures_lie_on_commons_and_are_used(wikis: Family, played: rehearse.Played, script: rehearse.Script) -> None:
    caller = Caller(wikis, "commons", played.accounts["Rehearsal Reader"])
    said = caller.get(action="query", list="allimages", ailimit="max", aiprop="user|size|timestamp", aisort="name")
    found = {
        row["name"].replace("_", " "): (row["user"], row["width"], row["height"]) for row in said["query"]["allimages"]
    }
    assert found == {one.file: (one.by, *SIZE) for one in script.pictures}
    uses = Caller(wikis, "sq").get(action="query", list="imageusage", iutitle="File:Rehearsal 13 flia.jpg")
    assert [use["title"] for use in uses["query"]["imageusage"]] == ["Flia"]


@pytest.mark.wiki
def test_what_was_cut_short_is_played_again(wiki_homes: Path, tmp_path: Path, script: rehearse.Script) -> None:
    family = Family(mediawiki.copied(wiki_homes, tmp_path / "cut", "sq", "commons"))
    short = replace(script, pictures=(), articles={"sq": script.articles["sq"][:1]})
    page = {"title": "Bad", "by": "Nobody", "edit": [{"at": "9 20:00", "add": "x"}]}
    family.up(tied=True)
    try:
        with pytest.raises(ScriptError, match="there is no account Nobody"):
            rehearse.play(family, replace(short, articles={"sq": (*short.articles["sq"], page)}), BEGINS)
        assert rehearse.played(family) is None
        rehearse.play(family, short, BEGINS)
        with closing(sqlite3.connect(family.database("sq"))) as database:
            (count,) = database.execute("SELECT count(*) FROM revision").fetchone()
        assert count == 1 + len(short.articles["sq"][0]["edit"])  # and the front page
    finally:
        family.down()


@pytest.mark.wiki
def test_it_is_played_once(wikis: Family, played: rehearse.Played, script: rehearse.Script) -> None:
    again = rehearse.play(wikis, script, BEGINS + timedelta(days=1))
    assert again == played
    assert (wikis.home / "rehearsal.json").stat().st_mode & 0o777 == 0o600


def test_what_is_not_past_yet_is_not_played(tmp_path: Path, script: rehearse.Script) -> None:
    with pytest.raises(FamilyError, match="a rehearsal of 9 days must begin earlier"):
        rehearse.play(Family(tmp_path), script, datetime.now(UTC) - timedelta(days=8))


def test_drawings_tell_their_day_and_are_the_same_each_time() -> None:
    data = picture("bridge", "a.jpg", BEGINS)
    assert data == picture("bridge", "a.jpg", BEGINS)
    assert len({picture(motif, "a.jpg", BEGINS) for motif in ("river", "town", "dish")}) == 3
    image = Image.open(io.BytesIO(data))
    assert (image.size, image.getexif()[ExifTags.Base.DateTime]) == (SIZE, "2026:10:01 00:00:00")
    with pytest.raises(KeyError):
        picture("unicorn", "a.jpg", BEGINS)
    assert len(MOTIFS) == 11

"""A real wiki is read: to the byte, with the fewest calls, whole and in parts, and what is wrong with it is told."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import asdict

import mwparserfromhell
import pytest
from django.utils import timezone
from pytest_django import Settings

from bench.wiki_seed import Sown
from portal.academy.programme.models import Edition
from portal.academy.results import acts, looks
from portal.academy.results.models import Account, Measure, Reading, Revision, Site, Staged
from portal.academy.results.reading import Read, changes, read, run
from portal.academy.results.wikis import Wire, look_up, opened
from portal.ground.ledger.models import Entry
from tests.portal.academy.results import oracle
from tests.portal.academy.results.facts import facts_of
from tests.portal.academy.results.make import make_followed, make_site
from wiki.client import LoginError
from wiki.local import Deed, Family
from wiki.reads import texts

pytestmark = [pytest.mark.wiki, pytest.mark.django_db]
LATER = dt.timedelta(days=1)


@pytest.fixture
def edition(wikis: Family, sown: Sown) -> Edition:
    """An edition of all pupils that still runs, and follows the wiki."""
    names = [one.name for one in sown.pupils]
    made, _people = make_followed([make_site(wikis.api("en"))], names, sown.since, timezone.now() + LATER)
    return made


def site_of(edition: Edition) -> Site:
    return Site.objects.get(readings__edition=edition)


def done(edition: Edition, *, whole: bool = False) -> Read:
    found = read(edition, site_of(edition), whole=whole)
    assert found.state == "done", found.said
    return found


def users_of(edition: Edition) -> list[int]:
    found = Account.objects.filter(participant__edition=edition, state="found")
    return [user for user in found.values_list("user", flat=True) if user]


def equals_sql(family: Family, edition: Edition) -> dict[str, int]:
    """All totals, and those of each pupil, as SQL on the wiki's own database gives them."""
    database, users = family.database("en"), users_of(edition)
    expected = oracle.figures(database, users, edition.starts_at, edition.ends_at)
    totals = looks.totals(edition)
    told = {name: getattr(totals, name).value for name in expected if name != "unknown_bytes"}
    assert {**told, "unknown_bytes": totals.bytes_added.unknown} == expected
    numbers = dict(Account.objects.filter(participant__edition=edition).values_list("participant", "user"))
    names = ("edits", "bytes_added", "bytes_removed")
    each = {numbers[pk]: {name: row[name] for name in names} for pk, row in looks.by_participant(edition).items()}
    assert each == oracle.by_user(database, users, edition.starts_at, edition.ends_at)
    return expected


def test_a_first_reading_tells_what_sql_tells_with_the_fewest_calls(wikis: Family, edition: Edition) -> None:
    first = done(edition)
    expected = equals_sql(wikis, edition)
    assert expected["edits"] > 300
    least = oracle.least_calls(wikis.database("en"), users_of(edition), edition.starts_at, edition.ends_at, 50)
    assert {name: first.stages[name] for name in ("list", "texts")} == least
    assert first.stages["users"] == first.stages["opening"] == 1
    reading = Reading.objects.get(edition=edition)
    assert (reading.state, reading.calls, reading.stages) == ("done", first.calls, first.stages)
    assert reading.as_of == reading.whole_at == looks.totals(edition).edits.as_of
    assert Staged.objects.count() == 0
    assert Entry.objects.filter(verb="results.read").count() == 1


def test_references_and_words_are_those_that_a_parser_finds(wikis: Family, edition: Edition) -> None:
    done(edition)
    rows = list(Revision.objects.filter(refs__isnull=False).order_by("rev")[:150])
    with Wire(opened(site_of(edition))) as wire:
        wanted = {rev for row in rows for rev in (row.rev, row.parent) if rev}
        got = {one.rev: one.content or "" for part in wire.each(texts.of(wire.wiki, wanted)) for one in part}
    counted = {rev: len(mwparserfromhell.parse(text).filter_tags(matches="<ref")) for rev, text in got.items()}
    counted[0] = 0
    assert [row.refs for row in rows] == [counted[row.rev] - counted[row.parent] for row in rows]
    stripped = {rev: words_by_parser(text) for rev, text in got.items() if is_sound(text)} | {0: 0}
    sound = [row for row in rows if {row.rev, row.parent} <= stripped.keys()]
    assert len(sound) > 50
    assert [row.words for row in sound] == [stripped[row.rev] - stripped[row.parent] for row in sound]


def is_sound(text: str) -> bool:
    """Whether every reference is closed: what is left of broken ones, each parser takes in its own way."""
    return "ref>" not in re.sub(r"<ref>[^<]*</ref>", "", text)


def words_by_parser(text: str) -> int:
    """Runs of letters in what a parser leaves without references, categories and pictures."""
    code = mwparserfromhell.parse(text)
    for tag in code.filter_tags(matches="<ref"):
        code.remove(tag)
    for link in code.filter_wikilinks():
        if str(link.title).startswith(("Kategoria:", "File:")):
            caption = str(link.text).rpartition("|")[2] if str(link.title).startswith("File:") else ""
            code.replace(link, f" {caption} ")
    plain = code.strip_code()
    return len("".join(letter if letter.isalpha() else " " for letter in plain).split())


def test_a_reading_of_changes_tells_what_sql_tells_with_a_few_calls(
    wikis: Family, sown: Sown, edition: Edition
) -> None:
    done(edition)
    assert done(edition).stages == {"opening": 1, "changes": 1}
    who, doomed = [one.name for one in sown.pupils], looks.pages_of(edition).first()
    wikis.play(
        "en",
        [
            *(Deed("Edit", f"Fresh {number % 4}", who[number], text="Fjalë. " * (number + 1)) for number in range(9)),
            Deed("Edit", f"User:{who[9]}/Draft", who[9], text="A draft. " * 30),
            Deed("Move", f"User:{who[9]}/Draft", who[9], to="No draft any more"),
            Deed("Rename", who[10], "Sup", to=f"{who[10]} anew"),
            Deed("Edit", "Fresh 3", f"{who[10]} anew", text="Under a new name."),
            Deed("Delete", "Fresh 2", "Sup"),
            Deed("Delete", doomed.title, "Sup"),
        ],
    )
    before = looks.totals(edition)
    assert done(edition).calls <= 10
    after = looks.totals(edition)
    equals_sql(wikis, edition)
    assert after.created.value == before.created.value + 4 - doomed.began
    assert Account.objects.filter(name=f"{who[10]} anew").exists()
    gone = looks.revisions_of(edition, figure="gone")
    assert {row.page.title for row in gone} == {doomed.title}
    assert after.gone.value == gone.count() == doomed.edits
    warm = facts_of(edition)
    assert done(edition, whole=True).stages["list"] == 1
    assert facts_of(edition) == warm


def test_where_too_much_changed_everybody_is_asked_for(
    wikis: Family, sown: Sown, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(edition)
    who = sown.pupils[0].name
    wikis.play("en", [Deed("Edit", "Busy", who, text="x" * 40), Deed("Edit", "Busy", who, text="x" * 70)])
    monkeypatch.setattr(changes, "MOST_CALLS", 0)
    found = done(edition)
    assert found.calls <= 10
    equals_sql(wikis, edition)


def test_a_parent_that_was_deleted_makes_bytes_unknown(wikis: Family, sown: Sown, edition: Edition) -> None:
    who, at = sown.pupils[1].name, timezone.now() - dt.timedelta(hours=1)
    steps = [dt.timedelta(minutes=number) for number in range(3)]
    revs = wikis.play(
        "en",
        [Deed("Edit", "Gap", who, at=at + step, text="x" * 100 * (number + 1)) for number, step in enumerate(steps)],
    )
    wikis.play("en", [Deed("Delete", "Gap", "Sup")])
    stamp = (at + steps[1]).strftime("%Y%m%d%H%M%S")
    wikis.run("en", "sql.php", "--query", f"DELETE FROM archive WHERE ar_timestamp = '{stamp}'")
    wikis.play("en", [Deed("Undelete", "Gap", "Sup")])
    done(edition)
    equals_sql(wikis, edition)
    found = {row.rev: row.delta for row in Revision.objects.filter(page__title="Gap")}
    assert found == {revs[0].rev: 100, revs[2].rev: None}
    assert looks.totals(edition).bytes_added.unknown == 1
    shown = looks.revisions_of(edition, figure="bytes_added").filter(page__title="Gap")
    assert {row.rev for row in shown} == {revs[0].rev, revs[2].rev}


def test_one_who_is_stopped_goes_on_where_it_was(
    wikis: Family, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "LONGEST", 0)
    states, parts = [], 0
    while not states or states[-1] == "paused":
        found = read(edition, site_of(edition))
        states.append(found.state)
        seen = looks.totals(edition).edits.value
        assert seen == 0 or found.state == "done"
        parts += 1
    least = oracle.least_calls(wikis.database("en"), users_of(edition), edition.starts_at, edition.ends_at, 50)
    # Answers that were on their way when it stopped are asked for again.
    assert least["texts"] <= found.stages["texts"] <= 5 * least["texts"]
    assert found.stages["list"] == least["list"]
    assert parts > 5
    equals_sql(wikis, edition)


def test_two_do_not_read_one_wiki_for_one_edition_at_the_same_time(edition: Edition) -> None:
    reading = Reading.objects.get(edition=edition)
    token = acts.take(reading, timezone.now())
    assert read(edition, reading.site).state == "busy"
    acts.let_go(reading, token)
    assert read(edition, reading.site).state == "done"
    with pytest.raises(acts.LostError):
        acts.hold(reading, token)


@pytest.mark.parametrize(
    ("change", "fault", "said"),
    [
        ({"api": "{address}/w/index.php"}, "no-wiki", "Type its whole address"),
        ({"api": "http://127.0.0.1:9/w/api.php"}, "unreachable", "Try again later"),
        ({"login": {"name": "Sup@academy", "secret": "not the password"}}, "login", "Special:BotPasswords"),
    ],
)
def test_what_is_wrong_with_a_wiki_is_told_and_nothing_is_lost(
    wikis: Family, edition: Edition, settings: Settings, change: dict[str, str], fault: str, said: str
) -> None:
    done(edition)
    before, site = facts_of(edition), site_of(edition)
    if "api" in change:
        Site.objects.update(api=change["api"].format(address=wikis.record.address("en")))
    else:
        settings.WIKI_LOGINS = {site.slug: change["login"]}
    found = read(edition, Site.objects.get())
    assert found.state == "failed"
    reading = Reading.objects.get(edition=edition)
    assert (reading.state, reading.fault, reading.failures) == ("failed", fault, 1)
    assert said in reading.fault_said
    assert "not the password" not in reading.fault_said
    assert reading.next_at
    assert reading.next_at > timezone.now()
    assert facts_of(edition) == before
    assert looks.troubled(edition) == [f"Wiki en: {reading.get_fault_display()}"]
    settings.WIKI_LOGINS = {}
    Site.objects.update(api=wikis.api("en"))
    done(edition)
    assert Reading.objects.get(edition=edition).fault == ""


def test_a_name_that_nobody_has_is_told_and_the_others_are_read(wikis: Family, sown: Sown) -> None:
    names = [sown.pupils[0].name, "Nobody has this name", sown.pupils[0].name.replace(" ", "  ").lower() + " "]
    site = make_site(wikis.api("en"))
    edition, people = make_followed([site], names[:2], sown.since, timezone.now() + LATER)
    done(edition)
    states = dict(Account.objects.values_list("participant", "state"))
    assert states == {people[0].pk: "found", people[1].pk: "missing"}
    assert set(looks.by_participant(edition)) == {people[0].pk}
    with pytest.raises(acts.AccountError, match="Somebody else"):
        acts.name_account(people[1], site, names[2].strip().capitalize(), "owner")
    known = look_up(site, names[:2])
    assert [asdict(one)["exists"] for one in known.values()] == [True, False]


def test_who_comes_later_is_listed_since_the_start_by_a_reading_of_changes(wikis: Family, sown: Sown) -> None:
    site = make_site(wikis.api("en"))
    edition, people = make_followed([site], ["Nobody has this name"], sown.since, timezone.now() + LATER)
    done(edition)
    acts.name_account(people[0], site, sown.pupils[2].name, "owner")
    stages = done(edition).stages
    assert "changes" in stages
    equals_sql(wikis, edition)
    assert looks.totals(edition).edits.value


def test_texts_are_measured_once_for_all_editions(wikis: Family, sown: Sown, edition: Edition) -> None:
    done(edition)
    measured = Measure.objects.count()
    names = [one.name for one in sown.pupils[:5]]
    other, _people = make_followed([], names, sown.since, sown.until)
    site = site_of(edition)
    acts.track(other, site, "owner")
    for person, name in zip(other.participants.order_by("number"), names, strict=True):
        acts.name_account(person, site, name, "owner")
    stages = read(other, site).stages
    assert "texts" not in stages
    assert Measure.objects.count() == measured
    equals_sql(wikis, edition)


def test_a_login_that_is_refused_is_told_at_once(wikis: Family, edition: Edition, settings: Settings) -> None:
    settings.WIKI_LOGINS = {"en": {"name": "Nobody@academy", "secret": "x"}}
    with pytest.raises(LoginError):
        look_up(site_of(edition), ["Ana"])

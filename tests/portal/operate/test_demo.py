"""The rehearsal: an edition of pupils who do not exist, whose figures are those of real wikis on this machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from portal.academy.programme.models import Edition
from portal.academy.results.looks import totals
from portal.academy.results.models import Reading, Survival
from portal.operate import demo
from tests.servers import mediawiki
from wiki.local import Family
from wiki.local.deeds import stamp

OWN = """
    SELECT count(*), sum(max(new.rev_len - coalesce(old.rev_len, 0), 0)), sum(new.rev_parent_id = 0)
    FROM revision new LEFT JOIN revision old ON old.rev_id = new.rev_parent_id
    JOIN actor ON actor_id = new.rev_actor JOIN page ON page_id = new.rev_page
    WHERE page_namespace = 0 AND actor_name IN ({names}) AND new.rev_timestamp BETWEEN ? AND ?
"""


@pytest.mark.django_db
def test_the_edition_is_there_without_any_wiki_and_made_once() -> None:
    told = demo.script()
    edition = demo.prepare(told)
    assert (demo.prepare(told), Edition.objects.count(), edition.is_rehearsal) == (edition, 1, True)
    assert [team.members.count() for team in edition.teams.all()] == [3, 3, 3, 3]
    assert totals(edition).edits.value in (None, 0)


@pytest.fixture
def family(wiki_homes: Path, tmp_path: Path) -> Iterator[Family]:
    """A family of its own: what is played there stays."""
    family = Family(mediawiki.copied(wiki_homes, tmp_path / "wikis"))
    family.up(tied=True)
    yield family
    family.down()


@pytest.mark.wiki
@pytest.mark.django_db
def test_its_figures_are_those_of_the_wikis_and_a_second_time_changes_nothing(
    family: Family, settings: Settings
) -> None:
    settings.WIKI_MAY_BE_PRIVATE = True
    told = demo.script()
    edition = demo.prepare(told)
    said: list[str] = []
    demo.bring_to_life(edition, told, family, said.append)
    names = [f"Rehearsal {one.pseudonym}" for one in edition.participants.all()]
    begins, ends = stamp(edition.starts_at), stamp(edition.ends_at)
    known = [0, 0, 0]
    for key in ("en", "sq", "sr"):
        with sqlite3.connect(family.database(key)) as wiki:
            row = wiki.execute(OWN.format(names=",".join("?" * len(names))), [*names, begins, ends]).fetchone()
        known = [have + (more or 0) for have, more in zip(known, row, strict=True)]
    figures = totals(edition)
    uploads = figures.images.value or 0
    assert [(figures.edits.value or 0) - uploads, figures.bytes_added.value, figures.created.value] == known
    assert (figures.uses.value or 0) > 0
    assert (uploads, edition.works.count() > 10, Survival.objects.exclude(alive=None).exists()) == (
        len(told.pictures), True, True,
    )  # fmt: skip
    read = dict(Reading.objects.values_list("site__slug", "as_of"))
    demo.bring_to_life(edition, told, family, said.append)
    assert (dict(Reading.objects.values_list("site__slug", "as_of")), len(said)) == (read, 2)

"""Sources of a subject are kept once, in all its languages; mentors check them, dead links are marked."""

from __future__ import annotations

import pytest

from portal.academy.programme.acts.base import AcademyError
from portal.academy.programme.models import CrewRole
from portal.academy.topics import bank, looks
from portal.academy.topics.models import Source, SourceKind
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_crew, make_participant
from tests.portal.academy.topics.make import make_source, make_topic

pytestmark = pytest.mark.django_db


def test_one_page_is_one_source_however_its_address_is_written() -> None:
    topic = make_topic()
    make_source(topic, address="https://www.a.example/x/?utm_source=y#z")
    with pytest.raises(AcademyError, match="in the bank already"):
        make_source(topic, address="http://a.example/x")
    assert make_source(make_topic(topic.edition), address="http://a.example/x").pk


def test_a_book_is_known_by_its_title_and_publisher() -> None:
    topic = make_topic()
    make_source(topic, title="Kosovo: A Short History", publisher="Macmillan 1998", address="", kind=SourceKind.BOOK)
    with pytest.raises(AcademyError):
        make_source(topic, title="kosovo: a short  history", publisher="Macmillan 1998", address="", kind="book")


def test_the_bank_is_the_same_in_all_languages_of_a_subject() -> None:
    one = make_topic(item="Q5")
    other = make_topic(one.edition, item="Q5", language="sr", subject=one.subject)
    source = make_source(one)
    assert list(looks.sources_of(other)) == [source]
    assert list(looks.others_of(one)) == [other]


def test_of_a_passage_only_fingerprints_are_kept() -> None:
    source = make_source(make_topic(), passage="një dy tre katër pesë gjashtë shtatë tetë")
    assert len(source.prints) == 3
    assert "katër" not in str(Source.objects.filter(pk=source.pk).values())


def test_a_mentor_checks_and_the_note_stays_where_nothing_is_said() -> None:
    topic = make_topic()
    crew = make_crew(topic.edition, CrewRole.MENTOR)
    source = make_source(topic, note="e mirë")
    bank.check(source, crew)
    assert (source.checked_by, source.note, source.checked_at is not None) == (crew, "e mirë", True)
    assert bank.check(source, crew, " by the  author ").note == "by the author"


def test_dead_links_come_last_and_can_live_again() -> None:
    topic, by = make_topic(), "person-1"
    dead, fine = make_source(topic, title="A"), make_source(topic, title="B")
    bank.mark_dead(dead, by)
    assert list(looks.sources_of(topic)) == [fine, dead]
    bank.mark_alive(dead, by)
    assert bank.mark_alive(dead, by).dead_at is None


def test_the_ledger_has_each_change_and_no_title() -> None:
    one = make_participant()
    source = make_source(make_topic(one.edition), one, title="Sekret")
    bank.mark_dead(source, one)
    bank.remove_source(source, "person-1")
    rows = Entry.objects.filter(verb__startswith="source.").order_by("number")
    assert [row.verb for row in rows] == ["source.added", "source.dead", "source.removed"]
    assert "Sekret" not in str([row.body for row in rows])
    assert rows[0].actor == f"participant/{one.pk}"


def test_a_bank_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bank, "MOST", 1)
    topic = make_topic()
    make_source(topic)
    with pytest.raises(AcademyError, match="very many sources"):
        make_source(topic)

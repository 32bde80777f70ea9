"""One team holds a topic at a time: two at once, limits, handing over, lapsing, and what the ledger says of it."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection, connections
from django.utils import timezone

from portal.academy.programme.acts.base import AcademyError
from portal.academy.programme.states import ParticipantState
from portal.academy.topics import acts, looks
from portal.academy.topics.acts import TakenError
from portal.academy.topics.lists import read
from portal.academy.topics.models import Topic, TopicOrigin
from portal.academy.topics.states import TOPIC
from portal.academy.topics.tasks import tend_boards
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.academy.topics.make import make_claimed, make_team, make_topic, make_wiki

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="topic").order_by("number").values_list("verb", flat=True))


def age(topic: Topic, days: int) -> Topic:
    Topic.objects.filter(pk=topic.pk).update(touched_at=timezone.now() - days * DAY)
    return Topic.objects.get(pk=topic.pk)


def test_a_list_becomes_topics_a_language_each_and_twice_is_once() -> None:
    edition = make_edition()
    site = make_wiki(edition)
    rows = read("Ura\nLumi\nURA\n", ["sq", "en"]).lines
    assert len(acts.add_list(edition, rows, "person-1")) == 4
    assert acts.add_list(edition, rows, "person-1") == []
    assert list(edition.topics.values_list("title", "language", "site", "origin").order_by("title", "language")) == [
        ("Lumi", "en", None, "list"), ("Lumi", "sq", site.pk, "list"), ("Ura", "en", None, "list"),
        ("Ura", "sq", site.pk, "list"),
    ]  # fmt: skip
    entry = Entry.objects.get(verb="topics.listed")
    assert (entry.subject, entry.body) == (f"edition/{edition.slug}", {"count": 4, "origin": "list"})


def test_a_gap_is_suggested_once_even_when_it_was_taken_off() -> None:
    edition = make_edition()
    site = make_wiki(edition)
    made = acts.suggest(edition, "Mulliri i Shoshanit", site, "no article in sq", "machine", item="Q77")
    assert made is not None
    assert (made.subject, made.about, made.origin) == ("Q77", "no article in sq", TopicOrigin.GAP)
    acts.drop(made, "person-1")
    assert acts.suggest(edition, "Mulliri", site, "again", "machine", item="Q77") is None


def test_who_claims_first_has_it_and_the_other_is_told_by_whom() -> None:
    one = make_participant(pseudonym="Iris")
    other = make_participant(one.edition)
    topic = make_topic(one.edition)
    late = Topic.objects.get(pk=topic.pk)
    acts.claim(topic, one)
    with pytest.raises(TakenError, match="Iris was quicker and holds this topic"):
        acts.claim(late, other)
    assert [topic.holder, *verbs()] == ["Iris", "topic.claimed"]


@pytest.mark.django_db(transaction=True)
def test_two_at_the_same_moment_are_one_winner_and_one_who_is_told() -> None:
    people = [make_participant(pseudonym="A")]
    people += [make_participant(people[0].edition, pseudonym=name) for name in "BCD"]
    topic, told = make_topic(people[0].edition), []
    start = threading.Barrier(len(people))

    def claim(number: int) -> None:
        try:
            mine = Topic.objects.get(pk=topic.pk)
            start.wait(20)
            acts.claim(mine, people[number])
            told.append("won")
        except TakenError:
            told.append("told")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=claim, args=(number,)) for number in range(len(people))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == ["told", "told", "told", "won"]
    assert Entry.objects.filter(verb="topic.claimed").count() == 1
    connection.close()


def test_a_team_holds_so_many_and_no_more() -> None:
    one = make_participant()
    other = make_participant(one.edition)
    make_team(one.edition, one, other, name="Lumi")
    acts.set_rules(one.edition, 2, 7, "person-1")
    held = [make_claimed(one), make_claimed(other)]
    with pytest.raises(AcademyError, match="You hold 2 topics already"):
        make_claimed(one)
    acts.release(held[0], one)
    assert make_claimed(other).holder == "Lumi"
    assert looks.held_by(one.team or one).count() == 2


def test_only_who_takes_part_claims() -> None:
    one = make_participant(state=ParticipantState.WITHDRAWN)
    with pytest.raises(AcademyError, match="Only who takes part"):
        make_claimed(one)
    with pytest.raises(AcademyError, match="Only who takes part"):
        acts.claim(make_topic(), make_participant())


def test_a_topic_is_handed_over_with_a_new_term_and_within_the_limit() -> None:
    one = make_participant()
    other = make_participant(one.edition, pseudonym="Ajkuna")
    acts.set_rules(one.edition, 1, 7, "person-1")
    topic = age(make_claimed(one), 5)
    acts.hand_over(topic, other, one)
    assert (topic.holder, topic.touched_at is not None and topic.touched_at > timezone.now() - DAY) == ("Ajkuna", True)
    with pytest.raises(AcademyError, match="already"):
        acts.hand_over(make_claimed(one), other, "person-1")
    assert Entry.objects.get(verb="topic.handed-over").body == {"participant": other.pk, "team": None}


def test_claims_without_an_edit_lapse_after_the_days_of_the_board() -> None:
    one = make_participant()
    acts.set_rules(one.edition, 3, 4, "person-1")
    late, fresh = age(make_claimed(one), 5), age(make_claimed(one), 3)
    tend_boards.call()
    late.refresh_from_db()
    fresh.refresh_from_db()
    assert [late.state, late.holder, fresh.state] == ["open", "", "claimed"]
    assert verbs()[-1] == "topic.lapsed"


def test_a_claim_with_work_meanwhile_does_not_lapse() -> None:
    topic = make_claimed()
    late = age(topic, 30)
    age(topic, 0)
    assert acts.lapse(late) is False
    assert verbs() == ["topic.claimed"]


def test_what_is_no_longer_possible_says_so() -> None:
    topic = make_claimed()
    stale = Topic.objects.get(pk=topic.pk)
    acts.release(topic, "person-1")
    with pytest.raises(AcademyError, match="no longer possible"):
        acts.release(stale, "person-1")


def test_topics_are_renamed_taken_off_and_put_on_again() -> None:
    topic = make_claimed()
    acts.rename(topic, "  Mulliri\ni ri ", "pse", "person-1")
    acts.drop(topic, "person-1")
    acts.reopen(topic, "person-1")
    topic.refresh_from_db()
    assert [topic.title, topic.about, topic.state, topic.holder] == ["Mulliri i ri", "pse", "open", ""]
    with pytest.raises(AcademyError, match="Give the topic a title"):
        acts.rename(topic, " ", "", "person-1")


def test_the_ledger_names_nobody() -> None:
    one = make_participant(pseudonym="Iris")
    acts.release(make_claimed(one), one)
    rows = Entry.objects.filter(verb__startswith="topic.")
    assert {row.actor for row in rows} == {f"participant/{one.pk}"}
    assert all("Iris" not in str(row.body) for row in rows)


def test_from_each_state_something_can_be_done() -> None:
    assert [state for state in TOPIC.table if not TOPIC.verbs(state)] == []

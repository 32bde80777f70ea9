"""The board in the browser: everybody reads, participants claim, mentors look after sources, the coach answers."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from portal.academy.programme.models import CrewRole
from portal.academy.topics import acts, bank
from portal.academy.topics.models import Source, Topic
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_crew, make_edition, make_participant
from tests.portal.academy.topics.make import make_claimed, make_source, make_topic

pytestmark = pytest.mark.django_db


def at(topic: Topic, rest: str = "", language: str = "en") -> str:
    return f"/{language}/academy/{topic.edition.slug}/topics/{topic.pk}/{rest}"


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_everybody_reads_the_board_by_subject_with_its_languages(client: Client) -> None:
    one = make_participant(pseudonym="Iris")
    make_claimed(one, title="Mulliri", item="Q5")
    make_topic(one.edition, "Воденица", item="Q5", language="sr", subject="Q5")
    page = text_of(client, f"/en/academy/{one.edition.slug}/topics/")
    assert [page.count(word) for word in ("<h3>Mulliri", "Воденица", "Iris", "Take it", "Add a list")] == [
        1,
        1,
        1,
        0,
        0,
    ]


@pytest.mark.parametrize("language", ["sq", "sr", "sr-latn", "en"])
def test_every_page_answers_in_every_language(client: Client, language: str) -> None:
    one = make_participant()
    topic = make_claimed(one)
    make_source(topic, one)
    client.force_login(make_crew(one.edition).person)
    here = f"/{language}/academy/{one.edition.slug}"
    for address in (f"{here}/topics/", f"{here}/topics/list/", f"{here}/disclosure/", at(topic, language=language)):
        assert client.get(address).status_code == 200


def test_a_state_a_language_and_words_narrow_the_board(client: Client) -> None:
    edition = make_edition()
    make_topic(edition, "Mulliri i Vjetër")
    make_topic(edition, "Ura", language="en")
    acts.drop(make_topic(edition, "Lumi"), "person-1")
    here = f"/en/academy/{edition.slug}/topics/"

    def seen(query: str) -> list[bool]:
        page = text_of(client, here + query)
        return [f">{title}</h3>" in page for title in ("Mulliri i Vjetër", "Ura", "Lumi")]

    assert seen("") == [True, True, False]
    assert seen("?in=en") == [False, True, False]
    assert seen("?words=mulli") == [True, False, False]
    assert 'value="mulli"' in text_of(client, f"{here}?words=mulli")
    assert 'name="words" value=""' in text_of(client, here)
    assert seen("?state=published") == [False, False, False]
    assert seen("?state=x&in=x") == [True, True, False]


def test_a_long_board_asks_the_database_no_more_often(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    edition = make_edition()
    for _ in range(60):
        make_topic(edition)
    with django_assert_max_num_queries(12):
        page = text_of(client, f"/en/academy/{edition.slug}/topics/")
    assert 'rel="next"' in page


def test_one_claims_and_the_next_is_told_who_has_it(client: Client) -> None:
    one = make_participant(pseudonym="Iris")
    other = make_participant(one.edition)
    topic = make_topic(one.edition)
    client.force_login(one.person)
    assert "It is yours" in client.post(at(topic, "do/"), {"deed": "claim"}, follow=True).content.decode()
    client.force_login(other.person)
    told = client.post(at(topic, "do/"), {"deed": "claim"}, follow=True).content.decode()
    assert ("Iris was quicker and holds this topic." in told, Topic.objects.get().participant) == (True, one)
    assert 'value="release"' not in told


def test_strangers_sign_in_first_and_others_are_told(client: Client) -> None:
    topic = make_topic()
    assert "/sign-in" in client.post(at(topic, "do/"), {"deed": "claim"}).headers["Location"]
    client.force_login(make_participant().person)
    told = client.post(at(topic, "do/"), {"deed": "claim"}, follow=True).content.decode()
    assert "Only who takes part in this edition can claim a topic." in told


@pytest.mark.parametrize("deed", ["release", "drop", "rename", "hand_over", "nonsense", ""])
def test_nobody_changes_what_others_hold(client: Client, deed: str) -> None:
    topic = make_claimed()
    client.force_login(make_participant(topic.edition).person)
    client.post(at(topic, "do/"), {"deed": deed, "title": "X"})
    topic.refresh_from_db()
    assert (topic.state, topic.title != "X") == ("claimed", True)


def test_a_holder_hands_over_to_another_participant_only(client: Client) -> None:
    one = make_participant()
    other = make_participant(one.edition, pseudonym="Ajkuna")
    topic = make_claimed(one)
    client.force_login(one.person)
    wrong = client.post(at(topic, "do/"), {"deed": "hand_over", "to": make_participant().pk})
    assert (wrong.status_code, Topic.objects.get(pk=topic.pk).holder) == (422, one.pseudonym)
    client.post(at(topic, "do/"), {"deed": "hand_over", "to": other.pk})
    assert Topic.objects.get(pk=topic.pk).holder == "Ajkuna"


def test_organisers_take_topics_off_and_only_the_crew_sees_them_then(client: Client) -> None:
    topic = make_topic()
    crew = make_crew(topic.edition)
    client.force_login(crew.person)
    client.post(at(topic, "do/"), {"deed": "drop"})
    assert "Open it again" in text_of(client, at(topic))
    client.logout()
    assert client.get(at(topic)).status_code == 404


def test_topics_of_another_edition_are_not_found(client: Client) -> None:
    topic = make_topic()
    assert client.get(f"/en/academy/{make_edition().slug}/topics/{topic.pk}/").status_code == 404


def test_a_participant_adds_a_source_and_faults_stand_at_their_fields(client: Client) -> None:
    one = make_participant()
    topic = make_topic(one.edition)
    client.force_login(one.person)
    fields = {"title": "Historia e mullirit", "kind": "web", "address": "", "note": "nga autori", "passage": "a b"}
    wrong = client.post(at(topic, "sources/"), fields)
    page = wrong.content.decode()
    assert (wrong.status_code, "Give the address of the website." in page, "nga autori" in page) == (422, True, True)
    good = {**fields, "address": "https://a.example/x"}
    assert client.post(at(topic, "sources/"), good).status_code == 302
    again = client.post(at(topic, "sources/"), good)
    assert (again.status_code, "in the bank already" in again.content.decode()) == (422, True)
    assert Source.objects.get().added_by == one


def test_addresses_that_a_browser_would_run_are_refused(client: Client) -> None:
    one = make_participant()
    client.force_login(one.person)
    fields = {"title": "X", "kind": "web", "address": "javascript:alert(1)"}
    assert client.post(at(make_topic(one.edition), "sources/"), fields).status_code == 422
    assert not Source.objects.exists()


def test_mentors_check_and_only_they_or_who_added_it_take_out(client: Client) -> None:
    one = make_participant()
    topic = make_topic(one.edition)
    source = make_source(topic, one)
    client.force_login(make_participant(one.edition).person)
    client.post(at(topic, f"sources/{source.pk}/"), {"deed": "remove"})
    client.post(at(topic, f"sources/{source.pk}/"), {"deed": "check"})
    client.post(at(topic, f"sources/{source.pk}/"), {"deed": "dead"})
    source.refresh_from_db()
    assert (source.checked_at, source.dead_at is not None) == (None, True)
    client.force_login(make_crew(one.edition, CrewRole.MENTOR).person)
    client.post(at(topic, f"sources/{source.pk}/"), {"deed": "check", "note": "i mirë"})
    assert "A mentor looked at it" in text_of(client, at(topic))
    client.force_login(one.person)
    client.post(at(topic, f"sources/{source.pk}/"), {"deed": "remove"})
    assert not Source.objects.exists()


def test_a_dead_link_is_not_pressed_but_still_read(client: Client) -> None:
    topic = make_topic()
    source = make_source(topic, address="https://dead.example/x")
    bank.mark_dead(source, "person-1")
    page = text_of(client, at(topic))
    assert ('href="https://dead.example/x"' in page, "https://dead.example/x" in page) == (False, True)


def test_the_coach_reads_a_draft_and_keeps_nothing(client: Client) -> None:
    one = make_participant()
    topic = make_topic(one.edition)
    source = make_source(
        topic, title="Monografia", passage="ura e vjetër e gurit u ndërtua nga esnafi i tabakëve në Gjakovë"
    )
    client.force_login(one.person)
    rows = Entry.objects.count()
    draft = "Ura e vjetër e gurit u ndërtua nga esnafi i tabakëve. Ajo është më e mira në botë. <script>x</script>"
    page = client.post(at(topic, "coach/"), {"draft": draft}).content.decode()
    shown = ("11 words in a row stand so in a source", "Monografia", "There is no reference yet", "These are hints")
    assert [word in page for word in shown] == [True] * 4
    assert ("&lt;script&gt;" in page, "<script>x" in page, Entry.objects.count()) == (True, False, rows)
    assert source.title in page


@pytest.mark.parametrize("rest", ["coach/", "do/", "sources/"])
def test_choosing_a_language_on_a_page_with_faults_leads_to_the_topic(client: Client, rest: str) -> None:
    topic = make_topic()
    assert client.get(at(topic, rest)).headers["Location"] == at(topic)


def test_the_coach_asks_for_a_draft(client: Client) -> None:
    one = make_participant()
    client.force_login(one.person)
    assert client.post(at(make_topic(one.edition), "coach/"), {"draft": " "}).status_code == 422


def test_a_good_draft_is_told_so(client: Client) -> None:
    one = make_participant()
    client.force_login(one.person)
    page = client.post(at(make_topic(one.edition), "coach/"), {"draft": "Mulliri është në Gjakovë.<ref>a</ref>"})
    assert "Nothing to point at" in page.content.decode()


def test_the_disclosure_names_who_pays(client: Client) -> None:
    edition = make_edition(organiser="IPKO Foundation", funders=["British Council"])
    page = text_of(client, f"/en/academy/{edition.slug}/disclosure/")
    assert [len(re.findall(word, page)) for word in ("IPKO Foundation", "British Council")] == [6, 6]

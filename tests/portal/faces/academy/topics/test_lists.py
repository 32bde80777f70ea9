"""An organiser's list: seen before it is added, in legacy charsets, with a fault at its line and nothing lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django_tasks_db.models import DBTaskResult

from portal.academy.topics.models import Board, Topic
from tests.portal.academy.make import make_crew, make_edition, make_participant

pytestmark = pytest.mark.django_db
SERBIAN = "Наслов;Опис\nПризренска тврђава;без слике\nЂаковачка чаршија;\n"


def test_a_legacy_file_is_seen_first_and_added_from_the_field(client: Client) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    here = f"/en/academy/{edition.slug}/topics/list/"
    file = SimpleUploadedFile("teme.csv", SERBIAN.encode("windows-1251"))
    page = client.post(here, {"file": file, "languages": ["sr"], "deed": "look"})
    text = page.content.decode()
    shown = ("windows-1251", "Призренска тврђава", "Put 2 topics on the board", "без слике")
    assert ([word in text for word in shown], Topic.objects.count()) == ([True] * 4, 0)
    lines = page.context["form"]["lines"].value()
    assert lines == SERBIAN
    client.post(here, {"lines": lines, "languages": ["sr"], "deed": "add"})
    assert set(Topic.objects.values_list("title", "language")) == {
        ("Призренска тврђава", "sr"), ("Ђаковачка чаршија", "sr"),
    }  # fmt: skip


def test_a_fault_stands_at_the_field_with_its_line_and_nothing_is_lost(client: Client) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    lines = "Ura\nA [b]\nLumi"
    page = client.post(f"/en/academy/{edition.slug}/topics/list/", {"lines": lines, "languages": ["sq"], "deed": "add"})
    text = page.content.decode()
    assert (page.status_code, "Line 2: A title on a wiki has none of these signs" in text) == (422, True)
    assert (lines in text, Topic.objects.count(), "Put 2 topics" in text) == (True, 0, False)


@pytest.mark.parametrize(
    ("body", "charset", "words"),
    [
        (b"PK\x03\x04\xff\xfe", "", "another kind of file"),
        (b"\xe8\xe6", "utf-8", "not written in utf-8"),
        (b"\n", "", "nothing in this list"),
        (b"a" * 2_000_001, "", "too long"),
    ],
)
def test_a_file_that_is_no_list_is_told_at_the_file(client: Client, body: bytes, charset: str, words: str) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    fields = {"file": SimpleUploadedFile("x.csv", body), "charset": charset, "languages": ["sq"], "lines": "kept"}
    page = client.post(f"/en/academy/{edition.slug}/topics/list/", fields)
    form = page.context["form"]
    assert (page.status_code, words in str(form.errors["file"]), form["lines"].value()) == (422, True, "kept")


def test_what_is_on_the_board_already_is_shown_and_not_added_again(client: Client) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    here = f"/en/academy/{edition.slug}/topics/list/"
    client.post(here, {"lines": "Ura", "languages": ["sq"], "deed": "add"})
    text = client.post(here, {"lines": "ura\nLumi", "languages": ["sq"], "deed": "look"}).content.decode()
    assert ("on the board already" in text, "Put 1 topic on the board" in text) == (True, True)


def test_wikidata_ids_without_titles_are_asked_for_afterwards(client: Client) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    here = f"/en/academy/{edition.slug}/topics/list/"
    client.post(here, {"lines": "Ura", "languages": ["sq"], "deed": "add"})
    assert not DBTaskResult.objects.exists()
    client.post(here, {"lines": "Q77", "languages": ["sq"], "deed": "add"})
    assert list(DBTaskResult.objects.values_list("task_path", flat=True)) == ["portal.academy.topics.tasks.ask_names"]


def test_only_organisers_add_lists_and_set_rules(client: Client) -> None:
    one = make_participant()
    client.force_login(one.person)
    here = f"/en/academy/{one.edition.slug}/topics"
    assert client.get(f"{here}/list/").status_code == 403
    assert client.post(f"{here}/rules/", {"most": 9, "lapse_days": 9}).status_code == 403


def test_rules_are_set_and_faults_stand_at_their_fields(client: Client) -> None:
    edition = make_edition()
    client.force_login(make_crew(edition).person)
    here = f"/en/academy/{edition.slug}/topics/rules/"
    assert client.post(here, {"most": 0, "lapse_days": 9}).status_code == 422
    assert client.post(here, {"most": 2, "lapse_days": 9}).status_code == 302
    assert list(Board.objects.values_list("edition", "most", "lapse_days")) == [(edition.pk, 2, 9)]

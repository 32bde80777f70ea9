"""A target's page tells all that is known, plainly says what is not, and trusts nothing that others wrote."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import Tag
from django.test import Client
from django.utils import timezone

from portal.catalogue.models import Edge
from portal.ground.mail.models import Incoming
from portal.outcome.models import Outcome
from portal.reply.models import Reply
from portal.request.acts import stand_behind
from portal.request.models import Letter, Request
from portal.request.states import RequestState
from tests.portal.faces.public.pages import get, make_read_look, section, text, texts
from tests.portal.make import NOON, make_look, make_owner, make_person, make_request, make_target

pytestmark = pytest.mark.django_db
EVIL = "<script>alert(1)</script>"


def page(slug: str = "a", client: Client | None = None) -> Tag:
    return get(f"/en/targets/{slug}/", client)


def make_sent(request: Request, body: str) -> Letter:
    letter = request.letters.get()
    Letter.objects.filter(pk=letter.pk).update(sent_at=NOON, subject="A place is missing", body=body)
    Request.objects.filter(pk=request.pk).update(state=RequestState.SENT, sent_at=NOON)
    return letter


def make_reply(request: Request, **fields: str) -> Reply:
    incoming = Incoming.objects.create(sha256="0" * 64, source="test", received_at=NOON)
    values = {
        "shown": "We will add it.",
        "shown_subject": "Re: a place",
        "text": "secret",
        "state": "published",
        **fields,
    }
    return Reply.objects.create(request=request, incoming=incoming, received_at=NOON + dt.timedelta(days=1), **values)


def test_what_nobody_looked_at_says_so() -> None:
    make_target(slug="a", name="Alpha", kind="website", layer=3, criteria=["country", "phone-code"])
    shown = page()
    assert text(shown, "h1") == "Alpha"
    assert text(shown, "header .verdict") == "Not known yet"
    stands = section(shown, "How Kosovo stands")
    assert "Nobody has looked yet" in stands
    assert "To be looked at: Country list, Phone code" in stands
    assert section(shown, "What is asked, and what came of it").endswith("Nobody can ask before somebody has looked.")
    assert section(shown, "What you can do").startswith("What you can do Look at it yourself and report what you see.")
    assert not shown.select(".reading")


def test_a_gap_is_shown_with_its_reason_and_its_proof() -> None:
    target = make_target(slug="a", name="Alpha")
    look = make_read_look(target)
    shown = page()
    stands = section(shown, "How Kosovo stands")
    assert stands.startswith(
        "How Kosovo stands Country list Missing Why the machine says so : Country list The list means"
    )
    assert "Read at data.json The proof" in stands
    assert shown.select_one(f'a[href="/e/{look.evidence}"]')
    rows = ["Japan JP", "Jordan JO", "Kosovo would stand here XK", "Kuwait KW", "Laos LA"]
    assert texts(shown, ".reading li") == rows
    read = section(shown, "The list as read")
    assert "Read on 23 November 2026, version 1.2.3, by listed 0.1.0." in read
    assert "Be the first to ask" in section(shown, "What you can do")
    assert "We look again on 26 November 2026, or sooner." in section(shown, "What you can do")


def test_rows_are_not_shown_against_a_licence() -> None:
    make_read_look(make_target(slug="a", shows_rows=False))
    shown = page()
    assert not shown.select(".reading")
    assert "licence" in section(shown, "The list as read")


def test_facts_stand_with_their_source_and_day() -> None:
    owner = make_owner(name="The keepers", homepage="https://keepers.example")
    day = dt.date(2026, 11, 1)
    steps = ["Call it.", "Test it."]
    remedy = {"fix_steps": steps, "snippet": "add('XK')", "source": "its manual", "as_of": "2026-11-02"}
    target = make_target(
        owner, slug="a", reach=79_314_991, reach_unit="downloads a month", reach_source="a registry",
        reach_as_of=day, policy="ISO only", code="XK", remedy=remedy,
    )  # fmt: skip
    Edge.objects.create(target=target, upstream=make_target(slug="up", name="Up"), source="its README", as_of=day)
    make_look(down := make_target(slug="down", name="Down"), country="missing")
    Edge.objects.create(target=down, upstream=target, source="its README", as_of=day)
    shown = page()
    assert section(shown, "Reach") == "Reach 79.3 million downloads a month a registry. As of 1 November 2026."
    assert section(shown, "Who decides").startswith("Who decides The keepers (Company) Its own rule: ISO only")
    assert section(shown, "The fix") == "The fix Call it. Test it. add('XK') Source: its manual. As of 2 November 2026."
    up = section(shown, "Takes its list from")
    assert up == "Takes its list from Up Not known yet Source: its README. As of 1 November 2026."
    assert section(shown, "Others take their list from here").endswith("1 target that we know of. Down Missing")


def test_history_is_told_newest_first_and_drawn_once_something_changed() -> None:
    target = make_target(slug="a")
    make_look(target, country="missing")
    assert not page().select(".chart")
    make_look(target, at=NOON + dt.timedelta(days=3), country="listed")
    shown = page()
    assert texts(shown, "ol.history li") == [
        "26 November 2026 Country list Listed",
        "23 November 2026 Country list Missing",
    ]
    assert len(shown.select(".chart svg[role=img]")) == 2


def test_an_open_request_shows_who_stands_behind_it_and_only_words_that_were_read() -> None:
    make_request(target := make_target(slug="a"), make_person())
    for name, words, read in (("Arta", "I live in Peja.", True), ("", "Not read yet.", False), ("Jelena", "", False)):
        signature = stand_behind(target, make_person(), name, words).signature
        signature.words_shown = read
        signature.save()
    asked = section(page(), "What is asked, and what came of it")
    assert "4 citizens stand behind this request." in asked
    assert "Now: Waits for a person to read the letter." in asked
    assert "Arta · Jelena and 2 others" in asked
    assert "I live in Peja. Arta" in asked
    assert "Not read yet." not in asked
    assert "No letter has gone out yet." in asked
    assert "Stand behind the letter" in section(page(), "What you can do")


def test_the_thread_shows_what_went_out_and_what_was_released() -> None:
    request = make_request(make_target(make_owner(name="The keepers"), slug="a"))
    make_sent(request, "Dear maintainers,\n\nplease add it.")
    make_reply(request)
    assert texts(page(), ".bubble") == [
        "Digital Kosovo 23 November 2026 First letter version 1 A place is missing Dear maintainers, please add it.",
        "The keepers 24 November 2026 Re: a place We will add it.",
    ]


def test_private_replies_and_signed_addresses_stay_private() -> None:
    request = make_request(make_target(slug="a"))
    make_sent(request, "To end: https://portal.example/leave/owner-1:signature")
    make_reply(request, state="read", shown="not yet")
    shown = str(page())
    assert "not yet" not in shown
    assert "secret" not in shown
    assert "owner-1:signature" not in shown


def test_a_refusal_stays_visible_and_nobody_is_sent_to_ask_again() -> None:
    request = make_request(make_target(make_owner(name="The keepers"), slug="a"), state=RequestState.REFUSED)
    Outcome.objects.create(request=request, kind="refused", said="We follow ISO alone.", at=NOON, by="person-1")
    shown = page()
    assert "We follow ISO alone. The answer of The keepers, as we understood it" in section(
        shown, "What is asked, and what came of it"
    )
    assert "Stand behind" not in section(shown, "What you can do")
    assert "first to ask" not in section(shown, "What you can do")


def test_an_owner_who_opted_out_is_left_alone() -> None:
    make_look(make_target(make_owner(opted_out_at=timezone.now()), slug="a"), country="missing")
    shown = page()
    assert section(shown, "What is asked, and what came of it").endswith("asked not to be written to, and we obey.")
    assert "first to ask" not in section(shown, "What you can do")


def test_nothing_that_others_wrote_is_trusted() -> None:
    owner = make_owner(name=EVIL, homepage="https://x.example/?" + EVIL)
    target = make_target(
        owner, slug="a", name=EVIL, policy=EVIL, decides=EVIL, ask=EVIL, code=EVIL, address=f"https://{EVIL}",
        remedy={"fix_steps": [EVIL], "snippet": EVIL, "source": EVIL},
    )  # fmt: skip
    make_read_look(target, rows=[[EVIL, EVIL, None], ["B", "B", None]], gap=1, reason=EVIL, where=EVIL)
    signature = stand_behind(target, make_person(), EVIL, EVIL).signature
    signature.words_shown = True
    signature.save()
    make_sent(request := signature.request, EVIL)
    make_reply(request, shown=EVIL, shown_subject=EVIL)
    for path in ("/en/targets/a/", "/en/targets/a/history/", "/en/targets/?q=" + EVIL, "/en/requests/", "/en/"):
        assert EVIL not in Client().get(path).content.decode()
    assert text(page(), "h1") == EVIL


@pytest.mark.parametrize("path", ["/en/targets/none/", "/en/targets/none/history/", "/en/targets/gone/"])
def test_what_is_not_there_or_hidden_is_not_found(path: str) -> None:
    make_target(slug="gone", hidden=True)
    assert Client().get(path).status_code == 404


def test_every_observation_is_in_the_history() -> None:
    target = make_target(slug="a", name="Alpha")
    for day in range(60):
        make_look(target, at=NOON + dt.timedelta(days=day), country="missing")
    shown = get("/en/targets/a/history/")
    assert text(shown, "#seen") == "60 observations"
    assert len(shown.select("tbody tr")) == 50
    assert texts(get("/en/targets/a/history/?page=2"), "tbody tr")[-1].startswith(
        "23 November 2026 Country list Missing"
    )


def test_a_person_who_is_signed_in_can_follow_from_the_page(client: Client) -> None:
    make_target(slug="a")
    client.force_login(make_person())
    form = page("a", client).select_one('form[action$="/follow/"]')
    assert form is not None
    client.post("/en/targets/a/follow/")
    assert "No longer follow" in section(page("a", client), "What you can do")

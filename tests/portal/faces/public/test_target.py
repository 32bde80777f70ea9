"""A target's page tells all that is known, plainly says what is not, and trusts nothing that others wrote."""

from __future__ import annotations

import datetime as dt

import pytest
from bs4 import Tag
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from portal.audit.fixes import keep_fix
from portal.audit.models import Release
from portal.catalogue.models import How
from portal.ground.mail.models import Incoming
from portal.outcome.models import Outcome
from portal.reply.models import Reply
from portal.request.acts import stand_behind
from portal.request.models import Letter, Request
from portal.request.states import RequestState
from tests.portal.audit.make_releases import make_line
from tests.portal.faces.public.graph import make_leverage, make_link, make_node
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
    make_target(
        owner, slug="a", reach=79_314_991, reach_unit="downloads a month", reach_source="a registry",
        reach_as_of=day, policy="ISO only", code="XK", remedy=remedy,
    )  # fmt: skip
    shown = page()
    assert section(shown, "Reach") == "Reach 79.3 million downloads a month a registry. As of 1 November 2026."
    assert section(shown, "Who decides").startswith("Who decides The keepers (Company) Its own rule: ISO only")
    assert section(shown, "The fix") == "The fix Call it. Test it. add('XK') Source: its manual. As of 2 November 2026."


def test_a_fix_says_where_it_was_run_and_which_form_others_took() -> None:
    steps = {"fix_steps": ["Call it."], "snippet": "add('XK')", "proven_in": "2.4.1", "opt_in": "An option."}
    precedents = [{"link": "https://example.org/1", "day": "2026-02-06", "what": "A library: an option"}]
    target = make_target(slug="a", remedy={**steps, "precedents": precedents})
    make_look(target, country="missing")
    told = "The fix Call it. add('XK') We ran this code in 2.4.1. "
    form = "Where a list keeps to ISO 3166-1 alone, others took this form: An option. A library: an option (2026-02-06)"
    assert section(page(), "The fix") == told + form
    make_look(target, at=NOON + dt.timedelta(days=1), country="listed")
    assert section(page(), "What to know") == told.replace("The fix", "What to know").strip()


def test_lists_on_both_sides_are_told_with_how_that_is_known_and_how_sure() -> None:
    target, up = make_target(slug="a", name="Alpha"), make_target(slug="up", name="Up")
    make_link(target, up, How.SAYS, source="its README")
    make_link(target, up, How.COPIES, confidence=0.93, version="1.0.0 to 2.4.1", source="its own file")
    make_look(down := make_target(slug="down", name="Down"), country="missing")
    make_node(down, downloads=1_200_000)
    make_link(down, target)
    make_link("npm:untracked", target)
    shown = page()
    assert section(shown, "Where its list comes from") == (
        "Where its list comes from Up Not known yet "
        "A source says so. Source: its README. As of 23 November 2026. "
        "Its list is a copy, 93 % sure, version 1.0.0 to 2.4.1. Source: its own file. As of 23 November 2026."
    )
    assert section(shown, "What takes its list from here") == (
        "What takes its list from here 2 lists that we know of. "
        "Down Missing A declared dependency. 1.2 million downloads a month "
        "untracked Not known yet A declared dependency. Downloads not known"
    )
    assert [one["href"] for one in shown.select("#down-title ~ ul a")] == ["/en/targets/down/"]


def test_many_takers_are_counted_once_each_and_the_most_downloaded_are_shown() -> None:
    target = make_target(slug="a")
    for number in range(30):
        make_node(f"npm:p{number}", downloads=number)
        make_link(f"npm:p{number}", target, How.DEPENDS)
        make_link(f"npm:p{number}", target, How.COPIES)
    shown = page()
    told = section(shown, "What takes its list from here")
    assert "30 lists that we know of." in told
    assert "And 22 more." in told
    assert texts(shown, "#down-title ~ ul h3") == [f"p{number}" for number in range(29, 21, -1)]


def test_an_unknown_origin_is_told_as_unknown_with_the_reason() -> None:
    make_target(slug="a")
    traced = make_target(slug="b")
    make_node(traced)
    make_target(slug="c", layer=0, kind="standard", address="")
    unknown = [
        section(page(slug), "Where its list comes from").removeprefix("Where its list comes from ") for slug in "abc"
    ]
    assert unknown == [
        "Not known. Nobody has traced its list yet.",
        "Not known. No source names it, and its list is not close enough to one that we know.",
        "It is a standard: no source says that it follows another one.",
    ]


def test_hidden_targets_are_no_neighbours() -> None:
    target = make_target(slug="a")
    make_link(target, make_target(name="Secret", hidden=True))
    make_link(make_target(name="Secret too", hidden=True), target)
    assert "Secret" not in text(page(), "main")


def test_what_one_fix_would_change_is_said_in_one_sentence_with_its_interval() -> None:
    sure = {"packages_low": 30, "packages_high": 90, "downloads_low": 2_000_000, "downloads_high": 9_000_000}
    make_leverage(make_target(slug="a"), 40, 5_000_000, unknown=3, **sure)
    make_leverage(make_target(slug="b"), 7, None, unknown=7)
    assert text(page("a"), "#down-title ~ .panel") == (
        "One fix here would bring Kosovo to 40 packages (from 30 to 90). Together they have 5 million downloads a "
        "month (from 2 million to 9 million). The downloads of 3 of them are not known. Compare it with others"
    )
    assert text(page("b"), "#down-title ~ .panel") == (
        "One fix here would bring Kosovo to 7 packages. Nobody knows their downloads. Compare it with others"
    )


def test_releases_are_drawn_with_a_table() -> None:
    make_line(make_target(slug="a"), v1="missing", v2="listed", v3="listed")
    shown = page()
    assert texts(shown, "#releases desc") == ["Country list: Listed since version v2."] * 2
    assert texts(shown, "#releases tbody tr") == [
        "Country list Missing v1 (1 January 2015) v1 (1 January 2015) –",
        "Country list Listed v2 (31 January 2015) v3 (2 March 2015) Kosovo XK",
    ]
    Release.objects.update(released_at=None)
    cache.clear()
    assert "does not say on which day" in section(page(), "Release by release")


def test_one_release_alone_is_told_and_not_drawn() -> None:
    make_line(make_target(slug="a"), v1="missing")
    assert section(page(), "Release by release").startswith("Release by release Only one release was read so far.")
    assert page().select(".chart svg[role=img]") == []


def test_a_patch_stands_with_its_proof_and_the_text_to_copy() -> None:
    make_look(target := make_target(slug="a"), country="missing")
    keep_fix(
        target, version="2.4.1", at=NOON, tool="listed 0.1.0", patch=b"--- a\n+++ b\n", files=[{"path": "data.json"}],
        before="missing", after="listed", title="Add Kosovo", text="Dear maintainers\n\nPlease.",
    )  # fmt: skip
    shown = page()
    told = section(shown, "A patch that adds Kosovo")
    assert "Made by machine for version 2.4.1, and read again with it in place." in told
    assert "Without it Missing With it Listed It changes 1 file: data.json Download the patch" in told
    assert text(shown, "pre.wraps") == "Dear maintainers Please."
    assert shown.select_one('a[href="/t/a/kosovo.patch"]')
    make_look(target, NOON + dt.timedelta(days=1), country="listed")
    assert "A patch that adds Kosovo" not in text(page(), "main")


def test_where_no_patch_could_be_made_none_is_offered() -> None:
    keep_fix(make_target(slug="a"), version="1", at=NOON, tool="listed 0.1.0", text="Its list is built elsewhere.")
    assert "A patch that adds Kosovo" not in text(page(), "main")


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
    make_link(target, f"npm:{EVIL}", How.COPIES, version=EVIL, source=EVIL)
    make_link(f"pypi:{EVIL}", target)
    make_line(target, **{EVIL: "missing", f"{EVIL}2": "listed"})
    keep_fix(
        target, version=EVIL, at=NOON, tool=EVIL, patch=b"x", files=[{"path": EVIL}], before=EVIL, after=EVIL,
        title=EVIL, text=EVIL,
    )  # fmt: skip
    make_sent(request := signature.request, EVIL)
    make_reply(request, shown=EVIL, shown_subject=EVIL)
    for path in (
        "/en/targets/a/",
        "/en/targets/a/history/",
        "/en/targets/?q=" + EVIL,
        "/en/requests/",
        "/en/",
        "/en/map/",
        "/en/timeline/",
    ):
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

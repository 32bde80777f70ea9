"""Pages of a review: secret addresses for guests and the wall, live parts that cost nothing, minutes for everybody."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from portal.ground.people.models import Role
from portal.strategy.review import acts, findings, guests, motions
from portal.strategy.review.models import Finding, Motion, Review
from tests.portal.make import make_person
from tests.portal.strategy.review.make import BY, make_guest, make_review, make_reviewed

pytestmark = pytest.mark.django_db
HOME = "/en/strategy/digital/reviews/"
CHAIR = f"{HOME}1/chair/"


def chair() -> Client:
    """A coordinator who is signed in."""
    client = Client()
    client.force_login(make_person(Role.COORDINATOR), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_a_live_part_is_drawn_only_when_something_changed(client: Client) -> None:
    review = make_review()
    guest = make_guest(review)
    for path in (f"/en/retreat/{guest.token}/live/", f"/en/retreat/wall/{review.wall}/live/"):
        tag = client.get(path)["ETag"]
        asked = [client.get(path, headers={"If-None-Match": tag, **more}) for more in ({"HX-Request": "true"}, {})]
        assert [(one.status_code, one.content) for one in asked] == [(204, b""), (304, b"")]
        findings.write(review, "well", "Something new", BY)
        fresh = client.get(path, headers={"If-None-Match": tag, "HX-Request": "true"})
        assert (fresh.status_code, b"Something new" in fresh.content, fresh["ETag"] != tag) == (200, True, True)


def test_secret_addresses_are_kept_from_other_sites_caches_and_machines(client: Client) -> None:
    review = make_review()
    guest = make_guest(review)
    for path in (f"/en/retreat/{guest.token}/", f"/en/retreat/wall/{review.wall}/"):
        answer = client.get(path)
        assert (answer["Referrer-Policy"], answer["X-Robots-Tag"]) == ("same-origin", "noindex")
        assert "no-store" in answer["Cache-Control"]
    guests.uninvite(guest, BY)
    gone = (f"/en/retreat/{guest.token}/", "/en/retreat/none/", "/en/retreat/wall/none/", "/en/retreat/none/live/")
    assert [client.get(path).status_code for path in gone] == [404] * 4


def test_a_guest_comes_in_writes_and_votes(client: Client) -> None:
    review = make_review()
    guest = make_guest(review, joined=False, name="Arta")
    page = f"/en/retreat/{guest.token}/"
    early = client.post(page, {"do": "write", "write-kind": "well", "write-text": "Too early"})
    wrong = client.post(page, {"do": "join", "join-name": "www.example.org"})
    assert (early.status_code, wrong.status_code) == (409, 400)
    client.post(page, {"do": "join", "join-name": "Arta G", "join-organisation": "A fund"})
    empty = client.post(page, {"do": "write", "write-kind": "well", "write-text": " "})
    assert (empty.status_code, b'id="write" open' in empty.content) == (400, True)
    client.post(page, {"do": "write", "write-kind": "well", "write-text": "It works", "write-part": ""})
    assert list(Finding.objects.values_list("text", "guest__name")) == [("It works", "Arta G")]
    motion = motions.open_motion(motions.make_motion(review, BY, "Go on?"), BY)
    assert client.get(f"{page}motions/1/").status_code == 405
    client.post(f"{page}motions/1/", {"choice": "yes"})
    client.post(f"{page}motions/1/", {"choice": "perhaps"})
    assert list(motion.votes.values_list("choice", flat=True)) == ["yes"]


def test_a_guest_does_not_reach_into_another_review(client: Client) -> None:
    review = make_review()
    other = make_review(make_reviewed("other"))
    findings.write(other, "well", "Not yours", BY)
    motions.open_motion(motions.make_motion(other, BY, "Not yours"), BY)
    page = f"/en/retreat/{make_guest(review).token}/"
    assert client.get(f"{page}findings/1/").status_code == 404
    assert client.post(f"{page}motions/1/", {"choice": "yes"}).status_code == 404


def test_only_coordinators_take_the_chair(client: Client) -> None:
    make_review()
    citizen = Client()
    citizen.force_login(make_person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    paths = [f"{HOME}new/", CHAIR, *(f"{CHAIR}{end}" for end in ("live/", "guests/", "publish/", "motions/new/"))]
    assert [(client.get(path).status_code, citizen.get(path).status_code) for path in paths] == [(302, 403)] * 6
    assert [chair().get(path).status_code for path in paths] == [200] * 6


def test_the_chair_prepares_a_review_whose_faults_stand_at_their_fields() -> None:
    make_reviewed()
    given = {"names_en": "Retreat", "starts_on": "2013-08-02", "ends_on": "2013-08-01"}
    signed = chair()
    wrong = signed.post(f"{HOME}new/", given)
    assert wrong.status_code == 400
    assert wrong.context["form"].errors == {"ends_on": ["A review ends on its first day or later."]}
    made = signed.post(f"{HOME}new/", {**given, "ends_on": "2013-08-03"})
    assert (made.status_code, made["Location"]) == (302, CHAIR)
    early = signed.post(CHAIR, {"do": "open"})
    assert early.status_code == 409
    signed.post(CHAIR, {"do": "freeze"})
    signed.post(CHAIR, {"do": "open"})
    assert Review.objects.get().state == "open"


def test_the_chair_invites_and_sends_new_addresses() -> None:
    review, signed = make_review(), chair()
    path = f"{CHAIR}guests/"
    given = {"do": "invite", "invite-name": "Arta", "invite-email": "arta@example.org", "invite-language": "sq"}
    assert signed.post(path, given).status_code == 302
    assert signed.post(path, given).context["deeds"]["invite"].form.errors == {
        "email": ["Somebody with this address is invited already."]
    }
    guest = review.guests.get()
    signed.post(path, {"guest": guest.number, "do": "again"})
    token = review.guests.get().token
    signed.post(path, {"guest": guest.number, "do": "leave"})
    assert (token != guest.token, review.guests.get().state) == (True, "left")


def test_the_chair_joins_words_and_findings() -> None:
    review, signed = make_review(), chair()
    one = findings.write(review, "well", "One", BY)
    findings.write(review, "well", "Two", BY)
    findings.reword(one, 1, "First", BY)
    wording = findings.reword(one, 1, "Uno", BY)
    path = f"{CHAIR}findings/1/"
    assert b"Uno" in signed.get(path).content
    signed.post(path, {"wording": wording.pk, "do": "take"})
    one.refresh_from_db()
    assert one.text == "Uno"
    stale = signed.post(path, {"do": "unite", "unite-base": 1, "unite-text": "All"})
    assert stale.status_code == 409
    signed.post(path, {"do": "join", "join-into": Finding.objects.get(number=2).pk})
    one.refresh_from_db()
    assert one.state == "joined"
    signed.post(path, {"do": "restore"})
    one.refresh_from_db()
    assert one.state == "open"


@pytest.mark.parametrize(
    ("what", "given", "change"),
    [
        ("", {}, {}),
        (
            "change/initiative/academy",
            {"part-base": 1, "part-names_en": "Academy", "part-state": "planned", "part-lever": "other",
             "part-role": "The ministry", "part-objectives": "presence"},
            {"do": "change", "kind": "initiative", "key": "academy", "base": 1, "values": {"names.en": "Academy"},
             "was": {"names.en": "Wiki Academy"}},
        ),
        (
            "add/objective/",
            {"part-base": 0, "part-names_en": "More skills"},
            {"do": "add", "kind": "objective", "key": "more-skills", "base": 0,
             "values": {"names.en": "More skills", "order": 0}, "was": {}},
        ),
        (
            "remove/objective/presence", {},
            {"do": "remove", "kind": "objective", "key": "presence", "base": 1, "values": {}, "was": {}},
        ),
    ],
)  # fmt: skip
def test_a_motion_holds_only_what_the_chair_changed(
    what: str, given: dict[str, object], change: dict[str, object]
) -> None:
    make_review()
    signed = chair()
    path = f"{CHAIR}motions/new/?what={what}"
    assert signed.get(path).status_code == 200
    made = signed.post(path, {"title": "Shall we?", "reason": "", **given})
    assert made.status_code == 302
    assert Motion.objects.get().change == change
    assert signed.get(made["Location"]).status_code == 200


def test_a_motion_without_title_or_about_nothing_is_refused() -> None:
    make_review()
    signed = chair()
    assert signed.get(f"{CHAIR}motions/new/?what=change/initiative/none").status_code == 404
    assert signed.post(f"{CHAIR}motions/new/?what=", {"title": ""}).status_code == 400
    same = {"title": "Same", "part-base": 1, "part-names_en": "Presence online"}
    assert signed.post(f"{CHAIR}motions/new/?what=change/objective/presence", same).status_code == 400


def test_minutes_are_for_everybody_once_the_review_is_closed(client: Client) -> None:
    review = make_review(names={"en": "Retreat", "sr": "Састанак"})
    findings.write(review, "learned", "Sources count", BY, language="en")
    ends = ("minutes.md", "minutes.json", "snapshot.json", "figures/")
    assert [client.get(f"{HOME}1/{end}").status_code for end in ends] == [404, 404, 200, 200]
    assert b"Sources count" not in client.get(f"{HOME}1/").content
    acts.close_review(review, BY)
    assert [client.get(f"{HOME}1/{end}").status_code for end in ends] == [200] * 4
    assert b"Sources count" in client.get(f"{HOME}1/").content
    assert client.get("/sr-latn/strategy/digital/reviews/1/minutes.md").content.decode().startswith("# Sastanak\n")
    assert json.loads(client.get(f"{HOME}1/minutes.json").content)["findings"][0]["text"] == "Sources count"
    assert client.get(f"{HOME}1/pack.pdf").content[:5] == b"%PDF-"
    assert client.get(f"{HOME}9/").status_code == 404
    assert b"Retreat" in client.get(HOME).content


def test_nothing_is_published_while_something_is_not_settled() -> None:
    review = make_review()
    finding = findings.write(review, "well", "Old", BY)
    findings.reword(finding, 1, "A", BY)
    wording = findings.reword(finding, 1, "B", BY)
    signed = chair()
    assert signed.get(f"{CHAIR}publish/").context["deeds"] == {}
    assert signed.post(f"{CHAIR}publish/", {"do": "publish", "publish-starts_on": "2013-09-01"}).status_code == 409
    findings.settle(wording, True, BY)
    assert sorted(signed.get(f"{CHAIR}publish/").context["deeds"]) == ["close", "publish"]
    signed.post(f"{CHAIR}publish/", {"do": "close"})
    review.refresh_from_db()
    assert (review.state, review.led_to) == ("closed", None)

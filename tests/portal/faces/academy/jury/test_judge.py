"""Jurors: one work after another without script, each ballot saved at once, nothing that tells who made it."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from PIL import Image

from portal.academy.jury.acts import close_round, start_round
from portal.academy.jury.dealing import reassign, seat, unseat
from portal.academy.jury.looks import seats_of, works_for
from portal.academy.jury.models import Ballot, Seat
from portal.academy.programme.models import CrewRole, WorkKind
from portal.ground.store.acts import keep
from tests.portal.academy.jury.make import BY, judge, make_jury, waiting
from tests.portal.academy.make import make_crew, make_participant, make_team, make_work

pytestmark = pytest.mark.django_db


def make_juror(place: Seat) -> tuple[Client, str]:
    """A juror who is signed in, and where their works are."""
    client = Client()
    client.force_login(place.person)
    return client, f"/en/academy/{place.round.edition.slug}/judge/{place.round.number}/"


def stars(first: int = 4, second: int = 5, version: int = 0, **more: Any) -> dict[str, Any]:
    return {"stars-1": first, "stars-2": second, "version": version, **more}


def test_a_juror_walks_through_all_works_by_pressing_save() -> None:
    about = make_jury(works=4, jurors=2)
    client, base = make_juror(seats_of(about)[0])
    start = BeautifulSoup(client.get(base).content, "html.parser").select_one("a.button--mark")
    at = str(start["href"]) if start else ""
    for _ in range(4):
        at = client.post(at, stars())["Location"]
    assert (at, Ballot.objects.count()) == (base, 4)
    page = client.get(base).content.decode()
    assert "You have judged 4 of 4 works." in page
    assert "4 of 8 ballots" in page


@pytest.mark.parametrize(
    ("method", "good", "bad", "fault"),
    [
        ("yes-no", {"yes": "no"}, {"note": "x"}, "Choose yes or no."),
        ("stars", {"stars-1": 1, "stars-2": 5}, {"stars-1": 3, "note": "x"}, "Give 1 to 5 stars."),
        ("ranking", {"place": 1}, {"place": 9, "note": "x"}, "less than or equal to 1"),
    ],
)
def test_each_way_of_judging_saves_and_says_what_is_missing_at_its_field(
    method: str, good: dict[str, Any], bad: dict[str, Any], fault: str
) -> None:
    about = make_jury(works=1, jurors=2, method=method)
    client, base = make_juror(seats_of(about)[0])
    answer = client.post(f"{base}1/", {**bad, "version": 0})
    page = answer.content.decode()
    assert (answer.status_code, fault in page, ">\nx</textarea>" in page, Ballot.objects.count()) == (
        400,
        True,
        True,
        0,
    )
    assert client.post(f"{base}1/", {**good, "version": 0}).status_code == 302
    assert client.get(f"{base}1/").status_code == 200


def test_a_blind_round_tells_nothing_of_who_made_a_work() -> None:
    about = make_jury(works=0, jurors=1, is_open=False, quorum=1, kinds=list(WorkKind.values))
    author = make_participant(about.edition, pseudonym="Zambaku")
    author.person.name = "Drita Krasniqi"
    author.person.save()
    team = make_team(about.edition, author, name="Shqiponjat")
    told = "Zambaku of the team Shqiponjat, Drita Krasniqi, wrote it: drita@example.org https://me.example/drita"
    make_work(about.edition, team=team, title="File:Drita Krasniqi - Prizren.jpg", kind=WorkKind.IMAGE, about=told,
              picture=keep(make_picture(), "image/jpeg"), address="https://commons.example/File:Drita.jpg")  # fmt: skip
    make_work(about.edition, team=team, title="Prizren by Zambaku", about=told, repository="https://git.example/drita")
    start_round(about, BY)
    client, base = make_juror(seats_of(about)[0])
    pages = [client.get(f"{base}{number}/").content.decode() for number in (1, 2)] + [client.get(base).content.decode()]
    for name in ("Zambaku", "Drita", "drita", "Krasniqi", "Shqiponjat", ".jpg", "git.example"):
        assert [name in page for page in pages] == [False] * 3, name
    images = [client.get(f"{base}{number}/picture/") for number in (1, 2)]
    body = next(one.content for one in images if one.status_code == 200)
    assert (b"Canon" in body, dict(Image.open(io.BytesIO(body)).getexif())) == (False, {})


def make_picture() -> bytes:
    """A JPEG whose file says which camera took it."""
    exif = Image.Exif()
    exif[271] = "Canon"
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_own_works_are_not_there_even_by_their_address() -> None:
    about = make_jury(works=1, jurors=1, is_open=False, quorum=2)
    me = make_participant(about.edition)
    make_work(about.edition, me)
    mine = seat(about, make_crew(about.edition, CrewRole.JUROR, me.person), BY)
    start_round(about, BY)
    client, base = make_juror(mine)
    own = about.entries.get(work__authors=me).number
    assert [client.get(f"{base}{number}/").status_code for number in (own, 3 - own)] == [302, 200]
    assert client.get(f"{base}{own}/picture/").status_code == 404
    assert client.post(f"{base}{own}/", stars())["Location"] == base
    assert Ballot.objects.count() == 0


def test_two_tabs_do_not_overwrite_each_other_unseen() -> None:
    about = make_jury(works=1, jurors=2)
    client, base = make_juror(seats_of(about)[0])
    client.post(f"{base}1/", stars(1, 1))
    answer = client.post(f"{base}1/", stars(5, 5, note="From the other tab."))
    page = answer.content.decode()
    assert (answer.status_code, "Saved in the other window: Sources: 1, Style: 1." in page) == (409, True)
    assert "From the other tab." in page
    assert Ballot.objects.get().marks == {"stars": {"1": 1, "2": 1}}
    again = BeautifulSoup(page, "html.parser").select_one("input[name=version]")
    assert client.post(f"{base}1/", stars(5, 5, version=int(str(again["value"] if again else 0)))).status_code == 302
    assert Ballot.objects.get().marks == {"stars": {"1": 5, "2": 5}}


def test_a_ballot_is_changed_until_the_round_closes_and_kept_after() -> None:
    about = make_jury(works=1, jurors=2)
    for share in waiting(about):
        judge(share, 3)
    client, base = make_juror(seats_of(about)[0])
    assert client.post(f"{base}1/", stars(2, 2, version=1)).status_code == 302
    close_round(about, BY)
    answer = client.post(f"{base}1/", stars(5, 5, version=2, note="Too late."))
    assert (answer.status_code, "This round is not open." in answer.content.decode()) == (409, True)
    assert "Too late." in answer.content.decode()
    assert Ballot.objects.filter(share__seat__number=1).get().marks["stars"] == {"1": 2, "2": 2}


def test_a_work_that_was_given_on_while_it_was_open_still_counts() -> None:
    about = make_jury(works=2, jurors=3, quorum=1)
    place = waiting(about)[0].seat
    client, base = make_juror(place)
    number = works_for(place)[0].entry.number
    client.get(f"{base}{number}/")
    reassign(place, BY)
    assert client.post(f"{base}{number}/", stars()).status_code == 302
    assert (Ballot.objects.count(), [one.entry.number for one in waiting(about)] == [3 - number]) == (1, True)


def test_a_conflict_is_declared_by_one_press() -> None:
    about = make_jury(works=1, jurors=3)
    place = waiting(about)[0].seat
    client, base = make_juror(place)
    answer = client.post(f"{base}1/", {"do": "conflict", "reason": "My sister."}, follow=True)
    assert "Somebody else judges this work." in answer.content.decode()
    assert client.get(f"{base}1/").status_code == 302
    assert len(waiting(about)) == 2


def test_figures_are_shown_beside_works_and_said_to_be_unknown() -> None:
    about = make_jury(works=1, jurors=2)
    client, base = make_juror(seats_of(about)[0])
    page = client.get(f"{base}1/").content.decode()
    assert page.count("not known") == 3


def test_who_has_no_seat_sees_nothing() -> None:
    about = make_jury(works=1, jurors=2)
    outsider = Client()
    outsider.force_login(make_crew(about.edition, CrewRole.JUROR).person)
    base = f"/en/academy/{about.edition.slug}/judge/1/"
    assert [outsider.get(path).status_code for path in (base, f"{base}1/", f"{base}1/picture/")] == [404] * 3
    gone = seats_of(about)[0]
    client, base = make_juror(gone)
    unseat(gone, BY)
    assert client.get(base).status_code == 404

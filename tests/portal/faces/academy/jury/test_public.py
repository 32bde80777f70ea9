"""Everybody: prizes, results that can be checked, paper, and a vote that no flood and no forger gets past."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.academy.jury.acts import close_round
from portal.academy.jury.looks import live, seats_of
from portal.academy.jury.models import PublicVote, Result, Round
from portal.academy.jury.prizes import make_award
from portal.academy.jury.signing import announce, sign_round
from portal.ground.limits import proof, rules
from tests.portal.academy.jury.make import BY, fresh, judge, judge_all, make_jury, waiting
from tests.portal.faces.paper.reading import words
from tests.portal.make import make_person

pytestmark = pytest.mark.django_db


def make_signed(**fields: Any) -> tuple[Round, Result]:
    about = make_jury(works=3, jurors=2, names={"en": "Finals", "sq": "Finalja", "sr": "Финале"}, **fields)
    judge_all(about, {1: 5, 2: 3, 3: 1})
    close_round(about, BY)
    return fresh(about), sign_round(fresh(about), BY)


def test_a_result_is_read_downloaded_printed_and_checked() -> None:
    about, result = make_signed()
    base = f"/academy/{about.edition.slug}/prizes/"
    page = Client().get(f"/en{base}results/{result.digest}/").content.decode()
    assert all(
        said in page for said in ("5.00 of 5 stars", "This is genuine", result.key, "2 ballots" if 0 else "6 ballots")
    )
    body = Client().get(f"/sq{base}results/{result.digest}.json").content
    assert body == result.body.encode()
    typed = Client().post(f"/en{base}check/", {"body": f"\n{body.decode()}\r\n"})
    sent = Client().post(f"/en{base}check/", {"file": SimpleUploadedFile("r.json", body)})
    changed = Client().post(f"/en{base}check/", {"body": body.decode().replace("Finals", "Finale")})
    assert [("This is genuine" in one.content.decode()) for one in (typed, sent, changed)] == [True, True, False]


@pytest.mark.parametrize(
    ("language", "title"), [("en", "Finals"), ("sq", "Finalja"), ("sr", "Финале"), ("sr-latn", "Finale")]
)
def test_the_paper_has_the_order_and_the_proof_in_each_language(language: str, title: str) -> None:
    about, result = make_signed()
    answer = Client().get(f"/{language}/academy/{about.edition.slug}/prizes/results/{result.digest}.pdf")
    text = words(answer.content).replace("\u200b", "")
    assert (answer["Content-Type"], title in text, result.digest in text) == ("application/pdf", True, True)


def test_the_paper_of_the_prize_table_names_winners_by_pseudonym() -> None:
    about, _result = make_signed()
    work = live(about).get(number=1).work
    make_award(about.edition, BY, names={"en": "First #prize *"}, place=1, value="250", currency="EUR", work=work)
    table = announce(about.edition, BY)
    base = f"/en/academy/{about.edition.slug}/prizes/"
    text = words(Client().get(f"{base}results/{table.digest}.pdf").content)
    assert [part in text for part in ("First #prize *", "250.00 EUR", work.authors.get().pseudonym)] == [True] * 3
    assert "This is genuine" in Client().get(f"{base}results/{table.digest}/").content.decode()


@pytest.mark.parametrize(("form", "fault"), [
    ({}, "Paste a result, or choose its file."),
    ({"file": SimpleUploadedFile("big.json", b"x" * (2 << 20))}, "too large to be a result"),
])  # fmt: skip
def test_what_cannot_be_checked_is_said(form: dict[str, Any], fault: str) -> None:
    about, _result = make_signed()
    answer = Client().post(f"/en/academy/{about.edition.slug}/prizes/check/", form)
    assert (answer.status_code, fault in answer.content.decode()) == (400, True)


def test_authors_read_what_was_written_for_them_and_nobody_else_does() -> None:
    about = make_jury(works=2, jurors=2)
    for share in waiting(about):
        judge(share, 4, feedback=f"Word for {share.entry.number}.", note="Secret note.")
    close_round(about, BY)
    address = f"/en/academy/{about.edition.slug}/prizes/words/"
    author = Client()
    author.force_login(live(about).get(number=1).work.authors.get().person)
    before = author.get(address).content.decode()
    sign_round(fresh(about), BY)
    after = author.get(address).content.decode()
    assert ["Word for 1." in page for page in (before, after)] == [False, True]
    assert [said in after for said in ("Word for 2.", "Secret note.")] == [False, False]
    assert Client().get(address).status_code == 302


def make_vote(works: int = 3, **fields: Any) -> tuple[Round, str]:
    about = make_jury(works=works, jurors=2, has_public_vote=True, public_weight=20, **fields)
    return about, f"/en/academy/{about.edition.slug}/prizes/vote/1/"


def signed_in(**fields: Any) -> Client:
    client = Client(**fields)
    client.force_login(make_person())
    return client


def solved() -> str:
    """A proof of work, worked out as a browser does."""
    asked = proof.challenge("127.0.0.1")
    number = next(n for n in range(asked["maxNumber"] + 1)
                  if hashlib.sha256(f"{asked['salt']}{n}".encode()).hexdigest() == asked["challenge"])  # fmt: skip
    answer = {key: asked[key] for key in ("algorithm", "challenge", "salt", "signature")} | {"number": number}
    return base64.b64encode(json.dumps(answer).encode()).decode()


def test_a_stranger_chooses_signs_in_and_votes_by_one_more_press() -> None:
    about, address = make_vote()
    client = Client()
    answer = client.post(address, {"work": "2"})
    assert answer["Location"].startswith("/en/sign-in/?next=")
    kept = client.session["intents"]
    client.force_login(make_person())
    session = client.session
    session["intents"] = kept
    session.save()
    page = client.get(address).content.decode()
    assert ("Your choice is kept." in page, PublicVote.objects.count()) == (True, 0)
    assert 'value="2" checked' in page
    client.post(address, {"work": "2"})
    assert PublicVote.objects.get().entry.number == 2
    assert fresh(about).state == "open"


def test_counts_are_hidden_until_the_result_is_signed() -> None:
    about, address = make_vote()
    for number in (1, 1, 3):
        signed_in().post(address, {"work": str(number)})
    base = f"/en/academy/{about.edition.slug}/prizes/"
    assert PublicVote.objects.count() == 3
    assert [" votes" in Client().get(path).content.decode() for path in (address, base)] == [False, False]
    judge_all(about)
    close_round(about, BY)
    assert "The vote is over." in Client().get(address).content.decode()
    digest = sign_round(fresh(about), BY).digest
    assert "2 votes" in Client().get(f"{base}results/{digest}/").content.decode()


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ({}, "Choose a work first."),
        ({"work": ["1", "2"]}, "Choose 1 at most."),
        ({"work": "77"}, "You cannot vote for one of these works."),
        ({"work": "'; DROP TABLE"}, "You cannot vote for one of these works."),
        ({"work": "9" * 400}, "You cannot vote for one of these works."),
    ],
)
def test_a_wrong_vote_is_told_at_the_works(form: dict[str, Any], fault: str) -> None:
    _about, address = make_vote()
    answer = signed_in().post(address, form)
    assert (answer.status_code, fault in answer.content.decode(), PublicVote.objects.count()) == (400, True, 0)


def test_own_works_are_not_on_the_ballot_and_a_forged_vote_for_them_is_refused() -> None:
    about, address = make_vote()
    author = Client()
    author.force_login(live(about).get(number=2).work.authors.get().person)
    assert 'value="2"' not in author.get(address).content.decode()
    assert author.post(address, {"work": "2"}).status_code == 400
    juror = Client()
    juror.force_login(seats_of(about)[0].person)
    juror.post(address, {"work": "1"})
    assert ("so you do not vote" in juror.get(address).content.decode(), PublicVote.objects.count()) == (True, 0)


def test_a_flood_without_proof_from_one_network_ends_and_proofs_still_get_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rules, "VOTE_WITHOUT_PROOF", rules.Rule("vote-without-proof", 3, rules.HOUR))
    _about, address = make_vote()
    answers = [signed_in().post(address, {"work": "1"}).status_code for _ in range(6)]
    assert (answers, PublicVote.objects.count()) == ([302] * 3 + [429] * 3, 3)
    client = signed_in()
    assert client.post(address, {"work": "1", "proof": solved()}).status_code == 302
    assert client.post(address, {"work": "1", "proof": "forged"}).status_code == 429
    assert PublicVote.objects.count() == 4


def test_one_person_cannot_change_their_vote_all_day_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "VOTE", rules.Rule("vote", 2, rules.DAY))
    _about, address = make_vote()
    client = signed_in()
    assert [client.post(address, {"work": str(n % 3 + 1)}).status_code for n in range(4)] == [302, 302, 429, 429]


def test_a_round_without_a_public_vote_has_no_such_page() -> None:
    about = make_jury(works=1, jurors=1)
    assert Client().get(f"/en/academy/{about.edition.slug}/prizes/vote/1/").status_code == 404


def test_a_vote_over_many_works_asks_the_database_no_more_than_one_over_few() -> None:
    counts = []
    for works in (2, 12):
        _about, address = make_vote(works=works)
        client = signed_in()
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        counts.append(len(asked))
    assert counts[1] <= counts[0] + 2

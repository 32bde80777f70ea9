"""Certificates: anybody checks the code, nobody reads a name, the paper is for its holder and for organisers."""

from __future__ import annotations

import pytest
from django.test import Client

from portal.academy.programme.acts.certificates import issue_certificate, revoke_certificate
from portal.academy.programme.models import Certificate, CrewRole
from portal.academy.programme.states import EditionState
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.faces.academy.make import crew_client, signed_in

pytestmark = pytest.mark.django_db


def make_certificate(shown: str = "name") -> Certificate:
    me = make_participant(make_edition(state=EditionState.JUDGING))
    assert me.application is not None
    me.application.private.full_name = "Arta Secretfamily"
    me.application.private.save()
    return issue_certificate(me, shown, "machine")


def test_the_code_says_what_it_stands_for_and_no_name(client: Client) -> None:
    made = make_certificate()
    typed = f"{made.code[:4].lower()} {made.code[4:]}"
    assert client.post("/en/academy/certificates/", {"code": typed})["Location"].endswith(f"/{made.code}/")
    page = client.get(f"/en/academy/certificates/{made.code}/").content.decode()
    assert ("This certificate holds" in page, "Secretfamily" in page) == (True, False)


@pytest.mark.parametrize(("name", "words"), [("arta secretfamily", "Yes: this"), ("Besa Other", "No: this")])
def test_who_holds_the_paper_compares_the_name(client: Client, name: str, words: str) -> None:
    made = make_certificate()
    page = client.post(f"/en/academy/certificates/{made.code}/", {"name": name}).content.decode()
    assert words in page


def test_a_revoked_one_says_so_and_an_unknown_code_is_unknown(client: Client) -> None:
    made = make_certificate("pseudonym")
    revoke_certificate(made, "machine")
    assert "does not hold any more" in client.get(f"/en/academy/certificates/{made.code}/").content.decode()
    unknown = client.get("/en/academy/certificates/AAAA2222/")
    assert (unknown.status_code, "We issued no certificate with this code." in unknown.content.decode()) == (404, True)


def test_the_paper_is_for_its_holder_and_for_organisers(client: Client) -> None:
    made = make_certificate()
    assert made.participant is not None
    readers = [
        client,
        signed_in(),
        crew_client(made.edition, CrewRole.JUROR),
        crew_client(make_edition()),
        signed_in(made.participant.person),
        crew_client(made.edition),
    ]
    answers = [one.get(f"/sr/academy/certificates/{made.code}.pdf") for one in readers]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 404, 200, 200]
    assert answers[-1].content[:5] == b"%PDF-"


def test_guessing_codes_comes_to_an_end(client: Client) -> None:
    made = make_certificate()
    for _ in range(120):
        client.post("/en/academy/certificates/", {"code": "AAAA2222"})
    assert client.get(f"/en/academy/certificates/{made.code}/").status_code == 404

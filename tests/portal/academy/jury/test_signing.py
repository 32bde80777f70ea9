"""Signed results: the same bytes for the same ballots, checked by anybody, and every change shows."""

from __future__ import annotations

import hashlib
import json

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from portal.academy.jury.acts import close_round, start_round
from portal.academy.jury.dealing import JuryError
from portal.academy.jury.looks import live, prizes
from portal.academy.jury.models import Ballot, Result, Round
from portal.academy.jury.prizes import make_award
from portal.academy.jury.signing import announce, check, correct_round, facts_of, is_signature_of, sign_round
from portal.ground.ledger.models import Entry as Row
from portal.ground.moves import NotAllowedError
from tests.portal.academy.jury.make import BY, fresh, judge, judge_all, make_jury, waiting
from tests.portal.academy.make import make_participant

pytestmark = pytest.mark.django_db


def make_signed(**fields: object) -> tuple[Round, Result]:
    about = make_jury(works=3, jurors=2, **fields)  # type: ignore[arg-type]
    judge_all(about, {1: 5, 2: 3, 3: 1})
    close_round(about, BY)
    return fresh(about), sign_round(fresh(about), BY)


def test_anybody_checks_a_result_with_any_tool() -> None:
    _about, result = make_signed()
    body = result.body.encode()
    assert hashlib.sha256(body).hexdigest() == result.digest
    Ed25519PublicKey.from_public_bytes(bytes.fromhex(result.key)).verify(bytes.fromhex(result.signature), body)
    row = Row.objects.get(verb="result.signed")
    assert row.body == {"digest": result.digest, "signature": result.signature, "key": result.key, "version": 1}
    assert check(body).holds
    assert json.loads(body)["ballots"] == sorted(Ballot.objects.values_list("digest", flat=True))


def test_one_changed_letter_is_noticed() -> None:
    _about, result = make_signed()
    body = result.body.encode()
    changed = body.replace(b'"place":2', b'"place":1')
    assert (check(changed).holds, check(changed).is_known) == (False, False)
    assert not is_signature_of(changed, result.signature, result.key)
    assert not is_signature_of(body, "00" * 64, result.key)
    assert not is_signature_of(body, "no hex", "")


def test_a_row_changed_in_the_database_does_not_hold() -> None:
    _about, result = make_signed()
    Result.objects.filter(pk=result.pk).update(signature="00" * 64)
    assert (check(result.body.encode()).is_signed, check(result.body.encode()).row) == (False, None)
    forged = result.body.replace('"place":2', '"place":1').encode()
    Result.objects.filter(pk=result.pk).update(body=forged.decode(), digest=hashlib.sha256(forged).hexdigest())
    assert not check(forged).holds


def test_the_same_ballots_give_the_same_facts_and_no_names() -> None:
    about, result = make_signed()
    text = json.dumps(facts_of(about))
    assert facts_of(about) == facts_of(fresh(about))
    assert [one for one in ("@", "Juror 0", "Secret") if one in text + result.body] == []


def test_a_result_is_corrected_with_a_reason_and_the_old_one_stays() -> None:
    about, first = make_signed()
    with pytest.raises(JuryError, match="Say why"):
        correct_round(about, BY, " ")
    correct_round(fresh(about), BY, "A work was copied.")
    work = live(about).get(number=1).work
    type(work).objects.filter(pk=work.pk).update(state="disqualified")
    second = sign_round(fresh(about), BY)
    assert [(one["number"], one["place"]) for one in second.facts()["works"]] == [(2, 1), (3, 2)]
    assert second.facts()["out"] == [{"number": 1, "state": "disqualified"}]
    old, new = check(first.body.encode()), check(second.body.encode())
    assert (old.holds, old.is_newest, new.holds, new.is_newest, second.version) == (True, False, True, True, 2)


def test_who_goes_on_comes_into_the_next_round_and_nobody_else() -> None:
    about, result = make_signed(goes_on=2)
    second = make_jury(works=0, jurors=1, edition=about.edition, quorum=1, after=about, is_open=False)
    start_round(second, BY)
    on = {one["work"] for one in result.facts()["works"] if one["goes_on"]}
    assert ({entry.work_id for entry in live(second)}, len(on)) == (on, 2)
    with pytest.raises(JuryError, match="A later round"):
        correct_round(fresh(about), BY, "Too late.")


def test_a_next_round_waits_for_the_signature() -> None:
    about = make_jury(works=2, jurors=1, quorum=1, goes_on=1)
    second = make_jury(works=0, jurors=1, edition=about.edition, after=about, is_open=False)
    with pytest.raises(JuryError, match="Sign the result of the earlier round"):
        start_round(second, BY)
    with pytest.raises(NotAllowedError, match="Close the round first"):
        sign_round(about, BY)


def test_a_round_closed_too_early_says_so_in_its_result() -> None:
    about = make_jury(works=2, jurors=2)
    with pytest.raises(JuryError, match="Nobody has judged"):
        close_round(about, BY, "The hall closes.")
    judge(waiting(about)[0], 4)
    close_round(about, BY, "The hall closes.")
    facts = sign_round(fresh(about), BY).facts()
    assert facts["closed_short"] == "The hall closes."
    assert sorted((one["ballots"], one["quorum"], one["place"]) for one in facts["works"]) == [
        (0, 2, None), (1, 2, 1)
    ]  # fmt: skip


def test_the_prize_table_joins_kinds_and_is_signed_too() -> None:
    about, _result = make_signed()
    edition = about.edition
    best = live(about).get(number=1).work
    helper = make_participant(edition, pseudonym="Hana")
    make_award(edition, BY, names={"en": "First", "sq": "I pari"}, place=1, value="500.00", currency="EUR", work=best)
    make_award(edition, BY, names={"en": "Best newcomer"}, participant=helper, sponsor="City library")
    make_award(edition, BY, names={"en": "Nobody yet"})
    table = announce(edition, BY)
    assert [(one.award.name, one.winners) for one in prizes(edition)] == [
        ("First", best.authors.get().pseudonym), ("Best newcomer", "Hana")
    ]  # fmt: skip
    assert (check(table.body.encode()).holds, len(table.facts()["prizes"]), table.version) == (True, 2, 1)
    assert announce(edition, BY).version == 2


def test_a_prize_of_a_work_that_went_out_says_so() -> None:
    about, _result = make_signed()
    work = live(about).get(number=1).work
    make_award(about.edition, BY, names={"en": "First"}, work=work)
    announce(about.edition, BY)
    type(work).objects.filter(pk=work.pk).update(state="withdrawn")
    assert [one.is_out for one in prizes(about.edition)] == [True]


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"names": {"en": " "}}, "Write a title"),
        ({"names": {"en": "First"}, "value": 5}, "needs its currency"),
        ({"names": {"en": "First"}, "kinds": ["video"], "work": 1}, "for other kinds"),
    ],
)
def test_a_prize_that_is_none_is_refused(values: dict[str, object], fault: str) -> None:
    about, _result = make_signed()
    if "work" in values:
        values = {**values, "work": live(about).get(number=1).work}
    with pytest.raises(JuryError, match=fault):
        make_award(about.edition, BY, **values)

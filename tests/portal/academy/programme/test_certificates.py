"""Certificates: frozen when issued, verified by a code, with the name that somebody chose and no trace of the other."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from portal.academy.programme.acts import (
    AcademyError,
    check_in,
    erase_private,
    issue_certificate,
    move_edition,
    rename,
    revoke_certificate,
)
from portal.academy.programme.looks import certificate_by
from portal.academy.programme.models import Certificate, CrewRole, Edition, Participant
from portal.academy.programme.naming import matches
from portal.ground.ledger.models import Entry
from tests.portal.academy.make import make_crew, make_edition, make_participant, make_session, make_work

pytestmark = pytest.mark.django_db


def make_finished(**fields: object) -> Participant:
    """A participant of a closed edition, who was at one session and handed in one work."""
    edition = make_edition()
    participant = make_participant(edition, pseudonym="Opal 77")
    check_in(make_session(edition), participant)
    make_work(edition, participant)
    move_edition(edition, "close", "person-a")
    return Participant.objects.get(pk=participant.pk)


def real_name(participant: Participant) -> str:
    assert participant.application is not None
    return participant.application.private.full_name


def test_what_stands_on_it_is_frozen_and_public() -> None:
    participant = make_finished()
    made = issue_certificate(participant, "pseudonym", participant, more={"awards": [{"en": "First prize"}]})
    rename(participant, "Delta 5")
    Edition.objects.update(place="Elsewhere")
    facts = Certificate.objects.get(code=made.code).facts
    days = {facts.pop("starts_on"), facts.pop("ends_on")}
    assert facts == {
        "kind": "wiki",
        "programme": participant.edition.programme.names,
        "edition": participant.edition.names,
        "place": "Prizren",
        "organiser": "Digital Kosovo",
        "is_rehearsal": False,
        "role": "participant",
        "sessions": 1,
        "hours": 2,
        "works": 1,
        "awards": [{"en": "First prize"}],
        "shown": "pseudonym",
        "pseudonym": "Opal 77",
    }
    assert len(days) == 2


def test_a_real_name_is_printed_and_only_its_digest_is_kept_after_erasing() -> None:
    participant = make_finished()
    name = real_name(participant)
    made = issue_certificate(participant, "name", participant)
    assert (made.name, "pseudonym" in made.facts, name in str(made.facts)) == (name, False, False)
    erase_private(participant.edition)
    made.refresh_from_db()
    assert (made.name, matches(made.facts, name), matches(made.facts, f"  {name.upper()} ")) == ("", True, True)
    assert [matches(made.facts, other) for other in ("", "Opal 77", name[:-1])] == [False] * 3
    assert name not in str(list(Entry.objects.values_list("body", "subject", "actor")))
    with pytest.raises(AcademyError):
        issue_certificate(participant, "name", participant)


def test_two_digests_of_a_name_differ() -> None:
    participant = make_finished()
    digests = {issue_certificate(participant, "name", participant).facts["digest"] for _ in range(2)}
    assert len(digests) == 2


def test_a_second_one_revokes_the_first() -> None:
    participant = make_finished()
    first = issue_certificate(participant, "name", participant)
    second = issue_certificate(participant, "pseudonym", participant)
    first.refresh_from_db()
    assert (first.revoked_at is not None, first.name, second.revoked_at) == (True, "", None)
    revoked = revoke_certificate(second, "person-a")
    assert revoke_certificate(second, "person-a").revoked_at == revoked.revoked_at
    assert Entry.objects.filter(verb="certificate.revoked").count() == 2


def test_who_withdrew_or_still_works_gets_none() -> None:
    running, gone = make_participant(), make_finished()
    Participant.objects.filter(pk=gone.pk).update(state="withdrawn")
    for participant in (running, gone):
        with pytest.raises(AcademyError):
            issue_certificate(participant, "pseudonym", "person-a")


def test_crew_get_one_under_their_public_name() -> None:
    edition = make_edition(state="closed")
    named, nameless = make_crew(edition, CrewRole.TRAINER, name="Drita B."), make_crew(edition, CrewRole.MENTOR)
    facts = issue_certificate(named, "pseudonym", "person-a").facts
    assert (facts["role"], facts["pseudonym"], facts["sessions"]) == ("trainer", "Drita B.", 0)
    with pytest.raises(ValidationError):
        issue_certificate(nameless, "name", "person-a")


def test_a_code_is_found_however_it_is_typed() -> None:
    made = issue_certificate(make_finished(), "pseudonym", "person-a")
    assert certificate_by(f"{made.code[:4].lower()}-{made.code[4:]}") == made
    assert certificate_by("nothing") is None

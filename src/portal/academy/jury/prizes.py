"""Prizes and who gets them in; the table as it is prepared out. `signing.announce` makes it public."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.jury.acts import said_why
from portal.academy.jury.dealing import JuryError
from portal.academy.jury.models import Award
from portal.academy.programme.models import Edition, Participant, Work
from portal.academy.programme.states import WorkState
from portal.ground.ledger.acts import record
from portal.ground.moves import NotAllowedError


@transaction.atomic
def make_award(edition: Edition, by: str, **values: Any) -> Award:
    """Add a prize at the end of the table. Raises JuryError where it has no title, or an amount without a currency."""
    edition = Edition.objects.select_for_update().get(pk=edition.pk)
    number = (edition.awards.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Award(edition=edition, number=number, made_at=timezone.now(), **values)
    _check(made)
    made.save()
    record("award.made", f"edition/{edition.slug}", by, {"award": number, "place": made.place})
    return made


@transaction.atomic
def change_award(award: Award, by: str, **values: Any) -> Award:
    """Change a prize that was not announced yet."""
    award = Award.objects.select_for_update().select_related("edition").get(pk=award.pk)
    if award.given_at:
        raise NotAllowedError(_("This prize was announced. Take it back first, with a reason."))
    changed = [name for name, value in values.items() if getattr(award, name) != value]
    for name in changed:
        setattr(award, name, values[name])
    _check(award)
    award.save()
    record("award.changed", f"edition/{award.edition.slug}", by, {"award": award.number, "fields": sorted(changed)})
    return award


@transaction.atomic
def remove_award(award: Award, by: str) -> None:
    """Take a prize out of the table before it is announced."""
    award = Award.objects.select_for_update().select_related("edition").get(pk=award.pk)
    if award.given_at:
        raise NotAllowedError(_("This prize was announced. Take it back first, with a reason."))
    record("award.removed", f"edition/{award.edition.slug}", by, {"award": award.number})
    award.delete()


@transaction.atomic
def take_back(award: Award, by: str, reason: str) -> Award:
    """Take an announced prize back, for instance because the work is out; announce the table anew after it.

    Raises JuryError without a reason, which becomes public.
    """
    award = Award.objects.select_for_update().select_related("edition").get(pk=award.pk)
    if not award.given_at:
        raise NotAllowedError(_("This prize was not announced yet."))
    body = {"award": award.number, "work": award.work_id, "participant": award.participant_id}
    award.given_at, award.work, award.participant, award.round = None, None, None, None
    award.save()
    known = {name: one for name, one in body.items() if one}
    record("award.taken-back", f"edition/{award.edition.slug}", by, {**known, "reason": said_why(reason)})
    return award


def _check(award: Award) -> None:
    if not any(text.strip() for text in award.names.values()):
        raise JuryError(_("Write a title in at least one language."))
    if award.value is not None and not award.currency:
        raise JuryError(_("An amount needs its currency, such as EUR."))
    if award.work and award.participant:
        raise JuryError(_("Choose a work or a participant, not both."))
    work: Work | None = award.work
    if work and (work.edition_id != award.edition_id or work.state != WorkState.SUBMITTED):
        raise JuryError(_("This work is not in the competition."))
    if work and award.kinds and work.kind not in award.kinds:
        raise JuryError(_("This prize is for other kinds of works."))
    winner: Participant | None = award.participant
    if winner and winner.edition_id != award.edition_id:
        raise JuryError(_("This participant is not in this edition."))

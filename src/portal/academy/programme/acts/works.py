"""What participants and teams made in; works, handed in until the deadline, or put out with a reason, out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import AcademyError, Actor, actor, hold, line, lines, must_go_on
from portal.academy.programme.looks import takes_works
from portal.academy.programme.models import Edition, Participant, Team, Work, WorkKind
from portal.academy.programme.states import WORK, ParticipantState
from portal.evidence.addresses import AddressError, clean_address
from portal.ground.ledger.acts import record

LICENCES = (
    *("CC BY-SA 4.0", "CC BY 4.0", "CC0 1.0"),
    *("MIT", "Apache-2.0", "BSD-3-Clause", "MPL-2.0", "GPL-3.0-or-later", "AGPL-3.0-or-later", "EUPL-1.2"),
)
"""What a form proposes; another one may be named."""
ADDRESSES = ("address", "repository", "demo")
_LINES = {"title": 255, "licence": 60, "site": 20, "picture": 64}
FIELDS = (*_LINES, *ADDRESSES, "about", "page")


@transaction.atomic
def hand_in(
    edition: Edition,
    kind: WorkKind,
    title: str,
    by: Actor,
    *,
    authors: Iterable[Participant] = (),
    team: Team | None = None,
    **fields: Any,
) -> Work:
    """Begin a work of some participants, or of a team and so of its members; `fields` are of FIELDS.

    It is a draft until `submit`. Raises ValidationError with what is wrong at each field, AcademyError where works are
    due no more or it is nobody's.
    """
    edition = hold(edition)
    if not takes_works(edition):
        raise AcademyError(_("Works can be handed in no more."))
    whose = list(team.members.all()) if team else list(authors)
    if not whose or any(one.edition_id != edition.pk or one.state == ParticipantState.WITHDRAWN for one in whose):
        raise AcademyError(_("A work is made by participants of this edition."))
    work = Work(edition=edition, kind=WorkKind(kind), team=team, made_at=timezone.now())
    _fill(work, {"title": title, **fields})
    _save(work)
    work.authors.set(whose)
    record("work.begun", _subject(work), actor(by), {"work": work.pk, "kind": str(work.kind)})
    return work


@transaction.atomic
def change_work(work: Work, by: Actor, **fields: Any) -> Work:
    """Change a work while it is a draft and works are due. Raises ValidationError, AcademyError."""
    edition = hold(work.edition)
    work.refresh_from_db(fields=["state"])
    if not takes_works(edition) or work.state != "draft":
        raise AcademyError(_("This work can be changed no more: take it back first, while works are still due."))
    _fill(work, fields)
    _save(work)
    record("work.changed", _subject(work), actor(by), {"work": work.pk, "fields": sorted(fields)})
    return work


@transaction.atomic
def submit(work: Work, by: Actor) -> Work:
    """Hand a work in: it is in the competition. A team's work is made by all who are in the team at that time.

    Raises ValidationError with what is still missing at each field, AcademyError after the deadline, or for a team
    that is too small, NotAllowedError where it was handed in already.
    """
    edition = hold(work.edition)
    if not takes_works(edition):
        raise AcademyError(_("Works can be handed in no more."))
    work.refresh_from_db()
    if work.team is not None:
        members = list(work.team.members.filter(state=ParticipantState.ENROLLED))
        if len(members) < edition.team_least:
            words = _("The team is too small to hand in a work. Members it needs: %(number)s.")
            raise AcademyError(words % {"number": edition.team_least})
        work.authors.set(members)
    if faults := lacks(work):
        raise ValidationError(faults)
    WORK.take(work, "submit", submitted_at=timezone.now())
    record("work.submitted", _subject(work), actor(by), {"work": work.pk, "kind": str(work.kind)})
    return work


def lacks(work: Work) -> dict[str, str]:
    """What is still missing before a work can be handed in, at each field."""
    faults: dict[str, str] = {}
    if not work.title:
        faults["title"] = _("Give the work a title.")
    if work.kind == WorkKind.APP:
        if not work.repository:
            faults["repository"] = _("Give the address of the repository, so that the jury can read it.")
        if not work.demo:
            faults["demo"] = _("Give the address where the app can be tried.")
    elif not work.address and not (work.site and work.page):
        faults["address"] = _("Say where the work can be seen.")
    if work.kind != WorkKind.ARTICLE and not work.licence:
        faults["licence"] = _("Choose a licence, so that others may use the work.")
    return faults


@transaction.atomic
def take_back(work: Work, by: Actor) -> Work:
    """Take a work back to go on with it, until the deadline. Raises AcademyError after it, NotAllowedError."""
    if not takes_works(hold(work.edition)):
        raise AcademyError(_("The deadline is over, so the work stays handed in."))
    WORK.take(work, "take_back", submitted_at=None)
    record("work.taken-back", _subject(work), actor(by), {"work": work.pk})
    return work


@transaction.atomic
def withdraw_work(work: Work, by: Actor) -> Work:
    """Take a work out for good; what was made with it stays where it is. Raises NotAllowedError."""
    WORK.take(work, "withdraw", page=None)
    record("work.withdrawn", _subject(work), actor(by), {"work": work.pk})
    return work


@transaction.atomic
def disqualify(work: Work, reason: str, by: str) -> Work:
    """Put a work out of the competition; its authors read the reason. Raises ValidationError without one."""
    why = line(reason, 300)
    if not why:
        raise ValidationError({"reason": _("Say why, in a sentence: the authors will read it.")})
    WORK.take(work, "disqualify", reason=why)
    record("work.disqualified", _subject(work), by, {"work": work.pk})
    return work


@transaction.atomic
def readmit(work: Work, by: str) -> Work:
    """Take a work that was put out back into the competition. Raises AcademyError where the edition is over."""
    must_go_on(hold(work.edition))
    WORK.take(work, "readmit", reason="")
    record("work.readmitted", _subject(work), by, {"work": work.pk})
    return work


def _fill(work: Work, fields: dict[str, Any]) -> None:
    faults: dict[str, str] = {}
    for name, value in fields.items():
        try:
            setattr(work, name, _tidy(work, name, value))
        except (AddressError, ValidationError) as error:
            faults[name] = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
    if not work.title:
        faults.setdefault("title", _("Give the work a title."))
    if faults:
        raise ValidationError(faults)


def _tidy(work: Work, name: str, value: Any) -> Any:
    if name in _LINES:
        return line(value or "", _LINES[name])
    if name == "about":
        return lines(value or "", 2000, name)
    if name == "page":
        return value
    if name not in ADDRESSES:
        raise KeyError(f"a work has no {name!r} to fill in")
    if not value or not value.strip():
        return ""
    # A wiki of one's own, on this machine or in a school, has no public name.
    if name == "address" and (work.edition.is_rehearsal or work.site):
        return line(value, 500)
    cleaned = clean_address(value)
    if len(cleaned) > 500:
        raise ValidationError(_("Please use at most %(number)d letters.") % {"number": 500})
    return cleaned


def _save(work: Work) -> None:
    try:
        with transaction.atomic():
            work.save()
    except IntegrityError as error:
        raise ValidationError(
            {"address": _("This page is handed in already, by these or by other authors.")}
        ) from error


def _subject(work: Work) -> str:
    return f"edition/{work.edition.slug}"

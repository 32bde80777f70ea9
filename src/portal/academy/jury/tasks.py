"""The clock in; works that fit again, jurors who hear that theirs move on, and works that did, out."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext, ngettext
from django_tasks import task

from portal.academy.jury.dealing import hold, reassign, settle
from portal.academy.jury.looks import stalled
from portal.academy.jury.models import Round, Seat, Share
from portal.academy.jury.states import RoundState, SeatState, ShareState
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.mail.acts import queue

NOTICE = timedelta(days=2)
"""How long a juror has after the notice before waiting works go to others."""


@task()
def tend_rounds() -> int:
    """See after every open round; how many changes were made."""
    return sum(
        tend(pk, timezone.now()) for pk in Round.objects.filter(state=RoundState.OPEN).values_list("pk", flat=True)
    )


def tend(pk: int, now: datetime) -> int:
    """Make one round's works fit again, warn who is idle, and give on what waits with those who were warned."""
    with transaction.atomic():
        about = hold(pk)
        if about.state != RoundState.OPEN:
            return 0
        done = settle(about, now)
        if changed := {name: count for name, count in done.body().items() if name != "wanting"}:
            record("round.settled", about.subject, MACHINE, changed)
    if about.patience_days is None:
        return int(bool(changed))
    count = int(bool(changed))
    for seat in stalled(about, now):
        if seat.warned_at is None:
            count += _warn(seat, now)
        elif now - seat.warned_at >= NOTICE and seat.state == SeatState.SEATED:
            reassign(seat)
            count += 1
    return count


@transaction.atomic
def _warn(seat: Seat, now: datetime) -> int:
    """Tell a juror, once, that their waiting works go to others soon."""
    fresh = Seat.objects.filter(pk=seat.pk, warned_at=None, state=SeatState.SEATED)
    if not fresh.update(warned_at=now):
        return 0
    record("juror.warned", seat.round.subject, MACHINE, {"seat": seat.number})
    if seat.person.email:
        subject, text = _words(seat)
        once = f"jury/{seat.pk}/{now:%Y-%m-%d}"
        queue(once, seat.round.subject, seat.person.email, subject, text, automatic=True)
    return 1


def _words(seat: Seat) -> tuple[str, str]:
    count = Share.objects.filter(seat=seat, state=ShareState.OPEN).count()
    with translation.override(seat.person.locale):
        place = f"{seat.person.locale}/academy/{seat.round.edition.slug}/judge/{seat.round.number}/"
        waits = ngettext(
            "%(count)s work waits for your judgement in “%(round)s”.",
            "%(count)s works wait for your judgement in “%(round)s”.",
            count,
        ) % {"count": count, "round": seat.round.name}
        soon = gettext("If nothing is judged within two days, other jurors get them. What you judged stays.")
        subject = gettext("Works wait for your judgement")
        text = "\n".join([waits, soon, "", f"{settings.SITE_ADDRESS.rstrip('/')}/{place}", "", settings.SITE_NAME, ""])
    return subject, text

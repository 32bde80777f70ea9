"""Wikis, names and finished readings in; rows that say which wikis an edition follows and who is who there, out."""

from __future__ import annotations

import datetime as dt
import secrets

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.programme.models import Edition, Participant
from portal.academy.programme.states import EditionState, ParticipantState
from portal.academy.results.models import Account, Reading, Site, SiteKind, Staged
from portal.academy.results.states import AccountState, Fault, ReadingState
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, record

LEASE = dt.timedelta(minutes=5)
_FORBIDDEN = frozenset("#<>[]|{}/@:")
_LONGEST = 85  # characters; MediaWiki's own limit is 255 bytes


class AccountError(ValueError):
    """A name cannot be an account; the words are for the field."""


class LostError(RuntimeError):
    """Somebody else reads this wiki now: whoever gets this stops at once and writes nothing."""


@transaction.atomic
def add_site(
    slug: str, name: str, api: str, language: str, *, kind: str = SiteKind.WIKI, maxima: str = "", by: str
) -> Site:
    """Make a wiki known. `maxima`: its row of quality maxima (`sq`, `en`, …), empty for none."""
    site = Site.objects.create(
        slug=slug, name=name, api=api, language=language, kind=kind, maxima=maxima, made_at=timezone.now()
    )
    record("site.added", f"site/{slug}", by, {"api": api, "kind": kind})
    return site


@transaction.atomic
def track(edition: Edition, site: Site, by: str) -> Reading:
    """Have an edition follow a wiki; it is read as soon as possible."""
    reading, is_new = Reading.objects.get_or_create(
        edition=edition, site=site, defaults={"next_at": max(timezone.now(), edition.starts_at)}
    )
    if is_new:
        record("site.tracked", f"edition/{edition.slug}", by, {"site": site.slug})
    return reading


@transaction.atomic
def untrack(edition: Edition, site: Site, by: str) -> None:
    """Have an edition follow a wiki no more. What is known of its revisions stays, but counts no longer."""
    gone, _rows = Reading.objects.filter(edition=edition, site=site).delete()
    if gone:
        record("site.untracked", f"edition/{edition.slug}", by, {"site": site.slug})


@transaction.atomic
def name_account(participant: Participant, site: Site, name: str, by: str) -> Account:
    """Say what a participant is called on a wiki; the next reading looks it up. Raises AccountError with what to do."""
    name = tidy_name(name)
    same = Account.objects.filter(site=site, name=name, participant__edition=participant.edition_id)
    if same.exclude(participant=participant).exclude(participant__state=ParticipantState.WITHDRAWN).exists():
        raise AccountError(_("Somebody else in this edition has this account. Ask your organiser."))
    account = Account.objects.filter(participant=participant, site=site).first()
    if account is not None and account.name == name and account.state != AccountState.MISSING:
        return account
    if account is None:
        account = Account(participant=participant, site=site)
    account.name, account.user, account.state = name, None, AccountState.UNKNOWN
    account.is_new = account.listed_from = account.checked_at = None
    account.save()
    Reading.objects.filter(edition=participant.edition_id, site=site, next_at__gt=timezone.now()).update(
        next_at=timezone.now()
    )
    record("account.named", f"participant/{participant.pk}", by, {"site": site.slug})
    return account


@transaction.atomic
def forget_account(participant: Participant, site: Site, by: str) -> None:
    """A participant has no account on a wiki; revisions that were counted for it count no more."""
    gone, _rows = Account.objects.filter(participant=participant, site=site).delete()
    if gone:
        record("account.forgotten", f"participant/{participant.pk}", by, {"site": site.slug})


def tidy_name(name: str) -> str:
    """A name as MediaWiki writes it: no underscores, capital first letter. Raises AccountError with what to do."""
    bare = " ".join(plain(name).replace("_", " ").split())
    if not bare:
        raise AccountError(_("Type the name of the account, as it stands at the top of the wiki's pages."))
    if len(bare) > _LONGEST or _FORBIDDEN & set(bare):
        raise AccountError(_("Type the name alone, without an address: it has no signs such as : / # or @."))
    return bare[0].upper() + bare[1:]


@transaction.atomic
def ask_now(reading: Reading, by: str) -> None:
    """Have a wiki read as soon as possible, also after faults."""
    Reading.objects.filter(pk=reading.pk).update(next_at=timezone.now())
    record("reading.asked", f"edition/{reading.edition.slug}", by, {"site": reading.site.slug})


def due(now: dt.datetime, limit: int) -> list[Reading]:
    """Readings whose time has come and that nobody does, the longest waiting first."""
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    rows = Reading.objects.filter(free, next_at__lte=now).select_related("edition", "site")
    return list(rows.order_by("next_at", "pk")[:limit])


def take(reading: Reading, now: dt.datetime, **changes: object) -> str:
    """Begin to read alone: the token that proves it, or nothing where somebody else reads; a killed one's hold ends."""
    token = secrets.token_hex(16)
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    mine = Reading.objects.filter(free, pk=reading.pk)
    taken = mine.update(token=token, taken_until=now + LEASE, **changes)
    return token if taken else ""


def hold(reading: Reading, token: str, **changes: object) -> None:
    """Keep the hold, and remember how far the reading came. Raises LostError where it was lost."""
    mine = Reading.objects.filter(pk=reading.pk, token=token)
    if not mine.update(taken_until=timezone.now() + LEASE, **changes):
        raise LostError(f"{reading} is read by somebody else")


@transaction.atomic
def stage(reading: Reading, token: str, kind: str, key: str, body: bytes, mark: dict[str, object]) -> None:
    """Keep what one stage got, and how far the reading came, together. Raises LostError where the hold was lost."""
    hold(reading, token, mark=mark)
    Staged.objects.update_or_create(reading=reading, kind=kind, key=key, defaults={"body": body})


def let_go(reading: Reading, token: str, **changes: object) -> None:
    """Stop reading alone; what was staged is kept."""
    Reading.objects.filter(pk=reading.pk, token=token).update(token="", taken_until=None, **changes)


@transaction.atomic
def fail(reading: Reading, token: str, fault: Fault, said: str, now: dt.datetime) -> None:
    """The wiki could not be read: why, and when it is tried again. All that was known stays, with its own `as_of`."""
    row = Reading.objects.select_for_update().filter(pk=reading.pk, token=token).first()
    if row is None:
        return
    row.failures += 1
    row.state, row.fault, row.fault_said = ReadingState.FAILED, fault, plain(said)[:500]
    row.token, row.taken_until = "", None
    row.next_at = now + min(dt.timedelta(minutes=2) * 2 ** min(row.failures, 10), dt.timedelta(days=1))
    row.save()
    body = {"site": row.site.slug, "fault": fault, "failures": row.failures}
    record("results.failed", f"edition/{row.edition.slug}", MACHINE, body)


_PACE = {
    EditionState.RUNNING: dt.timedelta(minutes=10),
    EditionState.JUDGING: dt.timedelta(hours=1),
    EditionState.CLOSED: dt.timedelta(days=1),
}
_KEPT_UP = dt.timedelta(days=400)  # the last horizon of survival and retention is a year after the end


def next_reading(edition: Edition, now: dt.datetime) -> dt.datetime | None:
    """When to read again: often while it runs, daily when it is over; None: not any more."""
    if edition.state == EditionState.CANCELLED or now > edition.ends_at + _KEPT_UP:
        return None
    if now < edition.starts_at:
        return edition.starts_at
    return now + _PACE.get(EditionState(edition.state), dt.timedelta(hours=1))

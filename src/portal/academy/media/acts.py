"""Files and answers in; drafts that are described, sent, uploaded or thrown away, and wishes that are filled, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.academy.media import files, looks
from portal.academy.media.checks.facts import Facts, NotMediaError
from portal.academy.media.checks.picture import read_picture
from portal.academy.media.checks.video import read_video
from portal.academy.media.findings import is_ready
from portal.academy.media.models import Draft, Wish
from portal.academy.media.sealing import seal
from portal.academy.media.states import DRAFT, WISH, WishState
from portal.academy.programme.acts.base import Actor, actor
from portal.academy.programme.looks import alias
from portal.academy.programme.models import Edition, Participant, Work, WorkKind
from portal.academy.programme.states import WorkState
from portal.academy.results.models import Site
from portal.ground.languages.plain import plain
from portal.ground.ledger.acts import MACHINE, record
from portal.ground.store.acts import keep

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"RIFF")
LEASE = dt.timedelta(minutes=15)
TRIES = 3


class MediaError(ValueError):
    """What was asked for cannot be done; the words say why and what to do, in the language of the reader."""


def take_in(participant: Participant, site: Site, file_name: str, chunks: Iterable[bytes]) -> Draft:
    """Keep a file and look into it: the draft, or the one that this participant made of the same file before.

    Raises NotMediaError for what is no picture or video, MediaError where there is no room; nothing is kept then.
    """
    try:
        stored = files.store(chunks)
    except OSError as fault:
        raise MediaError(_("There is no room for this file at the moment. Please tell an organiser.")) from fault
    known = looks.drafts_of(participant).filter(site=site, sha256=stored.sha256).first()
    if known:
        return known
    try:
        facts = _read(stored.path)
    except NotMediaError:
        if not Draft.objects.filter(sha256=stored.sha256, has_file=True).exists():
            files.forget(stored.sha256)
        raise
    try:
        with transaction.atomic():
            draft = Draft.objects.create(
                edition=participant.edition,
                participant=participant,
                site=site,
                file_name=plain(file_name)[:200],
                sha256=stored.sha256,
                sha1=stored.sha1,
                look=facts.look,
                facts=facts.as_json(),
                made_on=_day(facts.taken_at),
                made_at=timezone.now(),
            )
            record("media.taken-in", f"draft/{draft.pk}", alias(participant), {"kind": facts.kind, "bytes": facts.size})
    except IntegrityError:  # the same file twice at once
        return looks.drafts_of(participant).get(site=site, sha256=stored.sha256)
    return draft


def describe(draft: Draft, **answers: Any) -> Draft:
    """Write down answers to what the desk asks; those not named stay. Raises MediaError once it is on its way."""
    with transaction.atomic():
        draft = Draft.objects.select_for_update().get(pk=draft.pk)
        if "send" not in DRAFT.verbs(draft.state):
            raise MediaError(_("This file is on its way already: it can no longer be changed here."))
        for field, value in answers.items():
            setattr(draft, field, value)
        draft.save(update_fields=list(answers))
        record("media.described", f"draft/{draft.pk}", alias(draft.participant), {"fields": sorted(answers)})
    return draft


def send(draft: Draft, login: tuple[str, str] | None = None) -> Draft:
    """Put a draft in the queue of uploads. `login`: name and secret of the participant's own bot password.

    Without one the edition's own account uploads it. Raises MediaError where something has to be mended first.
    """
    if not is_ready(draft):
        raise MediaError(_("Something has to be mended first: see below."))
    with transaction.atomic():
        sealed = seal(*login) if login else None
        DRAFT.take(draft, "send", sealed=sealed, fault="", tries=0, taken_until=None, sent_at=timezone.now())
        record("media.sent", f"draft/{draft.pk}", alias(draft.participant), {"own_account": bool(login)})
    return draft


def hold(now: dt.datetime) -> Draft | None:
    """The next draft to upload, in this worker's hands alone for 15 minutes."""
    for draft in looks.waiting(now)[:5]:
        free = Draft.objects.filter(pk=draft.pk, state=draft.state, tries=draft.tries, taken_until=draft.taken_until)
        if free.update(taken_until=now + LEASE, tries=draft.tries + 1):
            draft.refresh_from_db()
            return draft
    return None


def arrived(draft: Draft, page: int, title: str, address: str, verb: str = "succeed") -> Work:
    """The file stands on the wiki: its work is handed in, its wish is filled, its password is forgotten."""
    facts = draft.known
    picture = keep(files.small(draft.sha256, files.THUMBNAIL), "image/webp") if facts.kind == "image" else ""
    with transaction.atomic():
        work, is_new = Work.objects.get_or_create(
            edition=draft.edition,
            site=draft.site.slug,
            page=page,
            defaults={
                "kind": WorkKind.IMAGE if facts.kind == "image" else WorkKind.VIDEO,
                "title": draft.title or title,
                "state": WorkState.SUBMITTED,
                "team": draft.participant.team,
                "address": address,
                "licence": draft.licence,
                "picture": picture,
                "made_at": timezone.now(),
                "submitted_at": timezone.now(),
            },
        )
        work.authors.add(draft.participant)
        DRAFT.take(draft, verb, page=page, address=address, work=work, sealed=None, taken_until=None, fault="")
        record("media.uploaded", f"draft/{draft.pk}", alias(draft.participant), {"site": draft.site.slug, "page": page})
        if is_new:
            record("work.submitted", f"work/{work.pk}", alias(draft.participant), {"kind": str(work.kind)})
        if draft.wish and "fill" in WISH.verbs(draft.wish.state):
            WISH.take(draft.wish, "fill", work=work)
            record("wish.filled", f"wish/{draft.wish.pk}", alias(draft.participant), {"work": work.pk})
    return work


def failed(draft: Draft, why: str, *, for_good: bool) -> Draft:
    """An upload did not work: it is tried again, or goes back to the participant with the reason."""
    with transaction.atomic():
        if for_good or draft.tries >= TRIES:
            DRAFT.take(draft, "fail", fault=plain(why)[:400], sealed=None, taken_until=None)
            record("media.failed", f"draft/{draft.pk}", MACHINE, {"tries": draft.tries})
        else:
            later = timezone.now() + dt.timedelta(minutes=draft.tries)
            Draft.objects.filter(pk=draft.pk).update(taken_until=later, fault=plain(why)[:400])
    return draft


def discard(draft: Draft) -> Draft:
    """Throw a draft away, and its file."""
    with transaction.atomic():
        DRAFT.take(draft, "discard", has_file=False)
        record("media.discarded", f"draft/{draft.pk}", alias(draft.participant))
        _forget_after(draft)
    return draft


def forget_files(now: dt.datetime, days: int) -> int:
    """Remove files that nobody needs any more; how many drafts had one."""
    done = 0
    for draft in looks.no_longer_needed(now, days):
        with transaction.atomic():
            Draft.objects.filter(pk=draft.pk).update(has_file=False, sealed=None)
            record("media.forgotten", f"draft/{draft.pk}", MACHINE)
            _forget_after(draft)
        done += 1
    return done


def want(edition: Edition, titles: Iterable[tuple[str, str]], by: str, site: Site | None = None) -> int:
    """Add wishes, each a title and a place; those that are there stay as they are. How many are new."""
    made = 0
    with transaction.atomic():
        for given, where in titles:
            title, place = plain(given).strip()[:200], plain(where).strip()[:120]
            if not title:
                continue
            values = {"place": place, "site": site, "made_by": by, "made_at": timezone.now()}
            _wish, is_new = Wish.objects.get_or_create(edition=edition, title=title, defaults=values)
            made += is_new
        record("wish.made", f"edition/{edition.slug}", by, {"count": made})
    return made


def take_wish(wish: Wish, participant: Participant) -> Wish:
    """Say that one goes to take a picture. Raises NotAllowedError where somebody else was quicker."""
    return _move_wish(wish, "take", alias(participant), taken_by=participant, taken_at=timezone.now())


def leave_wish(wish: Wish, by: Actor) -> Wish:
    """Give a wish back."""
    return _move_wish(wish, "leave", actor(by), taken_by=None, taken_at=None)


def drop_wish(wish: Wish, by: str) -> Wish:
    """An organiser no longer wants this picture."""
    return _move_wish(wish, "drop", by)


def lapse_wishes(now: dt.datetime, days: int) -> int:
    """Give back what somebody took so many days ago without a draft of it; how many."""
    old = Wish.objects.filter(state=WishState.TAKEN, taken_at__lt=now - dt.timedelta(days=days), drafts=None)
    return len([leave_wish(wish, MACHINE) for wish in old])


@transaction.atomic
def _move_wish(wish: Wish, verb: str, by: str, **changes: Any) -> Wish:
    WISH.take(wish, verb, **changes)
    record(f"wish.{wish.state}", f"wish/{wish.pk}", by)
    return wish


def _read(path: Path) -> Facts:
    with path.open("rb") as file:
        head = file.read(16)
    if (head.startswith(_PICTURES) and not head.startswith(b"RIFF")) or head[8:12] == b"WEBP":
        return read_picture(path)
    return read_video(path)


def _forget_after(draft: Draft) -> None:
    if not Draft.objects.filter(sha256=draft.sha256, has_file=True).exclude(pk=draft.pk).exists():
        transaction.on_commit(lambda: files.forget(draft.sha256))


def _day(taken_at: str) -> dt.date | None:
    try:
        return dt.datetime.strptime(taken_at[:10], "%Y:%m:%d").replace(tzinfo=dt.UTC).date()
    except ValueError:
        return None

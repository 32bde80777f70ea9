"""Questions about drafts and wishes in; rows out."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from portal.academy.media.checks.picture import apart
from portal.academy.media.models import Draft, Wish
from portal.academy.media.states import DraftState, WishState
from portal.academy.programme.models import Edition, Participant
from portal.academy.results.models import Upload

NEAR = 6
"""Of 64 bits: pictures that differ by no more look alike; scaled and pressed copies differ by 0 to 4."""


@dataclass(frozen=True, slots=True)
class Twin:
    """Another file that is the same, or looks alike."""

    title: str
    is_same: bool
    address: str = ""


def drafts_of(participant: Participant) -> QuerySet[Draft]:
    """What a participant has on the desk, newest first."""
    return Draft.objects.filter(participant=participant).exclude(state=DraftState.DISCARDED).select_related("site")


def twins_of(draft: Draft) -> list[Twin]:
    """Files known here that are the same or look alike: uploads of participants, and drafts of all editions."""
    same = Upload.objects.filter(sha1=draft.sha1, is_gone=False).exclude(site=draft.site, page=draft.page or 0)
    found = [Twin(upload.title, True) for upload in same[:3]]
    others = Draft.objects.exclude(pk=draft.pk).exclude(state=DraftState.DISCARDED)
    others = others.filter(Q(state=DraftState.SENT) | Q(edition=draft.edition))
    found += [Twin(str(other), True, other.address) for other in others.filter(sha1=draft.sha1)[:3]]
    if draft.look:
        alike = others.exclude(look="").exclude(sha1=draft.sha1).values_list("title", "file_name", "look", "address")
        near = [(apart(draft.look, look), title or name, address) for title, name, look, address in alike.iterator()]
        found += [Twin(title, False, address) for bits, title, address in sorted(near)[:3] if bits <= NEAR]
    return found


def waiting(now: dt.datetime) -> QuerySet[Draft]:
    """Drafts that wait to be uploaded and are in nobody's hands, oldest first."""
    free = Q(taken_until=None) | Q(taken_until__lt=now)
    return Draft.objects.filter(free, state=DraftState.WAITING).order_by("sent_at").select_related("site", "edition")


def wanted(edition: Edition) -> QuerySet[Wish]:
    """The pictures that an edition wants, by place."""
    return Wish.objects.filter(edition=edition).exclude(state=WishState.DROPPED).select_related("taken_by", "site")


def no_longer_needed(now: dt.datetime, days: int) -> QuerySet[Draft]:
    """Drafts begun so long ago whose file is still here, though they are on no way to a wiki."""
    old = now - dt.timedelta(days=days)
    done = Q(state__in=(DraftState.SENT, DraftState.DISCARDED))
    return Draft.objects.filter(has_file=True, made_at__lt=old).filter(done | Q(state=DraftState.OPEN))

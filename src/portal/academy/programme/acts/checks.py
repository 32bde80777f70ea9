"""An edition, a place or an hour as somebody filled it in; nothing, or what is wrong with it at each field, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, Q
from django.utils.translation import gettext as _

from portal.academy.programme.acts.base import line
from portal.academy.programme.looks import seated
from portal.academy.programme.models import Edition, Session
from portal.ground.languages.plain import plain
from portal.ground.languages.said import LANGUAGES, said

Faults = dict[str, list[str]]
_SLUG = re.compile(r"^[a-z0-9][a-z0-9-]{0,19}$")
MOST_SEATS, MOST_TRACKS = 100_000, 20
HOURS = frozenset({"starts_at", "ends_at"})
LONGEST_NAME, LONGEST_ABOUT = 120, 5000
WORDS = frozenset({
    "academy", "alumni", "application", "apply", "certificates", "check-in", "compare", "crew", "guardian", "judge",
    "make", "media", "mine", "new", "people", "prizes", "programmes", "report", "results", "schedule", "teams",
    "topics", "works",
})  # fmt: skip
"""What an edition cannot be called, since pages of the academy have these addresses."""


def names(given: Mapping[str, Any]) -> dict[str, str]:
    """A name in our languages, each on one line, as it is kept. Raises ValueError where it is too long."""
    return {tongue: " ".join(text.split()) for tongue, text in texts(given, LONGEST_NAME).items()}


def texts(given: Mapping[str, Any], longest: int) -> dict[str, str]:
    """A text in our languages as it is kept; what is empty is left out. Raises ValueError where it is too long."""
    kept = {tongue: plain(str(given.get(tongue) or "")).strip() for tongue in LANGUAGES}
    if any(len(text) > longest for text in kept.values()):
        raise ValueError(_("Please use at most %(number)d letters.") % {"number": longest})
    return {tongue: text for tongue, text in kept.items() if text}


def tracks(given: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Tracks as they are kept. Raises ValueError with what is wrong."""
    kept: list[dict[str, Any]] = []
    for track in given:
        slug, seats = str(track.get("slug", "")), track.get("seats")
        said_as = names(track.get("names") or {})
        if not _SLUG.match(slug):
            raise ValueError(_("The short name of a track has small letters, digits and dashes, at most 20."))
        if any(slug == other["slug"] for other in kept):
            raise ValueError(_("Two tracks have the same short name."))
        if not said_as:
            raise ValueError(_("Give each track a name in at least one language."))
        if seats is not None and (not isinstance(seats, int) or not 1 <= seats <= MOST_SEATS):
            raise ValueError(_("The number of seats is a number from 1 on, or empty."))
        kept.append({"slug": slug, "names": said_as, "seats": seats})
    if len(kept) > MOST_TRACKS:
        raise ValueError(_("These are too many tracks."))
    return kept


def edition(one: Edition) -> None:
    """Raise ValidationError with what is wrong at each field of an edition."""
    faults: Faults = {}
    _fields(one, faults)
    if one.slug in WORDS:
        _add(faults, "slug", _("Pages of the academy have this address already. Please choose another."))
    if not said(one.names, "en"):
        _add(faults, "names", _("Give a name in at least one language."))
    _dates(one, faults)
    if one.team_least > one.team_most:
        _add(faults, "team_most", _("The largest team is smaller than the smallest."))
    _seats(one, faults)
    if faults:
        raise ValidationError(faults)


def _fields(one: Model, faults: Faults) -> None:
    """What the database asks of each field that is filled in, and that nothing unique is there twice."""
    empty = {field.name for field in one._meta.fields if getattr(one, field.attname) in (None, "", [], {})}
    try:
        one.clean_fields(exclude=empty - {"slug", "kind", *HOURS})
    except ValidationError as error:
        faults.update(error.message_dict)
    try:
        one.validate_unique()
    except ValidationError as error:
        for name, words in error.message_dict.items():
            faults.setdefault(name, []).extend(words)


def _dates(one: Edition, faults: Faults) -> None:
    if HOURS & faults.keys():
        return
    if one.ends_at <= one.starts_at:
        _add(faults, "ends_at", _("The end comes before the beginning."))
    if one.apply_from and one.apply_until and one.apply_until <= one.apply_from:
        _add(faults, "apply_until", _("Applications end before they begin."))
    if one.apply_until and one.apply_until > one.ends_at:
        _add(faults, "apply_until", _("Applications end after the edition has ended."))
    if one.apply_from and not one.apply_until and one.apply_from >= one.ends_at:
        _add(faults, "apply_from", _("Applications begin after the edition has ended."))
    if one.works_due_at and not one.starts_at < one.works_due_at:
        _add(faults, "works_due_at", _("Works are due before the edition begins."))


def _seats(one: Edition, faults: Faults) -> None:
    """Nobody who has a seat loses it, or their track, by a change."""
    if one._state.adding:
        return
    used = set(one.applications.values_list("track", flat=True)) | set(one.participants.values_list("track", flat=True))
    known = {track["slug"]: track["seats"] for track in one.tracks}
    if used - set(known):
        named = ", ".join(sorted(used - set(known)))
        _add(faults, "tracks", _("Somebody applied for a track that would be gone: %(tracks)s.") % {"tracks": named})
    for slug, seats in known.items():
        taken = seated(one, slug)
        if seats is not None and taken > seats:
            words = _("Seats of the track %(track)s that are taken already: %(number)s.")
            _add(faults, "tracks", words % {"number": taken, "track": slug})


def session(one: Session, even_so: bool) -> None:
    """Raise ValidationError with what is wrong with an hour of the schedule.

    `even_so`: hours that overlap in one venue, or with one trainer, are meant so.
    """
    faults: Faults = {}
    _fields(one, faults)
    if not HOURS & faults.keys() and one.ends_at <= one.starts_at:
        _add(faults, "ends_at", _("The end comes before the beginning."))
    if one.venue and one.venue.edition_id != one.edition_id:
        _add(faults, "venue", _("This venue belongs to another edition."))
    elif one.venue and one.venue.seats and one.seats and one.seats > one.venue.seats:
        _add(faults, "seats", _("Seats in this venue: %(number)s.") % {"number": one.venue.seats})
    if one.trainer and one.trainer.edition_id != one.edition_id:
        _add(faults, "trainer", _("This trainer belongs to another edition."))
    if not faults and not even_so:
        _overlaps(one, faults)
    if faults:
        raise ValidationError(faults)


def _overlaps(one: Session, faults: Faults) -> None:
    others = Session.objects.filter(edition=one.edition_id).exclude(pk=one.pk)
    meanwhile = others.filter(Q(starts_at__lt=one.ends_at) & Q(ends_at__gt=one.starts_at))
    if one.venue and (other := meanwhile.filter(venue=one.venue).first()):
        words = _("“%(session)s” is held in the same venue at that time.")
        _add(faults, "starts_at", words % {"session": line(other.name, 80)})
    if one.trainer and (other := meanwhile.filter(trainer=one.trainer).first()):
        words = _("The same trainer is at “%(session)s” at that time.")
        _add(faults, "trainer", words % {"session": line(other.name, 80)})


def _add(faults: Faults, field: str, words: str) -> None:
    faults.setdefault(field, []).append(words)

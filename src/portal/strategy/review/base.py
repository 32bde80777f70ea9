"""A review in; the same, held so that nobody else changes it meanwhile, and what acts on it share, out."""

from __future__ import annotations

from django.db.models import F, Max
from django.utils.translation import gettext as _

from portal.ground.languages.plain import plain
from portal.ground.moves import NotAllowedError
from portal.strategy.review.models import Finding, Guest, Motion, Review
from portal.strategy.review.states import ReviewState

CHAIR = "chair"


class ReviewError(ValueError):
    """What was asked for cannot be done. `field`: where it is wrong; `message`: what is wrong, to be shown there."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


def hold(review: Review) -> Review:
    """The review as it stands now; nobody else changes it before this transaction ends. Its screens hear of it."""
    held = (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("strategy", "version")
        .get(pk=review.pk)
    )
    Review.objects.filter(pk=held.pk).update(beat=F("beat") + 1)
    held.refresh_from_db(fields=["beat"])
    return held


def hold_open(review: Review) -> Review:
    """The same, where guests may write and vote. Raises NotAllowedError where they may not."""
    held = hold(review)
    if held.state != ReviewState.OPEN:
        raise NotAllowedError(_("This is only possible while the review goes on."))
    return held


def next_number(rows: type[Guest] | type[Finding] | type[Motion], review: Review) -> int:
    """The next number of guests, findings or motions in a review that is held."""
    last = rows._default_manager.filter(review=review).aggregate(last=Max("number"))["last"]
    return int(last or 0) + 1


def words(field: str, text: str, most: int, *, required: bool = True) -> str:
    """A text as it is kept. Raises ReviewError where it is empty and must not be, or too long."""
    found = plain(text).strip()
    if required and not found:
        raise ReviewError(field, _("Please write something here."))
    if len(found) > most:
        raise ReviewError(field, _("Please use at most %(number)d letters.") % {"number": most})
    return found

"""Reviews, guests, findings, wordings and motions: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class ReviewState(models.TextChoices):
    """Where a review stands. Guests write and vote only while it is open."""

    PREPARED = "prepared", _("In preparation")
    OPEN = "open", _("Going on")
    CLOSED = "closed", _("Closed")


R = ReviewState
REVIEW = Moves({R.PREPARED: {"open": R.OPEN}, R.OPEN: {"close": R.CLOSED}, R.CLOSED: {}})


class GuestState(models.TextChoices):
    """Where somebody stands who was invited."""

    INVITED = "invited", _("Invited")
    JOINED = "joined", _("Here")
    LEFT = "left", _("Not invited any more")


G = GuestState
GUEST = Moves(
    {
        G.INVITED: {"join": G.JOINED, "leave": G.LEFT},
        G.JOINED: {"leave": G.LEFT},
        G.LEFT: {"invite": G.INVITED},
    }
)


class FindingState(models.TextChoices):
    """Where a finding stands. What was joined with another one, or dropped, stays readable."""

    OPEN = "open", _("Stands")
    JOINED = "joined", _("Joined with another finding")
    DROPPED = "dropped", _("Taken back")


F = FindingState
FINDING = Moves(
    {F.OPEN: {"join": F.JOINED, "drop": F.DROPPED}, F.JOINED: {"part": F.OPEN}, F.DROPPED: {"keep": F.OPEN}}
)


class WordingState(models.TextChoices):
    """What became of words for a finding. `beside`: somebody was quicker; both are kept until the chair joins them."""

    APPLIED = "applied", _("Written")
    BESIDE = "beside", _("Waits beside other words")
    TAKEN = "taken", _("Chosen")
    JOINED = "joined", _("Joined into one")
    DROPPED = "dropped", _("Not chosen")


W = WordingState
WORDING = Moves(
    {
        W.BESIDE: {"take": W.TAKEN, "join": W.JOINED, "drop": W.DROPPED},
        W.APPLIED: {},
        W.TAKEN: {},
        W.JOINED: {},
        W.DROPPED: {},
    }
)


class MotionState(models.TextChoices):
    """Where a motion stands. `carried`: what it changes stands in the draft of the next version."""

    PREPARED = "prepared", _("In preparation")
    OPEN = "open", _("Being voted on")
    ADOPTED = "adopted", _("Adopted")
    REJECTED = "rejected", _("Rejected")
    CARRIED = "carried", _("Adopted, stands in the next version")
    WITHDRAWN = "withdrawn", _("Withdrawn")


M = MotionState
MOTION = Moves(
    {
        M.PREPARED: {"open": M.OPEN, "withdraw": M.WITHDRAWN},
        M.OPEN: {"adopt": M.ADOPTED, "reject": M.REJECTED, "withdraw": M.WITHDRAWN},
        M.ADOPTED: {"carry": M.CARRIED},
        M.REJECTED: {},
        M.CARRIED: {},
        M.WITHDRAWN: {},
    }
)
DECIDED = (M.ADOPTED, M.REJECTED, M.CARRIED)

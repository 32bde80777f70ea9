"""Drafts of uploads and wishes for pictures: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class DraftState(models.TextChoices):
    """Where a draft stands."""

    OPEN = "open", _("Being prepared")
    WAITING = "waiting", _("Being uploaded")
    SENT = "sent", _("Uploaded")
    DISCARDED = "discarded", _("Thrown away")


D = DraftState
DRAFT = Moves(
    {
        D.OPEN: {"send": D.WAITING, "find": D.SENT, "discard": D.DISCARDED},
        D.WAITING: {"succeed": D.SENT, "fail": D.OPEN},
        D.SENT: {},
        D.DISCARDED: {},
    }
)


class WishState(models.TextChoices):
    """Where a wish for a picture stands."""

    OPEN = "open", _("Wanted")
    TAKEN = "taken", _("Somebody is on it")
    FILLED = "filled", _("There is a picture")
    DROPPED = "dropped", _("No longer wanted")


W = WishState
WISH = Moves(
    {
        W.OPEN: {"take": W.TAKEN, "fill": W.FILLED, "drop": W.DROPPED},
        W.TAKEN: {"leave": W.OPEN, "fill": W.FILLED, "drop": W.DROPPED},
        W.FILLED: {"reopen": W.OPEN},
        W.DROPPED: {"reopen": W.OPEN},
    }
)

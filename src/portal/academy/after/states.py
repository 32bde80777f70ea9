"""Offers of alumni: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class OfferState(models.TextChoices):
    """Whether somebody who offered to mentor is taken."""

    OFFERED = "offered", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Not this time")
    WITHDRAWN = "withdrawn", _("Withdrawn")


S = OfferState
OFFER = Moves(
    {
        S.OFFERED: {"accept": S.ACCEPTED, "decline": S.DECLINED, "withdraw": S.WITHDRAWN},
        S.ACCEPTED: {},
        S.DECLINED: {"accept": S.ACCEPTED},
        S.WITHDRAWN: {"offer": S.OFFERED},
    }
)

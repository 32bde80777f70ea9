"""Rounds, seats and shares of work: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class RoundState(models.TextChoices):
    """Where a round stands."""

    DRAFT = "draft", _("In preparation")
    OPEN = "open", _("The jury judges")
    CLOSED = "closed", _("Closed, not signed yet")
    SIGNED = "signed", _("Signed")


R = RoundState
ROUND = Moves(
    {
        R.DRAFT: {"open": R.OPEN},
        R.OPEN: {"close": R.CLOSED},
        R.CLOSED: {"sign": R.SIGNED, "reopen": R.OPEN},
        R.SIGNED: {"correct": R.CLOSED},
    }
)


class SeatState(models.TextChoices):
    """Where a juror stands. Who is away gets no new works and keeps what was judged."""

    SEATED = "seated", _("Judges")
    AWAY = "away", _("Away")
    LEFT = "left", _("Left the jury")


S = SeatState
SEAT = Moves(
    {
        S.SEATED: {"rest": S.AWAY, "leave": S.LEFT},
        S.AWAY: {"come_back": S.SEATED, "leave": S.LEFT},
        S.LEFT: {"come_back": S.SEATED},
    }
)


class ShareState(models.TextChoices):
    """Where a work stands that a juror was given. Only what is judged counts."""

    OPEN = "open", _("Waits")
    DONE = "done", _("Judged")
    RELEASED = "released", _("Given back")
    CONFLICT = "conflict", _("Conflict of interest")


H = ShareState
SHARE = Moves(
    {
        H.OPEN: {"judge": H.DONE, "release": H.RELEASED, "declare": H.CONFLICT},
        H.DONE: {"declare": H.CONFLICT},
        H.RELEASED: {"give": H.OPEN},
        H.CONFLICT: {"lift": H.RELEASED, "restore": H.DONE},
    }
)

"""Trials: where each stands and what can be done with it; the words for what went otherwise than planned."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.ground.moves import Moves


class TrialState(models.TextChoices):
    """Where a trial stands."""

    PLANNED = "planned", _("Planned, not drawn yet")
    DRAWN = "drawn", _("Drawn, not started yet")
    RUNNING = "running", pgettext_lazy("a trial", "Running")
    ENDED = "ended", pgettext_lazy("a trial", "Ended as planned")
    STOPPED = "stopped", pgettext_lazy("a trial", "Stopped early")


S = TrialState
TRIAL = Moves(
    {
        S.PLANNED: {"draw": S.DRAWN, "stop": S.STOPPED},
        S.DRAWN: {"start": S.RUNNING, "stop": S.STOPPED},
        S.RUNNING: {"end": S.ENDED, "stop": S.STOPPED},
        S.ENDED: {},
        S.STOPPED: {},
    }
)
LIVING = (S.PLANNED, S.DRAWN, S.RUNNING)


class DeviationKind(models.TextChoices):
    """What went otherwise than planned with a target, or with the whole trial."""

    EARLY = "early", _("Asked before its wave")
    LATE = "late", _("Not asked within 14 days of its wave")
    OPTED_OUT = "opted-out", _("Its owner asked not to be written to")
    HIDDEN = "hidden", _("Taken out of the catalogue")
    OTHER = "other", pgettext_lazy("a deviation", "Something else")

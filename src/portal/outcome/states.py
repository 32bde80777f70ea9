"""Wins that were undone: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class RegressionState(models.TextChoices):
    """Where a regression stands."""

    OPEN = "open", _("Open")
    MENDED = "mended", _("Listed again")
    EXPLAINED = "explained", _("Explained")


REGRESSION = Moves(
    {
        RegressionState.OPEN: {"mend": RegressionState.MENDED, "explain": RegressionState.EXPLAINED},
        RegressionState.MENDED: {},
        RegressionState.EXPLAINED: {},
    }
)

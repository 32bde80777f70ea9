"""A citizen's report: where it stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class ReportState(models.TextChoices):
    """Where a report stands."""

    WAITING = "waiting", _("Waits for a second person")
    CONFIRMED = "confirmed", _("Confirmed")
    REJECTED = "rejected", _("Not confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


REPORT = Moves(
    {
        ReportState.WAITING: {
            "confirm": ReportState.CONFIRMED,
            "reject": ReportState.REJECTED,
            "withdraw": ReportState.WITHDRAWN,
        },
        ReportState.CONFIRMED: {},
        ReportState.REJECTED: {"reopen": ReportState.WAITING},
        ReportState.WITHDRAWN: {},
    }
)

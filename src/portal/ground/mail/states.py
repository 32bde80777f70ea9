"""Mail out and mail in: where each message stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class OutgoingState(models.TextChoices):
    """Where a message on its way out stands. `UNKNOWN`: the server may have taken it; a person or a proof decides."""

    QUEUED = "queued", _("Waits to be sent")
    SENDING = "sending", _("Is being sent")
    SENT = "sent", _("Sent")
    UNKNOWN = "unknown", _("Perhaps sent: look it up")
    FAILED = "failed", _("Could not be sent")
    BOUNCED = "bounced", _("Came back")
    STOPPED = "stopped", _("Stopped")


Out = OutgoingState
OUTGOING = Moves(
    {
        Out.QUEUED: {"take": Out.SENDING, "stop": Out.STOPPED},
        Out.SENDING: {"succeed": Out.SENT, "retry": Out.QUEUED, "fail": Out.FAILED, "lose_track": Out.UNKNOWN},
        Out.UNKNOWN: {"found": Out.SENT, "send_again": Out.QUEUED, "stop": Out.STOPPED, "bounce": Out.BOUNCED},
        Out.SENT: {"bounce": Out.BOUNCED},
        Out.FAILED: {"send_again": Out.QUEUED, "stop": Out.STOPPED},
        Out.BOUNCED: {"send_again": Out.QUEUED},
        Out.STOPPED: {},
    }
)

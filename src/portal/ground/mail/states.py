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
# `found`: something proves that the server took it. Only people take `send_again`, `confirm` and `stop`; so a machine
# never leads UNKNOWN back to QUEUED, and no letter is sent twice by a machine.
OUTGOING = Moves(
    {
        Out.QUEUED: {"take": Out.SENDING, "found": Out.SENT, "stop": Out.STOPPED},
        Out.SENDING: {
            "succeed": Out.SENT,
            "retry": Out.QUEUED,
            "fail": Out.FAILED,
            "lose_track": Out.UNKNOWN,
            "found": Out.SENT,
            "bounce": Out.BOUNCED,
        },
        Out.UNKNOWN: {
            "found": Out.SENT,
            "fail": Out.FAILED,
            "bounce": Out.BOUNCED,
            "send_again": Out.QUEUED,
            "confirm": Out.SENT,
            "stop": Out.STOPPED,
        },
        Out.SENT: {"bounce": Out.BOUNCED},
        Out.FAILED: {"send_again": Out.QUEUED, "stop": Out.STOPPED},
        Out.BOUNCED: {"send_again": Out.QUEUED, "stop": Out.STOPPED},
        Out.STOPPED: {},
    }
)

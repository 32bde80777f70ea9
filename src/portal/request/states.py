"""Requests, signatures and letters: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class RequestState(models.TextChoices):
    """Where a request stands."""

    TO_CHECK = "to-check", _("Waits for a person to read the letter")
    READY = "ready", _("Ready to be sent")
    SENT = "sent", _("Sent, waiting for an answer")
    ANSWERED = "answered", _("Answered")
    SILENT = "silent", _("No answer so far")
    WON = "won", _("Won")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    OPTED_OUT = "opted-out", _("Asked not to be written to")


S = RequestState
_ENDS = {"win": S.WON, "refuse": S.REFUSED, "opt_out": S.OPTED_OUT, "withdraw": S.WITHDRAWN}
REQUEST = Moves(
    {
        S.TO_CHECK: {"approve": S.READY, **_ENDS},
        S.READY: {"hold": S.TO_CHECK, "send": S.SENT, **_ENDS},
        S.SENT: {
            "answer": S.ANSWERED,
            "follow_up": S.READY,
            "fall_silent": S.SILENT,
            "come_back": S.TO_CHECK,
            **_ENDS,
        },
        S.ANSWERED: {"follow_up": S.READY, "fall_silent": S.SILENT, "answer": S.ANSWERED, **_ENDS},
        S.SILENT: {"follow_up": S.READY, "answer": S.ANSWERED, "come_back": S.TO_CHECK, **_ENDS},
        S.REFUSED: {"reopen": S.TO_CHECK, "win": S.WON, "opt_out": S.OPTED_OUT},
        S.WON: {},
        S.WITHDRAWN: {},
        S.OPTED_OUT: {},
    }
)
OPEN = (S.TO_CHECK, S.READY, S.SENT, S.ANSWERED, S.SILENT)


class SignatureState(models.TextChoices):
    """Where a signature stands: it counts at once, since its address was confirmed before; words may be hidden."""

    COUNTS = "counts", _("Counts")
    HIDDEN = "hidden", _("Hidden by a moderator")
    WITHDRAWN = "withdrawn", _("Withdrawn")


SIGNATURE = Moves(
    {
        SignatureState.COUNTS: {"hide": SignatureState.HIDDEN, "withdraw": SignatureState.WITHDRAWN},
        SignatureState.HIDDEN: {"show": SignatureState.COUNTS, "withdraw": SignatureState.WITHDRAWN},
        SignatureState.WITHDRAWN: {},
    }
)

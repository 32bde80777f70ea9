"""Topics: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class TopicState(models.TextChoices):
    """Where a topic stands."""

    OPEN = "open", _("Open")
    CLAIMED = "claimed", _("Claimed")
    DRAFT = "draft", _("In draft")
    PUBLISHED = "published", _("Published")
    SURVIVING = "surviving", _("Still there after a month")
    DROPPED = "dropped", _("Taken off the board")


T = TopicState
TOPIC = Moves(
    {
        T.OPEN: {"claim": T.CLAIMED, "publish": T.PUBLISHED, "drop": T.DROPPED},
        T.CLAIMED: {
            "begin": T.DRAFT,
            "publish": T.PUBLISHED,
            "hand_over": T.CLAIMED,
            "release": T.OPEN,
            "lapse": T.OPEN,
            "drop": T.DROPPED,
        },
        T.DRAFT: {
            "publish": T.PUBLISHED,
            "hand_over": T.DRAFT,
            "release": T.OPEN,
            "lapse": T.OPEN,
            "lose": T.CLAIMED,
            "drop": T.DROPPED,
        },
        T.PUBLISHED: {"survive": T.SURVIVING, "lose": T.CLAIMED, "reopen": T.OPEN},
        T.SURVIVING: {"lose": T.CLAIMED, "reopen": T.OPEN},
        T.DROPPED: {"reopen": T.OPEN},
    }
)
HELD = (T.CLAIMED, T.DRAFT)
"""Somebody works on it: it counts against the limit of a team, and lapses without an edit."""
WRITTEN = (T.PUBLISHED, T.SURVIVING)

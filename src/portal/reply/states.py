"""Replies: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class ReplyState(models.TextChoices):
    """Where a reply stands; it is private until a person publishes it."""

    UNMATCHED = "unmatched", _("Which request is it about?")
    WAITING = "waiting", _("Waits to be read")
    READ = "read", _("Read, not published")
    PUBLISHED = "published", _("Published")
    SPAM = "spam", _("Not for us")


R = ReplyState
REPLY = Moves(
    {
        R.UNMATCHED: {"match": R.WAITING, "discard": R.SPAM},
        R.WAITING: {"decide": R.READ, "publish": R.PUBLISHED, "unmatch": R.UNMATCHED, "discard": R.SPAM},
        R.READ: {"publish": R.PUBLISHED, "decide": R.READ, "discard": R.SPAM},
        R.PUBLISHED: {"retract": R.READ},
        R.SPAM: {"restore": R.UNMATCHED},
    }
)


class ReplyKind(models.TextChoices):
    """What a reply says; data/objections/ holds what to do next about each."""

    DONE = "done", _("Done")
    CONSIDERING = "considering", _("They consider it")
    WRONG_PERSON = "wrong-person", _("Somebody else decides")
    ISO_ONLY = "iso-only", _("They follow ISO only")
    UPSTREAM = "upstream", _("Their list comes from elsewhere")
    NEEDS_PROOF = "needs-proof", _("They ask for proof")
    POLITICAL = "political", _("They see a political question")
    NO_TIME = "no-time", _("They have no time")
    REMOVAL_ASKED = "removal-asked", _("Do not write again")
    AUTOMATIC = "automatic", _("Automatic answer")
    UNCLEAR = "unclear", _("Not clear")

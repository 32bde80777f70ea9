"""Accounts and readings of a wiki: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountState(models.TextChoices):
    """Whether a name is known on its wiki."""

    UNKNOWN = "unknown", _("Not looked up yet")
    FOUND = "found", _("Found")
    MISSING = "missing", _("No such account")


class ReadingState(models.TextChoices):
    """How the last reading of a wiki went."""

    NEVER = "never", _("Not read yet")
    READING = "reading", _("Being read")
    DONE = "done", _("Read")
    FAILED = "failed", _("Could not be read")

"""Accounts, readings of a wiki, texts that are not there: where each stands, and what went wrong, in words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountState(models.TextChoices):
    """Whether a name is known on its wiki."""

    UNKNOWN = "unknown", _("Not looked up yet")
    FOUND = "found", _("Found")
    MISSING = "missing", _("No such account")
    TAKEN = "taken", _("Somebody else in this edition has this account")


class ReadingState(models.TextChoices):
    """How the last reading of a wiki went."""

    NEVER = "never", _("Not read yet")
    READING = "reading", _("Being read")
    DONE = "done", _("Read")
    FAILED = "failed", _("Could not be read")


class Fault(models.TextChoices):
    """Why a wiki could not be read, and what to do."""

    NONE = "", ""
    UNREACHABLE = "unreachable", _("The wiki did not answer. It is asked again later.")
    THROTTLED = "throttled", _("The wiki asked us to come back later.")
    LOGIN = "login", _("The wiki does not take our name and password. The operator corrects them in the settings.")
    REFUSED = "refused", _("The wiki understood and said no.")
    NO_WIKI = "no-wiki", _("There is no wiki at this address. The address of a wiki ends in api.php.")
    BROKEN = "broken", _("Reading ended with a fault of our own. The operator finds it in the log.")


class Absence(models.TextChoices):
    """Whether a revision is there for everybody to see: its text, and who wrote it."""

    NONE = "", _("Public")
    HIDDEN = "hidden", _("Suppressed")
    MISSING = "missing", _("Deleted")
    NOBODY = "nobody", _("Its author is suppressed")


WITHOUT_TEXT = (Absence.HIDDEN, Absence.MISSING)

"""Versions of a strategy, initiatives, and edits that met: where each stands and what can be done with it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.moves import Moves


class VersionState(models.TextChoices):
    """Where a version stands. One is in force at a time, and one is being written."""

    DRAFT = "draft", _("In preparation")
    IN_FORCE = "in-force", _("In force")
    REPLACED = "replaced", _("Replaced")


V = VersionState
VERSION = Moves({V.DRAFT: {"publish": V.IN_FORCE}, V.IN_FORCE: {"replace": V.REPLACED}, V.REPLACED: {}})


class WorkState(models.TextChoices):
    """Where an initiative or an activity stands; any of them can follow any other."""

    PLANNED = "planned", _("Planned")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("Stopped")


class EditState(models.TextChoices):
    """What became of an edit. `beside`: somebody was quicker at the same words; both are kept until one is chosen."""

    APPLIED = "applied", _("Written")
    MERGED = "merged", _("Joined with another edit")
    BESIDE = "beside", _("Waits beside another edit")
    TAKEN = "taken", _("Chosen")
    DROPPED = "dropped", _("Not chosen")


E = EditState
EDIT = Moves({E.BESIDE: {"take": E.TAKEN, "drop": E.DROPPED}, E.APPLIED: {}, E.MERGED: {}, E.TAKEN: {}, E.DROPPED: {}})

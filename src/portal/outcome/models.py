"""How requests ended, and wins that were undone."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.audit.models import Criterion, Observation
from portal.catalogue.models import Target
from portal.outcome.states import RegressionState
from portal.request.models import Request


class OutcomeKind(models.TextChoices):
    """How a request ended."""

    WON = "won", _("Won")
    REFUSED = "refused", _("Refused")
    OPTED_OUT = "opted-out", _("Asked not to be written to")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Outcome(models.Model):
    """How a request ended. A win is proven by `proof`; `said` is what the owner said.

    `rivals`: what else may have caused a win, each as a word of outcome.rivals and its facts; `note`: what people add.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=OutcomeKind)
    criteria = models.JSONField(default=list)
    proof = models.ForeignKey(Observation, on_delete=models.PROTECT, null=True, related_name="+")
    rivals = models.JSONField(default=list)
    note = models.TextField(blank=True)
    said = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.CharField(max_length=64)

    class Meta:
        indexes = (models.Index(fields=["kind", "-at"], name="outcome_latest"),)

    def __str__(self) -> str:
        return f"{self.request}: {self.kind}"


class Regression(models.Model):
    """A criterion that was listed and is no longer; `seen` is the observation that saw it."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="regressions")
    criterion = models.CharField(max_length=12, choices=Criterion)
    seen = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RegressionState, default=RegressionState.OPEN)
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["target", "criterion"], condition=models.Q(state="open"), name="one_open_regression"
            ),
        )

    def __str__(self) -> str:
        return f"{self.target} {self.criterion}"

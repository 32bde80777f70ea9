"""Reports of citizens; nothing in them counts before a second person confirmed it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from portal.audit.models import Criterion, Look, Verdict
from portal.catalogue.models import Target
from portal.evidence.states import ReportState


class Report(models.Model):
    """What one citizen saw at one address: a verdict for each criterion that was looked at, and a picture.

    `target` is None until somebody decides which target it is about. `seen`: criterion to verdict. `picture`: the
    digest of the screenshot, cleaned. `look`: the observations that the confirmation wrote.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, null=True, related_name="reports")
    address = models.CharField(max_length=600)
    name = models.CharField(max_length=160, blank=True)
    seen = models.JSONField(default=dict)
    note = models.CharField(max_length=1000, blank=True)
    picture = models.CharField(max_length=64, blank=True, db_index=True)
    state = models.CharField(max_length=10, choices=ReportState, default=ReportState.WAITING)
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reports")
    reported_at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)
    decided_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    look = models.OneToOneField(Look, on_delete=models.PROTECT, null=True, related_name="report")

    class Meta:
        indexes = (models.Index(fields=["state", "reported_at"], name="report_queue"),)

    def __str__(self) -> str:
        return f"{self.address} ({self.state})"

    def clean_seen(self) -> dict[str, str]:
        """The reported verdicts whose criterion and verdict are words we know."""
        return {c: v for c, v in self.seen.items() if c in Criterion.values and v in Verdict.values}

"""How often something was done in a stretch of time."""

from __future__ import annotations

from django.db import models


class Count(models.Model):
    """Deeds of one kind by one doer in one window; `doer` is a keyed hash, so no address is kept."""

    deed = models.CharField(max_length=40)
    doer = models.CharField(max_length=64)
    window = models.BigIntegerField()
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["deed", "doer", "window"], name="one_count_a_window"),)

    def __str__(self) -> str:
        return f"{self.deed}: {self.count}"

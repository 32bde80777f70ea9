"""Jobs that come round again."""

from __future__ import annotations

from django.db import models


class Job(models.Model):
    """One job: `task` is the dotted path of a task without arguments; `seconds` the time between two runs."""

    name = models.CharField(max_length=60, primary_key=True)
    task = models.CharField(max_length=120)
    seconds = models.PositiveIntegerField()
    due_at = models.DateTimeField(db_index=True)
    last_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name

"""The rows of the ledger, and how far each reader has come."""

from __future__ import annotations

from typing import Any

from django.db import models


class Entry(models.Model):
    """One thing that was done. Public as a whole: `actor` is a handle, `body` holds no personal data."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=64)
    verb = models.CharField(max_length=48)
    subject = models.CharField(max_length=120)
    body = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (
            models.Index(fields=["subject", "number"], name="ledger_subject"),
            models.Index(fields=["verb", "number"], name="ledger_verb"),
            models.Index(fields=["actor", "number"], name="ledger_actor"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.subject}"

    def as_row(self) -> dict[str, Any]:
        """The row as it is published and hashed."""
        return {
            "number": self.number,
            "at": self.at.isoformat(timespec="microseconds"),
            "actor": self.actor,
            "verb": self.verb,
            "subject": self.subject,
            "body": self.body,
            "previous": self.previous,
            "digest": self.digest,
        }


class Bookmark(models.Model):
    """How far a reader downstream has read the ledger."""

    reader = models.CharField(max_length=48, primary_key=True)
    number = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.reader} at {self.number}"

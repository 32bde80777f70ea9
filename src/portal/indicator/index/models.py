"""The index of each past day, kept; it follows from the observations and the catalogue, and can be made anew."""

from __future__ import annotations

from django.db import models


class IndexDay(models.Model):
    """The index at the end of a day. `method`: the version of the method.

    Values are from 0 to 1, None where nothing was known. `parts`: "layer" and "criterion", then the part, to the same
    figures in the order of FIGURES.
    """

    day = models.DateField(primary_key=True)
    method = models.CharField(max_length=8)
    value = models.FloatField(null=True)
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    known = models.PositiveIntegerField()
    expected = models.PositiveIntegerField()
    coverage = models.FloatField(null=True)
    fresh = models.FloatField(null=True)
    effective = models.FloatField(null=True)
    parts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.day}: {self.value}"


class Kept(models.Model):
    """What the kept days follow from; one row. `observation`: the key of the last one that was counted.

    `catalogue`: the digest of the targets and of the method. A change of either makes every day anew.
    """

    observation = models.BigIntegerField(default=0)
    catalogue = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"up to {self.observation}"

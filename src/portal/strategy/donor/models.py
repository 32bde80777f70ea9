"""Files that were taken in, and what of their activities rows do not say."""

from __future__ import annotations

from django.db import models

from portal.strategy.plan.models import Strategy


class Import(models.Model):
    """A file that somebody took in. `sha256`: its bytes in ground.store. `root`: its outer element, empty.

    `order`: the keys of the initiatives that its activities became, in the order of the file; "" is the strategy.
    `rest`: what stands after its activities, as XML.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="imports")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    root = models.TextField(blank=True)
    order = models.JSONField(default=list)
    rest = models.JSONField(default=list)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class KeptActivity(models.Model):
    """An activity as its sender wrote it, for all that rows do not say. `initiative`: its key; "" is the strategy.

    `identifier`: what its sender calls it. `head`: the activity's own element, without what is in it. `children`: each
    element in it as [XML, digests of the elements written from rows that it stands for]. `absent`: digests of elements
    that we would write and its sender did not.
    """

    imported = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="activities")
    strategy = models.ForeignKey(Strategy, on_delete=models.CASCADE, related_name="kept_activities")
    initiative = models.CharField(max_length=60, blank=True)
    identifier = models.CharField(max_length=300)
    head = models.TextField()
    children = models.JSONField(default=list)
    absent = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["strategy", "initiative"], name="one_kept_activity"),)

    def __str__(self) -> str:
        return self.identifier

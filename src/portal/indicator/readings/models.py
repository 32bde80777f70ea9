"""Indicators, and what each of them said in each period; readings only grow."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.languages.said import said
from portal.indicator.readings.states import Cadence, Confidence


class UnitKind(models.TextChoices):
    """What a figure counts, in the words of ground.measures, and what only people count."""

    COUNT = "count", _("Number")
    SHARE = "share", _("Part of a whole")
    DAYS = "days", _("Days")
    INDEX = "index", _("Index from 0 to 100")
    WORDS = "words", _("Words")


class Indicator(models.Model):
    """Something that tells whether an objective comes closer.

    `measure`: the key of a measure of ground.measures, which counts it from records; empty where people enter it, who
    then name their source. `names`, `about`: language to text. `rises`: whether more is better. `owes`: who enters it.
    `reminded_on`: when they were last asked for it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    measure = models.CharField(max_length=60, blank=True)
    unit = models.CharField(max_length=6, choices=UnitKind)
    rises = models.BooleanField(default=True)
    cadence = models.CharField(max_length=8, choices=Cadence, default=Cadence.QUARTER)
    owes = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    starts_on = models.DateField(null=True)
    retired_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return said(self.names, "en") or self.slug

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"indicator/{self.slug}"


class Reading(models.Model):
    """What an indicator said for a period. Append-only: a later reading of the same period stands in its place.

    `value` is None where nothing could be counted. `low`, `high`: the interval at 95 percent. `known` of `expected`
    cases were counted. `parts`: split to part to [value, low, high, known, expected]. `narrative`: language to text.
    `source`, `as_of`: where a figure that people enter comes from, and as of when. `how`: the version of the method.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="readings")
    starts_on = models.DateField()
    ends_on = models.DateField()
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    low = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    high = models.DecimalField(max_digits=20, decimal_places=6, null=True)
    known = models.PositiveIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    parts = models.JSONField(default=dict)
    narrative = models.JSONField(default=dict)
    confidence = models.CharField(max_length=6, choices=Confidence, default=Confidence.HIGH)
    source = models.CharField(max_length=600, blank=True)
    as_of = models.DateField()
    how = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["indicator", "ends_on", "at"], name="reading_latest"),)
        constraints = (
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="reading_ends_later"),
        )

    def __str__(self) -> str:
        return f"{self.indicator} {self.starts_on}–{self.ends_on}: {self.value}"

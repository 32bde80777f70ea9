"""Trials, the targets that were drawn for them, what went otherwise than planned, and curves as they were counted."""

from __future__ import annotations

import datetime as dt

from django.db import models

from portal.audit.models import Criterion, Observation
from portal.catalogue.models import Target
from portal.ground.languages.said import said
from portal.indicator.trial.states import DeviationKind, TrialState


class Trial(models.Model):
    """Targets of some layers that lack one criterion, asked in waves whose order was drawn by lot.

    `names`: language to text. `layers`, `criterion`: the rule of the pool. `waves` of them begin `apart` days after one
    another; `follow` days after the last one began, the trial ends by itself. `seed` decides the drawing, with `salt`,
    the digest of the ledger row in which the sha256 of the seed and of the pool were published before; it stays secret
    until then. `draws`: how many other drawings the test compares with. `closed_on`: the last day that counts.
    """

    slug = models.SlugField(max_length=80, unique=True)
    names = models.JSONField(default=dict)
    layers = models.JSONField(default=list)
    criterion = models.CharField(max_length=12, choices=Criterion)
    waves = models.PositiveSmallIntegerField()
    apart = models.PositiveSmallIntegerField()
    follow = models.PositiveSmallIntegerField()
    draws = models.PositiveIntegerField(default=5_000)
    state = models.CharField(max_length=8, choices=TrialState, default=TrialState.PLANNED)
    seed = models.CharField(max_length=64)
    salt = models.CharField(max_length=64)
    planned_at = models.DateTimeField()
    drawn_at = models.DateTimeField(null=True)
    starts_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("-planned_at",)

    def __str__(self) -> str:
        return said(self.names, "en") or self.slug

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"trial/{self.slug}"

    @property
    def wave_days(self) -> list[dt.date]:
        """The first day of each wave; empty before the start."""
        if self.starts_on is None:
            return []
        return [self.starts_on + dt.timedelta(days=self.apart * number) for number in range(self.waves)]

    @property
    def ends_on(self) -> dt.date | None:
        """The last day that counts as planned; None before the start."""
        return self.wave_days[-1] + dt.timedelta(days=self.follow) if self.starts_on else None


class Member(models.Model):
    """A target of a trial, fixed when the trial was planned.

    `unit`: the owner, whose targets all begin in the same wave; `stratum`: the most upstream layer of these. `wave`
    counts from 0; None before the drawing. What happened follows from the records: `asked_at`, when a request was first
    sent; `listed_at`, when the criterion was first seen listed, by `proof`; `rivals`, what else may have caused that.
    """

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="members")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="+")
    unit = models.CharField(max_length=80)
    stratum = models.PositiveSmallIntegerField()
    wave = models.PositiveSmallIntegerField(null=True)
    asked_at = models.DateTimeField(null=True)
    listed_at = models.DateTimeField(null=True)
    proof = models.ForeignKey(Observation, on_delete=models.SET_NULL, null=True, related_name="+")
    rivals = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["trial", "target"], name="one_member_a_target"),)

    def __str__(self) -> str:
        return f"{self.target} in {self.trial}"


class Deviation(models.Model):
    """Something that went otherwise than planned; `member` is None where it concerns the whole trial."""

    trial = models.ForeignKey(Trial, on_delete=models.CASCADE, related_name="deviations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="deviations")
    kind = models.CharField(max_length=10, choices=DeviationKind)
    note = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["member", "kind"], condition=~models.Q(kind="other"), name="one_deviation_a_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.trial}: {self.kind}"


class Count(models.Model):
    """What was counted from a trial, or from the public requests of the past, and kept for the pages.

    `key`: the subject of the trial, or `past`. `inputs`: the digest of what went in, so that the same is not counted
    twice. `body`: as trial.results and trial.past write it.
    """

    key = models.CharField(max_length=100, primary_key=True)
    inputs = models.CharField(max_length=64)
    body = models.JSONField(default=dict)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.key

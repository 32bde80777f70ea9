"""Looks and observations, which only grow; the standing and the schedule, which follow from them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.catalogue.models import Target


class Verdict(models.TextChoices):
    """How Kosovo stands in one criterion of one target."""

    LISTED = "listed", _("Listed")
    QUALIFIED = "qualified", _("With a note")
    UNDER_SERBIA = "under-serbia", _("Only under Serbia")
    MIXED = "mixed", _("In some lists only")
    MISSING = "missing", _("Missing")
    NOT_EXPECTED = "not-expected", _("Not expected")
    UNCLEAR = "unclear", _("Not known yet")


class Criterion(models.TextChoices):
    """What is looked at."""

    COUNTRY = "country", _("Country list")
    NATIONALITY = "nationality", _("Nationality")
    PHONE = "phone-code", _("Phone code")
    TIMEZONE = "timezone", _("Time zone")
    CURRENCY = "currency", _("Currency")
    IBAN = "iban", _("Bank account number (IBAN)")
    FLAG = "flag", _("Flag")
    LOCALE = "locale", _("Language and region")
    MAP = "map", _("Map")
    REGION = "region", _("Store or shipping region")
    LANGUAGE = "language", _("Languages")
    STATE = "state", _("States or provinces")
    OTHER = "other", _("Something else")


class Observer(models.TextChoices):
    """Who looked: the engine, citizens (two of them), or a source that is cited."""

    MACHINE = "machine", _("Machine")
    CITIZEN = "citizen", _("Citizen")
    CITED = "cited", _("Cited source")


class Look(models.Model):
    """One look at one target. `evidence` is the digest of what was read, kept in the store; `version` the target's."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField()
    observer = models.CharField(max_length=8, choices=Observer)
    tool = models.CharField(max_length=60)
    by = models.CharField(max_length=64)
    confirmed_by = models.CharField(max_length=64, blank=True)
    version = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=600, blank=True)
    error = models.TextField(blank=True)
    evidence = models.CharField(max_length=64, blank=True, db_index=True)

    class Meta:
        indexes = (models.Index(fields=["target", "-at"], name="look_latest"),)

    def __str__(self) -> str:
        return f"{self.target} {self.at:%Y-%m-%d}"


class Observation(models.Model):
    """What a look saw in one criterion. `where`, `label`, `value`: the list that decides. Append-only."""

    look = models.ForeignKey(Look, on_delete=models.PROTECT, related_name="observations")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="observations")
    criterion = models.CharField(max_length=12, choices=Criterion)
    verdict = models.CharField(max_length=12, choices=Verdict)
    at = models.DateTimeField()
    where = models.CharField(max_length=400, blank=True)
    label = models.CharField(max_length=200, blank=True)
    value = models.CharField(max_length=200, blank=True)
    entries = models.PositiveIntegerField(default=0)
    lists = models.PositiveIntegerField(default=0)
    lists_with = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = (
            models.Index(fields=["target", "criterion", "at"], name="observation_latest"),
            models.Index(fields=["at"], name="observation_since"),
        )
        constraints = (models.UniqueConstraint(fields=["look", "criterion"], name="one_observation_a_criterion"),)

    def __str__(self) -> str:
        return f"{self.criterion}: {self.verdict}"


class Standing(models.Model):
    """From when to when a verdict held: follows from the observations alone, and can be rebuilt from them.

    `until` is None while it holds. `seen_at` is the last look that saw it so.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="standings")
    criterion = models.CharField(max_length=12, choices=Criterion)
    verdict = models.CharField(max_length=12, choices=Verdict)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    seen_at = models.DateTimeField()
    observation = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["since", "until"], name="standing_day"),)
        constraints = (
            models.UniqueConstraint(
                fields=["target", "criterion"], condition=models.Q(until=None), name="one_standing_now"
            ),
        )

    def __str__(self) -> str:
        return f"{self.target} {self.criterion}: {self.verdict}"


class Schedule(models.Model):
    """When a target is looked at next: wins for ever, losses less and less often, errors on a back-off."""

    target = models.OneToOneField(Target, on_delete=models.CASCADE, primary_key=True, related_name="schedule")
    due_at = models.DateTimeField(db_index=True)
    unchanged = models.PositiveSmallIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    asked_by = models.CharField(max_length=64, blank=True)
    taken_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.target} on {self.due_at:%Y-%m-%d}"


class Release(models.Model):
    """One version of a package target, as its registry dates it; what was read in it, where it was read.

    `released_at` is None where the registry does not say. `place`: its place in the line of versions, from 0.
    `verdict`: of the whole package, a word of the engine; empty while it is unread. `criteria`: by criterion the
    `verdict`, `label`, `value` and `entries` of the list that decides. `error`: why it could not be read.
    `wanted`: how many more times the machine tries to read it, because it is new.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="releases")
    version = models.CharField(max_length=120)
    released_at = models.DateTimeField(null=True)
    place = models.PositiveIntegerField()
    yanked = models.BooleanField(default=False)
    read_at = models.DateTimeField(null=True)
    tool = models.CharField(max_length=60, blank=True)
    verdict = models.CharField(max_length=16, blank=True)
    criteria = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    wanted = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["target", "version"], name="one_release_a_version"),)
        indexes = (models.Index(fields=["target", "place"], name="release_line"),)

    def __str__(self) -> str:
        return f"{self.target} {self.version}"


class Shift(models.TextChoices):
    """What changed for Kosovo from one read release to the next."""

    APPEARED = "appeared", _("Kosovo appeared")
    DISAPPEARED = "disappeared", _("Kosovo disappeared")
    RENAMED = "renamed", _("Its name changed")
    RECODED = "recoded", _("Its code changed")


class Change(models.Model):
    """A change for Kosovo between two read releases of a target, in one criterion. `was` and `now`: as they stood.

    `skipped`: releases between the two that nobody read. `seen_by`: who of the staff took note; empty until then.
    """

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="changes")
    before = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="+")
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="changes")
    criterion = models.CharField(max_length=12, choices=Criterion)
    shift = models.CharField(max_length=12, choices=Shift)
    was = models.CharField(max_length=200, blank=True)
    now = models.CharField(max_length=200, blank=True)
    skipped = models.PositiveIntegerField(default=0)
    found_at = models.DateTimeField()
    seen_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["release", "criterion", "shift"], name="one_change_a_release_and_way"),
        )
        indexes = (models.Index(fields=["seen_by", "-found_at"], name="change_new"),)

    def __str__(self) -> str:
        return f"{self.release}: {self.shift}"


class Watch(models.Model):
    """When the registry of a package target is asked for new versions next; back-off while it does not answer.

    `asked_at`: when it last answered. `failures`: how often in a row it did not; `error`: what it said then.
    `taken_until`: how long a worker has it.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, primary_key=True, related_name="watch")
    due_at = models.DateTimeField(db_index=True)
    asked_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    taken_until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.target} on {self.due_at:%Y-%m-%d}"


class Fix(models.Model):
    """A patch that adds Kosovo to one version of a package target, and the text that goes with it.

    `patch`: the digest of the patch in the store; empty where none could be made, and `text` says why then.
    `verdict_before`, `verdict_after`: what the engine says of the package without and with it. `title`, `text`: of the
    issue or pull request, in plain Markdown.
    """

    target = models.OneToOneField(Target, on_delete=models.CASCADE, primary_key=True, related_name="fix")
    version = models.CharField(max_length=120)
    patch = models.CharField(max_length=64)
    files = models.JSONField(default=list)
    verdict_before = models.CharField(max_length=16)
    verdict_after = models.CharField(max_length=16)
    title = models.CharField(max_length=200)
    text = models.TextField()
    made_at = models.DateTimeField()
    tool = models.CharField(max_length=60)

    def __str__(self) -> str:
        return f"{self.target} {self.version}"

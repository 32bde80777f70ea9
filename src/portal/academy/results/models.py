"""Wikis, the accounts of participants on them, and facts about each revision and file, from which all totals follow."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.models import Edition, Participant
from portal.academy.results.states import AccountState, ReadingState


class SiteKind(models.TextChoices):
    """What a wiki holds."""

    WIKI = "wiki", _("Encyclopedia")
    COMMONS = "commons", _("Media")


class Site(models.Model):
    """A wiki. `api`: the address of its api.php; `maxima`: which row of quality maxima holds for it.

    Secrets stand in the settings alone (WIKI_LOGINS, by slug). `about`: what the wiki said of itself when last asked.
    """

    slug = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=80)
    api = models.URLField(max_length=300, unique=True)
    language = models.CharField(max_length=12)
    kind = models.CharField(max_length=8, choices=SiteKind, default=SiteKind.WIKI)
    maxima = models.CharField(max_length=20, blank=True)
    about = models.JSONField(default=dict)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Reading(models.Model):
    """What an edition knows of one wiki: as of when, when it is read next, and how far an unfinished reading came.

    `as_of`: every fact until then is in; `whole_at`: the last reading that listed everything anew; `mark`: where the
    wiki's list of changes goes on; `calls`, `seconds`: of the last whole reading.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="readings")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="readings")
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.NEVER)
    as_of = models.DateTimeField(null=True)
    whole_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, db_index=True)
    mark = models.JSONField(default=dict)
    calls = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    fault = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "site"], name="one_reading_a_site"),)

    def __str__(self) -> str:
        return f"{self.edition} on {self.site}: {self.state}"


class Account(models.Model):
    """A participant's name on a wiki. `user`: the wiki's own number, which stays when the account is renamed."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="accounts")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="accounts")
    name = models.CharField(max_length=255)
    user = models.BigIntegerField(null=True, db_index=True)
    state = models.CharField(max_length=8, choices=AccountState, default=AccountState.UNKNOWN)
    is_new = models.BooleanField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["participant", "site"], name="one_account_a_site"),)

    def __str__(self) -> str:
        return f"{self.name} on {self.site_id}"


class Page(models.Model):
    """A page that a participant touched, as it stood when last read. Empty fields are not known, never guessed.

    `quality_before`: before the edition; `quality`: now, each by the published formula under `quality_rule`.
    `removal`: the template that asks for its deletion. `views`: in the last 30 days, where the wiki offers that.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="pages")
    page = models.BigIntegerField()
    title = models.CharField(max_length=255)
    ns = models.IntegerField()
    is_redirect = models.BooleanField(default=False)
    is_gone = models.BooleanField(default=False)
    made_by = models.BigIntegerField(null=True)
    made_at = models.DateTimeField(null=True)
    last_rev = models.BigIntegerField(null=True)
    size = models.PositiveIntegerField(null=True)
    quality_before = models.FloatField(null=True)
    quality = models.FloatField(null=True)
    quality_rule = models.CharField(max_length=40, blank=True)
    removal = models.CharField(max_length=80, blank=True)
    views = models.PositiveIntegerField(null=True)
    views_at = models.DateTimeField(null=True)
    authorship = models.BinaryField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "page"], name="one_page_a_number"),)

    def __str__(self) -> str:
        return self.title


class Revision(models.Model):
    """One revision by an enrolled account. All measures are against its parent; null is unknown, not nought.

    `delta`: bytes; `words`: script to words, both signs; `refs`: how many more references; `sources`: keys of
    references that the parent did not have. `is_gone`: deleted or suppressed on the wiki, so it counts no more.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="revisions")
    rev = models.BigIntegerField()
    parent = models.BigIntegerField()
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="revisions")
    user = models.BigIntegerField()
    at = models.DateTimeField()
    size = models.PositiveIntegerField(null=True)
    delta = models.IntegerField(null=True)
    words = models.JSONField(null=True)
    refs = models.IntegerField(null=True)
    sources = models.JSONField(null=True)
    tags = models.JSONField(default=list)
    is_new = models.BooleanField(default=False)
    is_reverted = models.BooleanField(null=True)
    is_gone = models.BooleanField(default=False)
    sha1 = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "rev"], name="one_revision_a_number"),)
        indexes = (
            models.Index(fields=["site", "user", "at"], name="revision_of_user"),
            models.Index(fields=["page", "at"], name="revision_of_page"),
        )

    def __str__(self) -> str:
        return f"{self.site_id}/{self.rev}"


class Survival(models.Model):
    """How many tokens of a revision stood so many days after it. Null: not known. `at_rev`: what was read then."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="survivals")
    days = models.PositiveSmallIntegerField()
    added = models.PositiveIntegerField(null=True)
    alive = models.PositiveIntegerField(null=True)
    at_rev = models.BigIntegerField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["revision", "days"], name="one_survival_a_horizon"),)

    def __str__(self) -> str:
        return f"{self.revision_id} after {self.days} days"


class Upload(models.Model):
    """A file that an enrolled account uploaded. `duration`: seconds, where the wiki says it."""

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="uploads")
    page = models.BigIntegerField()
    title = models.CharField(max_length=255)
    user = models.BigIntegerField()
    at = models.DateTimeField()
    sha1 = models.CharField(max_length=40, blank=True, db_index=True)
    mime = models.CharField(max_length=60, blank=True)
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)
    size = models.PositiveBigIntegerField(null=True)
    duration = models.FloatField(null=True)
    licence = models.CharField(max_length=120, blank=True)
    is_gone = models.BooleanField(default=False)
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "page"], name="one_upload_a_page"),)
        indexes = (models.Index(fields=["site", "user", "at"], name="upload_of_user"),)

    def __str__(self) -> str:
        return self.title


class Use(models.Model):
    """An article that shows a file. `gone_at`: when it was seen to show it no more."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="uses")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="+")
    page = models.BigIntegerField()
    title = models.CharField(max_length=255)
    seen_at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["upload", "site", "page"], name="one_use_a_page"),)

    def __str__(self) -> str:
        return self.title

"""Wikis, the accounts of participants on them, and facts about each revision and file, from which all totals follow."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.models import Edition, Participant
from portal.academy.results.states import Absence, AccountState, Fault, ReadingState


class SiteKind(models.TextChoices):
    """What a wiki holds."""

    WIKI = "wiki", _("Encyclopedia")
    COMMONS = "commons", _("Media")


class Site(models.Model):
    """A wiki. `api`: the address of its api.php; `maxima`: which row of quality maxima holds for it, empty for none.

    Secrets stand in the settings alone (WIKI_LOGINS, by slug). `about`: what the wiki said of itself when last asked:
    `generator`, `name`, `article` (address of a page with $1 for its title).
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

    @property
    def index(self) -> str:
        """The address of its index.php, which shows pages and diffs by number."""
        return f"{self.api.removesuffix('api.php')}index.php"


class Reading(models.Model):
    """What an edition knows of one wiki: as of when, when it is read next, and how far an unfinished reading came.

    `as_of`: every fact until then is in; `whole_at`: the last reading that listed everything anew; `uses_at`: when the
    uses of files were last asked for, all of them; `mark`: where the wiki's list of changes goes on, and the unfinished
    reading; `calls`, `seconds`, `stages` (name to calls): of the last finished reading. Who holds `token` reads alone
    until `taken_until`. `fault_said`: the wiki's own words, in English.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="readings")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="readings")
    state = models.CharField(max_length=8, choices=ReadingState, default=ReadingState.NEVER)
    as_of = models.DateTimeField(null=True)
    whole_at = models.DateTimeField(null=True)
    uses_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True, db_index=True)
    mark = models.JSONField(default=dict)
    calls = models.PositiveIntegerField(default=0)
    seconds = models.FloatField(default=0)
    stages = models.JSONField(default=dict)
    fault = models.CharField(max_length=11, choices=Fault, default=Fault.NONE, blank=True)
    fault_said = models.CharField(max_length=500, blank=True)
    failures = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=32, blank=True)
    taken_until = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "site"], name="one_reading_a_site"),)

    def __str__(self) -> str:
        return f"{self.edition} on {self.site}: {self.state}"


class Staged(models.Model):
    """What an unfinished reading already got, packed, so that whoever goes on does not ask for it again."""

    reading = models.ForeignKey(Reading, on_delete=models.CASCADE, related_name="staged")
    kind = models.CharField(max_length=12)
    key = models.CharField(max_length=40)
    body = models.BinaryField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["reading", "kind", "key"], name="staged_once"),)

    def __str__(self) -> str:
        return f"{self.reading_id}: {self.kind} {self.key}"


class Account(models.Model):
    """A participant's name on a wiki. `user`: the wiki's own number, which stays when the account is renamed.

    `is_new`: registered within two weeks before the edition began, or later. `listed_from`: since when its revisions
    are listed; null: not yet.
    """

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="accounts")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="accounts")
    name = models.CharField(max_length=255)
    user = models.BigIntegerField(null=True)
    state = models.CharField(max_length=8, choices=AccountState, default=AccountState.UNKNOWN)
    is_new = models.BooleanField(null=True)
    listed_from = models.DateTimeField(null=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["participant", "site"], name="one_account_a_site"),)
        indexes = (models.Index(fields=["site", "user"], name="account_of_user"),)

    def __str__(self) -> str:
        return f"{self.name} on {self.site_id}"


class Page(models.Model):
    """A page that a participant touched, as it stood when last read. Empty fields are not known, never guessed.

    `quality`: now, by the published formula under `quality_rule`. `removal`: the template that asks for its deletion.
    `measured_at`: when its present text was measured; null: it is not known, and so are both of these. `views`: in the
    last 30 days, where the wiki offers that.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="pages")
    page = models.BigIntegerField()
    title = models.CharField(max_length=255)
    ns = models.IntegerField()
    is_redirect = models.BooleanField(default=False)
    is_gone = models.BooleanField(default=False)
    last_rev = models.BigIntegerField(null=True)
    size = models.PositiveIntegerField(null=True)
    quality = models.FloatField(null=True)
    quality_rule = models.CharField(max_length=40, blank=True)
    removal = models.CharField(max_length=80, blank=True)
    measured_at = models.DateTimeField(null=True)
    views = models.PositiveIntegerField(null=True)
    views_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "page"], name="one_page_a_number"),)
        indexes = (models.Index(fields=["site", "title"], name="page_of_title"),)

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """Where it is read, whatever it is called by then."""
        return f"{self.site.index}?curid={self.page}"


class Authorship(models.Model):
    """Who wrote which word of a page, packed by wiki.measures.authorship, up to its revision `rev`."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="authorship")
    rev = models.BigIntegerField()
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.page} up to {self.rev}"


class Measure(models.Model):
    """What was measured in one text, once for ever: texts of revisions do not change. Nobody's figure by itself.

    `keys`: its references, one a line, sorted, packed by zlib. `quality`: null where the wiki has no maxima.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="measures")
    rev = models.BigIntegerField()
    page = models.BigIntegerField()
    at = models.DateTimeField()
    sha1 = models.CharField(max_length=40, blank=True)
    size = models.PositiveIntegerField()
    words_latn = models.PositiveIntegerField()
    words_cyrl = models.PositiveIntegerField()
    words_other = models.PositiveIntegerField()
    refs = models.PositiveIntegerField()
    keys = models.BinaryField()
    quality = models.FloatField(null=True)
    quality_rule = models.CharField(max_length=40, blank=True)
    removal = models.CharField(max_length=80, blank=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "rev"], name="one_measure_a_revision"),)

    def __str__(self) -> str:
        return f"{self.site_id}/{self.rev}"


class Revision(models.Model):
    """One revision by an enrolled account. All measures are against its parent; null is unknown, not nought.

    `delta`: bytes; `words_…`: words by script, with their sign; `refs`: how many more references; `sources`: how many
    references that the parent did not have (see Source); `quality`, `quality_before`: of this text and of its parent.
    `absence`, `parent_absence`: whether both texts are public now. `is_gone`: this one is not, so it counts no more.
    Figures follow what everybody can check on the wiki today: where the parent is not public any more, they are null.
    """

    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="revisions")
    rev = models.BigIntegerField()
    parent = models.BigIntegerField()
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="revisions")
    user = models.BigIntegerField()
    at = models.DateTimeField()
    size = models.PositiveIntegerField(null=True)
    told_delta = models.IntegerField(null=True)
    delta = models.IntegerField(null=True)
    words_latn = models.IntegerField(null=True)
    words_cyrl = models.IntegerField(null=True)
    words_other = models.IntegerField(null=True)
    refs = models.IntegerField(null=True)
    sources = models.PositiveIntegerField(null=True)
    quality = models.FloatField(null=True)
    quality_before = models.FloatField(null=True)
    tags = models.JSONField(default=list)
    is_minor = models.BooleanField(default=False)
    is_reverted = models.BooleanField(null=True)
    is_gone = models.BooleanField(default=False)
    absence = models.CharField(max_length=8, choices=Absence, default=Absence.NONE, blank=True)
    parent_absence = models.CharField(max_length=8, choices=Absence, default=Absence.NONE, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["site", "rev"], name="one_revision_a_number"),)
        indexes = (
            models.Index(fields=["site", "user", "at"], name="revision_of_user"),
            models.Index(fields=["page", "at"], name="revision_of_page"),
        )

    def __str__(self) -> str:
        return f"{self.site_id}/{self.rev}"

    @property
    def address(self) -> str:
        """Where its difference to its parent is seen."""
        return f"{self.site.index}?diff={self.rev}&oldid=prev"

    @property
    def words(self) -> int | None:
        """Words of all scripts together, with their sign."""
        if self.words_latn is None or self.words_cyrl is None or self.words_other is None:
            return None
        return self.words_latn + self.words_cyrl + self.words_other

    @property
    def quality_gain(self) -> float | None:
        """By how much it raised its page's quality."""
        return None if self.quality is None or self.quality_before is None else self.quality - self.quality_before


class Source(models.Model):
    """A reference that a revision brought and its parent did not have: an address, DOI or ISBN, or a text's digest."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="cited")
    key = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["revision", "key"], name="one_source_a_revision"),)

    def __str__(self) -> str:
        return self.key


class Survival(models.Model):
    """How many tokens of a revision stood so many days after it. Null: not known. `at_rev`: what was read then.

    `days` 0: on the day of the jury. `at`: the moment that was asked for.
    """

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="survivals")
    days = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    added = models.PositiveIntegerField(null=True)
    alive = models.PositiveIntegerField(null=True)
    at_rev = models.BigIntegerField(null=True)
    read_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["revision", "days", "at"], name="one_survival_a_horizon"),)

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

    @property
    def address(self) -> str:
        """Where it is described."""
        return f"{self.site.index}?curid={self.page}"

    @property
    def is_video(self) -> bool:
        """Moving pictures, by what the wiki calls the file."""
        return self.mime.startswith("video/") or self.mime == "application/ogg"


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

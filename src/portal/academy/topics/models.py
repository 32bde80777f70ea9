"""Topics of an edition, the sources that are known for them, and the rules of its board."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.models import Crew, Edition, Participant, Team
from portal.academy.results.models import Site
from portal.academy.topics.states import TopicState


class Board(models.Model):
    """How many topics one team holds at once in an edition, and after how many days a claim lapses."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="board")
    most = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(50)])
    lapse_days = models.PositiveSmallIntegerField(default=7, validators=[MinValueValidator(1), MaxValueValidator(365)])

    def __str__(self) -> str:
        return f"{self.edition_id}: {self.most}, {self.lapse_days}"


class TopicOrigin(models.TextChoices):
    """How a topic came to the board."""

    LIST = "list", _("From a list")
    HAND = "hand", _("Added by hand")
    GAP = "gap", _("From the gaps")


class Topic(models.Model):
    """One subject in one language. `subject` is the same in all: its Wikidata id, or its title in small letters.

    `team`, or without one `participant`, holds it. `touched_at`: the last sign of work, from which a claim lapses.
    `page`: its number on the wiki, once it stands there; `published_at`: since when in the main namespace.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="topics")
    subject = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    language = models.CharField(max_length=12)
    site = models.ForeignKey(Site, on_delete=models.SET_NULL, null=True, related_name="topics")
    item = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=500, blank=True)
    origin = models.CharField(max_length=4, choices=TopicOrigin, default=TopicOrigin.LIST)
    state = models.CharField(max_length=10, choices=TopicState, default=TopicState.OPEN)
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="topics")
    participant = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="topics")
    claimed_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField(null=True)
    page = models.BigIntegerField(null=True)
    address = models.URLField(max_length=600, blank=True)
    published_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("title", "language")
        constraints = (models.UniqueConstraint(fields=["edition", "language", "subject"], name="one_topic_a_language"),)
        indexes = (models.Index(fields=["edition", "state", "title"], name="topic_board"),)

    def __str__(self) -> str:
        return self.title

    @property
    def holder(self) -> str:
        """The team's name, or the participant's pseudonym; empty where nobody holds it."""
        return self.team.name if self.team else self.participant.pseudonym if self.participant else ""


class SourceKind(models.TextChoices):
    """What a source is."""

    BOOK = "book", _("Book")
    ARTICLE = "article", _("Scholarly article")
    NEWS = "news", _("Newspaper or magazine")
    OFFICIAL = "official", _("Public body")
    WEB = "web", _("Other website")
    ARCHIVE = "archive", _("Archive or museum")


class Source(models.Model):
    """Something to quote for a subject, in all its languages. `key`: equal for two addresses of one page.

    `note`: how far it can be relied on, and why. `prints`: what is kept of a passage somebody wants to use, by which a
    copy is recognised; the passage itself is not kept. `checked_by`: the mentor who looked at it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="sources")
    subject = models.CharField(max_length=255)
    key = models.CharField(max_length=255)
    title = models.CharField(max_length=255)
    publisher = models.CharField(max_length=120, blank=True)
    language = models.CharField(max_length=12, blank=True)
    address = models.URLField(max_length=600, blank=True)
    kind = models.CharField(max_length=8, choices=SourceKind, default=SourceKind.WEB)
    note = models.CharField(max_length=500, blank=True)
    prints = models.JSONField(default=list)
    added_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="sources")
    added_at = models.DateTimeField()
    checked_by = models.ForeignKey(Crew, on_delete=models.SET_NULL, null=True, related_name="sources")
    checked_at = models.DateTimeField(null=True)
    dead_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("title",)
        constraints = (models.UniqueConstraint(fields=["edition", "subject", "key"], name="one_source_a_key"),)

    def __str__(self) -> str:
        return self.title

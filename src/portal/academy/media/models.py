"""Files on their way to a wiki, and the pictures that are wanted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.media.checks.facts import Facts
from portal.academy.media.states import DraftState, WishState
from portal.academy.programme.models import Edition, Participant, Work
from portal.academy.results.models import Site


class Licence(models.TextChoices):
    """The free licences that an author may choose; the values are names of templates on Wikimedia Commons."""

    CC_BY_SA = "cc-by-sa-4.0", _("CC BY-SA 4.0: name me, share alike")
    CC_BY = "cc-by-4.0", _("CC BY 4.0: name me")
    CC_ZERO = "cc-zero", _("CC0: no conditions")


class People(models.TextChoices):
    """Who can be recognised on a picture or in a video."""

    NOBODY = "nobody", _("Nobody")
    PASSERS = "passers", _("Passers-by in public, nobody in particular")
    AGREED = "agreed", _("People, and each of them agreed")
    MINORS = "minors", _("Children too, and their guardians agreed")
    UNSURE = "unsure", _("People, and I did not ask them")


class Draft(models.Model):
    """A file before its upload. The file itself lies in the media folder under its sha256 until it is no longer needed.

    `look` is the mark by which pictures that look alike are found; `sealed` a bot password, encrypted, for as long as
    an upload waits; `page` and `address` where the file stands on the wiki.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="drafts")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="drafts")
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="drafts")
    state = models.CharField(max_length=10, choices=DraftState, default=DraftState.OPEN)
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    sha1 = models.CharField(max_length=40, db_index=True)
    look = models.CharField(max_length=16, blank=True)
    facts = models.JSONField()
    title = models.CharField(max_length=120, blank=True)
    descriptions = models.JSONField(default=dict)
    author = models.CharField(max_length=100, blank=True)
    licence = models.CharField(max_length=20, choices=Licence, blank=True)
    made_on = models.DateField(null=True)
    people = models.CharField(max_length=10, choices=People, blank=True)
    keep_place = models.BooleanField(default=False)
    categories = models.JSONField(default=list)
    wish = models.ForeignKey("Wish", on_delete=models.SET_NULL, null=True, related_name="drafts")
    fault = models.CharField(max_length=400, blank=True)
    sealed = models.BinaryField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_until = models.DateTimeField(null=True)
    page = models.BigIntegerField(null=True)
    address = models.URLField(max_length=600, blank=True)
    work = models.ForeignKey(Work, on_delete=models.SET_NULL, null=True, related_name="drafts")
    made_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    has_file = models.BooleanField(default=True)

    class Meta:
        ordering = ("-made_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["participant", "site", "sha256"],
                condition=~models.Q(state=str(DraftState.DISCARDED)),
                name="one_draft_a_file",
            ),
        )

    def __str__(self) -> str:
        return self.title or self.file_name

    @property
    def known(self) -> Facts:
        """What the checks found."""
        return Facts.from_json(self.facts)


class Wish(models.Model):
    """A picture that an article needs: of what, where it can be taken, and on which article it is missing."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="wishes")
    title = models.CharField(max_length=200)
    place = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=300, blank=True)
    site = models.ForeignKey(Site, on_delete=models.SET_NULL, null=True, related_name="+")
    article = models.CharField(max_length=255, blank=True)
    state = models.CharField(max_length=8, choices=WishState, default=WishState.OPEN)
    taken_by = models.ForeignKey(Participant, on_delete=models.SET_NULL, null=True, related_name="wishes")
    taken_at = models.DateTimeField(null=True)
    work = models.ForeignKey(Work, on_delete=models.SET_NULL, null=True, related_name="wishes")
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ("place", "title")
        constraints = (models.UniqueConstraint(fields=["edition", "title"], name="one_wish_a_title"),)

    def __str__(self) -> str:
        return self.title

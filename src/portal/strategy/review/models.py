"""Reviews with their guests, findings, the words of each finding, motions and votes."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.languages.said import said
from portal.strategy.plan.models import Partner, Strategy, Version
from portal.strategy.review.states import FindingState, GuestState, MotionState, ReviewState, WordingState

MOST_WORDS = 2000


def new_token() -> str:
    """The secret part of an address that one guest, or the wall, is reached by."""
    return secrets.token_urlsafe(24)


class Review(models.Model):
    """A retreat: one version of a strategy, looked at together, and what came of it.

    `snapshot`: the digest of how everything stood, in ground.store; empty until it is frozen. `draft`: where decisions
    are carried; `led_to`: the version that was published from it. `beat` counts its changes, so that screens know.
    `wall`: the secret part of the address that a projector shows.
    """

    strategy = models.ForeignKey(Strategy, on_delete=models.PROTECT, related_name="reviews")
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="reviews")
    number = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    place = models.CharField(max_length=120, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=8, choices=ReviewState, default=ReviewState.PREPARED)
    chair = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="reviews")
    snapshot = models.CharField(max_length=64, blank=True)
    frozen_at = models.DateTimeField(null=True)
    draft = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    led_to = models.ForeignKey(Version, on_delete=models.PROTECT, null=True, related_name="came_from")
    wall = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    beat = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("starts_on", "pk")
        constraints = (
            models.UniqueConstraint(fields=["strategy", "number"], name="one_review_a_number"),
            models.UniqueConstraint(fields=["strategy"], condition=models.Q(state="open"), name="one_open_review"),
            models.CheckConstraint(condition=models.Q(ends_on__gte=models.F("starts_on")), name="review_ends_later"),
        )

    def __str__(self) -> str:
        return said(self.names, "en") or f"{self.strategy} {self.number}"

    @property
    def name(self) -> str:
        """Its name in the language of the reader, or its number."""
        return said(self.names) or str(_("Review %(number)s") % {"number": self.number})

    @property
    def subject(self) -> str:
        """Its name in the ledger."""
        return f"review/{self.strategy.slug}/{self.number}"


class Guest(models.Model):
    """Somebody who was invited, without an account. `token`: the secret part of their address.

    `email` is emptied some time after the review closed. `partner`: for which partner of the strategy they came.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="guests")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    organisation = models.CharField(max_length=120, blank=True)
    partner = models.ForeignKey(Partner, on_delete=models.SET_NULL, null=True, related_name="+")
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=8, default="en")
    token = models.CharField(max_length=40, unique=True, default=new_token, editable=False)
    state = models.CharField(max_length=8, choices=GuestState, default=GuestState.INVITED)
    votes = models.BooleanField(default=True)
    invited_at = models.DateTimeField()
    joined_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["review", "number"], name="one_guest_a_number"),
            models.UniqueConstraint(
                fields=["review", "email"], condition=~models.Q(email=""), name="one_guest_an_address"
            ),
        )

    def __str__(self) -> str:
        return self.handle

    @property
    def handle(self) -> str:
        """What the ledger calls them: nothing of name or address."""
        return f"guest-{self.review_id}-{self.number}"


class FindingKind(models.TextChoices):
    """What somebody found."""

    WENT_WELL = "well", _("What went well")
    HINDERED = "hindered", _("What hindered us")
    LEARNED = "learned", _("What we learned")
    PROPOSAL = "proposal", _("What we propose")


class Finding(models.Model):
    """Something that was found. `part`: `objective/key` or `initiative/key` of the version; empty: the whole.

    `text`: the words that stand; `edition` counts their changes. `guest`: who wrote it first, None where the chair did.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="findings")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=8, choices=FindingKind)
    part = models.CharField(max_length=80, blank=True)
    text = models.TextField(max_length=MOST_WORDS)
    language = models.CharField(max_length=8)
    edition = models.PositiveIntegerField(default=1)
    guest = models.ForeignKey(Guest, on_delete=models.SET_NULL, null=True, related_name="findings")
    state = models.CharField(max_length=7, choices=FindingState, default=FindingState.OPEN)
    joined_with = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="joined")
    at = models.DateTimeField()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["review", "number"], name="one_finding_a_number"),)

    def __str__(self) -> str:
        return f"finding {self.number} of {self.review_id}"


class Wording(models.Model):
    """Words that somebody wrote for a finding; all are kept. `base`: the edition that they had before them."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="wordings")
    text = models.TextField(max_length=MOST_WORDS)
    base = models.PositiveIntegerField()
    state = models.CharField(max_length=7, choices=WordingState)
    guest = models.ForeignKey(Guest, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    decided_by = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.finding}: {self.state}"


class Motion(models.Model):
    """What the guests vote on. `change`: what it would change in the draft; empty where it changes no part of it.

    `change` holds do (add, change, remove), kind, key, base (the edition that its writer saw), values and was (field to
    value, as the plan's fields have them). `yes`, `no`, `abstained`: the votes when it was decided. `fault`: why the
    change could not be carried.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="motions")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    reason = models.TextField(max_length=MOST_WORDS, blank=True)
    language = models.CharField(max_length=8)
    finding = models.ForeignKey(Finding, on_delete=models.SET_NULL, null=True, related_name="motions")
    change = models.JSONField(default=dict)
    state = models.CharField(max_length=9, choices=MotionState, default=MotionState.PREPARED)
    yes = models.PositiveSmallIntegerField(null=True)
    no = models.PositiveSmallIntegerField(null=True)
    abstained = models.PositiveSmallIntegerField(null=True)
    fault = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["review", "number"], name="one_motion_a_number"),)

    def __str__(self) -> str:
        return f"motion {self.number} of {self.review_id}"


class Choice(models.TextChoices):
    """What a vote says."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    ABSTAIN = "abstain", _("I abstain")


class Vote(models.Model):
    """The one vote of a guest on a motion; it can be changed while the motion is open."""

    motion = models.ForeignKey(Motion, on_delete=models.CASCADE, related_name="votes")
    guest = models.ForeignKey(Guest, on_delete=models.CASCADE, related_name="cast")
    choice = models.CharField(max_length=7, choices=Choice)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["motion", "guest"], name="one_vote_a_guest"),)

    def __str__(self) -> str:
        return f"vote of {self.guest_id} on {self.motion_id}"

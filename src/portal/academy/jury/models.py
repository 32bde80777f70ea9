"""Rounds with their criteria, jurors, works and ballots; votes of the public; results, prizes and decided ties."""

from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.academy.jury.states import RoundState, SeatState, ShareState
from portal.academy.programme.models import Crew, Edition, Participant, Work
from portal.ground.languages.said import said


def new_seed() -> str:
    """What all chance in a round comes from; published with the result, so that anybody can deal the works again."""
    return secrets.token_hex(16)


class Method(models.TextChoices):
    """How a work is judged."""

    YES_NO = "yes-no", _("Yes or no")
    STARS = "stars", _("1 to 5 stars for each criterion")
    RANKING = "ranking", _("Ranking")


class Round(models.Model):
    """One round of an edition's jury. `quorum`: ballots a work needs; `patience_days`: after which idleness is noticed.

    `after`: the round whose winners come here, else all works that were handed in. `goes_on`: how many are let through.
    `public_weight`: the percentage of the result that the public decides; `public_limit`: votes a person has.
    `short_reason`: why it was closed though works still waited.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    kinds = models.JSONField(default=list)
    method = models.CharField(max_length=8, choices=Method)
    state = models.CharField(max_length=6, choices=RoundState, default=RoundState.DRAFT)
    after = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="next_rounds")
    quorum = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1), MaxValueValidator(50)])
    seed = models.CharField(max_length=32, default=new_seed, editable=False)
    is_blind = models.BooleanField(default=True)
    hides_titles = models.BooleanField(default=False)
    goes_on = models.PositiveSmallIntegerField(null=True)
    ends_at = models.DateTimeField(null=True)
    patience_days = models.PositiveSmallIntegerField(null=True)
    has_public_vote = models.BooleanField(default=False)
    public_weight = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(100)])
    public_limit = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(10)])
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    short_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["edition", "number"], name="one_round_a_number"),)

    def __str__(self) -> str:
        return f"{self.edition}: {said(self.names, 'en') or self.number}"

    @property
    def name(self) -> str:
        """Its name in the language of the reader, or its number."""
        return said(self.names) or str(_("Round %(number)s") % {"number": self.number})

    @property
    def subject(self) -> str:
        """What the ledger calls it."""
        return f"round/{self.pk}"


class Criterion(models.Model):
    """One thing that is looked at in a work, from 1 to 5 stars. `weight`: how often it counts."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)
    helps = models.JSONField(default=dict)
    weight = models.PositiveSmallIntegerField(default=1, validators=[MinValueValidator(1), MaxValueValidator(100)])

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["round", "number"], name="one_criterion_a_number"),)

    def __str__(self) -> str:
        return said(self.names, "en") or str(self.number)

    @property
    def name(self) -> str:
        """Its name in the language of the reader."""
        return said(self.names)


class Seat(models.Model):
    """A juror in a round. `last_at`: when they last judged; `warned_at`: when they heard that their works move on."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="seats")
    crew = models.ForeignKey(Crew, on_delete=models.SET_NULL, null=True, related_name="seats")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=6, choices=SeatState, default=SeatState.SEATED)
    since = models.DateTimeField()
    last_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["round", "person"], name="one_seat_a_person"),
            models.UniqueConstraint(fields=["round", "number"], name="one_seat_a_number"),
        )

    def __str__(self) -> str:
        return f"seat {self.number} of {self.round_id}"

    @property
    def name(self) -> str:
        """What organisers call the juror."""
        return (self.crew.name if self.crew else "") or self.person.public_name


class Entry(models.Model):
    """A work in a round. `number` is all that a blind jury knows of it. `quorum`: its own, where it differs.

    `picture`: the digest of its picture without what the file said about camera, place and author.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="entries")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    quorum = models.PositiveSmallIntegerField(null=True, validators=[MaxValueValidator(50)])
    picture = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["round", "work"], name="one_entry_a_work"),
            models.UniqueConstraint(fields=["round", "number"], name="one_entry_a_number"),
        )

    def __str__(self) -> str:
        return f"work {self.number} of {self.round_id}"

    @property
    def needed(self) -> int:
        """How many ballots it needs."""
        return self.round.quorum if self.quorum is None else self.quorum


class Share(models.Model):
    """A work that a juror was given. `seen_at`: the juror opened it; `reason`: why it is a conflict."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="shares")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shares")
    state = models.CharField(max_length=8, choices=ShareState, default=ShareState.OPEN)
    given_at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["seat", "entry"], name="one_share_a_juror"),)
        indexes = (models.Index(fields=["entry", "state"], name="share_of_entry"),)

    def __str__(self) -> str:
        return f"share/{self.pk}"


class Ballot(models.Model):
    """What a juror thinks of a work. It counts while its share is judged.

    `marks`: {"yes": bool}, {"stars": {criterion number: 1..5}} or {"place": 1..n}. `note` is read by the jury alone,
    `feedback` by the authors too once the result is signed. `digest` is salted, so that marks cannot be guessed.
    """

    share = models.OneToOneField(Share, on_delete=models.CASCADE, related_name="ballot")
    marks = models.JSONField()
    note = models.TextField(max_length=2000, blank=True)
    feedback = models.TextField(max_length=2000, blank=True)
    version = models.PositiveIntegerField(default=1)
    salt = models.CharField(max_length=32)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"ballot/{self.share_id} version {self.version}"


class TieBreak(models.Model):
    """A decision on works that were equal: `order` holds the numbers of exactly these works, the best first."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="tie_breaks")
    order = models.JSONField()
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.round_id}: {self.order}"


class PublicVote(models.Model):
    """One vote of one person. `voter` is a keyed hash: nobody reads from the table who chose what.

    `slot`: which of the votes that a person has; the database keeps anybody from having more.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="public_votes")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="public_votes")
    voter = models.CharField(max_length=64)
    slot = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["round", "voter", "slot"], name="one_vote_a_slot"),
            models.UniqueConstraint(fields=["entry", "voter"], name="one_vote_a_work"),
        )

    def __str__(self) -> str:
        return f"vote/{self.pk}"


class Result(models.Model):
    """What was signed, to the byte: the result of a round, or the prize table of an edition where `round` is empty."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="jury_results")
    round = models.ForeignKey(Round, on_delete=models.CASCADE, null=True, related_name="results")
    version = models.PositiveSmallIntegerField()
    body = models.TextField()
    digest = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)
    key = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=64)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["round", "version"], condition=models.Q(round__isnull=False), name="one_result_a_version"
            ),
            models.UniqueConstraint(
                fields=["edition", "version"], condition=models.Q(round__isnull=True), name="one_prize_table_a_version"
            ),
        )

    def __str__(self) -> str:
        return self.digest[:12]

    def facts(self) -> dict[str, Any]:
        """What was signed, as a value."""
        import json

        found: dict[str, Any] = json.loads(self.body)
        return found


class Award(models.Model):
    """A prize: its place, its title in three languages, what it is worth and who pays; then who has it, and why.

    `kinds`: the kinds of works it is for, empty for all. `given_at` is empty until the prizes are announced.
    """

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="awards")
    number = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField(null=True)
    names = models.JSONField(default=dict)
    kinds = models.JSONField(default=list)
    value = models.DecimalField(max_digits=10, decimal_places=2, null=True)
    currency = models.CharField(max_length=3, blank=True)
    sponsor = models.CharField(max_length=120, blank=True)
    round = models.ForeignKey(Round, on_delete=models.SET_NULL, null=True, related_name="awards")
    work = models.ForeignKey(Work, on_delete=models.PROTECT, null=True, related_name="awards")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, null=True, related_name="awards")
    reason = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField()
    given_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["edition", "number"], name="one_award_a_number"),)

    def __str__(self) -> str:
        return said(self.names, "en") or str(self.number)

    @property
    def name(self) -> str:
        """Its title in the language of the reader."""
        return said(self.names)

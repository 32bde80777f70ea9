"""What mentors and participants write to each other, what participants wish to hear later, and who comes back."""

from __future__ import annotations

from django.db import models

from portal.academy.after.states import OfferState
from portal.academy.programme.models import Crew, Edition, Participant

LONGEST_NOTE = 4000


class Note(models.Model):
    """Words between one mentor and one participant, read by nobody else; erased with the edition's private data."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="notes")
    mentor = models.ForeignKey(Crew, on_delete=models.CASCADE, related_name="notes")
    is_from_mentor = models.BooleanField()
    text = models.TextField(max_length=LONGEST_NOTE)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("at", "pk")
        indexes = (models.Index(fields=["participant", "mentor", "at"], name="note_of_two"),)

    def __str__(self) -> str:
        return f"note/{self.pk}"


class Alumnus(models.Model):
    """What a participant wants when the edition is over; who has no row hears of their numbers and is on no list.

    `hears`: of their own numbers; `is_listed`: among the alumni, by pseudonym; `is_invited`: to the next edition.
    """

    participant = models.OneToOneField(Participant, on_delete=models.CASCADE, related_name="alumnus")
    hears = models.BooleanField(default=True)
    is_listed = models.BooleanField(default=False)
    is_invited = models.BooleanField(default=False)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"alumnus/{self.participant_id}"


class Told(models.Model):
    """A participant heard of their numbers so many days after the end. `facts`: figure to value, as it was said."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="told")
    days = models.PositiveSmallIntegerField()
    facts = models.JSONField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["participant", "days"], name="told_once"),)

    def __str__(self) -> str:
        return f"told/{self.participant_id}/{self.days}"


class Offer(models.Model):
    """An alumnus who offers to mentor in a later edition. `participant`: who they were when they took part."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="offers")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="offers")
    state = models.CharField(max_length=10, choices=OfferState, default=OfferState.OFFERED)
    made_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["edition", "participant"], name="one_offer_an_alumnus"),)

    def __str__(self) -> str:
        return f"{self.participant} for {self.edition}: {self.state}"

"""Requests, the versions of their letters, and the citizens behind them."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.catalogue.models import Channel, Contact, Target
from portal.request.states import OPEN, RequestState, SignatureState


def new_key() -> str:
    """The secret part of the address that answers to a request are sent to."""
    return secrets.token_hex(10)


class Request(models.Model):
    """One ask to one target; no more than one is open at a time. `due_at`: when somebody should act next."""

    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="requests")
    state = models.CharField(max_length=10, choices=RequestState, default=RequestState.TO_CHECK)
    channel = models.CharField(max_length=8, choices=Channel)
    contact = models.ForeignKey(Contact, on_delete=models.SET_NULL, null=True, related_name="requests")
    language = models.CharField(max_length=8, default="en")
    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    opened_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True, db_index=True)
    due_reason = models.CharField(max_length=100, blank=True)
    sent_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["target"], condition=models.Q(state__in=[str(s) for s in OPEN]), name="one_open_request"
            ),
        )
        indexes = (models.Index(fields=["state", "opened_at"], name="request_queue"),)

    def __str__(self) -> str:
        return f"{self.target}: {self.state}"

    @property
    def is_open(self) -> bool:
        """Whether something can still come of it without being opened anew."""
        return self.state in OPEN


class LetterKind(models.TextChoices):
    """Why a letter is written."""

    FIRST = "first", _("First letter")
    REMINDER = "reminder", _("Reminder")
    ANSWER = "answer", _("Answer")
    THANKS = "thanks", _("Thanks")


class Letter(models.Model):
    """One version of one letter; it is never changed, only followed by the next version.

    `diagnosis` is what it was composed from, `facts` the ids of what it cites. `mail`: the Message-ID it went out
    under; `sent_via` says how it was sent where no server sent it.
    """

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=10, choices=LetterKind, default=LetterKind.FIRST)
    version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=8)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    diagnosis = models.JSONField(default=dict)
    facts = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)
    made_by = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=64, blank=True)
    mail = models.CharField(max_length=200, blank=True)
    sent_via = models.CharField(max_length=8, choices=Channel, blank=True)
    sent_by = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["request", "version"], name="one_letter_a_version"),)
        ordering = ("version",)

    def __str__(self) -> str:
        return f"{self.subject} (version {self.version})"


class Signature(models.Model):
    """A citizen standing behind a request. `words` are the citizen's own, plain and bounded."""

    request = models.ForeignKey(Request, on_delete=models.CASCADE, related_name="signatures")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="signatures"
    )
    handle = models.CharField(max_length=40)
    name = models.CharField(max_length=60, blank=True)
    words = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=SignatureState, default=SignatureState.COUNTS)
    words_shown = models.BooleanField(default=False)
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["request", "handle"], name="one_signature_a_person"),)
        indexes = (models.Index(fields=["request", "state", "-signed_at"], name="signature_latest"),)

    def __str__(self) -> str:
        return f"{self.handle} behind {self.request_id}"


class Follow(models.Model):
    """A person who wants to hear how a target's story goes on."""

    target = models.ForeignKey(Target, on_delete=models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["target", "person"], name="one_follow_a_person"),)

    def __str__(self) -> str:
        return f"{self.person} follows {self.target}"

"""Messages on their way out, and messages that came in; neither is ever deleted by a machine."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.mail.states import OutgoingState


class Outgoing(models.Model):
    """One message to one address. `raw` is rendered once, so every try sends the same bytes and the same Message-ID.

    `about` names what it belongs to, as `kind/id`. `once`: a key that lets the same message be queued only once.
    `taken_until`: a worker that was killed loses its hold then. `error`: what the server, or the machine, said last.
    `provider_id`: the id a mail provider gave it, where one sends our mail.
    """

    message_id = models.CharField(max_length=200, unique=True)
    once = models.CharField(max_length=120, unique=True)
    about = models.CharField(max_length=120, db_index=True)
    recipient = models.CharField(max_length=254)
    raw = models.BinaryField()
    state = models.CharField(max_length=8, choices=OutgoingState, default=OutgoingState.QUEUED)
    tries = models.PositiveSmallIntegerField(default=0)
    send_after = models.DateTimeField()
    taken_until = models.DateTimeField(null=True)
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    provider_id = models.CharField(max_length=200, blank=True, db_index=True)

    class Meta:
        indexes = (models.Index(fields=["state", "send_after"], name="outgoing_queue"),)

    def __str__(self) -> str:
        return f"{self.about} ({self.state})"


class Nature(models.TextChoices):
    """What kind of message came in, as its headers tell."""

    PERSON = "person", _("From a person")
    AUTOMATIC = "automatic", _("Automatic answer")
    BOUNCE = "bounce", _("Came back")
    COMPLAINT = "complaint", _("Complaint")
    OPT_OUT = "opt-out", _("Do not write again")


class Flag(models.TextChoices):
    """What a person should know before reading a message."""

    TOO_LARGE = "too-large", _("Too large: only the beginning was kept")
    FLOOD = "flood", _("One of very many from this sender or to this request")
    UNREADABLE = "unreadable", _("Its head could not be read: see the original")


class Incoming(models.Model):
    """One message as it came in: `sha256` of its kept bytes, which lie in the store, so the same message counts once.

    `key` is set only where the message came to one of our signed reply addresses. `authenticated` is what our own mail
    server found out, None where it did not say. `outgoing`: the message of ours that it answers or brings back.
    `flags` are values of Flag; `size` counts the bytes as they arrived.
    """

    sha256 = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=20)
    envelope_to = models.CharField(max_length=254, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    message_id = models.CharField(max_length=400, blank=True)
    references = models.JSONField(default=list)
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.PERSON)
    key = models.CharField(max_length=20, blank=True)
    authenticated = models.BooleanField(null=True)
    size = models.PositiveIntegerField(default=0)
    flags = models.JSONField(default=list)
    received_at = models.DateTimeField()
    outgoing = models.ForeignKey(Outgoing, on_delete=models.SET_NULL, null=True, related_name="answers")

    class Meta:
        indexes = (
            models.Index(fields=["received_at"], name="incoming_latest"),
            models.Index(fields=["sender", "received_at"], name="incoming_by_sender"),
            models.Index(fields=["key", "received_at"], name="incoming_by_key"),
        )

    def __str__(self) -> str:
        return f"{self.sender} {self.received_at:%Y-%m-%d}"

"""Messages on their way out, and messages that came in; neither is ever deleted by a machine."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.ground.mail.states import OutgoingState


class Outgoing(models.Model):
    """One message to one address. `raw` is rendered once, so every try sends the same bytes and the same Message-ID.

    `about` names what it belongs to, as `kind/id`. `once`: a key that lets the same message be queued only once.
    `taken_until`: a worker that was killed loses its hold then.
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


class Incoming(models.Model):
    """One message as it came in: `sha256` of its bytes, kept in the store, so the same message counts once."""

    sha256 = models.CharField(max_length=64, unique=True)
    source = models.CharField(max_length=20)
    envelope_to = models.CharField(max_length=254, blank=True)
    sender = models.CharField(max_length=254, blank=True)
    message_id = models.CharField(max_length=400, blank=True)
    references = models.JSONField(default=list)
    nature = models.CharField(max_length=10, choices=Nature, default=Nature.PERSON)
    key = models.CharField(max_length=20, blank=True, db_index=True)
    authenticated = models.BooleanField(null=True)
    received_at = models.DateTimeField()
    outgoing = models.ForeignKey(Outgoing, on_delete=models.SET_NULL, null=True, related_name="bounces")

    class Meta:
        indexes = (models.Index(fields=["received_at"], name="incoming_latest"),)

    def __str__(self) -> str:
        return f"{self.sender} {self.received_at:%Y-%m-%d}"

"""Replies to requests, and what came with them."""

from __future__ import annotations

from django.db import models

from portal.ground.mail.models import Incoming
from portal.reply.states import ReplyKind, ReplyState
from portal.request.models import Request


class Reply(models.Model):
    """One message that came in. `text` is private; `shown` is what a person released after redaction.

    `matched_by`: address, references, domain or person. `suggested`, `because`: what the machine thinks and the
    words that made it think so. `kind` is empty until a person decided.
    """

    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="replies")
    incoming = models.OneToOneField(Incoming, on_delete=models.PROTECT, related_name="reply")
    state = models.CharField(max_length=10, choices=ReplyState, default=ReplyState.UNMATCHED)
    matched_by = models.CharField(max_length=12, blank=True)
    match_reason = models.CharField(max_length=300, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    sender_domain = models.CharField(max_length=253, blank=True)
    text = models.TextField(blank=True)
    shown_subject = models.CharField(max_length=300, blank=True)
    shown = models.TextField(blank=True)
    suggested = models.CharField(max_length=14, choices=ReplyKind, default=ReplyKind.UNCLEAR)
    because = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=14, choices=ReplyKind, blank=True)
    decided_by = models.CharField(max_length=64, blank=True)
    received_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["state", "received_at"], name="reply_queue"),)

    def __str__(self) -> str:
        return f"{self.subject or 'no subject'} ({self.state})"


class Attachment(models.Model):
    """A file that came with a reply, kept by its digest. `refused` says why it was not kept; it is never published."""

    reply = models.ForeignKey(Reply, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=200)
    media = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)
    refused = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.name

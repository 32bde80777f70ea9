"""Messages that nobody has taken in yet, in; a reply for each of them out."""

from __future__ import annotations

import logging

from django_tasks import task

from portal.ground.mail.models import Incoming
from portal.reply.acts import take_in, take_in_unread

log = logging.getLogger(__name__)
AT_ONCE = 200


@task()
def read_mail() -> int:
    """Take in what came; how many messages. One that cannot be read is put before people and stops no other."""
    new = list(Incoming.objects.filter(reply=None).order_by("received_at", "pk")[:AT_ONCE])
    for incoming in new:
        try:
            take_in(incoming)
        except Exception:
            log.exception("message %s cannot be read", incoming.pk)
            take_in_unread(incoming, "A machine could not read this message. See the original.")
    return len(new)

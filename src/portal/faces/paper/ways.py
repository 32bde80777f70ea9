"""A request's letter in; the two ways out that need no server of ours: one's own mailbox, and paper."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings
from django.utils import formats
from django.utils import translation as tongues

from portal.catalogue.models import Channel
from portal.faces.paper.letter import Sheet
from portal.request.models import Letter, Request


def mailto(about: Request, letter: Letter) -> str:
    """The address that opens the letter in a person's own mailbox."""
    contact = about.contact
    to = contact.address if contact and contact.channel == Channel.EMAIL else ""
    return f"mailto:{quote(to)}?subject={quote(letter.subject)}&body={quote(letter.body)}"


def sheet(about: Request, letter: Letter) -> Sheet:
    """The letter as it stands on paper."""
    post = about.contact.address if about.contact and about.contact.channel == Channel.POST else ""
    ours = [settings.SITE_NAME, *(line.strip() for line in settings.POSTAL_ADDRESS.split("|") if line.strip())]
    with tongues.override(letter.language):
        date = formats.date_format(letter.sent_at or letter.made_at, "DATE_FORMAT")
    return Sheet(
        sender="\n".join(ours),
        recipient=post or about.target.owner.name,
        date=date,
        subject=letter.subject,
        body=letter.body,
        language=letter.language,
    )

"""A guest and what they must hear in; one mail in their language, queued once, out."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format

from portal.ground.languages import months
from portal.ground.languages.said import said
from portal.ground.mail.acts import queue
from portal.strategy.review.models import Guest

log = logging.getLogger(__name__)


@lru_cache
def texts() -> Mapping[str, Any]:
    """The mails of reviews, each with its subject and its text in three languages."""
    return tomllib.loads((settings.DATA / "strategy" / "mails.toml").read_text(encoding="utf-8"))


def tell(guest: Guest, what: str) -> None:
    """Write to a guest; `what` is a table of data/strategy/mails.toml. Nobody is written to without an address."""
    if not guest.email:
        return
    review, language = guest.review, guest.language
    base = f"{settings.SITE_ADDRESS.rstrip('/')}/{language}"
    with translation.override(language):
        day = months.day(review.starts_on, language) or date_format(review.starts_on, "DATE_FORMAT")
        title = review.name
    facts = {
        "name": guest.name,
        "review": title,
        "strategy": said(review.strategy.names, language) or review.strategy.slug,
        "organisation": review.strategy.organisation,
        "date": day,
        "place": review.place or "–",
        "address": f"{base}/retreat/{guest.token}/",
        "minutes": f"{base}/strategy/{review.strategy.slug}/reviews/{review.number}/",
    }
    parts = ("greeting", what, "end")
    text = "\n\n".join(said(texts()[part]["text"], language).strip().format(**facts) for part in parts) + "\n"
    subject = said(texts()[what]["subject"], language).format(**facts)
    once = f"review/{guest.pk}/{what}/{timezone.now():%Y%m%d%H%M%S%f}"
    try:
        queue(once, f"guest/{guest.pk}", guest.email, subject, text, automatic=True, opt_out=False)
    except ValueError:
        log.warning("nothing can be sent to guest %s: the address is none", guest.pk)

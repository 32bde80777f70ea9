"""Reading: a reply as it came goes in; its newest words, a suggested kind and a text fit for others come out."""

from portal.reply.reading.automatic import is_automatic
from portal.reply.reading.classify import Suggestion, classify
from portal.reply.reading.markup import html_to_text
from portal.reply.reading.newest import newest_part
from portal.reply.reading.redact import Found, Redacted, redact

__all__ = [
    "Found",
    "Redacted",
    "Suggestion",
    "classify",
    "html_to_text",
    "is_automatic",
    "newest_part",
    "redact",
]

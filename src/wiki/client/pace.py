"""How a wiki may be asked flows in, and how long to wait before the next try flows out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

_DICE = random.SystemRandom()


@dataclass(frozen=True)
class Pace:
    """How politely and how patiently a wiki is asked.

    `connections`: requests in flight at once, over the whole process and per host (Wikimedia's limit is 3).
    `maxlag`: seconds that the wiki's copies may lag behind before we wait. `tries`: how often one call is sent at most.
    `first_wait`: seconds before the second try, doubled with every try and shortened by chance. `longest_wait`: the
    longest single wait in seconds, also where the wiki asks for more. `timeout`: seconds that one answer may take.
    `patience`: seconds after which one call gives up, its waits included. `largest`: bytes of one answer at most.
    """

    connections: int = 3
    maxlag: int = 5
    tries: int = 6
    first_wait: float = 1.0
    longest_wait: float = 60.0
    timeout: float = 60.0
    patience: float = 300.0
    largest: int = 64 * 1024 * 1024

    def wait(self, tried: int, asked: float | None) -> float:
        """Seconds to wait after `tried` tries; `asked` is what the wiki asked for, which chance never shortens."""
        grown = min(self.longest_wait, self.first_wait * 2.0 ** (tried - 1))
        if asked is None:
            return grown * _DICE.uniform(0.5, 1.0)
        return min(self.longest_wait, asked + grown * _DICE.uniform(0.0, 0.25))


def retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds that a `Retry-After` header asks for, written as seconds or as a date (RFC 9110, 10.2.3); else None."""
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return float(min(int(text[:9]), 86_400))
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    left = (moment - (now or datetime.now(UTC))).total_seconds()
    return min(max(0.0, left), 86_400.0)

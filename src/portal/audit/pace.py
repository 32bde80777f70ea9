"""How often nothing changed, or nothing could be read, in; how long to wait before the next look out."""

from __future__ import annotations

from datetime import timedelta

WINS = timedelta(days=7)
LOSSES = tuple(timedelta(days=days) for days in (3, 7, 14, 30, 60, 90))
ERRORS = (timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3), timedelta(days=7))


def after_look(unchanged: int, *, has_losses: bool) -> timedelta:
    """Wins are looked at every week for ever; losses less and less often, down to every ninety days."""
    return LOSSES[min(unchanged, len(LOSSES) - 1)] if has_losses else WINS


def after_error(failures: int) -> timedelta:
    """What could not be read is tried again within the hour, then less and less often, down to every week."""
    return ERRORS[min(max(failures, 1) - 1, len(ERRORS) - 1)]

"""A page's revisions with their SHA-1 in; those that were undone by going back to an earlier text, out."""

from __future__ import annotations

from collections.abc import Iterable

RADIUS = 15


def of(revisions: Iterable[tuple[int, str | None]], radius: int = RADIUS) -> set[int]:
    """The revisions between two of equal text that are at most `radius` apart, oldest first; as mwreverts defines it.

    A SHA-1 that is hidden (None) equals no other: such a revision reverts nothing, but can be reverted.
    """
    reverted: set[int] = set()
    seen: list[tuple[int, str | None]] = []
    for rev, sha1 in revisions:
        window = seen[-radius:] if radius else []
        if sha1 is not None:
            for back, (_, earlier) in enumerate(reversed(window)):
                if earlier == sha1:
                    reverted.update(one for one, text in window[len(window) - back :] if text != sha1)
                    break
        seen.append((rev, sha1))
    return reverted

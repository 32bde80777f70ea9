"""What a target has cost so far flows in, and `SpentError` comes out when one of its limits is reached."""

from __future__ import annotations

import time

from listed.sources.errors import MemberError, SpentError
from listed.sources.options import Limits


class Budget:
    """Counts bytes, members and time over one whole target, through all archives inside it.

    Only time spent reading counts: `pause` and `resume` take out what the caller does with a document.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.bytes = 0
        self.members = 0
        self._used = 0.0
        self._since = time.monotonic()

    def pause(self) -> None:
        """Stop the clock while the caller works."""
        self._used += time.monotonic() - self._since

    def resume(self) -> None:
        """Start the clock again."""
        self._since = time.monotonic()

    def read(self, size: int) -> None:
        """Count `size` bytes of output; raise `SpentError` when the target has given more than it may."""
        self.bytes += size
        if self.bytes > self.limits.total:
            raise SpentError(f"more than {in_mib(self.limits.total)} once unpacked")
        if self._used + time.monotonic() - self._since > self.limits.seconds:
            raise SpentError(f"reading took more than {self.limits.seconds:.0f} seconds")

    def member(self) -> None:
        """Count one member; raise `SpentError` when there are too many."""
        self.members += 1
        if self.members > self.limits.members:
            raise SpentError(f"more than {self.limits.members:,} files")

    def check_size(self, size: int) -> None:
        """Raise `MemberError` when one member is larger than a member may be."""
        if size > self.limits.member:
            raise MemberError(f"larger than {in_mib(self.limits.member)}")

    def check_ratio(self, packed: int, unpacked: int) -> None:
        """Raise `MemberError` when `packed` bytes gave so many that only a bomb explains it."""
        if unpacked > self.limits.ratio_from and unpacked > packed * self.limits.ratio:
            raise MemberError(f"unpacks to more than {self.limits.ratio} times its size, as bombs do")


def in_mib(size: int) -> str:
    """A size in bytes as people read it: `256 MiB`."""
    return f"{size / (1 << 20):,.0f} MiB" if size >= 1 << 20 else f"{size:,} bytes"

"""A compressed stream flows in, and its bytes flow out in bounded steps, so that a bomb never fills the memory."""

from __future__ import annotations

import bz2
import lzma
import sys
import zlib
from typing import Protocol

from listed.sources.budget import Budget
from listed.sources.errors import MemberError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_STEP = 1 << 18
_TAKE = 1 << 16
# What a decoder may hold at once: more than any level of xz or zstd needs, less than a hostile header can ask for.
_MEMORY = 512 << 20
_WINDOW_LOG = 27


class Readable(Protocol):
    """All that is needed of a stream here."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; nothing at the end."""
        ...


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gzip:
    """zlib's decoder with the manners of the others: it keeps the input that it has not used yet."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(31)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, max_length)

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail


def _decoder(packing: str) -> _Decoder:
    if packing == "gz":
        return _Gzip()
    if packing == "bz2":
        return bz2.BZ2Decompressor()
    if packing == "xz":
        return lzma.LZMADecompressor(memlimit=_MEMORY)
    return zstd.ZstdDecompressor(options={int(zstd.DecompressionParameter.window_log_max): _WINDOW_LOG})


class Inflate:
    """Reads `raw` as `packing` (gz, bz2, xz or zst), several streams one after the other where there are.

    `read(size)` gives at most `size` bytes and nothing at the end. It raises `MemberError` for damage and for
    bombs, and `SpentError` when the target's budget is used up.
    """

    def __init__(self, raw: Readable, packing: str, budget: Budget) -> None:
        self._raw = raw
        self._packing = packing
        self._budget = budget
        self._decoder = _decoder(packing)
        self._ended = False
        self.packed = 0
        self.unpacked = 0

    def read(self, size: int = _STEP) -> bytes:
        """At most `size` bytes; nothing at the end of the stream."""
        while not self._ended:
            out = self._step(size)
            if out:
                self.unpacked += len(out)
                self._budget.read(len(out))
                self._budget.check_ratio(self.packed, self.unpacked)
                return out
        return b""

    def _step(self, size: int) -> bytes:
        data, wanted = b"", False
        if self._decoder.eof:
            data = self._next_stream()
            if self._ended:
                return b""
        elif self._decoder.needs_input:
            data, wanted = self._raw.read(_TAKE), True
            self.packed += len(data)
        try:
            out = self._decoder.decompress(data, size)
        except (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError, zstd.ZstdError) as error:
            raise MemberError(f"damaged: {error}") from None
        # Looked at after decoding, since zlib may hold output back when its input is used up.
        if wanted and not data and not out and not self._decoder.eof:
            raise MemberError("cut off: the packed data ends too early")
        return out

    def _next_stream(self) -> bytes:
        """The start of a further stream behind one that ended; padding and trailing rubbish end the reading."""
        data = self._decoder.unused_data
        if not data:
            data = self._raw.read(_TAKE)
            self.packed += len(data)
        data = data.lstrip(b"\0")
        if packing_of(data) != self._packing:
            self._ended = True
            return b""
        self._decoder = _decoder(self._packing)
        return data


def packing_of(head: bytes) -> str | None:
    """Which packing the first bytes name: gz, bz2, xz, zst, or None."""
    if head.startswith(b"\x1f\x8b\x08"):
        return "gz"
    if head.startswith(b"BZh") and head[4:10] == b"1AY&SY":
        return "bz2"
    if head.startswith(b"\xfd7zXZ\0"):
        return "xz"
    if head.startswith(b"\x28\xb5\x2f\xfd"):
        return "zst"
    return None

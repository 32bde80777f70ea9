"""The bytes of a message that came back in; whether its address will never work again, out. Pure."""

from __future__ import annotations

import re

LONGEST = 1 << 20
_STATUS = re.compile(rb"(?im)^status:[ \t]{0,10}([245])\.(\d{1,3})\.(\d{1,3})")
# A full mailbox, a message that was too large, or a server that was busy: the address itself may well work.
_PASSING = {(b"2", b"2"), (b"2", b"3"), (b"3", b"1"), (b"3", b"4")}


def is_permanent(raw: bytes) -> bool:
    """Whether a delivery report says that an address will never take mail (RFC 3463, class 5).

    False where it does not say so: then a person decides.
    """
    said = _STATUS.findall(raw[:LONGEST])
    return bool(said) and all(kind == b"5" and (subject, detail) not in _PASSING for kind, subject, detail in said)

"""A web address in; the form in which two addresses of one page are equal, out."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

_ARCHIVED = re.compile(
    r"^(?:https?:)?//(?:web\.)?archive\.(?:org|today|is|ph|fo|md)/(?:web/)?\d{4,14}(?:[a-z]{2}_|\*)?/(.+)$",
    re.IGNORECASE,
)
_FOLLOWERS = ("utm_", "mc_", "pk_", "mtm_", "hsa_", "at_")
_FOLLOWER = frozenset(
    {
        "fbclid",
        "gclid",
        "dclid",
        "yclid",
        "msclkid",
        "igshid",
        "igsh",
        "wbraid",
        "gbraid",
        "_ga",
        "ref_src",
        "cmpid",
        "ocid",
    }
)
_PORTS = {"http": ":80", "https": ":443", "": ""}


def normal(address: str) -> str | None:
    """Host, path and what was asked for; None where it is no address.

    Left out: scheme, `www.`, the usual port, the fragment, names of campaigns and of those who follow readers, a slash
    at the end, and the archive around an archived address.
    """
    archived = _ARCHIVED.match(address)
    if archived:
        address = archived[1] if "//" in archived[1][:8] else "//" + archived[1]
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").rstrip(".")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if not host:
        return None
    try:
        host = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return None
    port = "" if port == _PORTS.get(parts.scheme.lower(), "") else port
    path = quote(unquote(parts.path), safe="/:@!$&'()*+,;=-._~").rstrip("/")
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _FOLLOWER and not name.lower().startswith(_FOLLOWERS)
    )
    return host.removeprefix("www.") + port + path + (f"?{urlencode(asked)}" if asked else "")

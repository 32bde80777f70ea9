"""What somebody typed as an address in; the same address in one form, or a clear refusal, out."""

from __future__ import annotations

import ipaddress
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

LONGEST = 600
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id|igshid|ref_src)$")
_HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$")


class AddressError(ValueError):
    """The address cannot be taken; the words say what to type instead."""


def clean_address(typed: str) -> str:
    """A public web address, in one form: scheme, lower-case host, path, query without tracking.

    Raises AddressError for what is no such address: other schemes, names with a password, numbers, inner names.
    """
    typed = typed.strip()
    if not typed or len(typed) > LONGEST or re.search(r"[\s\x00-\x1f\x7f\\]", typed):
        raise AddressError(
            "Type the address of the page as your browser shows it, such as https://example.org/sign-up."
        )
    if "://" not in typed and not re.match(r"^[a-z]+:", typed, re.IGNORECASE):
        typed = "https://" + typed
    try:
        parts = urlsplit(typed)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise AddressError("This is not the address of a web page.") from error
    if parts.scheme.lower() not in ("http", "https"):
        raise AddressError("The address must begin with https:// or http://.")
    if parts.username is not None or parts.password is not None or port not in (None, 80, 443):
        raise AddressError("Leave out names, passwords and port numbers from the address.")
    return urlunsplit((parts.scheme.lower(), _public(host), parts.path or "/", _query(parts.query), ""))


def _public(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        pass
    else:
        raise AddressError("Give the name of the site, not a number.")
    try:
        name = host.encode("idna").decode("ascii").lower()
    except UnicodeError as error:
        raise AddressError("This is not the name of a site.") from error
    if not _HOST.match(name) or name.endswith((".local", ".internal", ".localhost", ".test", ".invalid", ".onion")):
        raise AddressError("This is not the name of a public site.")
    return name


def _query(query: str) -> str:
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(name)]
    return urlencode(kept)

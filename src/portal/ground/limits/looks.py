"""A deed and a doer in; how often it was done in the present window out."""

from __future__ import annotations

import ipaddress
from datetime import datetime

from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.ground.limits.models import Count


def doer_key(deed: str, doer: str) -> str:
    """The keyed hash under which a doer is counted, another for each deed, so that counts cannot be joined."""
    return salted_hmac("portal.ground.limits", f"{deed}\0{doer}", algorithm="sha256").hexdigest()


def window_at(now: datetime, seconds: int) -> int:
    """The number of the window a moment lies in."""
    return int(now.timestamp()) // seconds


def count(deed: str, doer: str, seconds: int) -> int:
    """How often it was done in the window of now."""
    key = {"deed": deed, "doer": doer_key(deed, doer), "window": window_at(timezone.now(), seconds)}
    return Count.objects.filter(**key).values_list("count", flat=True).first() or 0


def network(address: str) -> str:
    """The network that an address counts for: an IPv4 address itself, of IPv6 the /64 that one household has."""
    try:
        ip = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return "unknown"
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return str(ip.ipv4_mapped)
        return str(ipaddress.ip_network((ip, 64), strict=False))
    return str(ip)

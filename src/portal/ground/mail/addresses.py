"""A request's key, a letter or a citizen's address in; our own signed addresses for it out, and back again."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

_KEY = re.compile(r"[a-z0-9]{1,20}")
_REPLY = re.compile(r"reply[+-]([a-z0-9]{1,20})-([0-9a-f]{16})")
_TOKEN = re.compile(r"(bounce|opt-out)[+-]([0-9a-f]{32})")
_OPT_OUT = Signer(salt="portal.mail.opt-out")


def reply_address(key: str) -> str:
    """The address that answers to one request come to. Raises ValueError for a key of other letters than a-z, 0-9."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"a reply key is 1 to 20 small letters and digits, not {key!r}")
    return f"reply{settings.MAIL_TAG}{key}-{_sign(key)}@{settings.MAIL_DOMAIN}"


def key_of(address: str) -> str | None:
    """The key an address of ours was made for, in whatever case it came back; None where the signature is not ours."""
    match = _REPLY.fullmatch(_local(address))
    if not match:
        return None
    key, signature = match.groups()
    return key if constant_time_compare(signature, _sign(key)) else None


def message_token(once: str) -> str:
    """32 digits that nobody can guess who has not seen the message: the heart of its Message-ID, always the same."""
    return salted_hmac("portal.mail.message", once, algorithm="sha256").hexdigest()[:32]


def message_id(once: str) -> str:
    """The Message-ID of the message that is queued under this key."""
    return f"<{message_token(once)}@{settings.MAIL_DOMAIN}>"


def bounce_address(message: str) -> str:
    """The envelope sender of the message with this Message-ID, so that what comes back names it."""
    return f"bounce{settings.MAIL_TAG}{_heart(message)}@{settings.MAIL_DOMAIN}"


def opt_out_address(message: str) -> str:
    """Where a mail program writes to when its reader presses “unsubscribe” on the message with this Message-ID."""
    return f"opt-out{settings.MAIL_TAG}{_heart(message)}@{settings.MAIL_DOMAIN}"


def message_of(address: str) -> tuple[str, str] | None:
    """What an address of ours is for, `bounce` or `opt-out`, and the Message-ID it was made from; else None."""
    match = _TOKEN.fullmatch(_local(address))
    return (match[1], f"<{match[2]}@{settings.MAIL_DOMAIN}>") if match else None


def opt_out_token(address: str) -> str:
    """A signed token that stands for an address; it goes into the page that stops all mail to it."""
    return _OPT_OUT.sign_object(address.strip().lower())


def opted_out(token: str) -> str | None:
    """The address a token stands for; None where we did not make the token."""
    try:
        address = _OPT_OUT.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    return address if isinstance(address, str) else None


def opt_out_page(address: str) -> str:
    """The page, and the one-click target (RFC 8058), that stops all mail to an address."""
    return settings.SITE_ADDRESS.rstrip("/") + settings.OPT_OUT_PATH.format(token=opt_out_token(address))


def _sign(key: str) -> str:
    return salted_hmac("portal.mail.reply", key, algorithm="sha256").hexdigest()[:16]


def _local(address: str) -> str:
    return address.strip().strip("<>").lower().rpartition("@")[0]


def _heart(message: str) -> str:
    return message.strip("<>").partition("@")[0]

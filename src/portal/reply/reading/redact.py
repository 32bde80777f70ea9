"""A reply goes in; the same text with visible marks in place of personal data comes out, for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from portal.reply.reading.names import after_farewell, after_greeting

MARK = "[…: {kind}]"
"""What stands in place of what was taken out."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was taken out: its kind, and the text as it was, for the person who confirms. Never publish it."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Redacted:
    """A text with marks in place of personal data, and what was taken out, in the order of the passes."""

    text: str
    found: tuple[Found, ...]


_LINK = re.compile(r"(?i)\b(?:https?|ftp)://[^\s<>\"\]]{1,2000}|\bwww\.[^\s<>\"\]]{1,2000}")
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\s?[(\[]\s?(?:at|@)\s?[)\]]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_IBAN = re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?![A-Za-z0-9])")
_PHONE = re.compile(r"(?<![\w+.,/-])\(?(?:\+|00)?\(?\d[\d ().\u00a0/-]{5,24}\d(?![\w-])")
_DATE = re.compile(
    r"\(?(?:\d{4}[-./ ]{1,2}\d{1,2}[-./ ]{1,2}\d{1,2}|\d{1,2}[-./ ]{1,2}\d{1,2}[-./ ]{1,2}\d{4})[. ]{0,2}"
    r"(?:\d{1,2}(?:[.:]\d{2})?)?\)?"
)
_TICKET = re.compile(
    r"(?i)(?<!\w)(?:ticket|case|request|reference|ref|vorgang|vorgangsnummer|ticketnummer|aktenzeichen|dossier|demande"
    r"|tiketa|tiketës|referenca|тикет|тикета|предмет|захтев|broj)(?:[ -]?(?:id|no|nr|number|nummer|numéro|numri|број))?"
    r"(?:[.:# \[(-]{1,4})(?=[\w-]{0,30}\d{3})([A-Z0-9][\w-]{3,40})|\[(?:#|ref[:_]|case[:_])[^\]\n]{3,60}\]"
    r"|##-[^\n]{1,80}?-##|(?<!\w)ref:[\w.!:-]{8,60}:ref(?!\w)"
)
_STREET = (
    r"\w{2,30}(?:straße|strasse|str\.|weg|platz|allee|gasse) ?\d{1,4} ?[a-z]?"
    r"|\d{1,5}(?:[ -]\d{1,4})?,? (?:[\w'’.-]{1,30} ){1,4}"
    r"(?:street|st\.|road|rd\.|avenue|ave\.|lane|drive|square|blvd\.?)"
    r"|\d{1,5}(?: ?(?:bis|ter))?,? (?:rue|avenue|boulevard|place|quai|chemin|impasse)"
    r" [\w'’.-]{1,30}(?:[ ,]{1,2}[\w'’.-]{1,30}){0,4}"
    r"|(?:via|viale|piazza|corso|calle|avenida|plaza) (?:[\w'’.-]{1,30},? ){1,4}(?:n[.º°]? ?)?\d{1,5}"
    r"|(?:rruga|rr\.|bulevardi|sheshi|ulica|ul\.|bulevar|trg|улица|ул\.|булевар|трг)"
    r" (?:[\"„“”']?[\w'’.-]{1,30}[\"”“']?,? ){1,5}?(?:nr\.?|бр\.?|br\.?|p\.n\.|b\.b\.)? ?\d{1,5}[a-zа-ш]?"
    r"|(?:p\. ?o\. ?box|po box|postfach|boîte postale|bp|casella postale|apartado|kutia postare|поштански фах) \d{1,6}"
)
_PLACE = r"(?:[A-Z]{1,2}-)?\d{4,6} [A-ZÀ-ŽА-Ш]\w{2,30}(?:[ -][A-ZÀ-ŽА-Ш]\w{2,30}){0,2}"
_CODED = r"(?:[A-Z]{1,2}-\d{4,6}|\d{5}) [A-ZÀ-ŽА-Ш]\w{2,30}"
_BRITISH = r"[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}"
_ADDRESS = re.compile(
    rf"(?<!\w)(?i:{_STREET})(?!\w)(?:[ ,;\n]{{1,3}}{_PLACE})?|(?<![\w.,+-]){_CODED}|(?<!\w){_BRITISH}(?!\w)"
)


def redact(text: str, secrets: Iterable[str] = ()) -> Redacted:
    """Return the text with marks in place of personal data.

    Looks for links that hold a key, mail addresses, bank accounts, ticket numbers, phone numbers, postal addresses,
    and names after greetings and before the end. `secrets`: further strings that must never be shown, such as our own
    reply address or the sender's name; those of fewer than three letters are ignored. A machine misses things: a person
    confirms before anything is public.
    """
    found: list[Found] = []

    def take(kind: str, keep: Callable[[str], bool] = lambda _: False) -> Callable[[re.Match[str]], str]:
        def instead(hit: re.Match[str]) -> str:
            if keep(hit[0]):
                return hit[0]
            found.append(Found(kind, hit[0]))
            return MARK.format(kind=kind)

        return instead

    hidden = sorted({secret.strip() for secret in secrets if len(secret.strip()) >= 3}, key=len, reverse=True)
    if hidden:
        pattern = re.compile("(?i)" + "|".join(rf"(?<!\w){re.escape(secret)}(?!\w)" for secret in hidden))
        text = pattern.sub(take("private"), text)
    text = _LINK.sub(take("link", _is_plain_link), text)
    text = _MAIL.sub(take("e-mail address"), text)
    text = _IBAN.sub(take("bank account", lambda hit: sum(map(str.isdigit, hit)) < 8), text)
    text = _TICKET.sub(take("ticket number"), text)
    text = _ADDRESS.sub(take("postal address"), text)
    text = _PHONE.sub(take("phone number", _is_no_phone), text)
    for names in (after_greeting, after_farewell):
        text, taken = names(text, MARK.format(kind="name"))
        found += [Found("name", name) for name in taken]
    return Redacted(text, tuple(found))


def _is_plain_link(link: str) -> bool:
    """Say whether a link names a page and nothing that could be a key to somebody's account."""
    try:
        parts = urlsplit(link if "://" in link else f"https://{link}")
    except ValueError:
        return False
    if parts.query or parts.username or len(parts.fragment) > 20 or "%40" in link or "@" in link:
        return False
    return not any(_is_key(piece) for piece in parts.path.split("/"))


def _is_key(piece: str) -> bool:
    # Long words joined by hyphens are a title; long runs of letters and digits are a key.
    return any(len(run) >= 16 and any(map(str.isdigit, run)) for run in re.split(r"[-_.]", piece)) or len(piece) >= 100


def _is_no_phone(hit: str) -> bool:
    digits = sum(map(str.isdigit, hit))
    return not 7 <= digits <= 15 or _DATE.fullmatch(hit.strip()) is not None

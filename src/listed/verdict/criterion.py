"""A list in, the criterion it is looked at for out."""

from __future__ import annotations

import re

from listed.lists.places import PlaceList

_WORDS = re.compile(r"[a-z]+|[^\W\d_a-z]+", re.IGNORECASE)
_NATIONALITY = re.compile(
    r"\bnationalit|\bnational(?!\s*(?:park|id|number|ident))|citizen|staatsangeh|nacionalidad|nazionalit|narodnost|shtetësi|državljan"
    r"|obywatel|nationaliteit|cittadinanza|гражданств|держављан|uyruk|demonym"
)
_PHONE = re.compile(
    r"phone|dial|calling|telefon|\btel\b|mobile|prefix(?!es?\b.*(?:css|class))|country-?code-?(?:number|phone)|msisdn|whatsapp|intl-?tel"
    r"|iti_"
)
_TIMEZONE = re.compile(r"time-?\s?zone|\btz\b|zoneinfo|iso3166\.tab|zone1970|zone\.tab")
_CURRENCY = re.compile(r"currenc|iso-?4217|\bmoney")
_IBAN = re.compile(r"\biban|\bbic\b|\bsepa\b")
_MAP = re.compile(
    r"geo-?json|topo-?json|(?:^|/| )maps? |topology|geometr|\bworld-?atlas|\bfeatures\b|\bborders\b|\bkgm\b"
)
_FLAG = re.compile(r"\bflags?\b|emoji|\bflag-")
_LOCALE = re.compile(r"\blocales?\b.{0,20}$")
_MOST_COLUMNS_OF_A_PHONE_LIST = 5
_PLUS = re.compile(r"\+\s?\d{1,3}\b|\(\s?00\d{2,3}\)")


def criterion_of(places: PlaceList) -> str:
    """One of the criteria of docs/rooms.md, from what the rows hold first and from the words around them second."""
    if places.other:
        return "other" if places.other == "calendar" else places.other
    hint = _spaced(places.table.hint + " " + " ".join(unread(places)))
    kinds = places.kinds
    if "demonym" in kinds and "name" not in kinds:
        return "nationality"
    if _NATIONALITY.search(hint):
        return "nationality"
    if _is_phone(places, hint):
        return "phone-code"
    for word, pattern in (("iban", _IBAN), ("currency", _CURRENCY), ("timezone", _TIMEZONE), ("map", _MAP)):
        if pattern.search(hint):
            return word
    if kinds == {"flag"} or (places.table.form == "directory" and _FLAG.search(hint)):
        return "flag"
    if kinds <= {"flag", "name"} and _FLAG.search(hint):
        return "flag"
    return "country"


def unread(places: PlaceList) -> list[str]:
    """The few cells that are no places: prompts and headings, which tell what the list is for."""
    unknown = [index for index, ids in enumerate(places.rows[:400]) if not ids]
    cells = [places.cell(name, index) for index in unknown for name in (places.label, places.value)]
    return [cell for cell in cells if cell][:24] if len(cells) < len(places.rows) // 2 else []


def _spaced(hint: str) -> str:
    """A hint in lower case with its camelCase, dots and underscores taken apart."""
    spaced = re.sub(r"([a-z])([A-Z])", r"\1 \2", hint)
    return re.sub(r"[_/\[\]().]+", " ", spaced).lower()


def _is_phone(places: PlaceList, hint: str) -> bool:
    if "calling" in places.kinds:
        # A record with much else in it is one of a country, though its calling code is there too.
        return len(places.table.columns) <= _MOST_COLUMNS_OF_A_PHONE_LIST or bool(_PHONE.search(hint))
    cells = places.table.columns.get(places.label, ())
    sample = cells[:: max(1, len(cells) // 40)]
    plus = sum(_PLUS.search(cell) is not None for cell in sample)
    if sample and plus * 2 > len(sample):
        return True
    # In data, the words around a literal say little: a table of phone formats has a key `country` somewhere as well.
    around = hint if places.table.form == "control" else _spaced(" ".join(unread(places)))
    return bool(_PHONE.search(around))

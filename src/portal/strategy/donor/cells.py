"""Cells of a spreadsheet, as people and office programs write them, in; dates, numbers and texts out. Pure."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.strategy.donor import pieces

_DAY = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})\.?")
_YES = frozenset(("1", "true", "yes", "po", "da", "да", "x"))
_NO = frozenset(("", "0", "false", "no", "jo", "ne", "не"))
_MANY = 0.3


def text(cell: Any) -> str:
    """A text in one piece; a number without the idle zero that office programs add."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def day(cell: Any) -> str | None:
    """A date as ISO 8601: 2026-07-31, 31.7.2026 or 31/7/2026. Raises ValueError for anything else that is there."""
    if isinstance(cell, dt.datetime | dt.date):
        return cell.isoformat()[:10]
    told = text(cell)
    if not told:
        return None
    try:
        if found := _DAY.fullmatch(told):
            date, month, year = (int(part) for part in found.groups())
            return dt.date(year, month, date).isoformat()
        return dt.date.fromisoformat(told[:10]).isoformat()
    except ValueError as error:
        raise ValueError(_("Write the day like 2026-07-31.")) from error


def number(cell: Any) -> str | None:
    """A number without idle zeros; 45 % is 0.45. Raises ValueError where it is none, or could be two.

    `1,234` could be a thousand and more, or one and a bit.
    """
    if isinstance(cell, bool):
        raise ValueError(_("This is not a number."))
    if isinstance(cell, int | float):
        return _plain(repr(cell))
    told = text(cell).replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("\N{NARROW NO-BREAK SPACE}", "")
    if not told:
        return None
    if told.endswith("%"):
        return _plain(f"{_plain(_with_point(told[:-1]))}E-2")
    return _plain(_with_point(told))


def flag(cell: Any) -> bool:
    """Yes or no; nothing is no. Raises ValueError for anything else."""
    told = "1" if cell is True else "" if cell is False else text(cell).lower()
    if told in _YES or told in _NO:
        return told in _YES
    raise ValueError(_("Write yes or no."))


def decoded(body: bytes) -> str:
    """The text of a file by its byte order mark, else UTF-8, else the Windows code page that its letters suggest."""
    if body.startswith((b"\xff\xfe", b"\xfe\xff")):
        return body.decode("utf-16", errors="replace")
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    letters = [byte for byte in body if byte >= 0x80 or chr(byte).isalpha()]
    high = sum(1 for byte in letters if byte >= 0x80)
    page = "windows-1251" if high > _MANY * len(letters) else "windows-1250"  # Cyrillic is nearly all above 127
    return body.decode(page, errors="replace")


def _with_point(told: str) -> str:
    points, commas = told.count("."), told.count(",")
    if points and commas:
        thousands, decimal = (",", ".") if told.rfind(".") > told.rfind(",") else (".", ",")
        return told.replace(thousands, "").replace(decimal, ".")
    if points > 1 or commas > 1:
        return told.replace(".", "").replace(",", "")
    if commas and len(told.rpartition(",")[2]) == 3:
        raise ValueError(_("Write the number without a separator of thousands."))
    return told.replace(",", ".")


def _plain(told: str) -> str:
    made = pieces.number(told)
    if made is None:
        raise ValueError(_("This is not a number."))
    return made

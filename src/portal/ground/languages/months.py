"""A day in; the day as Albanian and Serbian write it out, which Django's own names of months do not give.

Albanian writes months small, Serbian in the genitive; Django knows neither. Other languages are Django's.
"""

from __future__ import annotations

from datetime import date

from portal.ground.languages.script import to_latin

SQ = ("janar", "shkurt", "mars", "prill", "maj", "qershor", "korrik", "gusht", "shtator", "tetor", "nëntor", "dhjetor")
SR = (
    "јануара", "фебруара", "марта", "априла", "маја", "јуна",
    "јула", "августа", "септембра", "октобра", "новембра", "децембра",
)  # fmt: skip


def day(value: date, language: str) -> str:
    """The day in the language; empty for a language that Django writes well itself."""
    if language == "sq":
        return f"{value.day} {SQ[value.month - 1]} {value.year}"
    if language in {"sr", "sr-latn"}:
        written = f"{value.day}. {SR[value.month - 1]} {value.year}."
        return written if language == "sr" else to_latin(written)
    return ""

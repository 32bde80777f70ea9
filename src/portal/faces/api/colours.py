"""The style sheets of the portal in; the same colours for pictures that stand alone, in light, out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_SHEETS = Path(__file__).resolve().parents[1] / "static" / "portal" / "css"
_TOKEN = re.compile(r"--([\w-]+): (?:light-dark\((#[0-9a-f]{3,8}), [^)]*\)|(#[0-9a-f]{3,8}));")


@cache
def tokens() -> dict[str, str]:
    """Each colour by its name."""
    sheet = (_SHEETS / "tokens.css").read_text(encoding="utf-8")
    return {name: light or plain for name, light, plain in _TOKEN.findall(sheet)}


@cache
def style() -> str:
    """A style sheet for a chart that no page surrounds; it loads nothing."""
    named = "".join(f"--{name}:{colour};" for name, colour in tokens().items())
    charts = re.sub(r"/\*.*?\*/", "", (_SHEETS / "charts.css").read_text(encoding="utf-8"), flags=re.DOTALL)
    return f":root{{{named}--sans:'Source Sans 3',system-ui,sans-serif;font-family:var(--sans)}}" + charts

"""The name of an icon in, its drawing out: strokes on a field of 16 by 16, in the colour of the text around it."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

BOX = '<rect x="1.75" y="1.75" width="12.5" height="12.5" rx="1.5"/>'
DASHED = '<rect x="1.75" y="1.75" width="12.5" height="12.5" rx="1.5" stroke-dasharray="2.6 2.4"/>'

# An entry in a list is a box: ticked, ticked with a note, inside another one, half, empty, left out, unknown.
DRAWINGS = {
    "listed": BOX + '<path d="m4.75 8.25 2.25 2.25 4.25-5"/>',
    "qualified": BOX + '<path d="M8 4.75v6.5M5.2 6.4l5.6 3.2M10.8 6.4 5.2 9.6"/>',
    "under-serbia": BOX + '<rect x="6" y="6" width="5.5" height="5.5" fill="currentColor"/>',
    "mixed": BOX + '<path d="M2 2h6v12H2z" fill="currentColor" stroke="none"/>',
    "missing": DASHED + '<path d="M5.5 8h5"/>',
    "not-expected": BOX + '<path d="M5 8h6"/>',
    "unclear": '<path d="M5.25 5.75a2.75 2.75 0 1 1 4.2 2.35C8.5 8.7 8 9.2 8 10.25"/><path d="M8 13.1v.1"/>',
    "menu": '<path d="M2 4h12M2 8h12M2 12h12"/>',
    "close": '<path d="m3.5 3.5 9 9m0-9-9 9"/>',
    "arrow": '<path d="M2.5 8h11M9 3.5 13.5 8 9 12.5"/>',
    "back": '<path d="M13.5 8h-11M7 3.5 2.5 8 7 12.5"/>',
    "good": '<circle cx="8" cy="8" r="6.25"/><path d="m5.25 8.25 2 2 3.5-4.25"/>',
    "note": '<circle cx="8" cy="8" r="6.25"/><path d="M8 7.25v4M8 4.7v.1"/>',
    "care": '<path d="M8 1.75 14.75 14H1.25z"/><path d="M8 6.25v3.5M8 11.9v.1"/>',
    "search": '<circle cx="7" cy="7" r="4.75"/><path d="m10.5 10.5 3.75 3.75"/>',
    "letter": '<path d="M1.75 3.5h12.5v9H1.75z"/><path d="m2 4 6 5 6-5"/>',
    "share": '<path d="M8 10V1.75M4.75 4.75 8 1.5l3.25 3.25M4 7.5H2.75v6.75h10.5V7.5H12"/>',
    "download": '<path d="M8 1.75V10M4.75 7 8 10.25 11.25 7M2.5 13.75h11"/>',
    "follow": '<path d="M3.75 11V7a4.25 4.25 0 0 1 8.5 0v4l1 1.25H2.75zM6.5 14.25h3"/>',
    "again": '<path d="M13.25 8a5.25 5.25 0 1 1-1.6-3.75M13.5 1.75v3h-3"/>',
    "person": '<circle cx="8" cy="5" r="3"/><path d="M2.25 14.25C2.75 11 5 9.75 8 9.75s5.25 1.25 5.75 4.5"/>',
}


def drawing(name: str, css: str = "icon") -> SafeString:
    """The icon as inline SVG, hidden from readers of the page aloud: the word beside it says the same.

    Raises KeyError for a name that is not drawn.
    """
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        css,
        mark_safe(DRAWINGS[name]),  # noqa: S308
    )

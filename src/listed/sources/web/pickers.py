"""A rendered page flows in, and the lists that only show when somebody opens them flow out, the page left as it was."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from listed.lists.document import Document
from listed.sources.errors import Unread

if TYPE_CHECKING:
    from playwright.sync_api import ElementHandle, Frame, Page

_MEDIA = "text/html; charset=utf-8"
_PICKERS = '[role="combobox"], [aria-haspopup="listbox"]'
_MOST = 24
_WAIT = 1.5

# What components keep in open shadow roots is written out behind the page, where a reader of plain HTML finds it.
_SERIALISE = """() => {
  const roots = [];
  const visit = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) { roots.push(element.shadowRoot); visit(element.shadowRoot); }
    }
  };
  visit(document);
  const page = document.documentElement;
  const shadows = roots.map((root) => `<section data-shadow-of="${root.host.localName}">${root.innerHTML}</section>`);
  return `<!doctype html><html lang="${page.lang || ''}">${page.innerHTML}${shadows.join('')}</html>`;
}"""

_LISTS = """() => [...document.querySelectorAll('[role="listbox"], [role="menu"], [role="grid"], [role="tree"]')]
  .filter((list) => list.querySelector('[role="option"], [role^="menuitem"], [role="row"], [role="treeitem"], li'))
  .map((list) => list.outerHTML)"""

_CLOSED = """(element) => element.getAttribute('aria-expanded') !== 'true' && element.tagName !== 'SELECT'
  && !element.disabled && element.getClientRects().length > 0"""


def serialise(frame: Frame) -> str:
    """A frame's document as HTML, as its scripts left it."""
    return str(frame.evaluate(_SERIALISE))


def open_pickers(page: Page, deadline: float, limit: int) -> list[Document | Unread]:
    """Open each closed picker in turn; a list that appears is a document (`list/1`), at most `limit` bytes each."""
    from playwright.sync_api import Error

    found: list[Document | Unread] = []
    seen: set[str] = set()
    address = page.url
    for frame in page.frames:
        try:
            seen.update(frame.evaluate(_LISTS))
            pickers = frame.query_selector_all(_PICKERS)[:_MOST]
        except Error:
            continue
        for picker in pickers:
            if time.monotonic() > deadline or page.url != address:
                return found
            for html in _open(frame, picker, seen):
                path = f"list/{len(found) + 1}"
                data = html.encode("utf-8", "replace")
                found.append(Document(path, data, _MEDIA) if len(data) <= limit else Unread(path, "larger than a page"))
    return found


def _open(frame: Frame, picker: ElementHandle, seen: set[str]) -> list[str]:
    """The lists that one picker brings up and that were not there before."""
    from playwright.sync_api import Error

    new: list[str] = []
    try:
        if not picker.evaluate(_CLOSED):
            return []
        picker.click(timeout=1000, no_wait_after=True)
        new = _appeared(frame, seen)
        if not new:
            # Many pickers open with this key where a click only puts the cursor in.
            picker.press("ArrowDown", timeout=500, no_wait_after=True)
            new = _appeared(frame, seen)
    except Error:
        pass
    finally:
        _restore(picker)
    seen.update(new)
    return new


def _appeared(frame: Frame, seen: set[str]) -> list[str]:
    until = time.monotonic() + _WAIT
    while time.monotonic() < until:
        frame.page.wait_for_timeout(100)
        lists: list[Any] = frame.evaluate(_LISTS)
        if new := [str(html) for html in lists if html not in seen]:
            # Some fill in after they show.
            frame.page.wait_for_timeout(200)
            lists = frame.evaluate(_LISTS)
            return [str(html) for html in lists if html not in seen] or new
    return []


def _restore(picker: ElementHandle) -> None:
    from playwright.sync_api import Error

    try:
        picker.press("Escape", timeout=500, no_wait_after=True)
    except Error:
        pass

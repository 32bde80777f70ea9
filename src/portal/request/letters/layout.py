"""The parts of a letter go in, its body as the channel wants it comes out: wrapped text, a form's text, Markdown."""

from __future__ import annotations

import textwrap

from portal.request.letters.letter import Part

WIDTH = 72
FENCE = "```"


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    # An address or a piece of code that is cut in two is of no use to anybody.
    return textwrap.fill(
        text, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _plain(part: Part) -> str:
    match part.shape:
        case "list" | "notes":
            return "\n".join(_wrapped(line, "- ", "  ") for line in part.text.split("\n"))
        case "code":
            return textwrap.indent(part.text, "    ")
        case "quote":
            return _wrapped(part.text, "> ", "> ")
        case "lines":
            return part.text
        case _:
            return _wrapped(part.text)


def _unwrapped(part: Part) -> str:
    match part.shape:
        case "list" | "notes":
            return "\n".join(f"- {line}" for line in part.text.split("\n"))
        case "code":
            return textwrap.indent(part.text, "    ")
        case "quote":
            return f"> {part.text}"
        case _:
            return part.text


def _calm(text: str) -> str:
    """Return text that a tracker shows as it is: no tag, no mention of an account, no link to another issue."""
    for letter, shown in (("&", "&amp;"), ("<", "&lt;"), ("@", "&#64;"), ("*", "\\*"), ("`", "\\`"), ("_", "\\_")):
        text = text.replace(letter, shown)
    return text


def _calm_around_addresses(text: str) -> str:
    words = (word if word.startswith(("https://", "http://")) else _calm(word) for word in text.split(" "))
    return " ".join(words)


def _markdown(part: Part) -> str:
    if part.shape == "code":
        fence = FENCE
        while fence in part.text:
            fence += "`"
        return f"{fence}\n{part.text}\n{fence}"
    text = _calm_around_addresses(part.text)
    match part.shape:
        case "heading":
            return f"### {text}"
        case "list":
            return "\n".join(f"- {line}" for line in text.split("\n"))
        case "notes":
            # Another sign than a list's, or both would be shown as one list.
            return "\n".join(f"* {line}" for line in text.split("\n"))
        case "checks":
            return "\n".join(f"- [ ] {line}" for line in text.split("\n"))
        case "quote":
            return f"> {text}"
        case _:
            return text


def lay_out(parts: tuple[Part, ...], channel: str) -> str:
    """Return the body: 72 columns for mail and paper, one line a paragraph for forms, Markdown for trackers."""
    shape = {"form": _unwrapped, "tracker": _markdown}.get(channel, _plain)
    return "\n\n".join(shape(part) for part in parts) + "\n"

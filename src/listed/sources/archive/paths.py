"""A member's name as an archive gives it flows in; a clean path, or the reason to refuse it, flows out."""

from __future__ import annotations

import re

from listed.sources.errors import MemberError

# Pictures, fonts, sound, film and PDF: their names matter (a folder of flags), their bytes hold no list.
_NO_TEXT = re.compile(
    r"\.(?:png|jpe?g|jpe|gif|webp|avif|heic|ico|icns|bmp|tiff?|psd|xcf|woff2?|[to]tf|eot|ttc|pfb|pdf"
    r"|mp[34]|m4[av]|webm|og[gav]|opus|wav|flac|aac|avi|mov|mkv|wmv|swf|blend|glb)",
    re.IGNORECASE,
)

# As Linux has it (PATH_MAX); other archives inside this one may add to it.
_LONGEST = 4096
_DRIVE = re.compile(r"[A-Za-z]:")


def has_no_text(path: str) -> bool:
    """True when the name says that the bytes are a picture, a font, sound, film or a PDF."""
    return _NO_TEXT.fullmatch(path, max(path.rfind("."), 0)) is not None


def printable(name: str) -> str:
    """The name with bytes that are no text replaced, so that it can be printed and written as JSON."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def clean_path(name: str, strip: int = 0) -> str:
    """The member's path with `/` between folders and the first `strip` folders taken off.

    Raises `MemberError` when the name would leave the archive's folder. Nothing is ever written under such a name;
    it is refused because whoever wrote it wanted something else than to ship a list.
    """
    if len(name) > _LONGEST:
        raise MemberError("its name is longer than a name may be")
    name = printable(name)
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    if name.startswith(("/", "\\")) or _DRIVE.match(name) or ".." in parts or "\0" in name:
        raise MemberError("its name leads out of the archive")
    return "/".join(parts[strip:] if len(parts) > strip else parts)


def inside(archive: str, member: str) -> str:
    """The member's path inside its target: behind `!/` when the archive is itself a member."""
    return f"{archive}!/{member}" if archive else member

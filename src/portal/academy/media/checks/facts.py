"""What a file is and tells, as plain data that is kept with its draft."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal


class NotMediaError(ValueError):
    """The file cannot be taken; the words say why and what to do, in the language of the reader."""


@dataclass(frozen=True, slots=True)
class Facts:
    """A picture or a video. Empty or None is "not there", and never a guess.

    `width`, `height`: in pixels, as seen; `taken_at`: as the camera wrote it, without a zone; `place`: latitude and
    longitude in degrees; `look`: 16 hex digits that are near those of pictures which look alike; `seconds`: of a video;
    `tells`: names of further metadata that say something about a person or a device.
    """

    kind: Literal["image", "video"]
    mime: str
    width: int
    height: int
    size: int
    camera: str = ""
    taken_at: str = ""
    place: tuple[float, float] | None = None
    tells: tuple[str, ...] = ()
    look: str = ""
    seconds: float | None = None
    video: str = ""
    sound: str = ""
    frames: float | None = None

    def as_json(self) -> dict[str, Any]:
        """The facts as JSON holds them."""
        return asdict(self) | {"place": list(self.place) if self.place else None, "tells": list(self.tells)}

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Facts:
        """The facts that `as_json` made."""
        place = kept.get("place")
        return cls(**{**kept, "place": (place[0], place[1]) if place else None, "tells": tuple(kept.get("tells", ()))})

    @property
    def megapixels(self) -> float:
        """Millions of pixels."""
        return self.width * self.height / 1e6

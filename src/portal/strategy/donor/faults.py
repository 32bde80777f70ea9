"""What is wrong with a file that somebody handed in, told at the place where it stands."""

from __future__ import annotations

from typing import Any


class UploadError(ValueError):
    """A file that cannot be taken in. `place`: the element, field or row; `message`: a lazy sentence for its sender."""

    def __init__(self, place: str, message: Any) -> None:
        super().__init__(place, message)
        self.place = place
        self.message = message

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"

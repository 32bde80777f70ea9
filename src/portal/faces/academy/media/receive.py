"""A body with a file in; the file where it is small enough out; of one that is too large only its name is kept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

_FORM = 1 << 20  # bytes around the file


class Bounded(FileUploadHandler):
    """Lets a file through up to the limit of the settings, and none of a stranger.

    The rest of the body is read and thrown away, so that the browser waits for the answer and other fields are kept.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.too_large: dict[str, int] = {}
        self._seen = 0
        said = str(request.META.get("CONTENT_LENGTH") or "0")
        self._over = (
            not request.user.is_authenticated or not said.isdigit() or int(said) > settings.MEDIA_LARGEST + _FORM
        )

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins: one in a body that is known to be too large is not written down at all."""
        super().new_file(*args, **kwargs)
        self._seen = 0
        if self._over:
            self._refuse()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Count what comes."""
        self._seen += len(raw_data)
        if self._seen > settings.MEDIA_LARGEST:
            self._refuse()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Others keep the file."""
        return

    def _refuse(self) -> None:
        self.too_large[self.field_name or ""] = self._seen
        raise SkipFile


def bounded(request: HttpRequest) -> Bounded:
    """Have the files of a request received within the limit. Call it before anything reads the body."""
    handler = Bounded(request)
    request.upload_handlers = [handler, TemporaryFileUploadHandler(request)]
    return handler

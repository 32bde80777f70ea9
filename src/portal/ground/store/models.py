"""What proves something, kept by its own digest."""

from __future__ import annotations

from django.db import models


class Blob(models.Model):
    """Bytes that never change, packed by zlib; `size` counts them unpacked."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    media = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    packed = models.BinaryField()
    kept_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.sha256[:12]} {self.media}"

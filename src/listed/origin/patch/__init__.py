"""A package's documents in; a patch that adds the place to its lists, proven, out."""

from listed.origin.patch.make import LeftOut, Patch, PatchedFile, patch_of

__all__ = ["LeftOut", "Patch", "PatchedFile", "patch_of"]

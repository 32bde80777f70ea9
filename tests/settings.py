"""The portal's settings for tests: a folder of its own, mail kept in memory, static files unhashed."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("PORTAL_SECRET", "a key for tests alone, long enough for Django, of more than fifty characters")
if "PORTAL_HOME" not in os.environ:  # the first process makes it, those it starts find it
    os.environ["PORTAL_HOME"] = tempfile.mkdtemp(prefix="portal-tests-")
    atexit.register(shutil.rmtree, os.environ["PORTAL_HOME"], ignore_errors=True)

from portal.settings import *  # noqa: F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as in use: a database in memory refuses at once where a file lets the second writer wait.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}  # noqa: F405
(HOME / "static").mkdir(parents=True, exist_ok=True)  # noqa: F405

"""The settings of a server: what Django's own check of a deployment says, and what follows from an address."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.portal.operate.home import Home

SERVER = {
    "PORTAL_ADDRESS": "https://portal.example.org",
    "PORTAL_HOSTS": "portal.example.org",
    "PORTAL_BEHIND_PROXY": "true",
    "PORTAL_SMTP_HOST": "mail.example.org",
    "PORTAL_MAIL_DOMAIN": "example.org",
}
ASKED = """
import json
from django.conf import settings
names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "DEBUG", "DEMO", "EMAIL_BACKEND",
         "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS")
print(json.dumps({name: getattr(settings, name) for name in names} | {"storage": settings.STORAGES["staticfiles"]}))
"""


def settings_of(home: Home, **variables: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(home.python(ASKED, **variables).stdout)
    return found


def test_a_server_passes_the_check_of_a_deployment(tmp_path: Path) -> None:
    done = Home(tmp_path).run("check", "--deploy", "--fail-level", "INFO", **SERVER)
    assert (done.returncode, done.stdout) == (0, "System check identified no issues (0 silenced).\n"), done.stderr


def test_a_server_is_safe_and_sends_mail(tmp_path: Path) -> None:
    assert settings_of(Home(tmp_path), **SERVER) == {
        "SECURE_SSL_REDIRECT": True,
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "DEBUG": False,
        "DEMO": False,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "ALLOWED_HOSTS": ["portal.example.org"],
        "CSRF_TRUSTED_ORIGINS": ["https://portal.example.org"],
        "storage": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }


def test_a_demonstration_files_its_mail(tmp_path: Path) -> None:
    found = settings_of(Home(tmp_path))
    assert (found["DEMO"], found["DEBUG"], found["SECURE_SSL_REDIRECT"]) == (True, False, False)
    assert found["EMAIL_BACKEND"] == "portal.operate.filed_mail.FiledMail"
    assert settings_of(Home(tmp_path), PORTAL_SMTP_HOST="mail.example.org")["EMAIL_BACKEND"].endswith(
        "smtp.EmailBackend"
    )


def test_a_secret_is_made_once_and_kept_private(tmp_path: Path) -> None:
    home = Home(tmp_path)
    code = "from django.conf import settings; print(settings.SECRET_KEY)"
    secrets = [home.python(code, PORTAL_SECRET="").stdout for _ in range(2)]
    assert len(secrets[0]) > 50
    assert secrets[0] == secrets[1] == (tmp_path / "secret").read_text(encoding="ascii") + "\n"
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("address", ["sqlite:////tmp/x.sqlite3", "postgres://someone@localhost/portal"])
def test_the_database_is_where_its_address_says(tmp_path: Path, address: str) -> None:
    code = "from django.conf import settings; print(settings.DATABASES['default']['ENGINE'])"
    engine = Home(tmp_path, address).python(code).stdout.strip().rpartition(".")[2]
    assert engine == {"sqlite": "sqlite3", "postgres": "postgresql"}[address.partition(":")[0]]

"""What tests of mail may ask for: a real SMTP server and a real IMAP server on this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings
from tests.conftest import lack
from tests.servers import dovecot, smtp_sink


@pytest.fixture(scope="session")
def _sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[smtp_sink.SmtpSink]:
    with smtp_sink.running(tmp_path_factory.mktemp("sink")) as sink:
        yield sink


@pytest.fixture(scope="session")
def _imap() -> Iterator[dovecot.Imap]:
    if not dovecot.is_here():
        lack("dovecot 2.3 (Debian's dovecot-imapd)")
    with dovecot.running() as imap:
        yield imap


@pytest.fixture
def sink(_sink: smtp_sink.SmtpSink, settings: Settings) -> smtp_sink.SmtpSink:
    """An SMTP server that the settings name, with nothing in it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", _sink.port, False
    _sink.forget()
    return _sink


@pytest.fixture
def imap(_imap: dovecot.Imap, settings: Settings) -> dovecot.Imap:
    """An IMAP server that the settings name, its account empty."""
    settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", _imap.port, False
    settings.IMAP_USER, settings.IMAP_PASSWORD = dovecot.USER, dovecot.PASSWORD
    _imap.forget()
    return _imap

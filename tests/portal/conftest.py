"""What tests of the portal may ask for: its database (with DATABASE_URL on PostgreSQL), a mail server, a mailbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connection, connections
from django.utils import translation
from playwright.sync_api import Browser
from pytest_django import Settings

from tests.browser import started
from tests.conftest import lack
from tests.servers import dovecot as dovecot_server
from tests.servers import smtp_sink

FACES = ("faces", "hostile", "rivers")
SEALED = ("ledger_entry", "audit_look", "audit_observation")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what tests the pages."""
    here = Path(__file__).parent
    for item in items:
        if any(item.path.is_relative_to(here / name) for name in FACES):
            item.add_marker("face")


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, settings: Settings) -> None:
    """Each test has a folder of its own for what the portal writes."""
    settings.HOME = tmp_path


@pytest.fixture(autouse=True)
def _memory() -> None:
    """Each test begins with nothing in the cache."""
    cache.clear()


@pytest.fixture(autouse=True)
def _language() -> Iterator[None]:
    """Each test starts in the language of the settings: a page asked for in another leaves that one switched on."""
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _sealed(request: pytest.FixtureRequest) -> Iterator[None]:
    """Sealed tables are opened before a test with real transactions ends, since all tables are emptied then."""
    marker = request.node.get_closest_marker("django_db")
    if marker is None or connection.vendor != "sqlite":
        yield
        return
    from portal.ground.ledger.seal import seal, unseal

    real = marker.kwargs.get("transaction", False)
    request.getfixturevalue("transactional_db" if real else "db")
    for table in SEALED:
        seal(connection, table)
    yield
    if real:
        for table in SEALED:
            unseal(connection, table)


@pytest.fixture(scope="session")
def _sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[smtp_sink.SmtpSink]:
    with smtp_sink.running(tmp_path_factory.mktemp("sink")) as sink:
        yield sink


@pytest.fixture(scope="session")
def _imap() -> Iterator[dovecot_server.Imap]:
    if not dovecot_server.is_here():
        lack("dovecot 2.3 (Debian's dovecot-imapd)")
    with dovecot_server.running() as imap:
        yield imap


@pytest.fixture
def sink(_sink: smtp_sink.SmtpSink, settings: Settings) -> smtp_sink.SmtpSink:
    """An SMTP server that the settings name, with nothing in it."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", _sink.port, False
    _sink.forget()
    return _sink


@pytest.fixture
def imap(_imap: dovecot_server.Imap, settings: Settings) -> dovecot_server.Imap:
    """An IMAP server that the settings name, its account empty."""
    settings.IMAP_HOST, settings.IMAP_PORT, settings.IMAP_TLS = "127.0.0.1", _imap.port, False
    settings.IMAP_USER, settings.IMAP_PASSWORD = dovecot_server.USER, dovecot_server.PASSWORD
    _imap.forget()
    return _imap


@pytest.fixture
def browser(chromium: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Chromium. Its driver runs a loop in this thread, in which the test asks the database too."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with started(chromium) as browser:
        yield browser
        connections.close_all()  # inside that loop the test had a connection of its own

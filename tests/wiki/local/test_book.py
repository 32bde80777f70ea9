"""What a family knows of itself: keys that can be folders, addresses of this machine, secrets that nobody else has."""

from __future__ import annotations

from pathlib import Path

import pytest

from wiki.local import FamilyError, book
from wiki.local.accounts import Account


@pytest.mark.parametrize("key", ["", "Sq", "../sq", "1a", "cache", "sq-al", "šq"])
def test_a_key_that_cannot_be_a_folder_is_refused(key: str) -> None:
    with pytest.raises(FamilyError, match="the key of a wiki is small letters and digits"):
        book.new([(key, "sq")], book.LOOPBACK, False)


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(FamilyError, match=r"192\.0\.2\.1 is not an address of this machine"):
        book.new([("sq", "sq")], "192.0.2.1", False)


def test_secrets_differ_from_family_to_family() -> None:
    first, second = (book.new([("sq", "sq")], book.LOOPBACK, False) for _ in range(2))
    secrets = {secret for one in (first, second) for secret in (one.admin_password, one.secret_key, one.upgrade_key)}
    assert len(secrets) == 6
    assert min(map(len, secrets)) >= 16


def test_what_is_kept_is_read_back_by_its_owner_alone(tmp_path: Path) -> None:
    family = book.new([("sq", "sq"), ("commons", "en")], book.LOOPBACK, True)
    book.write(tmp_path, family)
    assert book.read(tmp_path) == family
    assert (tmp_path / book.FILE).stat().st_mode & 0o777 == 0o600
    assert book.read(tmp_path / "elsewhere") is None


def test_a_bot_secret_follows_from_name_and_password() -> None:
    secret = Account("Ana", "password").bot_secret
    assert secret == Account("Ana", "password").bot_secret
    assert len({secret, Account("Ana", "other").bot_secret, Account("Arta", "password").bot_secret}) == 3
    assert (len(secret), set(secret) <= set("0123456789abcdef")) == (32, True)

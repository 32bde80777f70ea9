"""Paths of this portal, and others."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.faces.people.paths import own_path


@pytest.mark.parametrize("path", ["/", "/en/", "/en/targets/?q=a b&x=/", "/sr/циљ/#part"])
def test_own_paths_are_gone_on_to(path: str) -> None:
    assert own_path(path) == path


@pytest.mark.parametrize("address", [None, "", "en/", "//x", "/\\x", "/\\/x", "https://x", "/" + "x" * 1000, "/a\x00b"])
def test_others_are_not(address: str | None) -> None:
    assert own_path(address) == ""


@given(st.text(alphabet="/\\.:@x\t\n\r ?#%", max_size=12))
def test_whatever_is_allowed_stays_on_this_host(address: str) -> None:
    path = own_path(address)
    # What browsers do: they drop tabs and line ends, and read \ as /.
    read = "".join(letter for letter in path if letter not in "\t\r\n").replace("\\", "/")
    assert not path or urlsplit(urljoin("https://portal.example/en/", read)).netloc == "portal.example"

"""What people type as an address: one form for one page, and nothing that leads elsewhere."""

from __future__ import annotations

import pytest

from portal.evidence.addresses import AddressError, clean_address


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("example.org", "https://example.org/"),
        (" HTTPS://Example.ORG/Sign-Up#top ", "https://example.org/Sign-Up"),
        ("https://example.org/?utm_source=x&lang=sq&fbclid=1", "https://example.org/?lang=sq"),
        ("http://bücher.example/a", "http://xn--bcher-kva.example/a"),
    ],
)
def test_one_page_has_one_address(typed: str, clean: str) -> None:
    assert clean_address(typed) == clean


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "https://user:pass@example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://localhost/",
        "https://router.local/",
        "https://example.org:8080/",
        "https://example.org/\nX: y",
        "https://exa mple.org/",
        "https://example.org\\@127.0.0.1/",
        "https://" + "a" * 700 + ".org/",
    ],
)
def test_what_is_no_public_page_is_refused(typed: str) -> None:
    with pytest.raises(AddressError):
        clean_address(typed)

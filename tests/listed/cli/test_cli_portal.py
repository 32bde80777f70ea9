"""What `xk` hands over to the portal, and what it says where there is no portal."""

from __future__ import annotations

import os
import sys

import pytest

from tests.listed.cli.make_answers import Run


@pytest.fixture
def became(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The words of the program that this one became; the test itself goes on."""
    words: list[str] = []

    def become(path: str, arguments: list[str]) -> None:
        words.extend([path, *arguments])
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "execv", become)
    return words


@pytest.mark.parametrize(
    ("typed", "handed_over"),
    [
        (["portal"], ["serve", "--port", "8000", "--host", "127.0.0.1"]),
        (["portal", "--port", "9000"], ["serve", "--port", "9000", "--host", "127.0.0.1"]),
        (["ledger", "verify"], ["ledger", "verify"]),
        (["ledger", "verify", "-"], ["ledger", "verify", "-"]),
        (["ledger", "verify", "x.jsonl", "--head", "ab"], ["ledger", "verify", "x.jsonl", "--head=ab"]),
        (["backup", "b"], ["backup", "--", "b"]),
        (["academy", "sync", "prizren"], ["academy", "sync", "--", "prizren"]),
        (["academy", "sync", "prizren", "--whole"], ["academy", "sync", "--whole", "--", "prizren"]),
        (["restore", "b", "--replace", "--yes"], ["restore", "--replace", "--yes", "--", "b"]),
    ],
)
def test_the_words_reach_the_portal(xk: Run, became: list[str], typed: list[str], handed_over: list[str]) -> None:
    xk(*typed)
    assert became == [sys.executable, sys.executable, "-m", "portal", *handed_over]


@pytest.mark.parametrize(
    ("absent", "sentence"),
    [
        ("portal", "The portal is in the repository, not in the package. Get the repository, then type ./run"),
        ("django", "The packages that the portal stands on are not installed. In the repository type ./run setup"),
    ],
)
def test_without_a_portal_it_says_where_one_is(
    xk: Run, became: list[str], monkeypatch: pytest.MonkeyPatch, absent: str, sentence: str
) -> None:
    monkeypatch.setattr("listed.cli.portal.find_spec", lambda name: None if name == absent else object())
    assert xk("portal") == (2, "", f"xk portal: {sentence}\n")
    assert became == []

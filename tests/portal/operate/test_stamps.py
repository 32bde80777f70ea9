"""Stamps: a step is skipped only when it was made from just the same."""

from __future__ import annotations

from pathlib import Path

from portal.operate.stamps import Stamps, digest_of


def test_a_step_is_fresh_only_for_what_it_was_made_from(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "home" / "made.json")
    assert not stamps.fresh("static", "a")
    stamps.made("static", "a")
    stamps.made("catalogue", "b")
    assert stamps.fresh("static", "a")
    assert stamps.fresh("catalogue", "b")
    assert not stamps.fresh("static", "b")


def test_a_spoilt_file_means_that_nothing_is_made(tmp_path: Path) -> None:
    stamps = Stamps(tmp_path / "made.json")
    for text in ("{", "[]", ""):
        stamps.file.write_text(text, encoding="utf-8")
        assert not stamps.fresh("static", "a")
    stamps.made("static", "a")
    assert stamps.fresh("static", "a")


def test_a_digest_changes_with_files_and_words(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("1", encoding="utf-8")
    two.write_text("2", encoding="utf-8")
    first = digest_of([one, two], "word")
    assert digest_of([two, one], "word") == first
    assert digest_of([one], "word") != first
    assert digest_of([one, two], "other") != first
    two.write_text("22", encoding="utf-8")
    assert digest_of([one, two], "word") != first

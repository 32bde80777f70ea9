"""The progress bar: on a terminal only, and no label can harm it."""

from __future__ import annotations

import pytest

from listed.cli.progress import Progress


def test_silence_where_it_is_not_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress(2, shown=False) as progress:
        progress.stage("npm:a", "fetching")
        progress.answered(1)
    assert capsys.readouterr() == ("", "")


def test_a_bar_on_standard_error_counts_targets_and_names_the_stage(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with Progress(2, shown=True) as progress:
        progress.stage("npm:[/red]\x1b[2J\u202ea", "fetching [bold]")
        progress.answered(1)
    out, err = capsys.readouterr()
    assert out == ""
    assert "1/2" in err
    assert "npm:[/red]a: fetching [bold]" in err
    assert "\u202e" not in err
    assert "[2J" not in err

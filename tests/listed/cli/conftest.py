"""What the tests of the command line may ask for: `xk` itself, run in this process."""

from __future__ import annotations

import pytest

from listed.cli import main
from tests.listed.cli.make_answers import Run
from tests.listed.sources.conftest import options, site

__all__ = ["options", "site", "xk"]


@pytest.fixture
def xk(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `xk` with these words: its exit status, what it printed, and what it said on standard error."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*words: str) -> tuple[int, str, str]:
        status = main(words)
        said = capsys.readouterr()
        return status, said.out, said.err

    return run

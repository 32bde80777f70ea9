"""What tests may ask for: cases, chromium, npm, Dovecot, PostgreSQL, MediaWiki. Absent: skipped, failed in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.servers import mediawiki
from wiki.local import Family

ROOT = Path(__file__).resolve().parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}

settings.register_profile("house", deadline=None, derandomize=IN_CI, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def working(*names: str) -> str | None:
    """Return the path of the first of these programs that starts, or None."""
    places = f"{os.environ.get('PATH', os.defpath)}:/usr/sbin"  # servers lie where only root's path leads
    for name in names:
        path = shutil.which(name, path=places)
        if path and subprocess.run([path, "--version"], capture_output=True, check=False, timeout=60).returncode == 0:
            return path
    return None


def lack(what: str) -> None:
    """Skip the test, or fail it in CI, where everything must be there."""
    if IN_CI:
        pytest.fail(f"CI lacks {what}", pytrace=False)
    pytest.skip(f"this machine lacks {what}")


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compile the portal's languages once, before any worker reads them."""
    if not hasattr(session.config, "workerinput") and (ROOT / "src/portal/locale").is_dir():
        from portal.operate.languages import compile_all

        compile_all(ROOT / "src/portal/locale")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Open the network to the tests that are marked `live`, closed to all others; and have long tests begin early."""
    for item in items:
        if item.get_closest_marker("live"):
            item.add_marker(pytest.mark.enable_socket)
    items[:] = early(items)


def early(items: list[pytest.Item]) -> list[pytest.Item]:
    """The long tests at the head of each half, file by file: left to the end, one worker would run them alone."""
    files: dict[Path, list[pytest.Item]] = {}
    rest = []
    for item in items:
        if item.get_closest_marker("wiki"):  # all of them together: a second worker would start a second family
            files.setdefault(ROOT, []).append(item)
        elif any(item.get_closest_marker(name) for name in ("browser", "slow", "live")):
            files.setdefault(item.path, []).append(item)
        else:
            rest.append(item)
    halves: tuple[list[pytest.Item], list[pytest.Item]] = ([], [])
    for long in sorted(files.values(), key=len, reverse=True):
        min(halves, key=len).extend(long)
    middle = max(0, len(items) // 2 - len(halves[0]))
    return [*halves[0], *rest[:middle], *halves[1], *rest[middle:]]


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of this repository."""
    return ROOT


@pytest.fixture(scope="session")
def _chromium() -> str | None:
    return working(*BROWSERS)


@pytest.fixture(scope="session")
def _npm() -> str | None:
    return working("npm")


@pytest.fixture
def chromium(_chromium: str | None) -> str:
    """The path of a chromium that starts."""
    return _chromium or lack("chromium") or ""


@pytest.fixture
def npm(_npm: str | None) -> str:
    """The path of an npm that starts."""
    return _npm or lack("npm") or ""


@pytest.fixture(scope="session")
def dovecot() -> str:
    """The path of a Dovecot that starts."""
    return working("dovecot") or lack("dovecot") or ""


@pytest.fixture(scope="session")
def postgres() -> str:
    """The address of a PostgreSQL database whose server lets tests make others."""
    address = os.environ.get("PORTAL_TEST_POSTGRES") or os.environ.get("DATABASE_URL", "")
    return address if address.startswith("postgres") else lack("a PostgreSQL, as ./run test starts one") or ""


@pytest.fixture(scope="session")
def wiki_homes(request: pytest.FixtureRequest) -> Path:
    """The folder of the family that every worker copies; the machine has all that a family needs."""
    if lacking := Family.missing():
        lack(f"MediaWiki: {lacking.line}")
    assert request.config.cache
    return request.config.cache.mkdir("wikis")


@pytest.fixture(scope="session")
def wikis(wiki_homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Family]:
    """A running family of real wikis (en, sq, sr, commons), this worker's own; what a test leaves there, stays."""
    with mediawiki.running(wiki_homes, tmp_path_factory.mktemp("wikis") / "home") as family:
        yield family


@pytest.fixture(scope="module")
def clean_wikis(wikis: Family) -> Family:
    """The family as it was installed: no pages, no accounts but its own, no faults."""
    wikis.restore(mediawiki.FRESH)
    return wikis


@pytest.fixture(autouse=True)
def _needs(request: pytest.FixtureRequest) -> None:
    for name, fixture in (("browser", "chromium"), ("npm", "npm")):
        if request.node.get_closest_marker(name):
            request.getfixturevalue(fixture)


@pytest.fixture(scope="session")
def cases() -> Path:
    """The shared cases beside this repository: pages and packages of others, which are not part of it."""
    place = Path(os.environ.get("LISTED_CASES", ROOT.parent / "shared" / "cases"))
    if not (place / "pages.jsonl").is_file():
        pytest.skip(f"no shared cases at {place}")
    return place

"""The shared packages, fetched from the registries that this machine is set up with: verdicts as labelled by others."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from listed.scan.audit import AuditOptions, audit
from tests.conftest import lack

pytestmark = pytest.mark.live

FEWEST_RIGHT = 0.95
MOST_SECONDS = 900
FEWEST_FETCHED = 0.8
PREFIXES = {"npm": "npm:{name}@{version}", "pypi": "pypi:{name}=={version}", "debian": "deb:{name}"}
NO_ANSWER = ("reached", "no answer within", "cannot be read", "check the network", "timed out")


@dataclass
class Heard:
    """What came of all packages: those that were judged wrong, the number judged, and those not fetched."""

    wrong: list[str]
    judged: int
    unfetched: list[str]


def target_of(case: dict[str, Any]) -> str:
    return PREFIXES[case["registry"]].format(**case)


@pytest.fixture(scope="module")
def heard(cases: Path) -> Heard:
    lines = (cases / "packages.jsonl").read_text("utf-8").splitlines()
    rows = [case for case in map(json.loads, lines) if case["registry"] != "debian" or shutil.which("apt-get")]
    end = time.monotonic() + MOST_SECONDS
    found = Heard([], 0, [])
    by_target = {target_of(case): case for case in rows}
    for answer in audit(list(by_target), AuditOptions(timeout=180)):
        target, case = answer.target, by_target[answer.target]
        if answer.verdict is None:
            found.unfetched.append(f"{target}: {answer.error}")
            continue
        if answer.version != case["version"]:
            found.unfetched.append(f"{target}: version {answer.version} is served, {case['version']} is labelled")
            continue
        found.judged += 1
        if answer.verdict != case["verdict"]:
            found.wrong.append(f"{target}: {case['verdict']} is labelled, {answer.verdict} was found ({case['note']})")
        if time.monotonic() > end:
            pytest.fail(f"{found.judged} packages took more than {MOST_SECONDS} seconds", pytrace=False)
    silent = [one for one in found.unfetched if any(word in one for word in NO_ANSWER)]
    if len(silent) > len(rows) * (1 - FEWEST_FETCHED):
        lack(f"an answer from the registries: {silent[0]}")
    return found


def test_the_packages_can_be_fetched(heard: Heard) -> None:
    other = [one for one in heard.unfetched if " is served, " not in one]
    assert len(other) <= 2, "\n".join(other)


def test_the_verdicts_of_packages(heard: Heard) -> None:
    assert heard.judged - len(heard.wrong) >= heard.judged * FEWEST_RIGHT, "\n".join(heard.wrong)

"""A switch that is off by default is written into the package it was made for, and into no other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from listed.lists import Document
from listed.origin.patch.optin import filled, opt_in_for, opt_in_letter, opt_in_of
from listed.origin.patch.row import CannotWriteError
from listed.sources import Options, SourceError, Unread, open_target
from tests.conftest import lack
from tests.listed.origin.patch.make_packages import NAMES, apply

KNOWN = {
    "address": "pypi:places",
    "sentences": ["With PLACES_ALL set, {name} ({code}) is there."],
    "use": "PLACES_ALL=1 places {code}",
    "edits": [{"path": "places.py", "before": "def main", "text": 'MORE = ["{code}", "{alpha3}", "{numeric}"]\n\n\n'}],
}


def test_the_text_goes_before_its_anchor() -> None:
    (made,) = opt_in_of(NAMES, [Document("places.py", b"import os\n\ndef main():\n    pass\n")], KNOWN)
    assert made.data.decode() == 'import os\n\nMORE = ["XK", "XKX", "983"]\n\n\ndef main():\n    pass\n'


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({}, "places.py is not in it"),
        ({"places.py": b"x = 1\n"}, "places.py is not as it was when the switch was written for it"),
        ({"places.py": b"def main\ndef main\n"}, "places.py is not as it was when the switch was written for it"),
        ({"places.py": b"\xff\xfed\x00"}, "places.py is no plain text"),
    ],
)
def test_another_version_is_not_patched(files: dict[str, bytes], why: str) -> None:
    with pytest.raises(CannotWriteError, match=why):
        opt_in_of(NAMES, [Document(path, data) for path, data in files.items()], KNOWN)


def test_its_text_says_what_it_does_and_who_did_it() -> None:
    text = opt_in_letter(NAMES, "places", "1", "places-1-kosovo-opt-in.patch", KNOWN, ["places.py"])
    assert text.startswith("# An opt-in for Kosovo (XK), a user-assigned code\n")
    assert "- With PLACES_ALL set, Kosovo (XK) is there." in text
    assert "```sh\nPLACES_ALL=1 places XK\n```" in text
    assert "symfony/symfony/pull/61024" in text


def test_words_are_filled_in_and_other_braces_stay() -> None:
    assert filled(NAMES, "{code} {alpha3} {numeric} {name} {flag} {other}") == "XK XKX 983 Kosovo 🇽🇰 {other}"


def test_a_package_without_one_has_none() -> None:
    assert opt_in_for("pypi:nothing") is None


@pytest.mark.live
def test_pycountry_with_the_switch(tmp_path: Path) -> None:
    known = opt_in_for("pypi:pycountry")
    assert known is not None
    try:
        opened = open_target("pypi:pycountry==26.2.16", Options())
    except SourceError as error:
        lack(f"an answer for pycountry ({error})")
    with opened:
        documents = [item for item in opened.documents() if not isinstance(item, Unread)]
    for document in documents:
        (tmp_path / document.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / document.path).write_bytes(document.data)
    apply("patch", tmp_path, b"".join(one.diff for one in opt_in_of(NAMES, documents, known)))
    ask = 'import pycountry as p; x = p.countries.get(alpha_2="XK"); print(len(p.countries), x and x.name)'
    assert [_run(tmp_path, ask, {}), _run(tmp_path, ask, {"PYCOUNTRY_WITH_USER_ASSIGNED": "1"})] == [
        "249 None",
        "250 Kosovo",
    ]
    tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:django", "pycountry/tests"]
    done = subprocess.run(tests, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stdout


def _run(folder: Path, program: str, switch: dict[str, str]) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, env={**os.environ, **switch}, capture_output=True, text=True,
        check=True, timeout=60,
    )  # fmt: skip
    return done.stdout.strip()

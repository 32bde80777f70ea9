"""Each remedy of the two registries, run as it is written on the real package: only then the library knows Kosovo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from listed.origin.remedies import Remedy, remedies
from listed.sources import Document, Options, SourceError, open_target
from tests.conftest import lack

pytestmark = pytest.mark.live

IMPORT = re.compile(r"import |from |const \w+ = createRequire|const require = |const (\w+) = require\(")

# What a package asks for in its turn, at the versions it was run with.
NEEDS = {
    "country-data": ["npm:underscore@1.13.8", "npm:currency-symbol-map@2.2.0"],
    "countryjs": ["npm:lodash@4.18.1", "npm:require-all@2.2.0"],
    "currency-codes": ["npm:first-match@0.0.1", "npm:nub@0.0.0"],
    "django-countries": ["pypi:typing-extensions==4.16.0"],
    "graphql-scalars": ["npm:graphql@16.15.0", "npm:tslib@2.9.1"],
    "i18n-iso-countries": ["npm:diacritics@1.3.0"],
    "moment-timezone": ["npm:moment@2.31.0"],
    "postal-codes-js": ["npm:detect-node@2.1.0"],
    "pycountry-convert": ["pypi:pycountry==26.2.16", "pypi:pprintpp==0.4.0", "pypi:repoze.lru==0.7"],
    "python-faker": ["pypi:tzdata==2026.6"],
    "python-holidays": ["pypi:python-dateutil==2.9.0.post0", "pypi:six==1.17.0"],
}

# What stands between the snippet and the check: the site that a setting is for.
SITES = {
    "django-countries": """
from django.conf import settings
settings.configure(USE_I18N=False, COUNTRIES_OVERRIDE=globals().get("COUNTRIES_OVERRIDE", {}))
from django_countries import countries
""",
}


def make_run(one: Remedy) -> object:
    is_node = one.language == "javascript"
    return pytest.param(one, id=one.id, marks=[pytest.mark.npm] if is_node else [])


RUN = [make_run(one) for one in remedies().values() if one.proven_in]


def unpack(target: str, folder: Path) -> None:
    """Lay the text files of a package into a folder, as its own client would."""
    try:
        opened = open_target(target, Options())
    except SourceError as error:
        if any(word in str(error) for word in ("reached", "no answer within", "cannot be read", "check the network")):
            lack(f"an answer for {target}")
        raise
    with opened:
        for item in opened.documents():
            if isinstance(item, Document) and item.path and item.media != "inode/unread":
                path = folder / item.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(item.data)


def lay_out(one: Remedy, folder: Path) -> None:
    """Lay out the package and what it needs where the language looks for them."""
    registry, _, name = one.applies_to[0].partition(":")
    own = {"npm": [f"npm:{name}@{one.proven_in}"], "pypi": [f"pypi:{name}=={one.proven_in}"]}.get(registry, [])
    for target in [*own, *NEEDS.get(one.id, ())]:
        is_npm, spec = target.startswith("npm:"), target.partition(":")[2]
        unpack(target, folder / "node_modules" / spec[: spec.index("@", 1)] if is_npm else folder)


def run(one: Remedy, code: str, folder: Path) -> str:
    """What the check prints after the code; the error's last words where it does not get that far."""
    code += SITES.get(one.id, "")
    if one.language == "javascript":
        path, command = folder / "step.mjs", [shutil.which("node") or lack("node") or ""]
        code += f"\nconsole.log({one.check});\n"
    else:
        path, command = folder / "step.py", [sys.executable, "-W", "ignore"]
        code += f"\nprint({one.check})\n"
    path.write_text(code, encoding="utf-8")
    place = {**os.environ, "PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [*command, path.name], cwd=folder, env=place, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()[-400:]


@pytest.mark.parametrize("one", RUN)
def test_the_step_adds_kosovo_to_the_real_package(one: Remedy, tmp_path: Path) -> None:
    lay_out(one, tmp_path)
    assert run(one, one.snippet, tmp_path) == one.gives
    if one.adds:
        imports = "\n".join(line for line in one.snippet.splitlines() if IMPORT.match(line))
        assert run(one, imports, tmp_path) != one.gives


def test_most_remedies_of_the_two_registries_are_run() -> None:
    known = [one for one in remedies().values() if one.applies_to[0].startswith(("npm:", "pypi:")) and one.snippet]
    left = {one.id for one in known if not one.proven_in}
    # These need a page with React or styles around them.
    assert left == {
        "amplify-ui", "flag-icons", "intl-tel-input", "react-phone-input-2", "react-phone-number-input",
    }  # fmt: skip

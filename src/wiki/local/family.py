"""A folder in; a family of wikis that starts, stops, keeps, puts back and runs MediaWiki's own scripts, out."""

from __future__ import annotations

import contextlib
import fcntl
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2

from wiki.local import accounts, book, deeds, drills, install, keep, packages, scripts, server
from wiki.local.accounts import Account
from wiki.local.deeds import Deed, Done, Past
from wiki.local.drills import Fault
from wiki.local.words import FamilyError

DEFAULT = (("en", "en"), ("sq", "sq"), ("commons", "en"))
AFTER_PLANTING = (("rebuildrecentchanges.php",), ("initSiteStats.php", "--update"), ("initEditCount.php",))
TRIES = 5
TAKEN = "Address already in use"  # as PHP's web server says it
PATIENCE = 120.0  # seconds until the first answer of a wiki, which fills its caches


class Family:
    """Several wikis that know each other; the one with the key `commons` lends its files to the others.

    All of it lies under `home`: nothing else is written. A home that exists says itself which wikis it has; `specs`
    (key, language) may add others. The wikis listen at `host` only. `cheap_passwords` is for tests alone. A file
    more.php in a wiki's folder is read as the last of its settings.
    """

    def __init__(
        self,
        home: Path,
        specs: Sequence[tuple[str, str]] | None = None,
        *,
        host: str | None = None,
        cheap_passwords: bool = False,
    ) -> None:
        """Nothing is started or written yet."""
        self.home = home.resolve()
        self._specs, self._host, self._cheap = specs, host, cheap_passwords
        self._held: dict[str, subprocess.Popen[bytes]] = {}

    @staticmethod
    def missing() -> packages.Missing:
        """The Debian packages that are lacking, and the line to type; nothing: the family can start."""
        return packages.missing()

    @property
    def record(self) -> book.Record:
        """What the family knows of itself. Raises FamilyError when it was never up."""
        kept = book.read(self.home)
        if kept is None:
            raise FamilyError(f"there are no wikis in {self.home} yet")
        return kept

    @property
    def keys(self) -> list[str]:
        """The keys of the wikis."""
        return list(self.record.wikis)

    def up(self, *, tied: bool = False) -> None:
        """Install what is not there, start what is not running, and wait until each wiki answers.

        `tied`: the servers end with this process, however it ends. Raises FamilyError with what to do about it.
        """
        lacking = self.missing()
        if lacking:
            raise FamilyError(f"MediaWiki is not complete on this machine. Type: {lacking.line}")
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self._alone():
            family = self._prepared()
            with ThreadPoolExecutor() as pool:
                list(pool.map(lambda key: install.install(self.home, key, family), family.wikis))
                if family.version != packages.version():
                    if family.version:
                        list(pool.map(lambda key: install.renew(self.home, key), family.wikis))
                    family.version = packages.version()
                    book.write(self.home, family)
            self._serve(family, [key for key in family.wikis if not server.running(self.home / key)], tied)

    def _prepared(self) -> book.Record:
        """The record with new wikis and free ports, and our code in its place."""
        family = book.read(self.home) or book.new(self._specs or DEFAULT, self._host or book.LOOPBACK, self._cheap)
        book.add(family, self._specs or ())
        if self._host and self._host != family.host:
            self._stop(list(family.wikis))
            family.host = self._host
        for key, member in family.wikis.items():
            if not server.running(self.home / key) and not book.is_free(family.host, member.port):
                member.port = book.free_port(family.host)
        book.write(self.home, family)
        install.lay_code(self.home, list(family.wikis))
        (self.home / "cache").mkdir(exist_ok=True)
        return family

    def _serve(self, family: book.Record, keys: list[str], tied: bool) -> None:
        """Start these wikis and wait for them; whose port somebody was quicker to take gets another."""
        for _ in range(TRIES):
            for key in keys:
                member = family.wikis[key]
                self._held[key] = server.start(self.home / key, family.host, member.port, tied)
            with ThreadPoolExecutor() as pool:
                keys = [
                    key for key, answers in zip(keys, list(pool.map(self._answers, keys)), strict=True) if not answers
                ]
            if not keys:
                return
            self._stop(keys)
            for key in keys:
                family.wikis[key].port = book.free_port(family.host)
            book.write(self.home, family)
        raise FamilyError(f"no port of {family.host} stays free for {', '.join(keys)}")

    def _answers(self, key: str) -> bool:
        """Wait for a wiki's first answer. False: its port is another's. Raises FamilyError when it is out of order."""
        until, said = time.monotonic() + PATIENCE, ""
        with httpx2.Client(trust_env=False, timeout=PATIENCE) as client:
            while (found := server.running(self.home / key)) and time.monotonic() < until:
                with contextlib.suppress(httpx2.HTTPError):
                    if client.get(f"{self.record.address(key)}/w/mark").text == found.mark:
                        answer = client.get(self.api(key), params={"action": "query", "format": "json"})
                        if answer.status_code == 200:
                            return True
                        said = f" {answer.text[:500]}"
                        break
                time.sleep(0.02)
        log = server.log(self.home / key)
        if TAKEN in log:
            return False
        self._stop([key])
        raise FamilyError(f"the wiki {key} does not answer. Its server said: {log}{said}")

    def down(self) -> None:
        """End every server of the family; none may be running."""
        if book.read(self.home):
            with self._alone():
                self._stop(self.keys)

    def _stop(self, keys: list[str]) -> None:
        for key in keys:
            server.stop(self.home / key, self._held.pop(key, None))

    def destroy(self) -> None:
        """End the family and delete its home."""
        self.down()
        shutil.rmtree(self.home, ignore_errors=True)

    def running(self) -> dict[str, bool]:
        """Which wikis are served now."""
        return {key: server.running(self.home / key) is not None for key in self.keys}

    def address(self, key: str) -> str:
        """The address of a wiki for a browser."""
        return f"{self.record.address(key)}/wiki/"

    def api(self, key: str) -> str:
        """The address of a wiki's API."""
        return f"{self.record.address(key)}/w/api.php"

    def database(self, key: str) -> Path:
        """The file of a wiki's own database, to be read only."""
        return self.home / key / "data" / f"{key}.sqlite"

    @property
    def admin(self) -> Account:
        """The account that may do everything; its password is random and lies in the home."""
        kept = self.record
        return Account(kept.admin, kept.admin_password)

    def run(self, key: str, script: str | Path, *words: str, feed: str = "") -> str:
        """Run a maintenance script on a wiki and give what it said. Raises ScriptError when it fails."""
        return scripts.run(self.home / key, script, *words, feed=feed)

    def users(
        self, wanted: Iterable[tuple[str, str, Sequence[str]]], keys: Sequence[str] | None = None
    ) -> list[Account]:
        """Have accounts (name, password, groups) on these wikis, or on all; one that exists gets this password.

        Raises ScriptError when MediaWiki refuses a name or a password.
        """
        made = [Account(name, password, tuple(groups)) for name, password, groups in wanted]
        feed = accounts.lines(made)
        with ThreadPoolExecutor() as pool:
            list(pool.map(lambda key: self.run(key, scripts.OWN / "accounts.php", feed=feed), keys or self.keys))
        return made

    def play(self, key: str, doing: Iterable[Deed]) -> list[Done]:
        """Have accounts do things on a wiki, one after the other, each at its moment, and the jobs that follow.

        Raises ScriptError with the deed that MediaWiki refused; those before it are done.
        """
        became = deeds.done(self.run(key, scripts.OWN / "deeds.php", feed=deeds.lines(doing)))
        self.run(key, "runJobs.php")
        return became

    def plant(self, key: str, edits: Iterable[Past]) -> list[int]:
        """Put edits of the past, oldest first, into a wiki at once: all or none; gives their revisions' numbers.

        Much faster than `play`. Counts and recent changes are made anew from the whole history afterwards.
        """
        revs = self.run(key, scripts.OWN / "past.php", feed=deeds.lines(edits)).split()
        for script, *words in AFTER_PLANTING:
            self.run(key, script, *words)
        return [int(rev) for rev in revs]

    def snapshot(self, label: str) -> None:
        """Keep all databases and files of the family under a label; an older one of that name goes."""
        for key in self.keys:
            keep.snapshot(self.home / key, self._kept(label, key))

    def kept(self, label: str) -> bool:
        """Whether the whole family was kept under a label."""
        return all(self._kept(label, key).is_dir() for key in self.keys)

    def restore(self, label: str) -> None:
        """Put everything back as it was under a label, while the wikis are served; faults end. Raises FamilyError."""
        for key in self.keys:
            if not self._kept(label, key).is_dir():
                raise FamilyError(f"nothing of {key} was kept under {label}")
        for key in self.keys:
            keep.restore(self.home / key, self._kept(label, key))
            drills.set_rules(self.home / key, ())

    def _kept(self, label: str, key: str) -> Path:
        return self.home / "kept" / label / key

    def fault(self, key: str, *faults: Fault) -> None:
        """Have these faults strike the API of a wiki from now on; none: faults end."""
        drills.set_rules(self.home / key, faults)

    def struck(self, key: str) -> list[str]:
        """The kinds of the faults that struck a wiki since they were set, in their order."""
        return drills.struck(self.home / key)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        with (self.home / ".lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

"""`portal wikis up|users|status|reset|down`: a family of local wikis to rehearse on, without the internet."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from portal.operate import rehearsal
from portal.operate.management.commands._words import Spoken
from wiki.local import Family, FamilyError

ANSWER = "reset"
DEEDS = ("up", "users", "status", "reset", "down")


class Command(Spoken):
    """Rehearse on wikis of this machine."""

    help = "Wikis of this machine to rehearse an academy on. They need no internet; what pupils write stays here."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, where the wikis listen, and for how many."""
        parser.add_argument("deed", choices=DEEDS)
        parser.add_argument("--host", help="with up: the address of this machine in the classroom's network")
        parser.add_argument("--count", type=int, default=30, help="with users: how many pupils in all (%(default)s)")
        parser.add_argument("--yes", action="store_true", help="with reset: do not ask before")

    def handle(self, *args: Any, **given: Any) -> None:
        """Do it; what cannot be done is said in words."""
        family = Family(Path(settings.HOME) / "wikis", rehearsal.WIKIS, host=given["host"])
        try:
            for sentence in getattr(self, f"_{given['deed']}")(family, given):
                self.say(sentence)
        except FamilyError as problem:
            raise CommandError(str(problem)) from None

    def _up(self, family: Family, given: dict[str, Any]) -> Iterator[str]:
        self._complete(family)
        yield "the wikis are being started; the first time this takes some ten seconds"
        rehearsal.up(family)
        yield from self._status(family, given)
        if not rehearsal.read_sheet(family):
            yield "next, accounts for your pupils: python -m portal wikis users --count 30"

    def _complete(self, family: Family) -> None:
        if lacking := family.missing():
            raise CommandError(
                "the wikis need MediaWiki, of which this machine lacks something. With the internet, type once:\n"
                f"    {lacking.line}\n"
                "Afterwards they run without it. A small web server comes along, unused; it may be switched off: "
                "sudo systemctl disable --now mini-httpd"
            )

    def _users(self, family: Family, given: dict[str, Any]) -> Iterator[str]:
        if not 1 <= given["count"] <= 500:
            raise CommandError("--count is a number from 1 to 500")
        accounts = rehearsal.pupils(family, given["count"])
        yield f"{len(accounts)} pupils have an account on each wiki; names and passwords: {rehearsal.sheet(family)}"
        yield "print the sheet, cut it, and give each pupil a line. Who has the sheet can write as any of them"

    def _status(self, family: Family, given: dict[str, Any]) -> Iterator[str]:
        known, running = family.record, family.running()
        for key in family.keys:
            state = f"open at {family.address(key)}, for programs {family.api(key)}" if running[key] else "not running"
            yield f"{key}: {state}"
        yield f"MediaWiki {known.version}; {len(rehearsal.read_sheet(family))} pupils; all of it lies in {family.home}"
        yield f"the account {known.admin} may do everything; its password stands in {family.home / 'family.json'}"
        if known.host != "127.0.0.1":
            yield f"everybody in the network of {known.host} can read the wikis; only those with an account can write"

    def _reset(self, family: Family, given: dict[str, Any]) -> Iterator[str]:
        if not given["yes"]:
            self._confirm(family)
        yield f"everything written is gone; {rehearsal.reset(family)} accounts are as before"

    def _confirm(self, family: Family) -> None:
        self.say(f"everything that was written on {', '.join(family.keys)} will go.")
        try:
            answer = input(f'Type "{ANSWER}" to go on: ')
        except EOFError:
            answer = ""
        if answer.strip() != ANSWER:
            raise CommandError("Nothing was changed.")

    def _down(self, family: Family, given: dict[str, Any]) -> Iterator[str]:
        family.down()
        yield "the wikis are closed; nothing was lost, `wikis up` opens them again"

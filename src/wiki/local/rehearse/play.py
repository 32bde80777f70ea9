"""A script and its first day in; accounts, pictures and pages with all their revisions on a running family, out."""

from __future__ import annotations

import json
import secrets
import tempfile
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from wiki.local.accounts import Account
from wiki.local.deeds import Deed
from wiki.local.family import Family
from wiki.local.rehearse.draw import picture
from wiki.local.rehearse.script import Picture, Script, moment
from wiki.local.words import FamilyError

FILE = "rehearsal.json"
BEFORE = "before-rehearsal"
GROUPS = {"trainer": ("sysop",), "watcher": ("sysop",), "passer-by": (), "reader": ("bot",)}
LICENCE = "Template:Cc-zero"
LICENCE_TEXT = "To the extent possible, whoever wrote the code that drew this gave up all rights in it (CC0 1.0)."
COMMONS = "commons"


@dataclass(frozen=True)
class Played:
    """An edition that was played: its first day, and the accounts by name, whose passwords are random."""

    begins: datetime
    accounts: dict[str, Account]


def play(family: Family, script: Script, begins: datetime) -> Played:
    """Play a script on a running family that has its wikis and commons, once; the second time gives what was played.

    One that was cut short is played again from its beginning; what others wrote since then goes.

    Every deed is done by MediaWiki at its moment, counted from `begins`. Raises FamilyError when a moment is not past.
    """
    if before := played(family):
        return before
    if begins + timedelta(days=script.days) > datetime.now(begins.tzinfo):
        raise FamilyError(f"a rehearsal of {script.days} days must begin earlier, for all of it lies in the past")
    if family.kept(BEFORE):  # an earlier play was cut short
        family.restore(BEFORE)
    else:
        family.snapshot(BEFORE)
    groups = dict.fromkeys(script.pupils, ()) | {name: GROUPS[role] for name, role in script.others.items()}
    accounts = family.users([(name, secrets.token_urlsafe(12), given) for name, given in groups.items()])
    with tempfile.TemporaryDirectory() as folder:
        family.play(COMMONS, uploads(script, begins, Path(folder)))
    for wiki in script.articles:
        family.play(wiki, script.deeds(wiki, begins))
    done = Played(begins, {account.name: account for account in accounts})
    remember(family, done)
    return done


def uploads(script: Script, begins: datetime, folder: Path) -> list[Deed]:
    """The pictures, drawn into a folder, and the page that names their licence."""
    trainer = next(name for name, role in script.others.items() if role == "trainer")
    told = [Deed("Edit", LICENCE, trainer, begins, LICENCE_TEXT)]
    for one in sorted(script.pictures, key=lambda picture: moment(picture.at, begins)):
        at = moment(one.at, begins)
        path = folder / one.file
        path.write_bytes(picture(one.motif, one.file, at))
        told.append(Deed("Upload", f"File:{one.file}", one.by, at, description(one), "Rehearsal", str(path)))
    return told


def description(one: Picture) -> str:
    """The page of a file: what it shows in each language, who made it, and its licence."""
    captions = "\n".join(f"* {language}: {caption}" for language, caption in sorted(one.captions.items()))
    return (
        f"== Summary ==\n{captions}\n\nDrawn by code for a rehearsal; it is no photograph. Author: {one.by}\n\n"
        "== Licensing ==\n{{Cc-zero}}\n\n[[Category:Rehearsal]]"
    )


def remember(family: Family, done: Played) -> None:
    """Keep what was played in the family's home, readable for its owner alone."""
    path = family.home / FILE
    path.touch(mode=0o600)
    kept = {"begins": done.begins.isoformat(), "accounts": [asdict(account) for account in done.accounts.values()]}
    path.write_text(json.dumps(kept, indent=1), encoding="utf-8")


def played(family: Family) -> Played | None:
    """What was played on this family; None: nothing yet, or not to its end."""
    try:
        kept = json.loads((family.home / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    accounts = [Account(one["name"], one["password"], tuple(one["groups"])) for one in kept["accounts"]]
    return Played(datetime.fromisoformat(kept["begins"]), {account.name: account for account in accounts})

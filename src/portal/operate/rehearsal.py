"""A folder and a number of pupils in; a family of local wikis to rehearse on, and a sheet of accounts, out."""

from __future__ import annotations

import csv
import io
import secrets
from collections.abc import Sequence
from pathlib import Path

from wiki.local import Account, Family

WIKIS = (("sq", "sq"), ("sr", "sr"), ("commons", "en"))
EMPTY = "empty"  # what the wikis were like before anybody wrote
SHEET = "accounts.csv"
COLUMNS = ("name", "password", "program", "program password", "groups")
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that look alike on paper


def up(family: Family) -> None:
    """Start the family; one that was never there is kept as it is, for `reset`."""
    family.up()
    if not family.kept(EMPTY):
        family.snapshot(EMPTY)


def pupils(family: Family, count: int) -> list[Account]:
    """Have so many pupils' accounts on every wiki: those of the sheet stay as they are, new ones are added."""
    known = read_sheet(family)
    names = {account.name for account in known}
    wanted = [f"Pupil {number:02}" for number in range(1, count + 1)]
    fresh = family.users([(name, password(), ()) for name in wanted if name not in names])
    accounts = sorted([*known, *fresh], key=lambda account: account.name)
    write_sheet(family, accounts)
    return accounts


def reset(family: Family) -> int:
    """Forget all pages, files and edits; the accounts of the sheet are there again. Gives their number."""
    family.restore(EMPTY)
    return len(family.users([(one.name, one.password, one.groups) for one in read_sheet(family)]))


def password() -> str:
    """Something that a pupil can type from paper: three groups of four letters and digits, 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def sheet(family: Family) -> Path:
    """Where the sheet of accounts lies; only its owner may read it."""
    return family.home / SHEET


def read_sheet(family: Family) -> list[Account]:
    """The pupils of the sheet; none where there is no sheet."""
    try:
        text = sheet(family).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return []
    rows = csv.DictReader(io.StringIO(text))
    return [Account(row["name"], row["password"], tuple(row["groups"].split())) for row in rows]


def write_sheet(family: Family, accounts: Sequence[Account]) -> None:
    """Write the sheet, with a mark at its front by which spreadsheets know that it is UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in accounts:
        writer.writerow([one.name, one.password, one.bot_name, one.bot_secret, " ".join(one.groups)])
    draft = family.home / f".{SHEET}"
    draft.touch(mode=0o600)
    draft.write_text(text.getvalue(), encoding="utf-8-sig", newline="")
    draft.replace(sheet(family))

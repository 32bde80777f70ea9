"""A work in; what a juror may see of it out: in a blind round nothing that says who made it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from portal.academy.jury.looks import made_by
from portal.academy.jury.models import Entry
from portal.academy.programme.models import Participant, Work, WorkKind
from portal.academy.results.models import Account
from portal.evidence.pictures import MEDIA, PictureError, clean
from portal.ground.store.acts import keep
from portal.ground.store.looks import read

_FILE = re.compile(
    r"^(?:file|image|skeda|figura|датотека|слика):|\.(?:jpe?g|png|webp|gif|tiff?|svg|web[mp]|mp4|og[gv])$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+", re.IGNORECASE)
_CUT = "[…]"
SHORTEST = 3
"""Names below so many letters are no names but syllables."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A work as a juror sees it. Empty texts are not shown. `may_tell`: the link may lead to who made it."""

    number: int
    kind: str
    title: str
    about: str
    by: str
    address: str
    demo: str
    repository: str
    has_picture: bool
    may_tell: bool


def shown(entry: Entry) -> Shown:
    """What a juror sees of a work in its round."""
    return shown_all([entry])[0]


def shown_all(entries: Sequence[Entry]) -> list[Shown]:
    """The same of many works, with few questions to the database however many they are."""
    blind = [entry.work for entry in entries if entry.round.is_blind]
    names = names_of(blind)
    return [_shown(entry, names.get(entry.work_id, set())) for entry in entries]


def _shown(entry: Entry, names: set[str]) -> Shown:
    work, about = entry.work, entry.round
    blind = about.is_blind
    is_file = work.kind in (WorkKind.IMAGE, WorkKind.VIDEO)
    kept = bool(entry.picture or work.picture)
    title = "" if about.hides_titles or (blind and is_file and _FILE.search(work.title)) else cut(work.title, names)
    hides_page = blind and (kept or about.hides_titles) and work.kind == WorkKind.IMAGE
    return Shown(
        number=entry.number,
        kind=work.kind,
        title=title,
        about=cut(_ADDRESS.sub(_CUT, work.about) if blind else work.about, names),
        by="" if blind else made_by(work),
        address="" if hides_page else work.address,
        demo=work.demo,
        repository="" if blind else work.repository,
        has_picture=kept,
        may_tell=blind and bool(work.demo or (work.address and not hides_page)),
    )


def names_of(works: Iterable[Work]) -> dict[int, set[str]]:
    """All names by which one could know who made each work: of authors, team and accounts, chosen and real ones."""
    found: dict[int, set[str]] = {work.pk: {work.team.name} if work.team else set() for work in works}
    by_author: dict[int, list[int]] = defaultdict(list)
    people = Participant.objects.filter(works__in=list(found))
    fields = ("pk", "works__pk", "pseudonym", "team__name", "person__name", "application__private__full_name")
    for pk, work, *names in people.values_list(*fields):
        by_author[pk].append(work)
        found[work] |= {name for name in names if name} | set((names[-1] or "").split())
    for author, name in Account.objects.filter(participant__in=list(by_author)).values_list("participant_id", "name"):
        for work in by_author[author]:
            found[work].add(name)
    return {pk: {name.strip() for name in names if len(name.strip()) >= SHORTEST} for pk, names in found.items()}


def cut(text: str, names: set[str]) -> str:
    """The text without these names, whatever their case."""
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _CUT, text, flags=re.IGNORECASE)
    return text


def picture_of(entry: Entry) -> bytes | None:
    """The work's picture drawn anew, without what its file said of camera, place and author; None where there is none.

    It is made once and kept.
    """
    if not entry.picture and entry.work.picture:
        body = read(entry.work.picture)
        try:
            entry.picture = keep(clean(body), MEDIA) if body else ""
        except PictureError:
            return None
        entry.save(update_fields=["picture"])
    return read(entry.picture) if entry.picture else None

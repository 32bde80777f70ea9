"""A work in; what a juror may see of it out: in a blind round nothing that says who made it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from portal.academy.jury.looks import made_by
from portal.academy.jury.models import Entry
from portal.academy.programme.models import Private, Work, WorkKind
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
    work, about = entry.work, entry.round
    blind = about.is_blind
    is_file = work.kind in (WorkKind.IMAGE, WorkKind.VIDEO)
    kept = bool(entry.picture or work.picture)
    names = names_of(work) if blind else set()
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


def names_of(work: Work) -> set[str]:
    """All names by which somebody could know who made a work: of authors, team and accounts, chosen and real ones."""
    authors = list(work.authors.select_related("person", "application", "team"))
    found = {author.pseudonym for author in authors} | {author.team.name for author in authors if author.team}
    found |= {author.person.name for author in authors if author.person}
    if work.team:
        found.add(work.team.name)
    found |= set(Account.objects.filter(participant__in=authors).values_list("name", flat=True))
    applied = [author.application_id for author in authors if author.application_id]
    for full in Private.objects.filter(application__in=applied).values_list("full_name", flat=True):
        found |= {full, *full.split()}
    return {name.strip() for name in found if len(name.strip()) >= SHORTEST}


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

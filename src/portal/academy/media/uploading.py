"""A draft in the queue in; the file on its wiki, or the reason why not, out. The one place here that asks a wiki."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.academy.media import acts, files
from portal.academy.media.checks.scrub import scrubbed
from portal.academy.media.models import Draft
from portal.academy.media.sealing import unseal
from portal.academy.media.wikitext import file_name, page_text
from portal.academy.results.wikis import Wire, login_of, opened
from wiki.client import BotPassword, Login, LoginError, RefusedError, Wiki, WikiError
from wiki.reads import files as on_wiki
from wiki.writes import upload as writing


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What goes to the wiki; nothing in it asks the database any more."""

    source: Path | bytes
    name: str
    text: str
    comment: str


class _NotTakenError(Exception):
    """The wiki has reasons; the words are for the participant."""


def upload(draft: Draft) -> bool:
    """Bring a held draft to its wiki; whether it is there. Reasons are kept with the draft, in its owner's language."""
    person = draft.participant.person
    with override(person.locale if person else "en"):
        try:
            parcel = _Parcel(_source(draft), file_name(draft), page_text(draft), f"{draft.edition}: {draft.author}")
            with Wire(opened(draft.site, _login(draft))) as wire:
                title, page, address = wire.ask(_sent(wire.wiki, parcel))
        except (_NotTakenError, LoginError, RefusedError, OSError, ValueError) as reason:
            acts.failed(draft, str(reason), for_good=True)
            return False
        except WikiError as reason:
            acts.failed(draft, str(reason), for_good=False)
            return False
    acts.arrived(draft, page, title, address)
    return True


def find(draft: Draft) -> bool:
    """Look on the wiki for a file that its owner uploaded by hand; whether it is there. Raises WikiError."""
    source = _source(draft)
    sha1 = hashlib.sha1(source if isinstance(source, bytes) else source.read_bytes(), usedforsecurity=False).hexdigest()
    with Wire(opened(draft.site)) as wire:
        titles = wire.ask(on_wiki.with_sha1(wire.wiki, sha1))
        known = wire.ask(on_wiki.about(wire.wiki, titles[:1])) if titles else {}
    for title, file in known.items():
        acts.arrived(draft, file.page, title, file.page_url, verb="find")
    return bool(known)


def _source(draft: Draft) -> Path | bytes:
    path = files.path_of(draft.sha256)
    if draft.known.kind == "video":
        return path
    return scrubbed(path.read_bytes(), keep_place=draft.keep_place)


def _login(draft: Draft) -> Login:
    if draft.sealed is None:
        login = login_of(draft.site.slug)
        if login is None:
            raise _NotTakenError(_("This edition has no account there: upload it with a bot password of yours."))
        return login
    own = unseal(draft.sealed)
    if own is None:
        raise _NotTakenError(_("Your bot password waited for too long and was forgotten. Please type it once more."))
    return BotPassword(*own)


async def _sent(w: Wiki, parcel: _Parcel) -> tuple[str, int, str]:
    said = await writing.send(w, parcel.source, parcel.name, parcel.text, parcel.comment)
    if isinstance(said, writing.Warnings):
        _look_at(said)
        said = await writing.publish(w, said.key, parcel.name, parcel.text, parcel.comment)
    if isinstance(said, writing.Warnings):
        raise _NotTakenError(_("The wiki does not take this file: %(why)s") % {"why": ", ".join(said.others)})
    known = (await on_wiki.about(w, [said.title]))[said.title]
    return said.title, known.page, known.page_url


def _look_at(warnings: writing.Warnings) -> None:
    """Stop where a person has to decide; what remains are notes that the desk has dealt with before."""
    if warnings.duplicates:
        words = _("The same file is there already: %(title)s.")
        raise _NotTakenError(words % {"title": _spaced(warnings.duplicates[0])})
    if warnings.exists:
        words = _("There is a file with this name already: %(title)s. Choose another title.")
        raise _NotTakenError(words % {"title": _spaced(warnings.exists)})
    if warnings.was_deleted:
        words = _("This file was deleted there before: %(title)s. Talk to your mentor before you try again.")
        raise _NotTakenError(words % {"title": _spaced(warnings.was_deleted)})


def _spaced(title: str) -> str:
    return title.replace("_", " ")

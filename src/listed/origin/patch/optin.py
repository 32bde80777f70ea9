"""A package's documents in; the patch that gives it a switch for user-assigned codes, off by default, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from listed.lists import Document
from listed.names import Names
from listed.origin.patch.check import broken
from listed.origin.patch.coding import read_text
from listed.origin.patch.draft import Draft, Insertion
from listed.origin.patch.letter import Told, precedents, section, told_text, words
from listed.origin.patch.make import PatchedFile, patched
from listed.origin.patch.row import CannotWriteError


def opt_in_for(address: str) -> Mapping[str, Any] | None:
    """The switch that is written for a package (`pypi:pycountry`), as data/patches/opt-in tells it, or None."""
    known: Mapping[str, Mapping[str, Any]] = words()["opt-in"]
    return next((one for one in known.values() if one["address"] == address), None)


def opt_in_of(names: Names, documents: Iterable[Document], known: Mapping[str, Any]) -> list[PatchedFile]:
    """The patched files. Raises CannotWriteError where the package is no longer the one it was written for."""
    wanted: dict[str, list[tuple[str, str]]] = {}
    for edit in known["edits"]:
        wanted.setdefault(edit["path"], []).append((edit["before"], filled(names, edit["text"])))
    found = {document.path: document for document in documents if document.path in wanted}
    if missing := sorted(set(wanted) - set(found)):
        raise CannotWriteError(f"{missing[0]} is not in it")
    return [_file(found[path], edits) for path, edits in wanted.items()]


def opt_in_letter(
    names: Names, package: str, version: str, file: str, known: Mapping[str, Any], paths: list[str]
) -> str:
    """The text of the pull request that goes with a switch: what it is, who needs it, who did it, how to try it."""
    told = Told(names, package, version, file)
    place = words().get(names.world_place.id, {})
    lines = [f"# {told.say('title', 'opt_in')}", "", told.say("sentences", "what_opt_in"), ""]
    lines += [told.say("sentences", "service"), "", f"## {told.say('headings', 'form')}", ""]
    lines += [f"- {filled(names, sentence)}" for sentence in known["sentences"]]
    lines += ["", f"```{_SHELL}", filled(names, known["use"]).strip(), "```", ""]
    lines += section(told, "why", place.get("need", ()))
    lines += section(told, "where", place.get("standing", ()))
    lines += section(told, "precedents", precedents(place, True, None))
    lines += section(told, "does", [f"`{path}`" for path in paths])
    lines += [told.say("sentences", "apply"), ""]
    lines += [f"## {told.say('headings', 'keeps')}", "", told.say("sentences", "others")]
    return "\n".join(lines).rstrip() + "\n"


_SHELL = "sh"


def filled(names: Names, text: str) -> str:
    """A text with the codes and the name of the place for `{code}`, `{alpha3}`, `{numeric}`, `{name}` and `{flag}`."""
    place = names.world_place
    by_kind = {code.kind: code.text for code in reversed(place.codes)}
    flag = "".join(chr(0x1F1E6 + ord(letter) - 65) for letter in place.id)
    fills = {"alpha3": by_kind.get("alpha3", ""), "numeric": by_kind.get("numeric", "")}
    return told_text(text, code=place.id, name=place.english, flag=flag, **fills)


def _file(document: Document, edits: Iterable[tuple[str, str]]) -> PatchedFile:
    coded = read_text(document.data)
    if coded is None:
        raise CannotWriteError(f"{document.path} is no plain text")
    insertions = []
    for before, text in edits:
        if coded.text.count(before) != 1:
            raise CannotWriteError(f"{document.path} is not as it was when the switch was written for it")
        insertions.append(Insertion(coded.text.index(before), text))
    draft = Draft(coded.text, insertions)
    if reason := broken(document.path, coded.text, draft.text):
        raise CannotWriteError(reason)
    return patched(document, coded, draft, [text.strip() for _, text in edits])

"""A patch and what is known of its project in; the text of the issue or pull request that goes with it, out."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from listed.names import Names
from listed.origin.patch.make import Patch
from listed.origin.remedies import Remedy

_PACKED = Path(__file__).with_name("words.json")
_MOST_FILES = 30
_MOST_CHECKS = 25
_STRICT = frozenset(("iso-only", "upstream"))
_LANGUAGES = {"py": "python", "js": "javascript", "cjs": "javascript", "mjs": "javascript", "ts": "javascript",
              "json": "json"}  # fmt: skip

# Whatever its data is written in, a package of Python is tested in Python.
_TESTED_IN = {"pypi": "python"}


@cache
def words() -> Mapping[str, Any]:
    """The packed texts: `letter`, and what is told of each place by its id."""
    book: Mapping[str, Any] = json.loads(_PACKED.read_bytes())
    return book


def letter(names: Names, target: str, version: str, patch: Patch, file: str, remedy: Remedy | None) -> str:
    """The text in Markdown: what is asked, for whom, on what grounds, what the patch does, and what to look at.

    `target` is the address of the package (`npm:NAME`), without its version; `file` is the name of the patch beside
    it. `remedy` tells the project's policy and the opt-in that others accepted.
    """
    strict = remedy is not None and remedy.policy in _STRICT and bool(remedy.opt_in)
    book = words()["letter"]
    registry, _, package = target.rpartition(":")
    told = Told(names, package, version, file, patch)
    lines = [f"# {told.say('title', 'opt_in' if strict else 'rows')}", ""]
    if strict and remedy is not None:
        lines += [told.say("sentences", "what_opt_in"), "", told.say("sentences", "service"), ""]
        lines += [*_form(told, remedy), "", told.say("sentences", "rows_too"), ""]
    else:
        lines += [told.say("sentences", "what"), "", told.say("sentences", "service"), ""]
    place = words().get(names.world_place.id, {})
    lines += section(told, "why", place.get("need", ()))
    lines += section(told, "where", place.get("standing", ()))
    lines += section(told, "precedents", precedents(place, strict, remedy))
    lines += [f"## {told.say('headings', 'does')}", "", *_does(told), ""]
    lines += [f"## {told.say('headings', 'keeps')}", "", *_keeps(told), ""]
    lines += [f"## {told.say('headings', 'check')}", "", *_checks(told), ""]
    if test := _test(book, told, registry):
        lines += [f"## {told.say('headings', 'test')}", "", told.say("sentences", "test"), "", *test, ""]
    return "\n".join(lines).rstrip() + "\n"


class Told:
    """The sentences of the letter with the words of this package filled in."""

    def __init__(self, names: Names, package: str, version: str, file: str, patch: Patch | None = None) -> None:
        self.patch = patch = patch or Patch((), "", "")
        place = names.world_place
        rows = sum(len(one.rows) for one in patch.files)
        lists = len(patch.lists)
        self._words = {
            "place": place.english,
            "code": place.id,
            "parent": names.english(place.parent),
            "package": package,
            "version": version,
            "file": file,
            "lists": "a list" if lists == 1 else f"{lists} lists",
            "them": "it" if lists == 1 else "them",
            "rows": "one row" if rows == 1 else f"{rows} rows",
            "files": "one file" if len(patch.files) == 1 else f"{len(patch.files)} files",
            "before": words()["letter"]["verdicts"].get(patch.before, patch.before),
            "after": words()["letter"]["verdicts"].get(patch.after, patch.after),
        }

    def say(self, part: str, name: str, **more: str) -> str:
        """One sentence of data/patches/letter.toml."""
        text: str = words()["letter"][part][name]
        return text.format(**self._words, **more)


def _form(told: Told, remedy: Remedy) -> Iterator[str]:
    yield told.say("sentences", "policy")
    yield ""
    yield f"> {remedy.opt_in}"
    if remedy.snippet:
        yield from ("", f"```{remedy.language}", remedy.snippet.strip(), "```")


def section(told: Told, heading: str, sentences: Sequence[str]) -> list[str]:
    """A heading and a line for each sentence; nothing where there is none."""
    lines = [f"- {sentence}" for sentence in sentences]
    return [f"## {told.say('headings', heading)}", "", *lines, ""] if lines else []


def precedents(place: Mapping[str, Any], strict: bool, remedy: Remedy | None) -> list[str]:
    """Links to projects that did it; those that chose an opt-in come first where the project keeps to ISO."""
    own = [(one.link, one.what) for one in remedy.precedents] if remedy is not None and strict else []
    general = sorted(place.get("precedents", ()), key=lambda one: bool(one.get("opt_in")) != strict)
    linked = dict(own)
    for one in general:
        linked.setdefault(one["link"], one["what"])
    return [f"{what}: {link}" for link, what in linked.items()]


def _does(told: Told) -> Iterator[str]:
    patch = told.patch
    for one in patch.files[:_MOST_FILES]:
        row = " ".join(one.rows[0].split())
        more = f" (and {len(one.rows) - 1} more)" if len(one.rows) > 1 else ""
        yield f"- {_code(one.path)}: {_code(row[:160] + ('…' if len(row) > 160 else ''))}{more}"
    if len(patch.files) > _MOST_FILES:
        yield f"- {len(patch.files) - _MOST_FILES} more files, in the same way"
    yield ""
    yield told.say("sentences", "proof")
    yield ""
    yield told.say("sentences", "apply")
    built = [one.path for one in patch.files if one.generated]
    if built:
        source = [one.path for one in patch.files if not one.generated and not one.path.endswith((".json", ".xml"))]
        yield ""
        yield told.say("sentences", "generated", paths=_paths(built))
        if source:
            yield told.say("sentences", "generated_source", paths=_paths(source))
        elif len(built) == len(patch.files):
            yield told.say("sentences", "generated_only")


def _keeps(told: Told) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for one in told.patch.left:
        reasons.setdefault(one.reason, []).append(one.where)
    if reasons:
        yield told.say("sentences", "left")
        yield ""
        for reason, where in reasons.items():
            yield f"- {_paths(where)}: {reason}."
        yield ""
    yield told.say("sentences", "subdivisions")
    yield told.say("sentences", "others")


def _checks(told: Told) -> Iterator[str]:
    patch = told.patch
    if patch.open:
        yield told.say("sentences", "open")
        yield ""
        yield from (f"- {_code(one)}" for one in patch.open[:_MOST_CHECKS])
    else:
        yield told.say("sentences", "no_open")
    if patch.checks:
        yield ""
        yield told.say("sentences", "checks")
        yield ""
        yield from (f"- {one}" for one in patch.checks[:_MOST_CHECKS])
        if len(patch.checks) > _MOST_CHECKS:
            yield f"- {len(patch.checks) - _MOST_CHECKS} more of the same kinds"


def _test(book: Mapping[str, Any], told: Told, registry: str) -> list[str]:
    """A few lines in the project's language that fail where the row is lost."""
    if not told.patch.files:
        return []
    endings = Counter(one.path.rpartition(".")[2] for one in told.patch.files)
    main = next((one for one in told.patch.files if not one.generated), told.patch.files[0])
    language = _TESTED_IN.get(registry) or _LANGUAGES.get(main.path.rpartition(".")[2])
    language = language or ("python" if "py" in endings else "javascript" if "js" in endings else "shell")
    test = book["tests"][language]
    needle = _needle(told, main.rows[0])
    written = f"'{needle}'" if language == "shell" or '"' in needle else f'"{needle}"'
    told_test = told_text(test["text"], path=main.path, needle=written, place=told.say("sentences", "name"))
    return [f"```{test['language']}", told_test.strip(), "```"]


def told_text(text: str, **fills: str) -> str:
    """A text with `{name}` filled in; other braces stay, as programs have them."""
    for name, fill in fills.items():
        text = text.replace(f"{{{name}}}", fill)
    return text


def _needle(told: Told, row: str) -> str:
    """What the row has that no other has: its code in its quotes, its name, or the row itself."""
    code = told.say("sentences", "code")
    for one in (f'"{code}"', f"'{code}'", told.say("sentences", "name"), code):
        if one in row:
            return one
    return " ".join(row.split())[:60]


def _paths(paths: list[str]) -> str:
    shown = ", ".join(_code(path) for path in paths[:6])
    return shown if len(paths) <= 6 else f"{shown} and {len(paths) - 6} more"


def _code(text: str) -> str:
    """A text as code of Markdown, whatever backticks it holds."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    ticks, pad = "`" * (longest + 1), " " if longest else ""
    return f"{ticks}{pad}{text}{pad}{ticks}"

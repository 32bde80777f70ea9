"""The portal's own sentences, as they stand in its code and pages, in; its catalogues of words, up to date, out.

python data/build_words.py         add new sentences to src/portal/locale/*/LC_MESSAGES/django.po, take out old ones
python data/build_words.py --todo  print what still lacks a translation, by language

The desk of the staff is in English and is left out. A sentence that is new has an empty translation until a person
writes one; tests fail until then for sq and sr.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parents[1]
PORTAL = ROOT / "src/portal"
LOCALE = PORTAL / "locale"
PLURALS = {
    "sq": "nplurals=2; plural=(n != 1);",
    "sr": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "tr": "nplurals=2; plural=(n > 1);",
    "bs": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


@dataclass
class Sentence:
    """One sentence to translate: its plural, the words that tell its sense apart, where it stands, and hints."""

    text: str
    plural: str = ""
    context: str = ""
    places: set[str] = field(default_factory=set)
    hints: set[str] = field(default_factory=set)


def gather(portal: Path = PORTAL) -> dict[tuple[str, str], Sentence]:
    """Every sentence of the portal's code and pages, by context and text."""
    found: dict[tuple[str, str], Sentence] = {}
    for path in sorted([*portal.rglob("*.py"), *portal.rglob("templates/**/*.*")]):
        if {"migrations", "desk"} & set(path.parts) or path.suffix not in (".py", ".html", ".txt", ".xml"):
            continue
        for one in _sentences(path):
            known = found.setdefault((one.context, one.text), one)
            known.plural = known.plural or one.plural
            known.places.add(path.relative_to(portal).as_posix())
            known.hints |= one.hints
    return found


def _sentences(path: Path) -> Iterator[Sentence]:
    source = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        from django.utils.translation.template import templatize

        source = templatize(source, origin=str(path))
    stream = io.BytesIO(source.encode())
    for _, message, comments, context in extract("python", stream, KEYWORDS, ["Translators:"], {"encoding": "utf-8"}):
        parts = message if isinstance(message, tuple) else (message,)
        texts = [part for part in parts if isinstance(part, str)]
        if texts and texts[0]:
            plural = texts[1] if len(texts) > 1 else ""
            yield Sentence(texts[0], plural, context or "", set(), set(comments))


def merge(language: str, sentences: dict[tuple[str, str], Sentence], path: Path) -> polib.POFile:
    """The catalogue of a language with exactly these sentences; translations that are there stay."""
    old = polib.pofile(str(path)) if path.exists() else polib.POFile()
    known = {(entry.msgctxt or "", entry.msgid): entry for entry in old if not entry.obsolete}
    new = polib.POFile(wrapwidth=110)
    new.metadata = {
        "Project-Id-Version": "Digital Kosovo",
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS[language],
    }
    forms = int(PLURALS[language].removeprefix("nplurals=")[0])
    for key in sorted(sentences, key=lambda key: (min(sentences[key].places), key)):
        one, entry = sentences[key], known.get(key)
        had = entry.msgstr_plural if entry and one.plural else {}
        new.append(
            polib.POEntry(
                msgid=one.text,
                msgctxt=one.context or None,
                msgid_plural=one.plural,
                msgstr="" if one.plural or entry is None else entry.msgstr,
                msgstr_plural={n: had.get(n, "") for n in range(forms)} if one.plural else {},
                occurrences=[(place, "") for place in sorted(one.places)],
                comment="\n".join(sorted(one.hints)),
                flags=["python-format"] if "%(" in one.text else [],
            )
        )
    return new


def catalogue(language: str) -> Path:
    """Where the words of a language are kept."""
    return LOCALE / language / "LC_MESSAGES/django.po"


def main() -> int:
    """Bring the catalogues up to date, or print what is to be done. Exit status 1 where something lacks."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--todo", action="store_true", help="print what lacks a translation, change nothing")
    asked = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    sentences, lacking = gather(), 0
    for language in PLURALS:
        path = catalogue(language)
        words = merge(language, sentences, path)
        todo = [entry.msgid for entry in words if not entry.translated()]
        lacking += len(todo) if language in ("sq", "sr") else 0
        if asked.todo:
            print(f"{language}: {len(todo)} of {len(words)}", *todo[:2000], sep="\n  ")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        words.save(str(path))
        print(f"{language}: {len(words)} sentences, {len(todo)} of them to be translated")
    return 1 if asked.todo and lacking else 0


if __name__ == "__main__":
    raise SystemExit(main())

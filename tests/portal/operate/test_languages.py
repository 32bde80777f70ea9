"""Compiled languages: each catalogue once, Serbian in both scripts, nothing compiled twice."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from portal.operate.languages import compile_all

SERBIAN = """msgid ""
msgstr ""
"Language: sr\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural="
"(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n"

msgid "Country list"
msgstr "Списак земаља"

msgid "Hello %(name)s"
msgstr "Здраво, %(name)s. Љубазно!"

msgid "%(n)s site"
msgid_plural "%(n)s sites"
msgstr[0] "%(n)s сајт"
msgstr[1] "%(n)s сајта"
msgstr[2] "%(n)s сајтова"
"""


def make_catalogue(folder: Path, language: str, text: str) -> Path:
    po = folder / language / "LC_MESSAGES" / "django.po"
    po.parent.mkdir(parents=True)
    po.write_text(text, encoding="utf-8")
    return po


def read(folder: Path, language: str) -> gettext.NullTranslations:
    return gettext.translation("django", folder, [language])


def test_serbian_is_compiled_in_both_scripts_with_its_three_plurals(tmp_path: Path) -> None:
    make_catalogue(tmp_path, "sr", SERBIAN)
    assert [path.parts[-3] for path in compile_all(tmp_path)] == ["sr", "sr_Latn"]
    cyrillic, latin = read(tmp_path, "sr"), read(tmp_path, "sr_Latn")
    assert cyrillic.gettext("Country list") == "Списак земаља"
    assert latin.gettext("Country list") == "Spisak zemalja"
    assert latin.gettext("Hello %(name)s") == "Zdravo, %(name)s. Ljubazno!"
    sites = [latin.ngettext("%(n)s site", "%(n)s sites", number) for number in (1, 3, 5, 21)]
    assert sites == ["%(n)s sajt", "%(n)s sajta", "%(n)s sajtova", "%(n)s sajt"]


def test_what_is_compiled_is_not_compiled_again_until_it_changes(tmp_path: Path) -> None:
    po = make_catalogue(tmp_path, "sr", SERBIAN)
    assert len(compile_all(tmp_path)) == 2
    assert compile_all(tmp_path) == []
    po.write_text(SERBIAN.replace("Списак", "Листа"), encoding="utf-8")
    os.utime(po, ns=(po.stat().st_mtime_ns + 10**9, po.stat().st_mtime_ns + 10**9))
    assert len(compile_all(tmp_path)) == 2
    assert read(tmp_path, "sr_Latn").gettext("Country list") == "Lista zemalja"


def test_no_unfinished_file_is_left(tmp_path: Path) -> None:
    make_catalogue(tmp_path, "sq", SERBIAN.replace("Language: sr", "Language: sq"))
    compile_all(tmp_path)
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["django.mo", "django.po"]

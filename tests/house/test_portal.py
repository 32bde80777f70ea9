"""The portal keeps its promises: pages without inline code, languages complete, settings explained, tables in step."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.core.management import call_command
from django.template.loader import get_template

# What the content security policy refuses: styles and scripts in the page itself. Data in JSON is no script.
INLINE = {
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^<>{}]*\sstyle\s*=", re.IGNORECASE),
    "a script in the page": re.compile(
        r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.IGNORECASE
    ),
    "a handler in an attribute": re.compile(r"<[^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script as an address": re.compile(r"javascript:", re.IGNORECASE),
    "something of a third party": re.compile(
        r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"']?(?:https?:)?//"
    ),
}
PLURALS = {"sq": 2, "sr": 3}
ENV = re.compile(r"env\.\w+\(\s*\"([A-Z_]+)\"")
EXPLAINED = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)


@pytest.fixture(scope="session")
def templates(kept: list[Path]) -> list[Path]:
    """Every template of a page."""
    return [path for path in kept if path.suffix == ".html" and "templates" in path.parts]


def test_no_page_holds_inline_code_or_asks_others(root: Path, templates: list[Path]) -> None:
    found = [
        f"{path.relative_to(root)}: {what}: {hit[0][:80]}"
        for path in templates
        for what, pattern in INLINE.items()
        for hit in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_every_template_can_be_read(templates: list[Path]) -> None:
    for path in templates:
        get_template(str(path).rpartition("/templates/")[2])


def catalogues(root: Path) -> list[Path]:
    return sorted((root / "src/portal/locale").glob("*/LC_MESSAGES/*.po"))


def entries(po: Path) -> dict[str, polib.POEntry]:
    """What is to be said, by a name of its own; in Serbian and Albanian all of it is there."""
    return {f"{entry.msgctxt or ''}|{entry.msgid}": entry for entry in polib.pofile(str(po)) if not entry.obsolete}


def test_nothing_is_untranslated_or_doubtful(root: Path) -> None:
    for po in catalogues(root):
        if po.parts[-3] in PLURALS:
            wanting = [entry.msgid for entry in entries(po).values() if not entry.translated() or entry.fuzzy]
            assert wanting == [], po.parts[-3]


def test_languages_say_the_same_things(root: Path) -> None:
    said = {po.parts[-3]: set(entries(po)) for po in catalogues(root) if po.parts[-3] in PLURALS}
    everything = set[str]().union(*said.values())
    assert {language: everything - known for language, known in said.items() if everything - known} == {}


def test_plurals_have_the_forms_of_their_language(root: Path) -> None:
    for po in catalogues(root):
        forms = PLURALS.get(po.parts[-3])
        if forms:
            assert f"nplurals={forms}" in polib.pofile(str(po)).metadata["Plural-Forms"]
            counted = {entry.msgid: set(entry.msgstr_plural) for entry in entries(po).values() if entry.msgid_plural}
            assert {name: found for name, found in counted.items() if found != set(range(forms))} == {}


PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def test_translations_keep_their_placeholders(root: Path) -> None:
    wrong = [
        f"{po.parts[-3]}: {text}"
        for po in catalogues(root)
        for entry in entries(po).values()
        for text in [entry.msgstr, *entry.msgstr_plural.values()]
        if not placeholders(text) <= placeholders(entry.msgid + (entry.msgid_plural or ""))
    ]
    assert wrong == []


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def test_every_variable_is_explained_to_operators(root: Path) -> None:
    read = set(ENV.findall((root / "src/portal/settings.py").read_text(encoding="utf-8")))
    explained = set(EXPLAINED.findall((root / "docs/operator.md").read_text(encoding="utf-8")))
    assert explained == read


def test_settings_are_the_only_place_that_reads_the_environment(root: Path, python_files: list[Path]) -> None:
    allowed = {"src/portal/settings.py", "src/portal/operate/serve.py", "src/portal/__main__.py", "src/portal/wsgi.py"}
    readers = {
        str(path.relative_to(root))
        for path in python_files
        if root / "src/portal" in path.parents
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }
    assert readers - allowed == set()


@pytest.mark.django_db
def test_tables_are_in_step_with_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0, skip_checks=True)


def test_every_language_of_the_portal_is_one_that_django_knows() -> None:
    assert [code for code, _name in settings.LANGUAGES] == ["sq", "sr", "sr-latn", "en"]

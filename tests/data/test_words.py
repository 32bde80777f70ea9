"""The catalogues of words: each holds every sentence that the portal says, and no other."""

from __future__ import annotations

import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "data"))

from build_words import PLURALS, catalogue, gather, merge  # noqa: E402


@pytest.mark.parametrize("language", PLURALS)
def test_a_catalogue_holds_every_sentence_of_the_portal_and_no_other(language: str) -> None:
    said = set(gather())
    kept = {(entry.msgctxt or "", entry.msgid) for entry in polib.pofile(str(catalogue(language)))}
    assert (sorted(said - kept), sorted(kept - said)) == ([], []), "type python data/build_words.py"


def test_sentences_of_code_and_pages_are_found_with_their_plural_and_sense(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "a.py").write_text("# Translators: a verb\n_('Look')\nngettext('%(n)d look', '%(n)d looks', n)\n")
    one, more = "{% translate 'Look' context 'noun' %}", "{% blocktranslate count n=n %}One{% plural %}{{ n }}"
    (tmp_path / "templates/a.html").write_text(one + more + "{% endblocktranslate %}")
    found = {key: (one.plural, sorted(one.hints)) for key, one in gather(tmp_path).items()}
    assert found == {
        ("", "Look"): ("", ["Translators: a verb"]),
        ("", "%(n)d look"): ("%(n)d looks", []),
        ("noun", "Look"): ("", []),
        ("", "One"): ("%(n)s", []),
    }


def test_a_translation_stays_when_sentences_come_and_go(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("_('One')\n_('Two')\n")
    path = tmp_path / "django.po"
    words = merge("sq", gather(tmp_path), path)
    words.find("One").msgstr = "Një"
    words.save(str(path))
    (tmp_path / "a.py").write_text("_('One')\n_('Three')\n")
    assert {entry.msgid: entry.msgstr for entry in merge("sq", gather(tmp_path), path)} == {"One": "Një", "Three": ""}

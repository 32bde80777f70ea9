"""Lists of subjects are read in any usual charset and form; what cannot be read is said, nothing is lost."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from portal.academy.topics.lists import CHARSETS, LARGEST, Line, ListError, decoded, read

ALBANIAN = "Titulli;Arsyeja\nÇarshia e Vjetër e Gjakovës;pa burime\nRrëfenja për shqiponjën;\n"
SERBIAN_LATIN = "Naslov;Opis\nSrpska književnost čuva priče;ćuprija šuma žito đak\nČaršija u Prizrenu;\n"
SERBIAN = "Наслов;Опис\nПризренска тврђава;без слике\nЂурђевданска песма;њива\n"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (ALBANIAN, "windows-1252"),
        (SERBIAN_LATIN, "windows-1250"),
        (SERBIAN, "windows-1251"),
        (ALBANIAN, "utf-8"),
        (SERBIAN, "utf-8"),
        (SERBIAN, "utf-16"),
        ("Prizren\n", "utf-8"),
    ],
)
def test_the_charset_is_found_out(text: str, charset: str) -> None:
    assert decoded(text.encode(charset)) == (text, charset)


def test_a_mark_at_the_head_of_a_file_is_no_letter() -> None:
    assert decoded(ALBANIAN.encode("utf-8-sig")) == (ALBANIAN, "utf-8")


def test_a_charset_that_is_named_is_used() -> None:
    assert decoded("è".encode("windows-1252"), "windows-1250") == ("č", "windows-1250")
    with pytest.raises(ListError, match="not written in utf-8"):
        decoded(b"\xe8x", "utf-8")
    with pytest.raises(ListError, match="charsets of the list"):
        decoded(b"a", "utf-7")
    assert len(CHARSETS) == 5


@pytest.mark.parametrize("body", [b"PK\x03\x04 a workbook", b"%PDF-1.7", b"a\x00b\x00\x01"])
def test_other_kinds_of_files_are_named(body: bytes) -> None:
    with pytest.raises(ListError, match="another kind of file"):
        decoded(body)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(ListError, match="too long"):
        decoded(b"a" * (LARGEST + 1))


def test_one_title_a_line_goes_to_each_chosen_language() -> None:
    found = read('Prizren, Kosova\n\n  Tufina_e  Gurit \n"Rilindja" gazetë\n', ["sq", "en"])
    assert found.lines == [
        Line("prizren, kosova", "", {"sq": "Prizren, Kosova", "en": "Prizren, Kosova"}, "", 1),
        Line("tufina e gurit", "", {"sq": "Tufina e Gurit", "en": "Tufina e Gurit"}, "", 3),
        Line('"rilindja" gazetë', "", {"sq": '"Rilindja" gazetë', "en": '"Rilindja" gazetë'}, "", 4),
    ]
    assert found.faults == []


@pytest.mark.parametrize("separator", [";", "\t", ","])
def test_a_table_with_a_head_is_understood(separator: str) -> None:
    rows = ["Wikidata|Titulli|title sr|gjuha|about", "q1037|Ura|Мост|sq en|pa foto", "|Lumi|||"]
    text = "\n".join(row.replace("|", separator) for row in rows)
    assert read(text, ["sq"]).lines == [
        Line("Q1037", "Q1037", {"sq": "Ura", "en": "Ura", "sr": "Мост"}, "pa foto", 2),
        Line("lumi", "", {"sq": "Lumi"}, "", 3),
    ]


def test_wikidata_ids_need_no_title_and_may_be_addresses() -> None:
    found = read("Q25270\nhttps://www.wikidata.org/wiki/Q1037\n", ["sq"])
    assert [(line.subject, line.titles) for line in found.lines] == [
        ("Q25270", {"sq": "Q25270"}), ("Q1037", {"sq": "Q1037"}),
    ]  # fmt: skip
    assert read("Q25270;Kosova;vendi", ["sq"]).lines == [Line("Q25270", "Q25270", {"sq": "Kosova"}, "vendi", 1)]


def test_lines_that_cannot_be_read_are_told_by_number_and_the_text_stays() -> None:
    text = "item;title;languages\nX1;Ura;sq\n;a[b];sq\n;Lumi;Albanian!\n;;\n;" + "ë" * 200 + ";\n;Mulliri;\n"
    found = read(text, ["sq"])
    assert [fault.number for fault in found.faults] == [2, 3, 4, 6]
    assert [line.titles for line in found.lines] == [{"sq": "Mulliri"}]
    assert found.text == text
    assert "no Wikidata id" in found.faults[0].words


def test_a_line_without_a_language_says_so() -> None:
    assert [fault.words for fault in read("Ura", []).faults] == [
        "This line has no title, or no language. Choose a language above."
    ]


def test_empty_and_endless_lists_are_refused() -> None:
    with pytest.raises(ListError, match="nothing in this list"):
        read(" \n ;; \n", ["sq"])
    with pytest.raises(ListError, match="too many lines"):
        read("a\n" * 5001, ["sq"])


def test_faults_are_told_in_the_language_of_the_reader() -> None:
    with override("sq"), pytest.raises(ListError):
        read("", ["sq"])

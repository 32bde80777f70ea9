"""Lists in the charsets of the world, rightly labelled, wrongly labelled or not at all."""

from __future__ import annotations

import pytest

from tests.listed.lists.make_lists import answers, expected, make_world, page

# A charset, and a language whose list can be written in it.
LEGACY = [
    ("windows-1250", "hr"), ("windows-1250", "cs"), ("windows-1251", "ru"), ("windows-1251", "mk"),
    ("windows-1252", "de"), ("windows-1252", "fr"), ("windows-1253", "el"), ("windows-1254", "tr"),
    ("windows-1255", "he"), ("windows-1256", "ar"), ("windows-1257", "lt"), ("iso-8859-1", "es"),
    ("iso-8859-2", "pl"), ("iso-8859-2", "hu"), ("iso-8859-5", "sr"), ("iso-8859-7", "el"), ("iso-8859-9", "tr"),
    ("koi8-r", "ru"), ("koi8-u", "uk"), ("shift_jis", "ja"), ("euc-jp", "ja"),
    ("gb18030", "zh"), ("gbk", "zh"), ("gb2312", "zh"), ("big5", "zh-Hant"), ("euc-kr", "ko"), ("tis-620", "th"),
    ("ibm866", "ru"), ("x-mac-cyrillic", "ru"), ("macintosh", "it"),
]  # fmt: skip
PYTHON = {"x-mac-cyrillic": "mac-cyrillic", "macintosh": "mac-roman", "ibm866": "cp866", "shift_jis": "cp932",
          "euc-kr": "cp949", "gb2312": "gbk"}  # fmt: skip
FAITHFUL = [row for row in LEGACY if row[0] != "macintosh"]


def select(language: str, with_place: bool) -> str:
    rows = "".join(f"<option>{one.name}</option>" for one in make_world(language, with_place))
    return f"<select name=country>{rows}</select>"


def both_in(charset: str, language: str, label: str, media: str | None) -> object:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={label}">' if label else ""
    documents = [
        page(select(language, one), head).encode(PYTHON.get(charset, charset), "replace") for one in (True, False)
    ]
    return tuple(answers(one, media=media) for one in documents)


@pytest.mark.parametrize(("charset", "language"), LEGACY)
def test_a_page_in_a_legacy_charset_is_read_whole(charset: str, language: str) -> None:
    assert both_in(charset, language, charset, None) == expected()


@pytest.mark.parametrize(("charset", "language"), FAITHFUL[::3])
def test_a_charset_that_only_the_server_names_is_heard(charset: str, language: str) -> None:
    assert both_in(charset, language, "", f"text/html; charset={charset.upper()}") == expected()


@pytest.mark.xfail(strict=True, reason="a charset of seven bits is taken for UTF-8")
def test_a_charset_of_seven_bits_is_read_as_labelled() -> None:
    assert both_in("iso-2022-jp", "ja", "iso-2022-jp", None) == expected()


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("language", ["en", "sr"])
def test_utf8_is_read_with_a_mark_and_without(charset: str, language: str) -> None:
    assert both_in(charset, language, "", None) == expected()


@pytest.mark.parametrize(
    ("charset", "language"), [("utf-16", "en"), ("utf-16-le", "en"), ("utf-16-be", "en"), ("utf-16", "sr")]
)
def test_utf16_is_read_with_a_mark_and_without(charset: str, language: str) -> None:
    assert both_in(charset, language, "", None) == expected()


@pytest.mark.xfail(strict=True, reason="without zero bytes in most characters it is not known for what it is")
@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_in_cyrillic_is_read_without_a_mark(charset: str) -> None:
    assert both_in(charset, "sr", "", None) == expected()


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "utf-16", "nonsense", "hex", "shift_jis"])
def test_a_wrong_label_does_no_harm_to_utf8(label: str) -> None:
    assert both_in("utf-8", "sq", label, f"text/html; charset={label}") == expected()


@pytest.mark.parametrize("label", ["utf-8", "utf-16", "nonsense"])
def test_a_legacy_page_that_calls_itself_utf8_is_read_in_the_main(label: str) -> None:
    found = both_in("windows-1252", "de", label, None)
    assert [[one[:3] for one in lists] for lists in found] == [  # type: ignore[attr-defined]
        [("country", "world", "listed")],
        [("country", "world", "missing")],
    ]


@pytest.mark.parametrize(
    "charset",
    [
        "utf-16",
        "windows-1252",
        "utf-16-le",
    ],
)
def test_a_data_file_in_another_charset_is_read(charset: str) -> None:
    documents = [
        "\n".join(f"{one.code};{one.name}" for one in make_world("de", with_place)).encode(charset)
        for with_place in (True, False)
    ]
    assert tuple(answers(one, "laender.csv") for one in documents) == expected()


@pytest.mark.parametrize("with_place", [True, False])
def test_bytes_that_are_no_text_at_all_in_a_page_do_not_hide_the_list(with_place: bool) -> None:
    data = page(select("en", with_place)).encode().replace(b"<title>", b"<title>\xff\xfe\x81\x00\x9d")
    assert answers(data, media="text/html") == expected()[not with_place]

"""Lists in compiled and packed files, in the names of files, and in styles."""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable

import pytest

from listed.lists.directory import tables_of_paths
from listed.lists.places import read_places
from listed.verdict.judge import judge
from tests.listed.lists.make_lists import Answer, Place, answers, each, make_world, names, words

Binary = Callable[[list[Place]], bytes]


def mo(places: list[Place], order: str = "<") -> bytes:
    """A gettext catalogue of English names and Albanian ones."""
    rows = sorted((one.name.encode(), names.display(one.code, "sq").encode()) for one in places)
    start = 28
    text_at = start + 16 * len(rows)
    tables: list[bytes] = []
    text = b""
    for column in (0, 1):
        entries = b""
        for row in rows:
            entries += struct.pack(f"{order}2I", len(row[column]), text_at + len(text))
            text += row[column] + b"\0"
        tables.append(entries)
    head = struct.pack(f"{order}7I", 0x950412DE, 0, len(rows), start, start + 8 * len(rows), 0, 0)
    return head + tables[0] + tables[1] + text


def mo_of_the_other_byte_order(places: list[Place]) -> bytes:
    return mo(places, ">")


def pickled_mapping(places: list[Place]) -> bytes:
    return pickle.dumps({"territories": {one.code: one.name for one in places}}, 4)


def old_pickled_mapping(places: list[Place]) -> bytes:
    return pickle.dumps({"territories": {one.code: one.name for one in places}}, 2)


def zero_ended_names(places: list[Place]) -> bytes:
    return b"\x7fELF\x02\x01\x01" + b"\0" * 40 + b"\0".join(one.name.encode() for one in places) + b"\0" * 40


def zero_ended_codes_and_names(places: list[Place]) -> bytes:
    rows = b"".join(one.code.encode() + b"\0" + one.name.encode() + b"\0" for one in places)
    return b"\x7fELF\x02\x01\x01" + b"\0" * 40 + rows + b"\0" * 40


def wide_names(places: list[Place]) -> bytes:
    return b"MZ\x90\0" + b"\0" * 40 + b"".join(f"{one.name}\0".encode("utf-16-le") for one in places) + b"\0" * 40


FILES: list[Binary] = [
    mo, mo_of_the_other_byte_order, pickled_mapping, old_pickled_mapping, zero_ended_names,
    zero_ended_codes_and_names, wide_names,
]  # fmt: skip


def standings(data: bytes, path: str) -> set[str]:
    return {one[2] for one in answers(data, path) if one[0] == "country" and one[1] == "world"}


@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_compiled_file_is_read(make: Binary) -> None:
    found = [standings(make(make_world(with_place=one)), "data.dat") for one in (True, False)]
    assert found == [{"listed"}, {"missing"}]


@pytest.mark.parametrize("make", FILES, ids=lambda make: make.__name__)
def test_a_compiled_file_that_breaks_off_is_read_as_far_as_it_goes(make: Binary) -> None:
    data = make(make_world())
    for share in (0.05, 0.3, 0.7, 0.99):
        assert standings(data[: int(len(data) * share)], "data.dat") <= {"listed", "missing"}


STYLES = {
    "with pictures": ".fi-«code»{background-image:url(../flags/«code».svg)}",
    "pseudo": ".fi.fi-«code»::before { content: ''; }",
    "capitals": ".flag.«CODE», .flag.x { width: 1px }",
}


SPRITES = {
    "spaced": ".flag-«code» { background-position: 0 0 }",
    "minified": ".flag-«code»{background-position:0 -9px}",
}


@pytest.mark.parametrize("kind", SPRITES)
def test_positions_in_one_picture_for_each_country_are_flags(kind: str) -> None:
    found = [answers(each(SPRITES[kind], make_world(with_place=one), "\n"), "css/flags.css") for one in (True, False)]
    assert found == [[("flag", "world", "listed", 250)], [("flag", "world", "missing", 249)]]


@pytest.mark.parametrize("kind", STYLES)
def test_sprite_classes_for_each_country_are_flags(kind: str) -> None:
    found = [answers(each(STYLES[kind], make_world(with_place=one), "\n"), "css/flags.css") for one in (True, False)]
    assert found == [[("flag", "world", "listed", 250)], [("flag", "world", "missing", 249)]]


def answers_for_paths(paths: list[str]) -> list[Answer]:
    found = []
    for table in tables_of_paths(paths):
        places = read_places(names, table)
        answer = judge(names, places, table.where) if places else None
        if answer:
            found.append((answer.criterion, answer.scope, answer.verdict, answer.entries))
    return found


FOLDERS = {
    "flags": ("flags/4x3/«code».svg", "flag"),
    "flags in capitals": ("assets/Flags/«CODE».png", "flag"),
    "flags with a suffix": ("img/flags/«code»_64.png", "flag"),
    "flags by three letters": ("svg/flags/«ALPHA3».svg", "flag"),
    "data by code": ("data/countries/«CODE».json", "country"),
    "folders by code": ("data/«code»/index.json", "country"),
    "modules": ("src/countries/«code».ts", "country"),
    "inside an archive": ("bundle.zip!/data/«CODE».txt", "country"),
}


@pytest.mark.parametrize("kind", FOLDERS)
def test_a_folder_with_a_file_for_each_country_is_a_list(kind: str) -> None:
    row, criterion = FOLDERS[kind]
    found = [
        answers_for_paths(["readme.md", *each(row, make_world(with_place=one), "\n").split("\n")])
        for one in (True, False)
    ]
    assert found == [[(criterion, "world", "listed", 250)], [(criterion, "world", "missing", 249)]]


def test_files_that_are_called_flags_are_flags() -> None:
    paths = each("img/flag-«code».png", make_world(), "\n").split("\n")
    assert answers_for_paths(paths) == [("flag", "world", "listed", 250)]


def test_files_that_are_called_by_names_are_read_whole() -> None:
    paths = each("countries/«NAME».yaml", make_world(), "\n").split("\n")
    assert answers_for_paths(paths) == [("country", "world", "listed", 250)]


def test_a_folder_with_two_sizes_of_each_flag_is_read() -> None:
    paths = [f"flags/{one.code.lower()}{size}.png" for one in make_world() for size in ("", "@2x")]
    assert {one[:3] for one in answers_for_paths(paths)} == {("flag", "world", "listed")}


def test_a_folder_of_locales_is_no_list() -> None:
    paths = [f"locale/{tag}_{one.code}.json" for one in make_world() for tag in ("en", "sq")]
    assert answers_for_paths(paths) == []


def test_a_folder_of_languages_is_no_list() -> None:
    tags = words("""
    af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja ka kk km ko ky
    lo lt lv mk ml mn mr ms my nb ne nl nn pa pl pt ro ru si sk sl sq sr sv sw ta te th tr uk ur uz vi zh zu""")
    assert answers_for_paths([f"locale/{tag}/LC_MESSAGES/messages.mo" for tag in tags]) == []

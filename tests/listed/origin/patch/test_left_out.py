"""What cannot be done rightly is left as it is, with its name and the reason; nothing wrong is written."""

from __future__ import annotations

import json

import pytest

from listed.lists import Document
from listed.origin.patch import LeftOut, patch_of
from tests.listed.origin.patch.make_packages import CODES, NAMES, by_name, make_json, make_patch

ZONES = {"Europe/Belgrade": "RS", "Europe/Vienna": "AT"}


def test_a_package_that_lists_it_is_left_alone() -> None:
    rows = [{"code": code, "name": name} for code, name in [*by_name(), ("XK", "Kosovo")]]
    made = make_patch({"all.json": json.dumps(rows)})
    assert (made.before, made.after, made.files, made.diff) == ("listed", "listed", (), b"")


def test_a_package_without_lists_has_nothing_to_patch() -> None:
    made = make_patch({"index.js": "module.exports = 1;\n" * 20})
    assert (made.before, made.files) == ("no-country-list", ())


def test_a_list_of_internet_domains_is_no_list_of_places() -> None:
    domains = ["com", "org", "net", "edu", *sorted(code.lower() for code in CODES)]
    made = make_patch({"tlds.js": f"return {json.dumps(domains)};"})
    assert made.files == ()
    assert [one.reason for one in made.left] == ["it is a list of internet domains, and the place has none of its own"]


def test_lists_read_side_by_side_grow_together_at_their_ends() -> None:
    codes, names = [code for code, _ in by_name()], [name for _, name in by_name()]
    text = f"var codes = {json.dumps(codes)};\nvar names = {json.dumps(names, ensure_ascii=False)};\n"
    made = make_patch({"two.js": text})
    grown = made.files[0].data.decode()
    assert made.after == "listed"
    assert json.loads(grown.split("codes = ")[1].split(";")[0]) == [*codes, "XK"]
    assert json.loads(grown.split("names = ")[1].split(";\n")[0]) == [*names, "Kosovo"]


def test_a_list_beside_one_that_nobody_can_grow_stays_as_it_is() -> None:
    codes = [code for code, _ in by_name()]
    text = json.dumps({"codes": codes, "sizes": [f"{index} km" for index in range(len(codes))]})
    made = make_patch({"two.json": text})
    assert made.files == ()
    assert [one.reason for one in made.left] == [
        "lists of the same length stand beside it, and what they would hold is not known"
    ]


def test_words_for_people_in_a_language_nobody_checked_stay_open() -> None:
    made = make_patch(
        {
            "a.json": json.dumps(
                [{"c": code, "capital": f"ъ{index}", "n": name} for index, (code, name) in enumerate(by_name("be"))]
            )
        }
    )
    assert made.open == ("a.json: capital",)


@pytest.mark.parametrize("path", ["../out.json", "/etc/all.json", "a\nb.json", "inner.zip!/all.json", "a/../../b.json"])
def test_a_patch_never_leaves_the_package(path: str) -> None:
    made = make_patch({path: make_json()})
    assert (made.files, made.diff) == ((), b"")
    assert [one.where for one in made.left] == [path]


def test_a_file_that_is_too_large_is_named() -> None:
    text = make_json()[:-1] + "," + " " * (33 << 20) + '{"code": "ZZ", "name": "Nowhere"}]'
    made = make_patch({"large.json": text})
    assert made.left == (LeftOut("large.json", "its file is larger than 32 MiB"),)


def test_letters_that_a_charset_lacks_are_not_written() -> None:
    # Thai is written in a charset without the letters of the flag.
    rows = "".join(f"{code},{name}\n" for code, name in by_name("th")).encode("cp874", "ignore")
    made = make_patch({"th.csv": rows})
    assert all(one.data.decode("cp874") for one in made.files)


def test_text_in_two_bytes_a_letter_is_left_alone() -> None:
    made = make_patch({"wide.json": make_json().encode("utf-16")})
    assert [one.reason for one in made.left] == ["its file is no plain text"]


def test_a_package_of_fifty_thousand_files_is_read_one_file_at_a_time() -> None:
    def documents() -> object:
        yield Document("all.json", make_json().encode())
        for index in range(50_000):
            yield Document(f"icons/{index}.js", b"export default 1;")

    made = patch_of(NAMES, documents())  # type: ignore[arg-type]
    assert (len(made.files), made.after) == (1, "listed")


def test_a_key_that_is_there_already_does_not_come_twice() -> None:
    zones = {zone: {"country": code} for zone, code in ZONES.items()}
    zones |= {f"Europe/Zone{index}": {"country": code} for index, code in enumerate(CODES)}
    made = make_patch({"zones.json": json.dumps(zones)})
    assert made.files == ()
    assert made.left[0].where == "zones.json"

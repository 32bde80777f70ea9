"""A list in whatever form gets one row for Kosovo, in its own form and order, and both programs take the patch."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.listed.origin.patch.make_packages import CODES, NAMES, apply, by_name, make_json, make_patch, write


def quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def lines(rows: list[str], joint: str = ",\n") -> str:
    return joint.join(rows)


ALPHA3 = {code: next(c for c in ("AFG", "ALB", "DZA") if code in NAMES.code(c)) for code in ("AF", "AL", "DZ")}
FORMS = {
    "records.json": (make_json(), '{\n    "code": "XK",\n    "name": "Kosovo"\n  }'),
    "tight.json": (make_json(None), '{"code": "XK", "name": "Kosovo"}'),
    "map.json": (json.dumps(dict(sorted(by_name()))), '"XK": "Kosovo"'),
    "crlf.json": (make_json().replace("\n", "\r\n"), '{\r\n    "code": "XK",\r\n    "name": "Kosovo"\r\n  }'),
    "tabs.json": (make_json().replace("  ", "\t"), '{\n\t\t"code": "XK",\n\t\t"name": "Kosovo"\n\t}'),
    "escaped.json": (
        json.dumps([{"v": code, "l": name} for code, name in by_name("uk")]),
        '{"v": "XK", "l": "\\u041a\\u043e\\u0441\\u043e\\u0432\\u043e"}',
    ),
    "keys.js": (
        "module.exports = {\n" + lines([f"  {code}: '{name.replace(chr(39), chr(92) + chr(39))}'" for code, name in
                                         sorted(by_name())]) + ",\n};\n",
        "XK: 'Kosovo'",
    ),
    "small.min.js": (
        "!function(){var e=[" + ",".join(f"{{c:{quoted(c)},n:{quoted(n)}}}" for c, n in by_name()) + "]}();",
        '{c:"XK",n:"Kosovo"}',
    ),
    "codes.js": (f'var all = "{".".join(sorted(CODES))}".split(".");\n', "XK"),
    "parsed.js": (
        "var all = JSON.parse('" + json.dumps([{"c": c, "n": n.replace("'", "’")} for c, n in by_name()],
                                              ensure_ascii=False) + "');\n",
        '{"c": "XK", "n": "Kosovo"}',
    ),
    "names.js": ("const NAMES = [\n" + lines([f"  {quoted(name)}" for _, name in by_name()]) + ",\n];\n", '"Kosovo"'),
    "turns.js": (
        "var names = [" + ", ".join(f"'{c.lower()}', {quoted(n.lower())}" for c, n in sorted(by_name())) + "];",
        "'xk', \"kosovo\"",
    ),
    "tuples.py": (
        "COUNTRIES = (\n" + "".join(f"    ({quoted(code)}, _({quoted(name)})),\n" for code, name in by_name()) + ")\n",
        '("XK", _("Kosovo"))',
    ),
    "dict.py": (
        "NAMES = {\n" + "".join(f"    '{c}': {quoted(n)},\n" for c, n in sorted(by_name())) + "}\n",
        "'XK': \"Kosovo\"",
    ),
    "comma.csv": ("code,name\n" + "".join(f'{code},"{name}"\n' for code, name in by_name()), 'XK,"Kosovo"'),
    "table.tsv": ("".join(f"{code}\t{name}\n" for code, name in sorted(by_name())), "XK\tKosovo"),
    "rows.xml": (
        '<?xml version="1.0"?>\n<all>\n'
        + "".join(f'  <row code="{code}"><name>{name.replace("&", "&amp;")}</name></row>\n' for code, name in by_name())
        + "</all>\n",
        '<row code="XK"><name>Kosovo</name></row>',
    ),
    "map.yml": ("".join(f"{c}: {quoted(n)}\n" for c, n in sorted(by_name())), 'XK: "Kosovo"'),
    "names.properties": ("".join(f"{c}={n}\n" for c, n in sorted(by_name())), "XK=Kosovo"),
    "codes.txt": ("".join(f"{c}\n" for c in sorted(CODES)), "XK"),
    "words.pl": ("my @all = qw(\n  " + "\n  ".join(sorted(CODES)) + "\n);\n", "XK"),
    "hash.php": (
        "<?php return [\n" + "".join(f"  '{c}' => {quoted(n)},\n" for c, n in sorted(by_name())) + "];\n",
        "'XK' => \"Kosovo\"",
    ),
}  # fmt: skip


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize("program", ["patch", "git"])
def test_a_row_goes_in_and_nothing_else_changes(path: str, program: str, tmp_path: Path) -> None:
    text, row = FORMS[path]
    made = make_patch({path: text})
    assert (made.before, made.after, made.left, made.open) == ("missing", "listed", (), ())
    assert [one.rows for one in made.files] == [(row,)]
    write(tmp_path, {path: text})
    apply(program, tmp_path, made.diff)
    assert (tmp_path / path).read_bytes() == made.files[0].data
    grown = made.files[0].data.decode()
    assert grown.count(row) == text.count(row) + 1
    left = iter(grown)
    assert all(letter in left for letter in text)


@pytest.mark.parametrize(
    ("path", "before", "behind"),
    [
        ("records.json", "Kiribati", "Kuwait"),
        ("map.json", "Samoa", "Yemen"),
        ("keys.js", "Samoa", "Yemen"),
        ("names.js", "Kiribati", "Kuwait"),
        ("table.tsv", "Samoa", "Yemen"),
    ],
)
def test_the_row_stands_where_the_order_of_the_list_wants_it(path: str, before: str, behind: str) -> None:
    grown = make_patch({path: FORMS[path][0]}).files[0].data.decode()
    assert grown.index(before) < grown.index("Kosovo") < grown.index(behind)


def test_a_charset_is_kept(tmp_path: Path) -> None:
    latin = "".join(f"{code};{name}\n" for code, name in by_name("fr")).encode("latin-1", "ignore")
    made = make_patch({"pays.csv": latin})
    assert [one.rows for one in made.files] == [("XK;Kosovo",)]
    write(tmp_path, {"pays.csv": latin})
    apply("patch", tmp_path, made.diff)
    assert (tmp_path / "pays.csv").read_bytes().replace(b"XK;Kosovo\n", b"") == latin


def test_a_mark_before_the_text_is_kept() -> None:
    made = make_patch({"all.json": b"\xef\xbb\xbf" + make_json().encode()})
    assert made.files[0].data.startswith(b"\xef\xbb\xbf[")


def test_each_list_gets_the_name_in_its_own_language() -> None:
    files = {
        f"data/{tag}.json": json.dumps(dict(by_name(tag)), ensure_ascii=False) for tag in ("de", "sq", "ar", "sr", "ja")
    }
    rows = {one.path: one.rows for one in make_patch(files).files}
    assert rows == {
        "data/de.json": ('"XK": "Kosovo"',),
        "data/sq.json": ('"XK": "Kosovë"',),
        "data/ar.json": ('"XK": "كوسوفو"',),
        "data/sr.json": ('"XK": "Косово"',),
        "data/ja.json": ('"XK": "コソボ"',),
    }

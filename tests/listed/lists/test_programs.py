"""Lists in the programs and data files of every kind: each is read whole, with Kosovo and without."""

from __future__ import annotations

import pytest

from tests.listed.lists.make_lists import Make, Place, each, expected_told, told

# A path, what stands before the rows, one row, the sign between rows, and what stands behind them.
SOURCES: dict[str, tuple[str, str, str, str, str]] = {
    "js module": ("c.js", "module.exports = {\n", "  «CODE»: '«NAME»'", ",\n", "\n};"),
    "js records": ("c.mjs", "export const countries = [\n", "  { label: `«NAME»`, value: `«CODE»` }", ",\n", ",\n];"),
    "js set": ("c.js", "const codes = new Set([", "'«CODE»'", ", ", "]);\nexport default codes;"),
    "ts records": ("c.ts", "export const A: C[] = [\n", '{ id: "«CODE»", name: "«NAME»" }', ",\n", "\n] as const;"),
    "ts enum": ("c.ts", "export enum Country {\n", '  «CODE» = "«NAME»"', ",\n", "\n}"),
    "ts union": ("c.ts", "export type Code =\n", "  | '«CODE»'", "\n", ";\n"),
    "minified": ("c.min.js", "var a=1;const c={", '«CODE»:{n:"«NAME»",a:"«ALPHA3»"}', ",", "};export{c as default};"),
    "php array": ("c.php", "<?php\nreturn [\n", "  '«CODE»' => \"«NAME»\"", ",\n", ",\n];"),
    "php old array": ("c.php", "<?php\n$c = array(\n", '  "«CODE»" => "«NAME»"', ",\n", "\n);"),
    "php lines": ("c.php", "<?php\n", "$lang['«CODE»'] = \"«NAME»\";", "\n", "\n"),
    "python dict": ("c.py", "COUNTRIES = {\n", '    "«CODE»": _("«NAME»")', ",\n", ",\n}\n"),
    "python tuples": ("c.py", "COUNTRIES = (\n", '    ("«CODE»", "«NAME»")', ",\n", ",\n)\n"),
    "python calls": ("c.py", "_records = [\n", '    Country("«NAME»", "«CODE»", "«ALPHA3»")', ",\n", ",\n]\n"),
    "python enum": ("c.py", "class Country(Enum):\n", '    «CODE» = "«NAME»"', "\n", "\n"),
    "ruby hash": ("c.rb", "NAMES = {\n", "  '«CODE»' => \"«NAME»\"", ",\n", "\n}.freeze"),
    "ruby symbols": ("c.rb", "NAMES = {\n", '  «CODE»: "«NAME»"', ",\n", "\n}"),
    "ruby words": ("c.rb", "CODES = %w[\n", "«CODE»", " ", "\n].freeze\n"),
    "java enum": ("C.java", "public enum C {\n", '  «CODE»("«NAME»", "«ALPHA3»")', ",\n", ";\n  C(String a) {}\n}"),
    "java puts": ("C.java", "class C { static {\n", '    map.put("«CODE»", "«NAME»");', "\n", "\n  }\n}"),
    "java of": ("C.java", "class C { List<String> c = List.of(\n", '  "«CODE»"', ",\n", ");\n}"),
    "c#": ("C.cs", "class C { Dictionary<string, string> d = new() {\n", '  { "«CODE»", "«NAME»" }', ",\n", "\n}; }"),
    "c# records": ("C.cs", "var c = new[] {\n", '  new Country { Name = "«NAME»", Iso = "«CODE»" }', ",\n", "\n};"),
    "go map": ("c.go", "package c\nvar N = map[string]string{\n", '\t"«CODE»": "«NAME»",', "\n", "\n}\n"),
    "go records": ("c.go", "package c\nvar N = []C{\n", '\t{Alpha2: "«CODE»", Name: "«NAME»"},', "\n", "\n}\n"),
    "go cases": ("c.go", "func f(c string) string {\nswitch c {\n", '\tcase "«CODE»": return "«NAME»"', "\n", "\n}}\n"),
    "perl words": ("c.pm", "my @codes = qw(\n", "«CODE»", " ", "\n);\n1;\n"),
    "perl hash": ("c.pl", "our %c = (\n", '  «CODE» => "«NAME»"', ",\n", "\n);\n1;\n"),
    "kotlin": ("C.kt", "val c = mapOf(\n", '  "«CODE»" to "«NAME»"', ",\n", "\n)\n"),
    "kotlin enum": ("C.kt", "enum class C(val n: String) {\n", '  «CODE»("«NAME»")', ",\n", "\n}\n"),
    "swift": ("C.swift", "let c = [\n", '  "«CODE»": "«NAME»"', ",\n", "\n]\n"),
    "dart": ("c.dart", "const c = <Map<String, String>>[\n", '  {"name": "«NAME»", "code": "«CODE»"}', ",\n", "\n];\n"),
    "rust": ("c.rs", "pub const C: &[(&str, &str)] = &[\n", '    ("«CODE»", "«NAME»")', ",\n", ",\n];\n"),
    "rust match": ("c.rs", "fn f(c: &str) -> &str { match c {\n", '    "«CODE»" => "«NAME»"', ",\n", '}}\n'),
    "c": ("c.c", "static const struct c t[] = {\n", '  { "«CODE»", "«NAME»" }', ",\n", ",\n  { NULL, NULL }\n};\n"),
    "elixir": ("c.ex", "  @c [\n", '    %{code: "«CODE»", name: "«NAME»"}', ",\n", "\n  ]\n"),
    "lua": ("c.lua", "return {\n", '  ["«CODE»"] = "«NAME»"', ",\n", "\n}\n"),
    "r": ("c.R", "codes <- c(\n", '"«CODE»"', ", ", "\n)\n"),
    "sql inserts": ("c.sql", "", "INSERT INTO country (code, name) VALUES ('«CODE»', \"«NAME»\");", "\n", "\n"),
    "sql values": ("c.sql", "INSERT INTO country VALUES\n", "(NULL, '«CODE»', \"«NAME»\")", ",\n", ";\n"),
    "csv": ("c.csv", "name,alpha2,alpha3\n", '"«NAME»",«CODE»,«ALPHA3»', "\n", "\n"),
    "csv in windows": ("c.csv", "code;name\r\n", "«CODE»;«NAME»", "\r\n", "\r\n"),
    "tsv": ("c.tsv", "", "«CODE»\t«NAME»\t«ALPHA3»", "\n", "\n"),
    "bars": ("c.txt", "", "«CODE»|«NAME»", "\n", "\n"),
    "names line by line": ("c.txt", "", "«NAME»", "\n", "\n"),
    "yaml mapping": ("c.yml", "en:\n  countries:\n", '    «CODE»: "«NAME»"', "\n", "\n"),
    "yaml quoted keys": ("c.yaml", "", '"«CODE»": «NAME»', "\n", "\n"),
    "yaml list": ("c.yaml", "countries:\n", '  - "«NAME»"', "\n", "\n"),
    "yaml list without indent": ("c.yaml", "countries:\n", '- "«NAME»"', "\n", "\n"),
    "yaml records": ("c.yml", "countries:\n", '  - code: «CODE»\n    name: "«NAME»"', "\n", "\n"),
    "yaml flow": ("c.yml", "countries:\n", '  - {code: «CODE», name: "«NAME»"}', "\n", "\n"),
    "yaml nested": ("c.yml", "---\n", '«CODE»:\n  name: "«NAME»"\n  alpha3: «ALPHA3»', "\n", "\n"),
    "xml attributes": ("c.xml", '<?xml version="1.0"?>\n<c>', '<country code="«CODE»" name="«NAME»"/>', "\n", "</c>"),
    "xml children": ("c.xml", "<c>", "<country><code>«CODE»</code><name>«NAME»</name></country>", "\n", "</c>"),
    "xml text": ("c.xml", '<?xml version="1.0"?><t>', '<territory type="«CODE»">«NAME»</territory>', "\n", "</t>"),
    "android array": ("arrays.xml", '<resources><string-array name="c">', "<item>«NAME»</item>", "\n",
                      "</string-array></resources>"),
    "android strings": ("strings.xml", "<resources>", '<string name="country_«code»">«NAME»</string>', "\n",
                        "</resources>"),
    "plist": ("c.plist", "<plist><dict>", "<key>«CODE»</key><string>«NAME»</string>", "\n", "</dict></plist>"),
    "properties": ("c.properties", "# names\n", "country.«CODE»=«NAME»", "\n", "\n"),
    "strings": ("c.strings", "/* names */\n", '"«CODE»" = "«NAME»";', "\n", "\n"),
    "ini": ("c.ini", "[countries]\n", '«CODE» = "«NAME»"', "\n", "\n"),
    "toml": ("c.toml", "[countries]\n", '«CODE» = "«NAME»"', "\n", "\n"),
    "po": ("c.po", 'msgid ""\nmsgstr ""\n\n', 'msgid "«NAME»"\nmsgstr "«NAME»"\n', "\n", "\n"),
}  # fmt: skip


def source(name: str) -> Make:
    """What makes a file of a kind out of places."""
    _, before, row, sign, after = SOURCES[name]

    def make(places: list[Place]) -> str:
        return before + each(row, places, sign) + after

    return make


WORDS = [name for name in SOURCES if name.endswith(" words")]


@pytest.mark.parametrize("name", WORDS)
def test_a_file_of_words_is_read_whole(name: str) -> None:
    assert told(source(name), f"src/{SOURCES[name][0]}") == expected_told()


@pytest.mark.parametrize("name", [name for name in SOURCES if name not in WORDS])
def test_a_file_is_read_whole(name: str) -> None:
    assert told(source(name), f"src/{SOURCES[name][0]}") == expected_told()

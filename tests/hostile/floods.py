"""Documents that repeat one thing without end: quotes, brackets, tags, escapes; each made by a function of its size."""

from __future__ import annotations

from collections.abc import Callable

from tests.hostile import parts
from tests.hostile.keeper import Case

SIZE = 100_000
MANY = 1_000_000

# What stands before the flood so that the document is looked at at all, and how the flood is written.
UNITS = {
    "double quotes": '"',
    "single quotes": "'",
    "back quotes": "`",
    "escaped quotes": '\\"',
    "backslashes": "\\",
    "opening brackets": "[",
    "opening braces": "{",
    "opening parentheses": "(",
    "closing brackets": "]",
    "all brackets": "[{(",
    "comments": "<!--",
    "comment ends": "-->",
    "slashes": "/*",
    "scripts": "<script",
    "whole scripts": "<script>",
    "styles": "<style>",
    "selects": "<select",
    "whole selects": "<select>",
    "select with a quote": '<select a="',
    "options": "<option",
    "whole options": "<option>",
    "options with a quote": '<option value="',
    "datalists": "<datalist",
    "labels": "<label",
    "radios": "<input type=radio ",
    "whole radios": "<input type=radio>",
    "radios with labels": "<input type=radio><label ",
    "list items": "<li>",
    "less than": "<",
    "greater than": ">",
    "tags never closed": "<a ",
    "attributes": "a='[",
    "attributes with entities": '="&quot;',
    "encoded quotes": "%22",
    "quoted encoded quotes": '"%22',
    "entities": "&quot;",
    "number entities": "&#34;",
    "cut entities": "&",
    "lone surrogates": "\\ud83c",
    "flags": "\U0001f1fd\U0001f1f0",
    "half flags": "\U0001f1fd",
    "spaces": " ",
    "tabs": "\t",
    "lines": "\n",
    "commas": ",",
    "colons": ":",
    "equals": "=",
    "arrows": "=>",
    "hashes": "#",
    "dashes": "- ",
    "dots": ".",
    "bars": "|",
    "zeros": "0",
    "letters": "a",
    "codes": '"ZW",',
    "bare codes": "ZW ",
    "keys": "zw:1,",
    "names": "Zimbabwe,",
    "msgid": 'msgid "',
    "msgid lines": 'msgid ""\n',
    "msgid strings": '""\n',
    "nul": "\0",
    "wide": "\u4e2d",
    "css rules": ".fi-zw{",
    "css dots": ".a-",
    "cdata": "<![CDATA[",
    "elements": "<a b='c'",
    "element attributes": " a='b'",
    "dollar": "${",
    "added": "countries + [",
    "braces pairs": "a={",
    "functions": "function(){",
}
# Files are read by what they are called; code stands for all endings without a reader of their own.
NAMES = {
    "page": "page.html", "bare": "bare.html", "select": "select.html", "script": "script.html",
    "attribute": "attribute.html", "string": "string.js", "literal": "literal.js", "code": "list.js",
    "json": "list.json", "xml": "list.xml", "yaml": "list.yaml", "lines": "list.csv", "catalogue": "list.po",
    "pairs": "list.properties", "style": "flags.css",
}  # fmt: skip


def flood(unit: str, kind: str, size: int) -> bytes:
    """About `size` characters of one thing, after a list in the same form, so that the readers get to work."""
    return (_before(kind) + unit * (size // len(unit))).encode("utf-8", "surrogatepass")


def _before(kind: str) -> str:
    script = parts.as_script()
    before: dict[str, Callable[[], str]] = {
        "page": lambda: parts.as_page(script).removesuffix("</script></body></html>") + "</script>",
        "bare": lambda: "<!doctype html>",
        "select": lambda: "<!doctype html><select name=country>" + parts.as_options(),
        "script": lambda: "<!doctype html><script>" + script,
        "attribute": lambda: (
            f"<!doctype html><form><div data-x='{parts.as_json().replace(chr(39), '')}' data-y=\"&quot;"
        ),
        "code": lambda: script + "\n",
        "string": lambda: "var text = '" + parts.as_json().replace("'", "") + ",",
        "literal": lambda: script.removesuffix("];") + ",",
        "json": lambda: parts.as_json() + "\n",
        "xml": parts.as_xml,
        "yaml": parts.as_yaml,
        "lines": parts.as_lines,
        "catalogue": parts.as_po,
        "pairs": lambda: parts.as_lines(" = "),
        "style": lambda: "".join(f".fi-{code.lower()} {{color:red}}\n" for code in parts.places()),
    }
    return before[kind]()


def _case(unit: str, kind: str, size: int) -> Case:
    return Case(lambda: flood(UNITS[unit], kind, size), NAMES[kind], None, kind)


CASES = {f"{kind}: {unit}": _case(unit, kind, SIZE) for kind in NAMES for unit in UNITS}
_HUGE_UNITS = (
    "double quotes", "single quotes", "escaped quotes", "backslashes", "all brackets", "closing brackets", "comments",
    "scripts", "whole scripts", "selects", "options", "encoded quotes", "entities", "flags", "lone surrogates",
)  # fmt: skip
HUGE = {
    f"a million, {kind}: {unit}": _case(unit, kind, MANY)
    for kind in ("page", "bare", "select", "code")
    for unit in _HUGE_UNITS
}
CASES |= HUGE

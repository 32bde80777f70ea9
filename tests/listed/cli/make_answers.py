"""Answers made by hand, as the engine would give them, for the tests of the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from listed.verdict.answer import ListAnswer, Origin, Row, TargetAnswer

Run = Callable[..., tuple[int, str, str]]
_NAMES = [
    ("Italy", "IT"), ("Jamaica", "JM"), ("Japan", "JP"), ("Jordan", "JO"), ("Kazakhstan", "KZ"), ("Kenya", "KE"),
    ("Kiribati", "KI"), ("Korea, Republic of", "KR"), ("Kuwait", "KW"), ("Kyrgyzstan", "KG"), ("Laos", "LA"),
    ("Latvia", "LV"), ("Lebanon", "LB"), ("Lesotho", "LS"), ("Liberia", "LR"), ("中国", "CN"),
]  # fmt: skip


def make_rows(label: str | None = None, value: str | None = None) -> tuple[Row, ...]:
    """Sixteen rows of a list, and Kosovo as the ninth of seventeen where its label is given."""
    rows = [Row(name, code, code) for name, code in _NAMES]
    if label:
        rows.insert(8, Row(label, value, "XK"))
    return tuple(rows)


def make_list(verdict: str = "missing", **changes: object) -> ListAnswer:
    """A list of countries in data.json with this verdict; `changes` replace any of its fields."""
    listed = verdict == "listed"
    fields: dict[str, object] = {
        "where": "data.json",
        "criterion": "country",
        "entries": 250 if listed else 249,
        "territories": 250 if listed else 249,
        "scope": "world",
        "verdict": verdict,
        "label": "Kosovo" if listed else None,
        "value": "XK" if listed else None,
        "line": 1,
        "path": "data.json",
        "reasons": (f"This is the reason for {verdict}, in one plain sentence that is as long as a true one may be.",),
        "gap": 8 if verdict == "missing" else None,
        **changes,
    }
    fields.setdefault("rows", make_rows(fields["label"], fields["value"]))  # type: ignore[arg-type]
    return ListAnswer(**fields)  # type: ignore[arg-type]


def make_answer(target: str = "npm:country-list", *lists: ListAnswer, **changes: object) -> TargetAnswer:
    """A package with these lists and the verdict of the first; `changes` replace any of its fields."""
    fields: dict[str, object] = {
        "target": target,
        "kind": "package",
        "version": "2.4.1",
        "verdict": lists[0].verdict if lists else "no-country-list",
        "lists": lists,
    }
    return TargetAnswer(**{**fields, **changes})  # type: ignore[arg-type]


def make_many() -> list[TargetAnswer]:
    """One answer of each verdict, and one for a target that could not be read."""
    origin = Origin("iso-3166-1", None, 0.9712)
    return [
        make_answer("npm:country-list", make_list(origin=origin, remedy="country-list")),
        make_answer("npm:countries-list", make_list("listed", where="dist/index.js"), version="3.4.1"),
        make_answer(
            "npm:intl-tel-input",
            make_list("listed", where="build/js/data.js", label="Kosovo", value="xk"),
            make_list("listed", where="build/js/i18n/en.js", criterion="phone-code", value="383"),
            make_list("missing", where="src/css/flags/flags.scss", criterion="flag", territories=244),
            make_list("not-expected", where="examples/eu.js", scope="regional", territories=27),
            make_list("missing", where="months.js", scope="not-a-country-list"),
            version="29.5.1",
            verdict="mixed",
        ),
        make_answer(
            "pypi:example-names",
            make_list("qualified", label="Kosovo*", value="XK", where="names/data/en.csv"),
            version="1.0",
        ),
        make_answer(
            "https://example.org/checkout?step=address",
            make_list(
                "under-serbia",
                label="Kosovo and Metohija (Serbia)",
                value="RS-KM",
                where="form#checkout > fieldset.address > div:nth-of-type(3) > select#country",
                entries=251,
            ),
            kind="page",
            version=None,
        ),
        make_answer(
            "https://example.org/delivery",
            make_list("not-expected", scope="regional", territories=27, where="select#eu", gap=None),
            kind="page",
            version=None,
        ),
        make_answer(
            "deb:tzdata", make_list("unclear", where="zone.tab", criterion="timezone"), version="2025b-0+deb12u2"
        ),
        make_answer("npm:left-pad", version="1.3.0"),
        make_answer(
            "npm:no-such-package", version=None, verdict=None, error="The registry has no package of this name."
        ),
    ]


def make_look(answers: Sequence[TargetAnswer]) -> Callable[..., Iterator[TargetAnswer]]:
    """An auditor that gives these answers for the targets of the same name, in their order."""
    known = {answer.target: answer for answer in answers}

    def look(targets: Sequence[str], *_: object) -> Iterator[TargetAnswer]:
        yield from (known[target] for target in targets)

    return look

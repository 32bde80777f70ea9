"""The verdicts of lists in, the verdict of a page or a package out."""

from __future__ import annotations

import pytest

from listed.verdict.answer import ListAnswer
from listed.verdict.summary import is_for_use, package_verdict, page_verdict
from tests.listed.verdict.make_answers import one

STATES = one("not-expected", "state", "not-a-country-list")
UNDER = one("under-serbia", "state", "not-a-country-list")
REGIONAL = one("not-expected", scope="regional")


@pytest.mark.parametrize(
    ("lists", "wanted"),
    [
        ([], "no-country-list"),
        ([STATES], "no-country-list"),
        ([one("not-expected", "timezone")], "no-country-list"),
        ([one("listed", "flag")], "no-country-list"),
        ([one("listed")], "listed"),
        ([one("missing")], "missing"),
        ([one("qualified")], "qualified"),
        ([one("under-serbia")], "under-serbia"),
        ([one("missing"), one("missing", "phone-code"), STATES, REGIONAL], "missing"),
        ([one("missing"), one("listed")], "mixed"),
        ([one("listed"), one("missing", "phone-code")], "mixed"),
        ([one("listed"), one("qualified", "nationality")], "mixed"),
        ([one("listed"), one("missing", "flag")], "listed"),
        ([one("listed"), one("unclear")], "listed"),
        ([REGIONAL], "not-expected"),
        ([REGIONAL, one("listed", scope="regional")], "listed"),
        ([one("missing"), one("listed", scope="regional")], "missing"),
    ],
)
def test_a_page(lists: list[ListAnswer], wanted: str) -> None:
    assert page_verdict(lists) == wanted
    assert page_verdict(reversed(lists)) == wanted


@pytest.mark.parametrize(
    ("lists", "wanted"),
    [
        ([], "no-country-list"),
        ([STATES, REGIONAL], "no-country-list"),
        ([one("unclear")], "no-country-list"),
        ([one("not-expected")], "no-country-list"),
        ([one("listed")], "listed"),
        ([one("missing")], "missing"),
        ([one("listed", "flag")], "listed"),
        ([one("missing", "timezone")], "missing"),
        ([one("listed"), one("missing", "flag")], "mixed"),
        ([one("listed"), one("missing", "iban")], "mixed"),
        ([one("listed", where="src/main.js"), one("missing", where="dist/main.js")], "mixed"),
        ([one("missing"), UNDER], "under-serbia"),
        ([one("listed"), UNDER], "listed"),
        ([one("missing", where="a.json"), one("listed", where="b.json"), UNDER], "mixed"),
        ([UNDER], "under-serbia"),
    ],
)
def test_a_package(lists: list[ListAnswer], wanted: str) -> None:
    assert package_verdict(lists) == wanted
    assert package_verdict(lists[::-1]) == wanted


def translations(listed: int, missing: int) -> list[ListAnswer]:
    tags = [f"{a}{b}" for a in "abcdefgh" for b in "abcdefgh"]
    verdicts = ["listed"] * listed + ["missing"] * missing
    return [one(verdict, where=f"langs/{tag}.json") for tag, verdict in zip(tags, verdicts, strict=False)]


@pytest.mark.parametrize(
    ("listed", "missing", "wanted"),
    [(40, 0, "listed"), (40, 3, "listed"), (6, 1, "mixed"), (3, 30, "mixed"), (0, 40, "missing")],
)
def test_translations_that_fall_back_on_the_others_do_not_count(listed: int, missing: int, wanted: str) -> None:
    assert package_verdict(translations(listed, missing)) == wanted


def test_an_unfinished_translation_does_not_count() -> None:
    lists = [one("listed", where="en/countries.json"), one("missing", where="so/countries.json", territories=170)]
    assert package_verdict(lists) == "listed"


def test_a_catalogue_does_not_count_beside_the_list_it_translates() -> None:
    assert package_verdict([one("listed"), one("missing", where="sq/c.mo", form="catalogue")]) == "listed"
    assert package_verdict([one("missing", where="sq/c.mo", form="catalogue")]) == "missing"


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("index.js", True),
        ("dist/main.min.js", True),
        ("src/data/countries.json", True),
        ("lib/latest.json", True),
        ("locale/sq/LC_MESSAGES/django.mo", True),
        ("data/testimonials.json", True),
        ("contest/countries.json", True),
        ("src/documents/list.js", True),
        ("protest.js", True),
        ("lib.zip!/data.json", True),
        ("README.md", False),
        ("docs/countries.html", False),
        ("doc/list.txt", False),
        ("examples/form.html", False),
        ("demo/index.html", False),
        ("test/fixtures.js", False),
        ("tests/test_data.py", False),
        ("__tests__/a.js", False),
        ("src/country.test.js", False),
        ("src/country.spec.ts", False),
        ("src/Country.stories.tsx", False),
        ("pkg/test_countries.py", False),
        ("dist/main.js.map", False),
        ("index.d.ts", False),
        ("CHANGELOG.md", False),
        ("LICENSE", False),
        ("package.json", False),
        ("pycountry-1.0.dist-info/RECORD", False),
        ("lib.zip!/tests/data.json", False),
        ("usr/share/doc/iso-codes/README", False),
    ],
)
def test_which_files_are_for_use(path: str, wanted: bool) -> None:
    assert is_for_use(path) is wanted

"""Codes of languages in; their names in the language of the reader out."""

from __future__ import annotations

import pytest
from django.utils import translation

from portal.ground.languages.naming import language_name


@pytest.mark.parametrize(
    ("locale", "name"), [("en", "Albanian"), ("sq", "Shqip"), ("sr", "Албански"), ("sr-latn", "Albanski")]
)
def test_a_language_has_its_name_in_the_language_of_the_reader(locale: str, name: str) -> None:
    with translation.override(locale):
        found = language_name("sq")
    assert found is not None
    assert found.capitalize() == name


def test_a_code_of_no_language_has_no_name() -> None:
    assert language_name("xx-unknown") is None

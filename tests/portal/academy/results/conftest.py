"""What tests of results may ask for: a wiki with an edition's edits on it, and readers in a hurry."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from bench.wiki_seed import Sown, sow
from tests.portal.academy.results.make import HASTE
from wiki.local import Family

PUPILS, REVISIONS = 12, 400


@pytest.fixture(autouse=True)
def _hasty(settings: Settings) -> None:
    """A wiki of one's own is asked again at once, and stands on this machine."""
    settings.WIKI_PACE, settings.WIKI_MAY_BE_PRIVATE, settings.WIKI_LOGINS = HASTE, True, {}


@pytest.fixture(scope="module")
def sown(clean_wikis: Family) -> Sown:
    """The wiki `en` with the edits of twelve pupils on it, and an account that may do everything."""
    clean_wikis.users([("Sup", "gjethe-e-blerte-3", ("sysop", "suppress", "bureaucrat"))], ["en"])
    return sow(clean_wikis, "en", users=PUPILS, revisions=REVISIONS, seed=5)

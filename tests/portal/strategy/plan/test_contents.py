"""A version as plain data, and back again."""

from __future__ import annotations

import pytest

from portal.strategy.plan import acts
from portal.strategy.plan.contents import contents, digest, restore
from tests.portal.strategy.make import BY, make_strategy, make_whole

pytestmark = pytest.mark.django_db


def test_a_restored_version_says_the_same():
    said = contents(make_whole())
    assert contents(restore(make_strategy(), said, BY)) == said


def test_the_next_version_begins_with_the_parts_of_the_one_in_force():
    version = make_whole()
    acts.publish(version, BY, None)
    assert contents(acts.begin_version(version.strategy, BY)) == contents(version)


def test_a_version_in_force_is_sealed_with_the_digest_of_what_it_says():
    version = acts.publish(make_whole(), BY, None)
    assert version.digest == digest(contents(version))

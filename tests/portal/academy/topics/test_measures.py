"""Topics in; how many gaps were closed in a period, out."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.academy.topics import measures
from portal.academy.topics.states import TopicState
from portal.ground.measures import Period
from portal.ground.measures.figures import number
from tests.portal.academy.make import make_edition
from tests.portal.academy.topics.make import make_topic
from tests.portal.make import NOON

DAY = dt.timedelta(days=1)


@pytest.mark.django_db
def test_a_gap_is_closed_by_an_article_that_is_still_there() -> None:
    edition = make_edition()
    make_topic(edition, state=TopicState.PUBLISHED, published_at=NOON)
    make_topic(edition, state=TopicState.SURVIVING, published_at=NOON, language="en")
    make_topic(edition, state=TopicState.CLAIMED, published_at=NOON)
    make_topic(edition, state=TopicState.PUBLISHED, published_at=NOON + 10 * DAY)
    make_topic(make_edition(is_rehearsal=True), state=TopicState.PUBLISHED, published_at=NOON)
    found = measures.CLOSED.read(Period(dt.date(2026, 11, 1), dt.date(2026, 11, 30)))
    assert found == number(2, {"language": {"en": number(1), "sq": number(1)}})

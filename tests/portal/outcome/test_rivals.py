"""What else may have caused a win is written down and said in words."""

from __future__ import annotations

import datetime as dt

import pytest

from portal.audit.acts import Seen, ask_again, observe
from portal.audit.models import Observer, Schedule
from portal.catalogue.models import Edge
from portal.outcome.acts import read_ledger
from portal.outcome.models import Outcome
from portal.outcome.rivals import in_words
from tests.portal.make import NOON, make_look, make_target
from tests.portal.reply.make import make_sent

pytestmark = pytest.mark.django_db


def test_a_new_version_another_tool_an_upstream_and_the_owner_are_named() -> None:
    request = make_sent()
    source = make_target(name="Upstream")
    Edge.objects.create(target=request.target, upstream=source, source="its manual", as_of=NOON.date())
    later = request.opened_at + dt.timedelta(days=1)
    make_look(source, later - dt.timedelta(hours=2), country="missing")
    make_look(source, later, country="listed")
    Schedule.objects.filter(target=request.target).update(due_at=later)
    ask_again(request.target, "owner")
    for hours, version, tool, verdict in ((1, "1.0", "listed 0.1", "missing"), (2, "1.1", "listed 0.2", "listed")):
        seen = [Seen("country", verdict)]
        at = later + dt.timedelta(hours=hours)
        observe(request.target, at=at, observer=Observer.MACHINE, tool=tool, by="machine", seen=seen, version=version)
    read_ledger()
    rivals = Outcome.objects.get().rivals
    assert [word for word, _ in rivals] == ["version", "tool", "upstream", "owner-asked"]
    assert [in_words(rival).endswith(".") for rival in rivals] == [True] * 4
    assert "Upstream" in in_words(rivals[2])


def test_a_word_nobody_knows_is_refused() -> None:
    with pytest.raises(KeyError):
        in_words(["no-such-word", {}])

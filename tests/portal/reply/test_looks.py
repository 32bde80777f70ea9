"""What waits, what the public sees of a thread, and what to do next."""

from __future__ import annotations

import pytest

from portal.reply.acts import decide, publish
from portal.reply.looks import addresses_in, next_step, of_request, proposal, thread, to_publish, unmatched, waiting
from portal.reply.states import ReplyKind
from tests.portal.reply.make import make_reply, make_sent


@pytest.mark.parametrize("kind", ReplyKind.values)
def test_every_kind_has_a_next_step(kind: str) -> None:
    step = next_step(kind)
    assert step.means
    assert step.won <= step.decided


def test_an_answer_about_iso_has_an_argument_and_threads_to_read() -> None:
    step = next_step("iso-only")
    assert (step.step, step.argument) == ("answer", "opt_in")
    assert all(thread.url.startswith("https://") for thread in step.precedents)
    assert step.precedents


@pytest.mark.django_db
def test_replies_move_from_queue_to_queue() -> None:
    reply = make_reply()
    assert [list(queue()) for queue in (waiting, unmatched, to_publish)] == [[reply], [], []]
    decide(reply, ReplyKind.DONE, "person-a")
    assert [list(queue()) for queue in (waiting, unmatched, to_publish)] == [[], [], [reply]]
    publish(reply, "Re", "We did it.", "person-a")
    assert [list(queue()) for queue in (waiting, unmatched, to_publish)] == [[], [], []]


@pytest.mark.django_db
def test_a_thread_is_told_in_the_order_of_time() -> None:
    request = make_sent()
    for text in ("First answer.", "Second answer."):
        publish(make_reply(request, text), "Re", text, "person-a")
    assert [(entry.kind, entry.text[:6]) for entry in thread(request)][1:] == [("reply", "First "), ("reply", "Second")]
    assert [reply.text for reply in of_request(request)] == ["First answer.", "Second answer."]


@pytest.mark.django_db
def test_the_proposal_for_release_holds_no_address() -> None:
    reply = make_reply(text="Write to bob@site.example or me.")
    _, text = proposal(reply)
    assert "bob@" not in text.text
    assert addresses_in(reply) == ["bob@site.example"]

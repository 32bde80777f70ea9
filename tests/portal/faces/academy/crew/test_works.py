"""Works by organisers: out of the competition with a reason that its makers read, and back in."""

from __future__ import annotations

import pytest

from tests.portal.academy.make import make_edition, make_participant, make_work
from tests.portal.faces.academy.make import crew_client, signed_in

pytestmark = pytest.mark.django_db


def test_a_work_is_put_out_with_a_reason_and_taken_back() -> None:
    edition = make_edition()
    me = make_participant(edition)
    work = make_work(edition, me)
    client, address = crew_client(edition), f"/en/academy/{edition.slug}/crew/works/{work.pk}/"
    assert client.post(address, {"do": "out", "out-reason": ""}).status_code == 400
    client.post(address, {"do": "out", "out-reason": "It is a copy of <b>a book."})
    work.refresh_from_db()
    assert work.state == "disqualified"
    page = signed_in(me.person).get(f"/en/academy/{edition.slug}/mine/").content.decode()
    assert "It is a copy of &lt;b&gt;a book." in page
    client.post(address, {"do": "back"})
    work.refresh_from_db()
    assert work.state == "submitted"

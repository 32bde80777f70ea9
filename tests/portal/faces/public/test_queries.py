"""No page needs more than ten queries, however much there is to tell."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.catalogue.models import Edge, Target
from portal.ground.mail.models import Incoming
from portal.outcome.models import Outcome, Regression
from portal.reply.models import Reply
from portal.request.acts import stand_behind
from portal.request.models import Letter
from portal.request.states import RequestState
from tests.portal.audit.make_releases import make_line
from tests.portal.faces.public.graph import make_leverage, make_link
from tests.portal.faces.public.pages import make_read_look
from tests.portal.make import NOON, make_contact, make_look, make_owner, make_person, make_request, make_target

pytestmark = pytest.mark.django_db
MOST = 10
SIZES = (3, 40)
PATHS = (
    "/en/",
    "/en/targets/",
    "/en/targets/?verdict=missing&criterion=country&asked=1&sort=look&q=target",
    "/en/targets/a/",
    "/en/targets/a/history/",
    "/en/map/",
    "/en/map/?by=downloads&layer=1&registry=npm",
    "/en/timeline/",
    "/en/wins/",
    "/en/requests/",
    "/en/standards/",
    "/en/method/",
    "/en/about/",
    "/en/ledger/",
)


def fill(many: int) -> str:
    """So much of everything; the digest of what the target `a` last had read."""
    owner = make_owner()
    target = make_target(owner, slug="a", reach=1)
    make_line(target, **{f"v{number}": ("missing", "listed")[number % 2] for number in range(many)})
    request = make_request(target)
    for number in range(many):
        other = make_target(owner, layer=number % 4, kind=("standard", "library", "component", "app")[number % 4])
        make_contact(other)
        make_look(other, country="missing", flag="listed")
        up, down = (target, other) if number % 2 else (other, target)
        Edge.objects.create(target=down, upstream=up, source="its README", as_of=NOON.date())
        make_link(down, up)
        make_leverage(other, number, number)
        make_line(other, v1="missing", v2="listed")
        tell(other, number)
        make_look(target, at=NOON + dt.timedelta(days=number), country=("missing", "listed")[number % 2])
        signature = stand_behind(target, make_person(), f"Name {number}", "My words.").signature
        signature.words_shown = True
        signature.save()
        Letter.objects.create(
            request=request,
            version=number + 2,
            language="en",
            subject="S",
            body="B",
            made_by="x",
            made_at=NOON,
            sent_at=NOON,
        )
        incoming = Incoming.objects.create(sha256=f"{number:064}", source="test", received_at=NOON)
        Reply.objects.create(request=request, incoming=incoming, received_at=NOON, state="published", shown="Yes.")
    Outcome.objects.create(request=request, kind="refused", said="No.", at=NOON, by="x")
    return make_read_look(target, at=NOON + dt.timedelta(days=many)).evidence


def tell(target: Target, number: int) -> None:
    """A request, a win and a regression of one more target."""
    request = make_request(target, state=RequestState.WON if number % 2 else RequestState.TO_CHECK)
    proof = target.observations.first()
    Outcome.objects.create(request=request, kind="won", proof=proof, at=NOON, by="machine")
    Regression.objects.create(target=target, criterion="country", seen=proof, at=NOON)


def count(path: str, client: Client) -> int:
    cache.clear()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@pytest.mark.parametrize("many", SIZES)
@pytest.mark.parametrize("signed_in", [False, True])
def test_no_page_needs_more_than_ten_queries(many: int, signed_in: bool) -> None:
    proof = f"/e/{fill(many)}"
    client = Client()
    if signed_in:
        client.force_login(make_person())
    counts = {path: count(path, client) for path in (*PATHS, proof)}
    assert {path: many for path, many in counts.items() if many > MOST} == {}


def test_more_rows_need_no_more_queries() -> None:
    fill(SIZES[0])
    few = {path: count(path, Client()) for path in PATHS}
    owner = make_owner()
    for _ in range(SIZES[1]):
        make_request(make_target(owner))
    assert {path: count(path, Client()) for path in PATHS} == few

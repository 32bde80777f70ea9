"""The desk of trials: counted, planned, drawn, started and stopped by coordinators, and by nobody else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.faces.desk.deeds import stamp
from portal.ground.ledger.looks import history
from portal.ground.people.models import Role
from portal.indicator.trial.looks import deviations, members, to_ask
from portal.indicator.trial.models import Trial
from tests.portal.faces.desk.make import make_client
from tests.portal.indicator.trial.make import make_lacking, make_trial

pytestmark = pytest.mark.django_db
PLAN = {
    "name_en": "First",
    "name_sq": "I pari",
    "name_sr": "Први",
    "slug": "first",
    "criterion": "country",
    "layers": ["1"],
    "waves": "2",
    "apart": "30",
    "follow": "30",
}


def send(client: Client, trial: Trial, do: str, **typed: Any) -> int:
    """Do a deed on the page of a trial as it stands."""
    address = reverse("trial-desk-one", args=[trial.slug])
    data = {"do": do, "stamp": stamp(trial.subject), **{f"{do}-{name}": value for name, value in typed.items()}}
    return client.post(address, data).status_code


@pytest.mark.parametrize("role", [None, *Role])
def test_only_coordinators_and_those_above_come_in(role: Role | None) -> None:
    make_trial(2)
    client = make_client(role) if role else Client()
    expected = 302 if role is None else 200 if role in (Role.COORDINATOR, Role.ADMIN) else 403
    addresses = [reverse("trial-desk"), reverse("trial-desk-new"), reverse("trial-desk-one", args=["first"])]
    assert [client.get(address).status_code for address in addresses] == [expected] * 3
    assert expected == 200 or client.post(addresses[1], {**PLAN, "do": "plan"}).status_code == expected


def test_targets_are_counted_before_anything_is_fixed() -> None:
    for layer in (1, 1, 2):
        make_lacking(layer)
    answer = make_client().post(
        reverse("trial-desk-new"), {"criterion": "country", "layers": ["1", "2"], "do": "count"}
    )
    text = answer.content.decode()
    assert (answer.status_code, Trial.objects.count()) == (200, 0)
    for said in ("3 targets fit this rule.", "They have 3 owners.", "Libraries: 2", "This is few."):
        assert said in text
    assert text.count(" checked") == 2


def test_a_trial_goes_from_plan_to_stop_at_the_desk() -> None:
    for _ in range(4):
        make_lacking()
    client = make_client(Role.COORDINATOR)
    answer = client.post(reverse("trial-desk-new"), {**PLAN, "do": "plan"})
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("trial-desk-one", args=["first"]))
    trial = Trial.objects.get()
    assert (trial.names, trial.layers) == ({"en": "First", "sq": "I pari", "sr": "Први"}, [1])
    assert [send(client, trial, "draw"), send(client, trial, "start")] == [302, 302]
    trial.refresh_from_db()
    asks = to_ask(trial, timezone.localdate())
    text = client.get(reverse("trial-desk-one", args=["first"])).content.decode()
    assert (len(asks), [one.target.name in text for one in asks]) == (2, [True, True])
    assert send(client, trial, "note", note="The mail service was down.", target=members(trial)[0].pk) == 302
    assert [one.note for one in deviations(trial)] == ["The mail service was down."]
    assert (send(client, trial, "stop", reason=""), send(client, trial, "stop", reason="Enough.")) == (400, 302)
    verbs = ["trial.planned", "trial.drawn", "trial.started", "trial.noted", "trial.stopped"]
    assert [row.verb for row in history(trial.subject)] == verbs
    assert send(client, trial, "draw") == 409
    assert client.get(reverse("trial-desk")).status_code == 200


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("waves", {"waves": "1"}, "2"),
        ("slug", {"slug": "first trial!"}, ""),
        ("layers", {"layers": []}, ""),
        ("layers", {"waves": "9"}, "Fewer owners fit this rule than there are waves."),
        ("name_sq", {"name_sq": ""}, ""),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_typed_is_lost(
    field: str, typed: dict[str, Any], said: str
) -> None:
    for _ in range(4):
        make_lacking()
    answer = make_client().post(reverse("trial-desk-new"), {**PLAN, **typed, "do": "plan"})
    text = answer.content.decode()
    assert (answer.status_code, Trial.objects.count()) == (400, 0)
    assert (f'href="#id_{field}' in text, said in text, 'value="First"' in text) == (True, True, True)


def test_an_address_that_is_taken_is_refused_at_its_field() -> None:
    make_trial(2)
    for _ in range(4):
        make_lacking()
    answer = make_client().post(reverse("trial-desk-new"), {**PLAN, "do": "plan"})
    assert (answer.status_code, "Another trial has this address." in answer.content.decode()) == (400, True)


def test_whoever_read_an_older_page_does_not_draw() -> None:
    trial = make_trial(4)
    client = make_client()
    old = stamp(trial.subject)
    assert send(client, trial, "note", note="First.") == 302
    address = reverse("trial-desk-one", args=[trial.slug])
    assert client.post(address, {"do": "draw", "stamp": old}).status_code == 409
    assert Trial.objects.get().state == "planned"

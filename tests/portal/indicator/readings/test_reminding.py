"""Who owes readings in; one mail a week in their language, with all that they owe, out."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import translation

from portal.catalogue.acts import opt_out
from portal.ground.languages.said import LANGUAGES
from portal.ground.ledger.models import Entry
from portal.ground.mail.models import Outgoing
from portal.indicator.readings import looks
from portal.indicator.readings.tasks import remind_owing
from portal.indicator.readings.telling import phrases
from tests.portal.indicator.make import make_indicator, make_reading
from tests.portal.make import NOON, make_person

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
OCTOBER = dt.date(2026, 10, 1)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(NOON, tick=False):
        yield


def mails() -> list[EmailMessage]:
    rows = Outgoing.objects.order_by("pk").values_list("raw", flat=True)
    return [message_from_bytes(bytes(raw), policy=policy.default) for raw in rows]  # type: ignore[misc]


def test_one_mail_names_all_that_somebody_owes() -> None:
    person = make_person(name="Arta")
    for name in ("Articles in newspapers", "Visitors"):
        make_indicator(owes=person, starts_on=dt.date(2026, 4, 1), names={"en": name})
    make_reading(make_indicator(owes=person, starts_on=dt.date(2026, 7, 1), names={"en": "Entered"}))
    make_indicator(starts_on=dt.date(2026, 4, 1), names={"en": "Nobody is named"})
    make_indicator("audit.listed", owes=person, names={"en": "Counted"})
    assert remind_owing.func() == 1
    [mail] = mails()
    text = mail.get_content()
    assert (mail["To"], mail["Subject"]) == (person.email, "Figures that we are waiting for")
    assert text.startswith("Hello Arta,")
    assert [line for line in text.splitlines() if line.startswith("- ")] == [
        "- Articles in newspapers: 1 April 2026 – 30 June 2026",
        "- Visitors: 1 April 2026 – 30 June 2026",
        "- Articles in newspapers: 1 July 2026 – 30 September 2026",
        "- Visitors: 1 July 2026 – 30 September 2026",
    ]
    with translation.override("en"):
        assert reverse("strategy-desk-indicators") in text
    assert Entry.objects.filter(verb="indicator.reminded").count() == 2


@pytest.mark.parametrize("locale", ["sq", "sr", "sr-latn", "en"])
def test_the_mail_is_whole_in_each_language(locale: str) -> None:
    make_indicator(owes=make_person(locale=locale), names={"en": "A {x}"})
    remind_owing.func()
    [mail] = mails()
    text = mail.get_content()
    assert (text.count("{"), "A {x}" in text, f"/{locale}/desk/strategy/" in text) == (3, True, True)


def test_each_text_is_there_in_each_language() -> None:
    words = phrases()["owed"]
    texts = [words["subject"], words["text"], *words["greeting"].values()]
    assert [one for one in texts if set(one) != set(LANGUAGES) or not all(one.values())] == []


def test_nobody_is_asked_more_than_once_a_week_even_when_they_come_to_owe_more() -> None:
    person = make_person()
    make_indicator(owes=person)
    assert (remind_owing.func(), remind_owing.func()) == (1, 0)
    make_indicator(owes=person)
    with time_machine.travel(NOON + 6 * DAY):
        assert remind_owing.func() == 0
    with time_machine.travel(NOON + 7 * DAY):
        assert (remind_owing.func(), remind_owing.func()) == (1, 0)
    assert {one.indicator.reminded_on for one in looks.owing(NOON.date())} == {(NOON + 7 * DAY).date()}


def test_who_left_or_wants_no_mail_is_not_asked() -> None:
    gone, quiet, out = make_person(is_active=False), make_person(wants_mail=False), make_person()
    opt_out(out.email or "", "by phone", "person-a")
    for person in (gone, quiet, out):
        make_indicator(owes=person)
    assert (remind_owing.func(), mails()) == (0, [])


def test_a_period_that_runs_is_not_owed_yet() -> None:
    make_indicator(owes=make_person(), starts_on=OCTOBER)
    assert (looks.owing(NOON.date()), remind_owing.func()) == ([], 0)
    assert len(looks.owing(dt.date(2027, 1, 1))) == 1

"""What is forgotten every day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from portal.ground.people import acts, tasks
from portal.ground.people.models import Person


@pytest.mark.django_db
def test_ended_sessions_and_people_never_confirmed_are_forgotten() -> None:
    now = timezone.now()
    for key, days in (("ended", -1), ("open", 1)):
        Session.objects.create(session_key=key, session_data="", expire_date=now + timedelta(days=days))
    old, new = Person.objects.create_user("old@example.org"), Person.objects.create_user("new@example.org")
    confirmed, left = acts.welcome("ana@example.org", "en"), acts.welcome("ben@example.org", "en")
    acts.leave(left)
    Person.objects.exclude(pk=new.pk).update(joined_at=now - timedelta(days=3))
    assert tasks.purge.func() == 1
    assert set(Person.objects.values_list("pk", flat=True)) == {new.pk, confirmed.pk, left.pk}
    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert not Person.objects.filter(pk=old.pk).exists()

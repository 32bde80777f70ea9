"""Mails to applicants and guardians: whole in each language, with an address that leads to the right page."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from django.utils import timezone

from portal.academy.programme.telling import tell
from portal.academy.programme.words import load
from portal.ground.languages.said import LANGUAGES
from portal.ground.mail.models import Outgoing
from tests.portal.academy.make import make_application, make_edition
from tests.portal.make import make_person

MAILS = sorted(set(load("mails")) - {"greeting", "end"})


@pytest.mark.parametrize("file", ["mails", "consent", "certificate"])
def test_each_text_is_there_in_each_language(file: str) -> None:
    lacking = [path for path, texts in _texts(load(file)) if set(texts) != set(LANGUAGES) or not all(texts.values())]
    assert lacking == []


def _texts(table: object, path: str = "") -> list[tuple[str, dict[str, str]]]:
    assert isinstance(table, dict)
    if "en" in table:
        return [(path, table)]
    return [found for key, value in table.items() for found in _texts(value, f"{path}.{key}")]


@pytest.mark.django_db
@pytest.mark.parametrize("locale", ["sq", "sr", "sr-latn", "en"])
def test_each_mail_is_whole_in_each_language(locale: str) -> None:
    edition = make_edition(names={"en": "A {x} & B", "sq": "A {x} & B", "sr": "A {x} & B"})
    application = make_application(edition, make_person(locale=locale), full_name="Arta Krasniqi")
    for what in MAILS:
        tell(application, what, at=timezone.now())
    read = [message_from_bytes(bytes(one.raw), policy=policy.default) for one in Outgoing.objects.all()]
    assert len(read) == len(MAILS)
    for mail in read:
        text = mail.get_content()
        assert ("A {x} & B" in mail["Subject"], "Arta," in text, "academy@example.org" in text) == (True, True, True)
        assert text.replace("{x}", "").count("{") == 0
        assert "http" not in text or f"/{locale}/academy/{edition.slug}/mine/" in text
        assert mail["List-Unsubscribe"] is None


@pytest.mark.django_db
def test_who_has_left_is_not_written_to() -> None:
    application = make_application(make_edition(), make_person(is_active=False))
    tell(application, "accepted")
    assert not Outgoing.objects.exists()

"""Uploads to a real wiki: under one's own account or the edition's, never twice, with the wiki's reasons told."""

from __future__ import annotations

import hashlib
import io
import urllib.request

import pytest
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from portal.academy.media import acts, files
from portal.academy.media.checks.scrub import scrubbed
from portal.academy.media.models import Draft
from portal.academy.media.tasks import upload_waiting
from portal.academy.media.uploading import find
from portal.academy.programme.models import Work
from portal.academy.results.models import Site
from tests.portal.academy.media.make import make_draft, make_picture, make_site
from wiki.local import Family
from wiki.local.accounts import Account

pytestmark = [pytest.mark.django_db, pytest.mark.wiki]


@pytest.fixture
def photographer(wikis: Family) -> Account:
    (account,) = wikis.users([("Iris Foto", "gjethe-e-blerte-9", [])])
    return account


@pytest.fixture
def site(wikis: Family, settings: Settings) -> Site:
    settings.WIKI_MAY_BE_PRIVATE = True
    return make_site(api=wikis.api("commons"))


def make_own(seed: int, site: Site, **fields: object) -> Draft:
    """A picture that no other test of this run has uploaded."""
    return make_draft(site=site, body=make_picture(seed=seed, size=(900, 600), place=True), **fields)


def test_a_picture_stands_on_the_wiki_under_ones_own_account_without_its_place(
    site: Site, photographer: Account
) -> None:
    draft = acts.send(
        make_own(101, site, title="Fountain in Rahovec"), (photographer.bot_name, photographer.bot_secret)
    )
    assert upload_waiting.func() == 1
    draft.refresh_from_db()
    work = Work.objects.get()
    text = _read(f"{site.api.replace('api.php', 'index.php')}?title=File:Fountain_in_Rahovec.jpg&action=raw").decode()
    history = _read(
        f"{site.api}?action=query&format=json&prop=imageinfo&iiprop=user%7Curl&titles=File:Fountain_in_Rahovec.jpg"
    )
    assert (draft.state, draft.work, work.title, b'"user":"Iris Foto"' in history) == (
        "sent",
        work,
        "Fountain in Rahovec",
        True,
    )
    assert ("{{self|cc-by-sa-4.0}}" in text, "{{sq|1=Ura e gurit}}" in text) == (True, True)
    page = _read(work.address).decode()
    image = page.split('class="fullImageLink" id="file"><a href="')[1].split('"')[0]
    body = _read(site.api.split("/w/")[0] + image)
    with Image.open(io.BytesIO(body)) as picture:
        assert (dict(picture.getexif().get_ifd(0x8825)), b"Arta Secret" in body) == ({}, False)


def test_the_account_of_the_edition_uploads_where_nobody_gives_another(
    site: Site, photographer: Account, settings: Settings
) -> None:
    settings.WIKI_LOGINS = {"commons": {"name": photographer.bot_name, "secret": photographer.bot_secret}}
    acts.send(make_own(102, site, title="Mill near Istog"))
    assert (upload_waiting.func(), upload_waiting.func(), Work.objects.count()) == (1, 0, 1)


def test_a_wrong_password_is_told_and_forgotten(site: Site) -> None:
    draft = acts.send(make_own(103, site), ("Iris Foto@academy", "0" * 32))
    assert upload_waiting.func() == 0
    draft.refresh_from_db()
    assert (draft.state, draft.sealed, "password" in draft.fault.lower(), "0" * 32 in draft.fault) == (
        "open", None, True, False,
    )  # fmt: skip


def test_a_name_that_is_taken_is_told(site: Site, photographer: Account) -> None:
    login = (photographer.bot_name, photographer.bot_secret)
    acts.send(make_own(104, site, title="Bridge of Vushtrri"), login)
    upload_waiting.func()
    second = acts.send(make_own(105, site, title="Bridge of Vushtrri"), login)
    upload_waiting.func()
    second.refresh_from_db()
    assert (second.state, "Bridge of Vushtrri.jpg" in second.fault, Work.objects.count()) == ("open", True, 1)


def test_the_same_picture_that_strangers_uploaded_is_told(site: Site, photographer: Account) -> None:
    login = (photographer.bot_name, photographer.bot_secret)
    acts.send(make_own(106, site, title="Church of Deçan"), login)
    upload_waiting.func()
    Draft.objects.all().delete()
    again = acts.send(make_own(106, site, title="Another name for it"), login)
    upload_waiting.func()
    again.refresh_from_db()
    assert (again.state, "The same file is there already" in again.fault) == ("open", True)


def test_a_file_uploaded_by_hand_is_found_by_what_it_is(wikis: Family, site: Site, photographer: Account) -> None:
    draft = make_own(107, site, title="Street in Kamenica")
    assert find(draft) is False
    body = scrubbed(files.path_of(draft.sha256).read_bytes(), keep_place=False)
    path = files.folder() / "Street_in_Kamenica.jpg"
    path.write_bytes(body)
    wikis.run("commons", "importImages.php", "--user", photographer.name, str(files.folder()))
    assert (find(draft), Work.objects.get().picture != "", hashlib.sha1(body).hexdigest() != draft.sha1) == (
        True, True, True,
    )  # fmt: skip


def test_a_wiki_that_does_not_answer_is_asked_again_later(settings: Settings) -> None:
    settings.WIKI_MAY_BE_PRIVATE, settings.WIKI_PACE = True, {"tries": 1, "timeout": 2.0}
    draft = acts.send(make_own(108, make_site(api="http://127.0.0.1:9/w/api.php")), ("Iris Foto@academy", "0" * 32))
    assert upload_waiting.func() == 0
    draft.refresh_from_db()
    assert (draft.state, bool(draft.taken_until and draft.taken_until > timezone.now()), bool(draft.sealed)) == (
        "waiting", True, True,
    )  # fmt: skip


def _read(address: str) -> bytes:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return bytes(answer.read())

"""The media desk's pages: only one's own files, faults at their fields, and nothing that was typed is lost."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from pytest_django import Settings

from portal.academy.media.models import Draft
from portal.academy.programme.models import Participant
from tests.portal.academy.make import make_edition, make_participant
from tests.portal.academy.media.make import make_draft, make_picture, make_tracked

pytestmark = pytest.mark.django_db
ANSWERS = {
    "title": "Stone bridge over the Lumbardhi",
    "description_sq": "Ura e gurit",
    "description_sr": "Камени мост",
    "description_en": "",
    "author": "Iris",
    "licence": "cc-by-sa-4.0",
    "people": "nobody",
    "made_on": "2026-11-20",
    "category_lines": "Bridges in Prizren\n\n",
}


@pytest.fixture
def signed_in(client: Client) -> Participant:
    participant = make_participant()
    make_tracked(participant.edition)
    client.force_login(participant.person)
    return participant


def address(participant: Participant, rest: str = "") -> str:
    return f"/en/academy/{participant.edition.slug}/media/{rest}"


def make_upload(body: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, body, "image/jpeg")


def post_file(client: Client, participant: Participant, body: bytes) -> tuple[int, str]:
    site = participant.edition.readings.get().site
    answer = client.post(address(participant), {"site": site.pk, "file": make_upload(body)})
    return answer.status_code, answer.content.decode()


def test_a_picture_is_taken_in_described_and_put_in_the_queue(
    client: Client, signed_in: Participant, settings: Settings
) -> None:
    settings.WIKI_LOGINS = {"commons": {"name": "Desk@app", "secret": "x"}}
    status, _ = post_file(client, signed_in, make_picture(place=True))
    draft = Draft.objects.get()
    page = client.get(address(signed_in, f"{draft.pk}/")).content.decode()
    assert (status, "The place where it was taken is removed" in page, "Upload it now" in page) == (302, True, False)
    client.post(address(signed_in, f"{draft.pk}/"), ANSWERS)
    page = client.get(address(signed_in, f"{draft.pk}/")).content.decode()
    assert "Upload it now" in page
    client.post(address(signed_in, f"{draft.pk}/send/"), {"name": "", "secret": ""})
    draft.refresh_from_db()
    assert (draft.state, draft.descriptions, draft.categories) == (
        "waiting",
        {"sq": "Ura e gurit", "sr": "Камени мост", "en": ""},
        ["Bridges in Prizren"],
    )


def test_a_file_that_is_no_picture_is_told_at_its_field(client: Client, signed_in: Participant) -> None:
    status, page = post_file(client, signed_in, b"\xff\xd8\xff no picture")
    assert (status, "not a whole JPEG, PNG or WebP picture" in page, 'id="id_file_error"' in page) == (200, True, True)


def test_a_file_over_the_limit_is_told_and_not_written_down(
    client: Client, signed_in: Participant, settings: Settings
) -> None:
    settings.MEDIA_LARGEST = 10_000
    status, page = post_file(client, signed_in, b"\xff\xd8\xff" + b"x" * 3_000_000)
    assert (status, "This file is larger than" in page, Draft.objects.count()) == (413, True, 0)
    status, page = post_file(client, signed_in, b"\xff\xd8\xff" + b"x" * 20_000)
    assert (status, "This file is larger than" in page, Draft.objects.count()) == (413, True, 0)


class Endless(io.RawIOBase):
    """The body of a form with a video of two gigabytes, made while it is read."""

    def __init__(self, site: int, size: int) -> None:
        head = f'--b\r\nContent-Disposition: form-data; name="site"\r\n\r\n{site}\r\n--b\r\n'
        head += 'Content-Disposition: form-data; name="file"; filename="v.webm"\r\nContent-Type: video/webm\r\n\r\n'
        self.parts = self._parts(head.encode(), size)
        self.size = len(head) + size + len(b"\r\n--b--\r\n")
        self.rest = b""

    def _parts(self, head: bytes, size: int) -> Iterator[bytes]:
        yield head
        block = b"\0" * (1 << 20)
        for _ in range(size >> 20):
            yield block
        yield b"\r\n--b--\r\n"

    def read(self, size: int = -1) -> bytes:
        while len(self.rest) < size and (part := next(self.parts, None)):
            self.rest += part
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken


def test_a_video_of_two_gigabytes_is_told_at_its_field_and_never_kept(client: Client, signed_in: Participant) -> None:
    body = Endless(signed_in.edition.readings.get().site.pk, 2 << 30)
    answer = client.generic(
        "POST",
        address(signed_in),
        CONTENT_TYPE="multipart/form-data; boundary=b",
        CONTENT_LENGTH=str(body.size),
        **{"wsgi.input": body},
    )
    page = answer.content.decode()
    assert (answer.status_code, "This file is larger than 315 MB" in page, Draft.objects.count()) == (413, True, 0)


def test_a_title_that_no_wiki_takes_is_told_and_the_rest_stays_typed(client: Client, signed_in: Participant) -> None:
    draft = make_draft(signed_in)
    answer = client.post(address(signed_in, f"{draft.pk}/"), {**ANSWERS, "title": "A [[bridge]]", "author": "Besa B"})
    page = answer.content.decode()
    assert (answer.status_code, "none of these signs" in page, 'value="Besa B"' in page) == (200, True, True)


def test_an_ordinary_password_is_not_taken(client: Client, signed_in: Participant) -> None:
    draft = make_draft(signed_in)
    answer = client.post(address(signed_in, f"{draft.pk}/send/"), {"name": "Iris", "secret": "mine"})
    draft.refresh_from_db()
    page = answer.content.decode()
    assert ("never asked for here" in page, '"mine"' in page, draft.state) == (True, False, "open")


def test_without_an_account_of_the_edition_ones_own_is_needed(client: Client, signed_in: Participant) -> None:
    draft = make_draft(signed_in)
    page = client.post(address(signed_in, f"{draft.pk}/send/"), {"name": "", "secret": ""}).content.decode()
    draft.refresh_from_db()
    assert ("Fill in both, the name and its password." in page, draft.state) == (True, "open")


@pytest.mark.parametrize("rest", ["", "send/", "discard/", "preview.webp", "file"])
def test_files_of_others_are_not_there(client: Client, signed_in: Participant, rest: str) -> None:
    other = make_draft(make_participant(signed_in.edition))
    where = address(signed_in, f"{other.pk}/{rest}")
    answer = client.post(where, ANSWERS) if rest in ("send/", "discard/") else client.get(where)
    other.refresh_from_db()
    assert (answer.status_code, other.state) == (404, "open")


def test_who_does_not_take_part_is_told_so_and_strangers_sign_in(client: Client) -> None:
    edition = make_edition()
    where = f"/en/academy/{edition.slug}/media/"
    stranger = client.get(where)
    client.force_login(make_participant().person)
    assert (stranger.status_code, client.get(where).status_code) == (302, 403)


def test_the_file_to_upload_by_hand_tells_nothing_about_people(client: Client, signed_in: Participant) -> None:
    draft = make_draft(signed_in, body=make_picture(place=True))
    body = client.get(address(signed_in, f"{draft.pk}/file")).content
    with Image.open(io.BytesIO(body)) as picture:
        kept = picture.getexif()
    assert (b"Arta Secret" in body, dict(kept.get_ifd(0x8825)), picture.size) == (False, {}, (2000, 1200))


def test_the_preview_is_small_and_says_nothing(client: Client, signed_in: Participant) -> None:
    draft = make_draft(signed_in, body=make_picture(place=True))
    body = client.get(address(signed_in, f"{draft.pk}/preview.webp")).content
    with Image.open(io.BytesIO(body)) as picture:
        assert (picture.format, max(picture.size), dict(picture.getexif())) == ("WEBP", 1200, {})

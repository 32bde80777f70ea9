"""Reports at the desk: the person who decides has the whole of the proof before them."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from PIL import Image

from portal.evidence.acts import report
from portal.evidence.pictures import clean
from portal.ground.people.models import Role
from tests.portal.make import make_person


@pytest.mark.django_db
def test_who_decides_sees_the_screenshot_before_the_public_does(client: Client) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    made = report(make_person(), "https://shop.example/", {"country": "missing"}, picture=clean(picture.getvalue()))
    client.force_login(make_person(Role.EDITOR))
    assert f"/desk/reports/{made.pk}/screenshot.webp" in client.get(f"/desk/reports/{made.pk}/").content.decode()
    answer = client.get(f"/desk/reports/{made.pk}/screenshot.webp")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
    assert Client().get(f"/e/{made.picture}.webp").status_code == 404

"""Nothing private leaves by the interface: every address and every file is read, and searched for marked secrets."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from django.conf import settings
from django.test import Client

from portal.audit.models import Verdict
from portal.catalogue.models import Channel, ContactState
from portal.evidence.acts import report
from portal.faces.api.files.kept import NAMES
from portal.faces.api.service import service
from portal.ground.links import leave
from portal.ground.mail.addresses import reply_address
from portal.ground.people.acts import leave as part
from portal.outcome.acts import read_ledger, refuse
from portal.reply.acts import decide, publish, take_in
from portal.reply.states import ReplyKind
from portal.request.acts import follow, stand_behind
from portal.request.models import Letter
from tests.portal.faces.api.make import make_world
from tests.portal.make import make_contact, make_person
from tests.portal.reply.make import make_answer, make_sent

pytestmark = pytest.mark.django_db


def make_secrets() -> list[str]:
    """People, signatures, letters and replies with texts that nobody but their owners may read; these texts."""
    world = make_world()
    quiet = make_person(email="quiet.marked@secret.example", name="", locale="sq")
    named = make_person(email="named.marked@secret.example", name="Nameofaperson Marked")
    gone = make_person(email="gone.marked@secret.example", name="Goneperson Marked")
    for person in (quiet, named, gone):
        stand_behind(world.lost, person, person.name, f"Words unread by anybody of {person.handle}")
        follow(world.won, person)
    part(gone)
    report(quiet, "https://seen.example/form", {"country": Verdict.MISSING}, note="A note marked private")
    make_contact(world.won, Channel.EMAIL, address="proposed.marked@secret.example", state=ContactState.PROPOSED)
    request = make_sent(world.request)
    letter = Letter.objects.filter(request=request).exclude(sent_at=None).get()
    assert reply_address(request.key) in letter.body or leave(world.lost.owner.slug) in letter.body
    shut = take_in(make_answer(request, "A reply marked unpublished, by Clerkname Marked, +383 44 123 456"))
    decide(shut, ReplyKind.CONSIDERING, by="person-editor")
    shown = take_in(make_answer(request, "An original marked unredacted: call Clerkname on +383 44 123 456"))
    decide(shown, ReplyKind.POLITICAL, by="person-editor")
    publish(shown, "Re: your letter", f"The released text. Write to {reply_address(request.key)}", by="person-editor")
    request.refresh_from_db()
    refuse(request, "Their words that were released.", by="person-editor")
    read_ledger()
    return [
        "marked@secret.example",
        "Nameofaperson",
        "Goneperson",
        "Clerkname",
        "Words unread",
        "marked private",
        "marked unpublished",
        "marked unredacted",
        "44 123 456",
        "support@c-lost.example",
        request.key,
        reply_address(request.key),
        leave(world.lost.owner.slug).rpartition("/")[2],
        "https://seen.example/form",
    ]


def everything(client: Client, folder: Path) -> dict[str, str]:
    """What every address of the interface, every feed, picture, page and file says."""
    slugs, number = ("a-standard", "b-won", "c-lost"), client.get("/api/1/requests").json()["items"][0]["id"]
    addresses = {
        path.replace("{slug}", slug).replace("{number}", str(number))
        for path in service.get_openapi_schema()["paths"]
        for slug in (*slugs, "project")
    }
    addresses |= {f"/feeds/{name}.atom" for name in ("wins", "regressions", *(f"targets/{slug}" for slug in slugs))}
    addresses |= {f"/t/{slug}/badge.svg" for slug in slugs} | {f"/embed/targets/{slug}/" for slug in slugs}
    addresses |= {"/embed/index.svg", "/embed/flow.svg", "/en/open-data/", "/api/1/docs", "/api/1/openapi.json"}
    addresses |= {f"/oembed?url={settings.SITE_ADDRESS}/t/{slug}" for slug in slugs} | {"/open/dictionary.json"}
    said = {address: client.get(address).content.decode() for address in addresses}
    for name in NAMES:
        body = b"".join(client.get(f"/open/{name}").streaming_content)  # type: ignore[attr-defined]
        said[name] = _text(body, folder / name)
    return said


def _text(body: bytes, file: Path) -> str:
    if file.suffix != ".parquet":
        return body.decode()
    file.write_bytes(body)
    with duckdb.connect() as duck:
        rows = duck.execute("SELECT CAST(row AS VARCHAR) FROM read_parquet(?) AS row", [str(file)]).fetchall()
    return "\n".join(row[0] for row in rows)


def test_no_address_and_no_file_tells_what_is_private(client: Client, tmp_path: Path) -> None:
    secrets = make_secrets()

    said = everything(client, tmp_path)

    assert [(address, secret) for address, text in said.items() for secret in secrets if secret in text] == []


def test_what_was_released_is_told(client: Client, tmp_path: Path) -> None:
    make_secrets()

    said = everything(client, tmp_path)

    one = next(text for address, text in said.items() if address.startswith("/api/1/requests/"))
    assert ("The released text." in one, "Their words that were released." in one) == (True, True)
    assert ('"signatures":4' in one, said["requests.parquet"].count("refused")) == (True, 1)

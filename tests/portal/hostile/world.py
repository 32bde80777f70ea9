"""A portal with one thing of each kind, whose every stored text is what an enemy would type, out; and all addresses."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from django.utils import timezone
from PIL import Image

from portal.academy.jury.models import Award, Criterion, Round
from portal.academy.programme.models import Edition, Programme, Session
from portal.audit.fixes import keep_fix
from portal.audit.models import Look
from portal.catalogue.models import Channel, Target
from portal.evidence.acts import confirm, report
from portal.evidence.models import Report
from portal.evidence.pictures import clean
from portal.faces.api.files.kept import NAMES
from portal.ground import links
from portal.ground.ledger.seal import unseal
from portal.ground.mail.addresses import opt_out_token
from portal.ground.people.models import Person, Role
from portal.indicator.readings.models import Indicator, Reading
from portal.indicator.trial.models import Trial
from portal.outcome.acts import read_ledger, refuse
from portal.outcome.models import Outcome
from portal.reply.acts import decide, publish
from portal.reply.models import Attachment
from portal.reply.states import ReplyKind
from portal.request.acts import show_words, stand_behind
from portal.request.models import Request
from portal.request.writing import approve
from portal.strategy.plan.models import (
    Activity,
    Aim,
    Dependency,
    Edit,
    Initiative,
    Objective,
    Partner,
    Payment,
    Risk,
    Strategy,
    Version,
)
from portal.strategy.review.models import Review
from tests.portal.academy.world import Academy, filled_in, make_academy
from tests.portal.conftest import SEALED
from tests.portal.faces.api.make import World, make_world
from tests.portal.faces.desk.make import Desk, make_desk
from tests.portal.faces.public.pages import make_read_look
from tests.portal.make import make_contact, make_person, make_target
from tests.portal.reply.make import make_reply, make_sent
from tests.portal.rivers.pages import names
from tests.portal.strategy import world as strategies

# Words of our own, digests, addresses of mail and keys: nobody types them, or a form lets nothing hostile into them.
NOT_TYPED = {
    "slug", "handle", "sha256", "evidence", "picture", "state", "verb", "digest", "previous", "channel", "language",
    "letter_language", "kind", "category", "policy_kind", "criterion", "verdict", "observer", "key", "message_id",
    "once", "about", "password", "locale", "role", "email", "sender", "recipient", "envelope_to", "provider_id",
    "media", "matched_by", "actor", "subject@ledger.Entry", "by", "sent_via", "confirmed_by", "made_by", "approved_by",
    "sent_by", "opened_by", "decided_by", "proposed_by", "nature", "suggested", "deed", "doer", "reader",
    "source@mail.Incoming", "address@catalogue.OptOut", "job", "name@clock.Job",
    "patch@audit.Fix", "code", "token", "track", "visitor", "issued_by", "api", "maxima", "quality_rule", "sha1",
    "look", "mime", "seed", "salt", "voter", "body@jury.Result", "signature", "signed_by", "guardian_email", "contact",
    "site", "currency", "item", "part", "unit", "inputs", "measure", "iati_type", "country", "programme", "wall",
    "head", "snapshot", "published_by", "root", "initiative@plan.Payment", "initiative@donor.KeptActivity", "method",
    "catalogue@index.Kept",
}  # fmt: skip


@dataclass(frozen=True)
class Hostile:
    """What the world holds, where addresses need it."""

    desk: Desk
    api: World
    admin: Person
    citizen: Person
    asked: Request
    seen: Report
    read: Look
    file: Attachment
    academy: Academy
    strategy: strategies.World


def make_everything() -> Hostile:
    """One of each kind of row: reports, looks with rows, letters sent and answered, wins, losses, mail, files."""
    desk, api = make_desk(), make_world()
    citizen, admin = make_person(name="Arta"), make_person(Role.ADMIN, name="Admin A")
    by_form = make_target(name="By form", remedy={"fix_steps": ["x"], "snippet": "x", "source": "x"})
    make_contact(by_form, Channel.TRACKER, address="https://forms.example/x")
    read = make_read_look(by_form)
    made = stand_behind(by_form, citizen, "Arta", "words").signature
    show_words(made, True, admin.handle)
    approve(made.request, admin.handle)
    keep_fix(by_form, version="1", at=timezone.now(), tool="x", patch=b"+x", title="x", text="x")
    refused = make_reply(make_sent())
    decide(refused, ReplyKind.POLITICAL, admin.handle)
    publish(refused, "Re: Kosovo", "What they said", admin.handle)
    assert refused.request is not None
    refuse(refused.request, "They said no", admin.handle)
    file = Attachment.objects.create(reply=refused, name="a.png", media="image/png", size=1, sha256="")
    seen = report(
        citizen, "https://seen.example/", {"country": "missing"}, name="Seen", note="note", picture=_picture()
    )
    confirm(seen, admin.handle)
    while read_ledger():
        pass
    return Hostile(desk, api, admin, citizen, made.request, seen, read, file, make_academy(), strategies.make_world())


def poison(text: str) -> int:
    """Put a text into every column that somebody can type into, as far as it is long; how many columns there are."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # else the tables are busy with what was put in before
    for table in SEALED:
        unseal(connection, table)
    columns = list(typed())
    for model, field in columns:
        values = {field.name: text[: field.max_length or None]}
        for row in model._default_manager.all():
            own = dict(values)
            if any(field.name in c.fields or field.unique for c in model._meta.constraints if hasattr(c, "fields")):
                own = {field.name: f"{text[: (field.max_length or 600) - 12]}{row.pk}"}
            model._default_manager.filter(pk=row.pk).update(**own)
    for target in Target.objects.exclude(remedy={}):
        Target.objects.filter(pk=target.pk).update(remedy={"fix_steps": [text, text], "snippet": text, "source": text})
    for model in (Programme, Edition, Session, Round, Criterion, Award):
        model._default_manager.update(names={"en": text, "sq": text, "sr": text})
    for model in (Strategy, Version, Partner, Objective, Initiative, Activity, Risk, Indicator, Trial, Review):
        model._default_manager.update(names={"en": text, "sq": text, "sr": text})
    for model in (Strategy, Version, Objective, Initiative, Activity, Risk, Indicator, Aim, Dependency, Payment):
        model._default_manager.update(about={"en": text, "sq": text, "sr": text})
    Reading.objects.update(narrative={"en": text})
    Risk.objects.update(answer={"en": text})
    Edit.objects.update(values={"about.en": text}, before={"about.en": text})
    for model in (Programme, Edition):
        model._default_manager.update(about={"en": text, "sq": text, "sr": text})
    Outcome.objects.update(rivals=[["upstream", {"name": text, "version": text}]])
    return len(columns)


def typed() -> Iterator[tuple[type[models.Model], models.Field]]:  # type: ignore[type-arg]
    """Every column of the portal's own tables that takes free text."""
    for model in apps.get_models():
        if not model.__module__.startswith("portal.") or model._meta.label == "store.Blob":
            continue
        for field in model._meta.concrete_fields:
            free = isinstance(field, models.CharField | models.TextField) and not field.choices
            if free and not {field.name, f"{field.name}@{model._meta.label}"} & NOT_TYPED:
                yield model, field


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return clean(out.getvalue())


def paths(world: Hostile, language: str = "en") -> dict[str, list[str]]:
    """Every address that can be opened, by its name, with each argument filled in. A new one must join."""
    target = world.asked.target.slug
    known: dict[str, list[str]] = {
        "desk-report": [str(world.desk.report.pk), str(world.seen.pk)],
        "desk-screenshot": [str(world.seen.pk)],
        "desk-target": [world.desk.target.slug, target, "d-hidden"],
        "desk-contact": [str(world.desk.contact.pk)],
        "desk-words": [str(world.desk.signature.pk)],
        "desk-signatures": [str(world.asked.pk)],
        "desk-reply": [str(world.desk.waiting.pk), str(world.desk.unmatched.pk), str(world.file.reply_id)],
        "desk-original": [str(world.desk.waiting.pk)],
        "desk-attachment": [str(world.file.pk)],
        "desk-request": [
            str(one.pk) for one in (world.desk.letter, world.desk.by_hand, world.asked, world.desk.silent)
        ],
        "desk-paper": [str(world.desk.letter.pk)],
        "desk-mail": [str(world.desk.mail.pk)],
        "desk-regression": [str(world.desk.regression.pk)],
        "desk-change": [str(world.desk.change.pk)],
        "desk-watch": [world.desk.watch.target.slug],
        "desk-person": [world.citizen.handle, world.admin.handle],
        "target-patch": [target],
        "evidence": [world.read.evidence or "", world.seen.picture],
        "evidence-record": [world.read.evidence or ""],
        "evidence-picture": [world.seen.picture],
        "theme": ["dark"],
        "download": list(NAMES),
        "opt-out": [opt_out_token("help@shop.example")],
        "leave-alone": [links.leave(world.asked.target.owner.slug).rpartition("/")[2]],
        "short-leave": [links.leave(world.asked.target.owner.slug).rpartition("/")[2]],
        "withdraw-signature": [str(world.asked.signatures.get(handle=world.citizen.handle).pk)],
        "withdraw-report": [str(world.desk.report.pk)],
        "mfa_edit_webauthn": ["1"],
        "mfa_remove_webauthn": ["1"],
    }
    found: dict[str, list[str]] = {}
    for pattern, name in names():
        route = (
            re.sub(r"^\^|\$$", "", pattern).replace("en/", f"{language}/", 1) if pattern.startswith("en/") else pattern
        )
        wants = re.findall(r"<(?:\w+:)?(\w+)>", route)
        if not wants:
            found.setdefault(name or route, []).append(f"/{route}")
            continue
        if strategies.is_ours(route):
            found.setdefault(name, []).append("/" + strategies.filled_in(world.strategy, name, route))
            continue
        if "/academy/" in route:
            there = filled_in(world.academy, name)
            found.setdefault(name, []).append(
                "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda one, there=there: there[one[1]], route)
            )  # type: ignore[misc]
            continue
        values = known.get(name) or _by_parameter(world, wants[0], route)
        found.setdefault(name or route, []).extend(
            "/" + re.sub(r"<[^>]+>", lambda _, value=value: value, route)
            for value in values  # type: ignore[misc]
        )
    return found


def _by_parameter(world: Hostile, parameter: str, route: str) -> list[str]:
    slugs = [world.asked.target.slug, world.api.won.slug, str(world.seen.target.slug if world.seen.target else "")]
    if route.startswith("api/1/owners"):
        return [world.asked.target.owner.slug]
    values = {"slug": slugs, "number": [str(world.asked.pk)], "rest": ["no/such/thing"]}
    return values[parameter]


def as_json(body: bytes) -> object:
    """What a body says; fails where it is no JSON."""
    return json.loads(body)

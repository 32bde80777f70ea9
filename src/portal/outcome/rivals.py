"""A request and the look that proved its win in; what else than the letter may have caused it, out."""

from __future__ import annotations

from typing import Any

from django.utils import formats
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from portal.audit.models import Observation, Standing, Verdict
from portal.catalogue.looks import upstreams
from portal.ground.ledger.models import Entry
from portal.request.models import Request

OWNER = "owner"
Rival = list[Any]


def rivals(request: Request, proof: Observation) -> list[Rival]:
    """Each cause that the records know of, as a word and its facts."""
    found: list[Rival] = []
    if request.sent_at is None:
        found.append(["never-sent", {}])
    before = Observation.objects.filter(target=request.target, criterion=proof.criterion, at__lt=proof.at)
    last = before.select_related("look").order_by("-at").first()
    if last is not None:
        found += _changed(last, proof)
    found += [["upstream", {"name": name}] for name in _upstreams(request)]
    asked = Entry.objects.filter(subject=f"target/{request.target.slug}", verb="look.asked", actor=OWNER)
    pressed = asked.filter(at__gte=request.sent_at or request.opened_at).order_by("-number").first()
    if pressed is not None:
        found.append(["owner-asked", {"at": pressed.at.isoformat()}])
    return found


def _changed(old: Observation, new: Observation) -> list[Rival]:
    found: list[Rival] = []
    if old.look.version and new.look.version and old.look.version != new.look.version:
        found.append(["version", {"old": old.look.version, "new": new.look.version}])
    if old.look.tool != new.look.tool:
        found.append(["tool", {"old": old.look.tool, "new": new.look.tool}])
    return found


def _upstreams(request: Request) -> list[str]:
    """The upstreams of the target that came to list Kosovo while the request was open."""
    sources = {edge.upstream_id: edge.upstream.name for edge in upstreams(request.target)}
    won = Standing.objects.filter(target__in=sources, verdict=Verdict.LISTED, until=None, since__gte=request.opened_at)
    flipped = won.exclude(observation__look__at__lte=request.opened_at).values_list("target", flat=True)
    return sorted({sources[pk] for pk in flipped if _lost_before(pk)})


def _lost_before(target: int) -> bool:
    return Standing.objects.filter(target=target).exclude(until=None).exclude(verdict=Verdict.LISTED).exists()


def in_words(rival: Rival) -> str:
    """A rival cause as a sentence in the language of the page. Raises KeyError for a word nobody knows."""
    word, facts = rival
    at = parse_datetime(facts["at"]) if "at" in facts else None
    sentences = {
        "never-sent": _("Our letter had not been sent yet."),
        "version": _("A new version came out: %(new)s instead of %(old)s."),
        "tool": _("The look before was made in another way: %(old)s, now %(new)s."),
        "upstream": _("Its source %(name)s came to list Kosovo meanwhile."),
        "owner-asked": _("The owner asked for a new look on %(day)s."),
    }
    return sentences[word] % {**facts, "day": formats.date_format(at, "DATE_FORMAT") if at else ""}

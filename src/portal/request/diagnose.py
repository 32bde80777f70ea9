"""A target as it stands in; what a letter would say about it, or that there is nothing to ask for, out."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.utils import timezone

from portal.audit.looks import evidence as evidence_of
from portal.audit.looks import standings_now
from portal.audit.models import Standing
from portal.catalogue.looks import contacts_for, target_of_origin, upstreams
from portal.catalogue.models import Contact, Kind, Target
from portal.ground import links
from portal.request.letters import Diagnosis, Finding, Origin, Remedy, Sender
from portal.request.letters.diagnosis import CRITERIA, POLICIES, VERDICTS

MOST_FINDINGS = 4
SURE = 0.9
LAYER_OF_SITES = 3


def may_be_asked(target: Target) -> bool:
    """Whether a letter can be written: not to who asked for none, and to a standard only where a way is known.

    Most standards are decided by states, not by letters.
    """
    if target.owner.opted_out_at is not None:
        return False
    return target.kind != Kind.STANDARD or bool(contacts_for(target))


def losses(target: Target) -> list[Standing]:
    """The criteria in which something is to be asked for, the most pressing first; none where nobody may be asked."""
    if not may_be_asked(target):
        return []
    found = [one for one in standings_now(target) if one.verdict in VERDICTS and one.criterion in CRITERIA]
    return sorted(found, key=lambda one: (VERDICTS.index(one.verdict), CRITERIA.index(one.criterion)))


def diagnose(target: Target, signers: int = 0, contact: Contact | None = None) -> Diagnosis | None:
    """All that a letter says about a target; None where nothing is missing, or nobody has looked yet."""
    found = losses(target)[:MOST_FINDINGS]
    if not found:
        return None
    # What one look saw in several criteria is kept as one record, so it is read once.
    kept = {look: evidence_of(look) or {} for look in {one.observation.look for one in found}}
    shown = [_shown(kept[one.observation.look], one.criterion) for one in found]
    sources = [edge.upstream for edge in upstreams(target)] or _traced(shown[0])
    return Diagnosis(
        name=target.name,
        address=target.address or target.owner.homepage,
        kind=target.owner.kind,
        layer=target.kind,
        findings=tuple(_finding(target, *one) for one in zip(found, shown, strict=True)),
        origin=Origin(sources[0].slug, sources[0].name) if sources else None,
        remedy=_remedy(target, sources),
        policy=target.policy_kind if target.policy_kind in POLICIES else None,
        signers=signers,
        post=tuple(contact.address.splitlines()) if contact and contact.channel == "post" else (),
    )


def _traced(shown: dict[str, Any]) -> list[Target]:
    """The upstream that the engine traced the list to, where it is sure enough to be named in a letter."""
    origin = shown.get("origin") or {}
    found = target_of_origin(origin["id"]) if origin.get("confidence", 0) >= SURE else None
    return [found] if found is not None else []


def _finding(target: Target, standing: Standing, shown: dict[str, Any]) -> Finding:
    seen = standing.observation
    before, after = _neighbours(shown)
    return Finding(
        criterion=standing.criterion,
        verdict=standing.verdict,
        looked=timezone.localtime(standing.seen_at).date(),
        evidence=links.evidence(seen.look.evidence) if seen.look.evidence else links.target(target.slug),
        where=seen.where if seen.where != target.address else "",
        label=seen.label or None,
        value=seen.value or None,
        entries=seen.entries,
        territories=shown.get("territories") or 0,
        before=before,
        after=after,
    )


def _shown(kept: dict[str, Any], criterion: str) -> dict[str, Any]:
    return next((one for one in kept.get("criteria", ()) if one["criterion"] == criterion), {})


def _neighbours(shown: dict[str, Any]) -> tuple[str | None, str | None]:
    rows, gap = shown.get("rows") or [], shown.get("gap")
    if gap is None or not 0 < gap < len(rows):
        return None, None
    before, after = (rows[index][0] or rows[index][1] for index in (gap - 1, gap))
    return (before, after) if before and after else (None, None)


def _remedy(target: Target, upstreams: list[Target]) -> Remedy | None:
    """The step that a site takes, its own or that of the library it uses.

    Those who make a library or keep a standard are told what to add instead: the step we know is for their users.
    """
    if target.layer < LAYER_OF_SITES:
        return None
    row: dict[str, Any] = next((one.remedy for one in (target, *upstreams) if one.remedy.get("fix_steps")), {})
    steps = row.get("fix_steps") or ()
    return Remedy(" ".join(steps), row.get("snippet") or None, row.get("source") or None) if steps else None


def sender(target: Target, name: str, words: str, reply: str) -> Sender:
    """Who asks, and the addresses that the letter names."""
    return Sender(
        name=name,
        today=timezone.localdate(),
        reply=reply,
        page=links.target(target.slug),
        check=links.check(target.slug),
        leave=links.leave(target.owner.slug),
        portal=settings.SITE_NAME,
        post=tuple(line.strip() for line in settings.POSTAL_ADDRESS.split("|") if line.strip()),
        words=words,
    )

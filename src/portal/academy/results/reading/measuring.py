"""Numbers of revisions in; each text asked for once, measured, and its measure kept for ever, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils import timezone

from portal.academy.results.models import Measure, Site
from portal.academy.results.reading.inserting import insert
from portal.academy.results.reading.rows import counts, keys_packed
from portal.academy.results.reading.run import Run
from portal.academy.results.states import Absence
from wiki.measures.apart import Apart, Measured, measure
from wiki.reads import texts
from wiki.reads.texts import Text

MANY = 500  # texts from which on a program beside this one measures them
AT_ONCE = 500  # how many numbers one question to the database may hold


def row_of(site: Site, told: Text, found: Measured) -> Measure:
    """One text's measure. Also of drafts: where a page stands now is not where it will stand later."""
    latn, cyrl, other = counts(found.words)
    return Measure(
        site=site,
        rev=told.rev,
        page=told.page,
        at=told.at or timezone.now(),
        sha1=told.sha1,
        size=told.size,
        words_latn=latn,
        words_cyrl=cyrl,
        words_other=other,
        refs=found.refs,
        keys=keys_packed(found.keys),
        quality=found.quality,
        quality_rule=found.version,
        removal=found.removal[:80],
        read_at=timezone.now(),
    )


def measured(site: Site, revs: Iterable[int]) -> set[int]:
    """Which of these texts were measured before."""
    asked = sorted(set(revs))
    found: set[int] = set()
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        found.update(Measure.objects.filter(site=site, rev__in=part).values_list("rev", flat=True))
    return found


def read_texts(run: Run, stage: str, wanted: Iterable[int]) -> None:
    """Ask for texts that were never measured, and measure them; those that are not public are noted for this reading.

    `wanted`: in the order in which they are asked for. Each answer is kept at once.
    """
    asked = list(dict.fromkeys(wanted))
    known = measured(run.site, asked)
    left = [rev for rev in asked if rev not in known and run.is_public(rev)]
    if not left:
        return
    if len(left) < MANY:
        for part in filter(None, run.asked(stage, texts.of(run.wire.wiki, left))):
            _keep(run, part, [measure(one.content or "", run.site.maxima) for one in part if _is_public(one)])
        return
    before: list[Text] = []
    with Apart(run.site.maxima) as beside:
        for part in filter(None, run.asked(stage, texts.of(run.wire.wiki, left))):
            found = beside.take() if before else []
            beside.send([one.content or "" for one in part if _is_public(one)])
            if before:
                _keep(run, before, found)
            before = part
        if before:
            _keep(run, before, beside.take())


def _is_public(one: Text) -> bool:
    """Some logins may read what is suppressed; nobody else may, so it counts for us no more than for them."""
    return one.content is not None and not one.is_hidden


def _keep(run: Run, part: Sequence[Text], found: Sequence[Measured]) -> None:
    """Write one answer down: what was measured of its public texts, and which are not public."""
    public = [one for one in part if _is_public(one)]
    absent = {one.rev: Absence.MISSING if one.is_missing else Absence.HIDDEN for one in part if not _is_public(one)}
    made = [row_of(run.site, one, told) for one, told in zip(public, found, strict=True)]
    with transaction.atomic():
        run.hold()
        insert(made)
        run.note_seen(absent)
    run.breathe()

"""Numbers of revisions in; each text asked for once, measured, and its measure kept for ever, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from portal.academy.results.models import Measure, Site
from portal.academy.results.reading.rows import counts, keys_packed
from portal.academy.results.reading.run import Run
from portal.academy.results.states import Absence
from wiki.measures import quality, refs, text, words
from wiki.measures.quality import Maxima
from wiki.reads import texts
from wiki.reads.texts import Text

AT_ONCE = 500  # how many numbers one question to the database may hold


@dataclass(frozen=True, slots=True)
class Gauge:
    """How the texts of one wiki are measured."""

    site: Site
    maxima: Maxima | None

    @classmethod
    def of(cls, site: Site) -> Gauge:
        """The newest maxima of a wiki, where there are any."""
        return cls(site, quality.maxima(site.maxima) if site.maxima else None)

    def measure(self, told: Text) -> Measure:
        """One text's measure. Its content must be there."""
        content, at = told.content or "", told.at or timezone.now()
        latn, cyrl, other = counts(words.count(content))
        # Also of drafts: where a page stands now is not where it will stand when somebody looks at its figures.
        score = quality.score(quality.features(content), self.maxima) if self.maxima else None
        return Measure(
            site=self.site,
            rev=told.rev,
            page=told.page,
            at=at,
            sha1=told.sha1,
            size=told.size,
            words_latn=latn,
            words_cyrl=cyrl,
            words_other=other,
            refs=refs.count(content),
            keys=keys_packed(refs.keys(content)),
            quality=score,
            quality_rule=self.maxima.version if self.maxima and score is not None else "",
            removal=text.deletion_tag(content)[:80],
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
    gauge = Gauge.of(run.site)
    for part in run.asked(stage, texts.of(run.wire.wiki, left)):
        # Some logins may read what is suppressed; nobody else may, so it counts for us no more than for them.
        public = {one.rev for one in part if one.content is not None and not one.is_hidden}
        made = [gauge.measure(one) for one in part if one.rev in public]
        absent = {
            one.rev: Absence.MISSING if one.is_missing else Absence.HIDDEN for one in part if one.rev not in public
        }
        with transaction.atomic():
            run.hold()
            Measure.objects.bulk_create(made, ignore_conflicts=True)
            run.note_seen(absent)
        run.breathe()

"""The releases of one target in; how Kosovo stood in them as a small picture with its table out."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portal.audit.models import Criterion, Release, Verdict
from portal.audit.timeline import Span, main_criterion, spans
from portal.catalogue.models import Target
from portal.faces.charts.figure import Table, Words, only_table
from portal.faces.charts.lifelines import Lifeline, lifelines, span_of
from portal.faces.kit.numbers import day
from portal.faces.public.lifeline import draw

MOST_LINES = 6


def releases(target: Target) -> QuerySet[Release]:
    """Every release of a target that is known, oldest first; one query."""
    return Release.objects.filter(target=target).defer("error", "tool").order_by("place", "pk")


def past(target: Target, known: Sequence[Release]) -> SafeString | str:
    """The picture of a target's releases; empty where none was read."""
    read = [one for one in known if one.verdict]
    if not read:
        return ""
    words = _criteria(target, read)
    told = {word: spans(word, read) for word in words}
    head = [_("Criterion"), _("How Kosovo stands"), _("From"), _("To"), _("It stands there as")]
    table = Table(head, [_cells(span) for word in words for span in told[word]])
    drawn = {word: line for word in words if (line := draw(word, known))}
    title = _("Release by release")
    if len(read) == 1:
        return only_table(title, _("Only one release was read so far."), table)
    if not drawn:
        return only_table(title, _("The registry does not say on which day each release came."), table)
    rows = [
        Lifeline(str(Criterion(word).label), _note(told[word]), line.stretches, line.marks)
        for word, line in drawn.items()
    ]
    seen = {each.verdict for row in rows for each in row.stretches}
    said = Words(
        name="releases",
        title=title,
        description=" ".join(_said(told[word][-1]) for word in words),
        note=_("The thicker the line, the more lists have Kosovo. A circle marks the release that changed it."),
        legend=[verdict for verdict in Verdict if verdict in seen],
    )
    return lifelines(said, rows, span_of(rows, timezone.localdate()), table, in_column=True)


def _criteria(target: Target, read: Sequence[Release]) -> list[str]:
    """What is expected of the target and was found in a release, the main one first; else the main one alone."""
    main = main_criterion(target.criteria, read)
    found = {word for one in read for word in one.criteria}
    others = [word for word in Criterion.values if word in found and word in target.criteria and word != main]
    return [main, *others][:MOST_LINES]


def _said(span: Span) -> str:
    words = {
        "criterion": Criterion(span.criterion).label,
        "verdict": Verdict(span.verdict).label,
        "version": span.first.version,
    }
    if span.is_first:
        return _("%(criterion)s: %(verdict)s in every release that was read.") % words
    return _("%(criterion)s: %(verdict)s since version %(version)s.") % words


def _note(line: Sequence[Span]) -> str:
    """The release since when it stands as it does, where that ever changed."""
    if len(line) < 2:
        return ""
    first = line[-1].first
    return f"{first.version} · {first.released_at.year}" if first.released_at else first.version


def _cells(span: Span) -> list[str]:
    label = " ".join(each for each in (span.label, span.value) if each)
    stands = str(Verdict(span.verdict).label)
    return [str(Criterion(span.criterion).label), stands, _release(span.first), _release(span.last), label or "–"]


def _release(release: Release) -> str:
    return f"{release.version} ({day(release.released_at)})" if release.released_at else release.version

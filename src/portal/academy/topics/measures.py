"""A period in; how many gaps were closed in it, out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.academy.topics.models import Topic
from portal.academy.topics.states import WRITTEN
from portal.ground.languages.naming import language_name
from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, number, split


def _closed(period: Period) -> Figure:
    begins, ends = bounds(period)
    found = Topic.objects.filter(state__in=WRITTEN, published_at__gte=begins, published_at__lt=ends)
    languages = list(found.filter(edition__is_rehearsal=False).values_list("language", flat=True))
    return number(len(languages), {"language": split(languages, str, lambda rows: number(len(rows)))})


CLOSED = declare(
    Measure(
        "topics.closed",
        _("Gaps closed"),
        _("Topics that lacked an article in a language and have one now, written in an academy."),
        Unit.COUNT,
        Kind.FLOW,
        _closed,
        splits={"language": _("Language")},
        words={"language": language_name},
        proof="academy-compare",
    )
)

"""A period in; how many replies people wrote in it, and after how many days the first one came, out."""

from __future__ import annotations

from django.db.models import Min, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.ground.measures import Figure, Kind, Measure, Period, Unit, declare
from portal.ground.measures.figures import bounds, middle, number, split
from portal.reply.models import Reply
from portal.reply.states import ReplyKind, ReplyState
from portal.request.models import Letter

_DAY = 86400
_UNREAD = "unread"


def _of_people() -> QuerySet[Reply]:
    """Replies that are known to be about a request, without what machines answer."""
    tied = Reply.objects.exclude(request=None).exclude(state__in=(ReplyState.UNMATCHED, ReplyState.SPAM))
    return tied.exclude(kind=ReplyKind.AUTOMATIC).exclude(kind="", suggested=ReplyKind.AUTOMATIC)


def _came(period: Period) -> Figure:
    begins, ends = bounds(period)
    found = _of_people().filter(received_at__gte=begins, received_at__lt=ends).values_list("kind", flat=True)
    return number(len(found), {"kind": split(found, lambda kind: kind or _UNREAD, lambda kinds: number(len(kinds)))})


def _days(period: Period) -> Figure:
    """Of the requests whose first reply came in the period; a reply before any letter of ours has no such time."""
    begins, ends = bounds(period)
    firsts = _of_people().values("request").annotate(first=Min("received_at"))
    replied = dict(firsts.filter(first__gte=begins, first__lt=ends).values_list("request", "first"))
    letters = Letter.objects.filter(request__in=replied).exclude(sent_at=None).values("request")
    sent = dict(letters.annotate(first=Min("sent_at")).values_list("request", "first"))
    times = [(at - sent[pk]).total_seconds() / _DAY for pk, at in replied.items() if pk in sent]
    return middle([days for days in times if days >= 0], len(replied))


CAME = declare(
    Measure(
        "reply.came",
        _("Replies"),
        _("Replies that people wrote to our letters. What machines answer is not counted."),
        Unit.COUNT,
        Kind.FLOW,
        _came,
        splits={"kind": _("What the reply says")},
        words={"kind": {**dict(ReplyKind.choices), _UNREAD: _("Not read yet")}.get},
        proof="requests",
    )
)
DAYS = declare(
    Measure(
        "reply.days",
        _("Days to the first reply"),
        _("The median from the first letter to the first reply that a person wrote."),
        Unit.DAYS,
        Kind.FLOW,
        _days,
        rises=False,
        proof="requests",
    )
)

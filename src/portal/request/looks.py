"""Questions about requests in; the open one of a target, those that wait, and their letters and signatures, out."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, Q, QuerySet

from portal.catalogue.models import Target
from portal.ground.people.models import Person
from portal.request.models import Follow, Letter, Request, Signature
from portal.request.states import OPEN, RequestState, SignatureState


def open_for(target: Target) -> Request | None:
    """The one open request of a target."""
    return Request.objects.filter(target=target, state__in=OPEN).select_related("target__owner", "contact").first()


def latest_for(target: Target) -> Request | None:
    """The open request of a target, else the last one."""
    return open_for(target) or Request.objects.filter(target=target).order_by("-opened_at").first()


def with_counts(requests: QuerySet[Request]) -> QuerySet[Request]:
    """Each request with how many citizens stand behind it, as `count`."""
    counts = Count("signatures", filter=Q(signatures__state=SignatureState.COUNTS))
    return requests.select_related("target__owner", "contact").annotate(count=counts)


def in_state(*states: RequestState) -> QuerySet[Request]:
    """Requests in any of some states, oldest first."""
    return with_counts(Request.objects.filter(state__in=states)).order_by("opened_at")


def due(now: dt.datetime) -> QuerySet[Request]:
    """Open requests on which somebody should act by now, the longest due first."""
    return with_counts(Request.objects.filter(state__in=OPEN, due_at__lte=now)).order_by("due_at")


def latest_letter(request: Request) -> Letter | None:
    """The last version of a request's letter."""
    return Letter.objects.filter(request=request).order_by("-version").first()


def sent_letters(request: Request) -> list[Letter]:
    """The letters of a request that went out, oldest first."""
    return list(Letter.objects.filter(request=request).exclude(sent_at=None).order_by("sent_at"))


def signatures(request: Request) -> QuerySet[Signature]:
    """The signatures that count, newest first."""
    return Signature.objects.filter(request=request, state=SignatureState.COUNTS).order_by("-signed_at")


def words_to_read() -> QuerySet[Signature]:
    """Citizens' own words that nobody has read yet, oldest first."""
    unread = Signature.objects.filter(state=SignatureState.COUNTS, words_shown=False).exclude(words="")
    return unread.select_related("request__target").order_by("signed_at")


def signature_of(request: Request, person: Person) -> Signature | None:
    """A person's own signature under a request."""
    return Signature.objects.filter(request=request, handle=person.handle).first()


def signed_by(person: Person) -> QuerySet[Signature]:
    """Where a person stands, newest first."""
    own = Signature.objects.filter(handle=person.handle).exclude(state=SignatureState.WITHDRAWN)
    return own.select_related("request__target").order_by("-signed_at")


def followed_by(person: Person) -> QuerySet[Follow]:
    """The targets a person follows."""
    return Follow.objects.filter(person=person).select_related("target").order_by("-since")


def listeners(target: Target) -> list[Person]:
    """The people who want to hear about a target and have an address."""
    people = Person.objects.filter(follows__target=target, is_active=True, wants_mail=True).exclude(email=None)
    return list(people.order_by("pk"))

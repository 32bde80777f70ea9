"""An edition and whom, where and when of it in; the revisions, pages and files that count there, as queries, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from portal.academy.programme.models import Edition, Participant, Team
from portal.academy.programme.states import ParticipantState
from portal.academy.results.models import Account, Page, Reading, Revision, Site, Source, Upload, Use

MAIN = 0  # the namespace of articles


@dataclass(frozen=True, slots=True)
class Scope:
    """What is looked at: an edition, or of it one participant, one team, one wiki, one day (as Kosovo counts days)."""

    edition: Edition
    participant: Participant | None = None
    team: Team | None = None
    site: Site | None = None
    day: dt.date | None = None

    @property
    def span(self) -> tuple[dt.datetime, dt.datetime]:
        """From when until before when revisions count."""
        if self.day is None:
            return self.edition.starts_at, self.edition.ends_at
        zone = timezone.get_default_timezone()
        begins = dt.datetime.combine(self.day, dt.time(), zone)
        ends = dt.datetime.combine(self.day + dt.timedelta(days=1), dt.time(), zone)
        return max(begins, self.edition.starts_at), min(ends, self.edition.ends_at)

    def readings(self) -> QuerySet[Reading]:
        """What is known of each of its wikis."""
        found = Reading.objects.filter(edition=self.edition)
        return found.filter(site=self.site) if self.site else found

    def accounts(self) -> QuerySet[Account]:
        """The accounts that count: found, of participants who did not withdraw, on wikis that the edition follows."""
        found = Account.objects.filter(participant__edition=self.edition, state="found")
        found = found.exclude(participant__state=ParticipantState.WITHDRAWN)
        found = found.filter(site__in=self.readings().values("site"))
        if self.participant is not None:
            found = found.filter(participant=self.participant)
        return found.filter(participant__team=self.team) if self.team is not None else found


def by_accounts(scope: Scope) -> Q:
    """Rows of users of these accounts: a number is a user on its own wiki only."""
    accounts = scope.accounts()
    wanted = Q(pk__in=[])
    for site in scope.readings().values_list("site", flat=True):
        wanted |= Q(site=site, user__in=accounts.filter(site=site).values("user"))
    return wanted


def revisions(scope: Scope, *, gone: bool = False) -> QuerySet[Revision]:
    """Revisions in all namespaces that were made in the span; or those that were seen but are public no more."""
    begins, ends = scope.span
    return Revision.objects.filter(by_accounts(scope), at__gte=begins, at__lt=ends, is_gone=gone)


def articles(scope: Scope) -> QuerySet[Revision]:
    """Those of them in articles: a page that was moved counts where it stands now."""
    return revisions(scope).filter(page__ns=MAIN)


def created(rows: QuerySet[Revision]) -> QuerySet[Revision]:
    """Those that began an article: also one that began as a draft, but not what a move left behind."""
    return rows.filter(parent=0, page__ns=MAIN, page__is_redirect=False, page__is_gone=False)


def pages(scope: Scope) -> QuerySet[Page]:
    """Articles that a counted revision touched."""
    return Page.objects.filter(pk__in=articles(scope).values("page"), is_gone=False)


def sources(scope: Scope) -> QuerySet[Source]:
    """References that counted revisions of articles brought."""
    return Source.objects.filter(revision__in=articles(scope).values("pk"))


def uploads(scope: Scope) -> QuerySet[Upload]:
    """Files that were uploaded in the span and are still there."""
    begins, ends = scope.span
    return Upload.objects.filter(by_accounts(scope), at__gte=begins, at__lt=ends, is_gone=False)


def uses(files: QuerySet[Upload], sites: QuerySet[Site] | None = None) -> QuerySet[Use]:
    """The articles that show these files now."""
    found = Use.objects.filter(upload__in=files.values("pk"), gone_at=None)
    return found if sites is None else found.filter(site__in=sites)


def with_owner(rows: QuerySet[Any], edition: Edition, field: str) -> Any:
    """The rows with `owner`: a field of the participant whose account made them, such as `participant`."""
    accounts = Account.objects.filter(
        site=OuterRef("site"), user=OuterRef("user"), participant__edition=edition, state="found"
    )
    accounts = accounts.exclude(participant__state=ParticipantState.WITHDRAWN)
    return rows.annotate(owner=Subquery(accounts.values(field)[:1]))


def used(files: QuerySet[Upload]) -> QuerySet[Upload]:
    """Files that an article shows now."""
    return files.filter(Exists(Use.objects.filter(upload=OuterRef("pk"), gone_at=None)))


VIDEO = Q(mime__startswith="video/") | Q(mime="application/ogg")
IMAGE = Q(mime__startswith="image/")


def sites_of(edition: Edition) -> Sequence[Site]:
    """The wikis that an edition follows, by name."""
    return list(Site.objects.filter(readings__edition=edition).order_by("kind", "name"))

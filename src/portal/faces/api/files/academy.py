"""The tables of academies that anybody may download: editions, participants by pseudonym, and what each wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from portal.academy.programme.looks import enrolled
from portal.academy.programme.models import Edition
from portal.academy.programme.states import EditionState, ParticipantState
from portal.academy.results import counted
from portal.academy.results.counted import Scope
from portal.academy.results.looks import pages_of
from portal.academy.results.models import Survival
from portal.faces.api.files.columns import ACTS, AT_ONCE, PEOPLE, Column, Table

BEGUN = (EditionState.RUNNING, EditionState.JUDGING, EditionState.CLOSED)
WIKI = _("Read from the wiki")
MEASURED = _("Measured in the texts of the wiki")
EDITION = _("The short name of the edition, as in its address")
PERSON = _("The number of the participant within the edition")
SITE = _("The short name of the wiki")
REVISION = _("The number of the change on its wiki")


@dataclass(frozen=True, slots=True)
class ByEdition(Table):
    """A table whose rows are read edition by edition; `query` has the editions, `of` the rows of one of them."""

    of: Callable[[Edition], QuerySet[Any]]

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row, a few thousand in memory at a time."""
        fields = [column.field for column in self.columns[1:]]
        for edition in self.query():
            for row in self.of(edition).values_list(*fields).iterator(chunk_size=AT_ONCE):
                yield (edition.slug, *row)


def open_editions() -> QuerySet[Edition]:
    """Editions that began and were no rehearsal, with how many take part in each, by their short names."""
    takes_part = ~Q(participants__state=ParticipantState.WITHDRAWN)
    found = Edition.objects.filter(state__in=BEGUN, is_rehearsal=False).select_related("programme")
    return found.annotate(many=Count("participants", filter=takes_part)).order_by("slug")


def revisions(edition: Edition) -> QuerySet[Any]:
    """The changes that count, each with the number of its participant; `undone`: 1, 0 or null where not known."""
    rows = counted.with_owner(counted.revisions(Scope(edition)), edition, "participant__number")
    shown: QuerySet[Any] = rows.annotate(undone=_as_number("is_reverted")).order_by("site__slug", "rev")
    return shown


def uploads(edition: Edition) -> QuerySet[Any]:
    """The files that count, each with the number of its participant and how many articles show it."""
    rows = counted.with_owner(counted.uploads(Scope(edition)), edition, "participant__number")
    found: QuerySet[Any] = rows.annotate(shown=Count("uses", filter=Q(uses__gone_at=None)))
    return found.order_by("site__slug", "page")


def survival(edition: Edition) -> QuerySet[Survival]:
    """What stood of each change in an article after each number of days."""
    found = Survival.objects.filter(revision__in=counted.articles(Scope(edition)).values("pk"), days__gt=0)
    return found.order_by("revision__site__slug", "revision__rev", "days")


def _as_number(field: str) -> Case:
    one, none = When(**{field: True}, then=Value(1)), When(**{field: False}, then=Value(0))
    return Case(one, none, output_field=IntegerField())


EDITIONS = Table(
    "academy-editions",
    _("Editions of academies that began: one row for each."),
    (
        Column("edition", "slug", "text", EDITION, PEOPLE),
        Column("programme", "programme__slug", "text", _("The short name of its programme"), PEOPLE),
        Column("kind", "programme__kind", "text", _("wiki or app"), PEOPLE),
        Column("state", "state", "text", _("running, judging or closed"), ACTS),
        Column("place", "place", "text", _("Where it was held"), PEOPLE),
        Column("starts_at", "starts_at", "time", _("What counts was made from then"), PEOPLE, "UTC"),
        Column("ends_at", "ends_at", "time", _("until before then"), PEOPLE, "UTC"),
        Column("participants", "many", "integer", _("Who was enrolled and did not withdraw"), ACTS, _("people")),
    ),
    open_editions,
)
PARTICIPANTS = ByEdition(
    "academy-participants",
    _("Who takes part, by pseudonym: one row for each. Nobody's name is in any file."),
    (
        Column("edition", "", "text", EDITION, PEOPLE),
        Column("participant", "number", "integer", PERSON, ACTS),
        Column("pseudonym", "pseudonym", "text", _("What they are called in public"), PEOPLE),
        Column("track", "track", "text", _("What they learned"), PEOPLE),
        Column("team", "team__name", "text", _("Their team; empty without one"), PEOPLE),
        Column("state", "state", "text", _("enrolled or finished"), ACTS),
    ),
    open_editions,
    enrolled,
)
REVISIONS = ByEdition(
    "academy-revisions",
    _("Each change that counts, measured against the text before it. Empty is not known, not nought."),
    (
        Column("edition", "", "text", EDITION, PEOPLE),
        Column("participant", "owner", "integer", PERSON, ACTS),
        Column("wiki", "site__slug", "text", SITE, PEOPLE),
        Column("revision", "rev", "integer", REVISION, WIKI),
        Column("parent", "parent", "integer", _("The number of the text before; 0 for a new page"), WIKI),
        Column("page", "page__page", "integer", _("The number of the page on its wiki"), WIKI),
        Column("title", "page__title", "text", _("What the page is called now"), WIKI),
        Column("namespace", "page__ns", "integer", _("0 is an article; other pages have other numbers"), WIKI),
        Column("at", "at", "time", _("When it was saved"), WIKI, "UTC"),
        Column("bytes", "delta", "integer", _("By how much it made the page longer"), WIKI, _("bytes")),
        Column(
            "words_latin", "words_latn", "integer", _("Words in Latin script, now minus before"), MEASURED, _("words")
        ),
        Column("words_cyrillic", "words_cyrl", "integer", _("The same in Cyrillic script"), MEASURED, _("words")),
        Column("words_other", "words_other", "integer", _("The same in other scripts"), MEASURED, _("words")),
        Column("footnotes", "refs", "integer", _("Footnotes, after minus before"), MEASURED),
        Column("sources", "sources", "integer", _("Sources that the text before did not name"), MEASURED),
        Column("quality_before", "quality_before", "number", _("Quality before, from 0 to 1"), MEASURED),
        Column("quality", "quality", "number", _("Quality after, from 0 to 1"), MEASURED),
        Column("undone", "undone", "integer", _("1 where others brought back the text of before, else 0"), WIKI),
    ),
    open_editions,
    revisions,
)
PAGES = ByEdition(
    "academy-pages",
    _("Each article that participants changed: one row for each."),
    (
        Column("edition", "", "text", EDITION, PEOPLE),
        Column("wiki", "site__slug", "text", SITE, PEOPLE),
        Column("page", "page", "integer", _("The number of the page on its wiki"), WIKI),
        Column("title", "title", "text", _("What the page is called now"), WIKI),
        Column("edits", "edits", "integer", _("Changes of participants"), WIKI),
        Column("bytes", "net", "integer", _("Bytes that they added, less those they removed"), WIKI, _("bytes")),
        Column("first_at", "first_at", "time", _("Their first change"), WIKI, "UTC"),
        Column("last_at", "last_at", "time", _("Their last change"), WIKI, "UTC"),
        Column("quality_before", "quality_before", "number", _("Quality before the first change, 0 to 1"), MEASURED),
        Column("quality", "quality", "number", _("Quality now, from 0 to 1"), MEASURED),
        Column("quality_rule", "quality_rule", "text", _("The version of the formula of quality"), MEASURED),
        Column("removal", "removal", "text", _("The notice that asks to delete it; empty without one"), WIKI),
        Column("views", "views", "integer", _("How often it was opened in the last 30 days; empty: not known"), WIKI),
        Column("read_at", "read_at", "time", _("As of when that is"), ACTS, "UTC"),
    ),
    open_editions,
    pages_of,
)
UPLOADS = ByEdition(
    "academy-uploads",
    _("Each file that participants uploaded and that is still there: one row for each."),
    (
        Column("edition", "", "text", EDITION, PEOPLE),
        Column("participant", "owner", "integer", PERSON, ACTS),
        Column("wiki", "site__slug", "text", SITE, PEOPLE),
        Column("page", "page", "integer", _("The number of its page on the wiki"), WIKI),
        Column("title", "title", "text", _("What the file is called"), WIKI),
        Column("at", "at", "time", _("When it was uploaded"), WIKI, "UTC"),
        Column("mime", "mime", "text", _("Its media type"), WIKI),
        Column("width", "width", "integer", _("Its width"), WIKI, _("pixels")),
        Column("height", "height", "integer", _("Its height"), WIKI, _("pixels")),
        Column("duration", "duration", "number", _("How long it plays"), WIKI, _("seconds")),
        Column("licence", "licence", "text", _("Its licence, as the wiki names it"), WIKI),
        Column("sha1", "sha1", "text", _("The SHA-1 of its bytes"), WIKI),
        Column("shown", "shown", "integer", _("Articles that show it now"), WIKI, _("articles")),
    ),
    open_editions,
    uploads,
)
SURVIVAL = ByEdition(
    "academy-survival",
    _("How much of each change in an article stood after some days: one row for each change and number of days."),
    (
        Column("edition", "", "text", EDITION, PEOPLE),
        Column("wiki", "revision__site__slug", "text", SITE, PEOPLE),
        Column("revision", "revision__rev", "integer", REVISION, WIKI),
        Column("days", "days", "integer", _("So many days after the change: 7, 30, 90 or 365"), ACTS, _("days")),
        Column("added", "added", "integer", _("Words and signs that the change brought"), MEASURED),
        Column("alive", "alive", "integer", _("How many of them stood then; empty: not known"), MEASURED),
        Column("read_at", "read_at", "time", _("When that was read"), ACTS, "UTC"),
    ),
    open_editions,
    survival,
)
ACADEMY = {table.name: table for table in (EDITIONS, PARTICIPANTS, REVISIONS, PAGES, UPLOADS, SURVIVAL)}

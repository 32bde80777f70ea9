"""Who takes part in an edition in; a list by pseudonym, with private data only when asked for, and as CSV, out."""

from __future__ import annotations

import csv
import io
from typing import Any

from django import forms
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.academy.programme.acts.joining import enrol, release, rename
from portal.academy.programme.looks import enrolled, may_be_photographed, track_name
from portal.academy.programme.models import CrewRole, Edition, Participant
from portal.academy.programme.states import ParticipantState
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame, note_seen
from portal.faces.academy.open.deeds import Deed, page
from portal.faces.academy.open.mine import PseudonymForm
from portal.ground.languages.said import said
from portal.ground.people.looks import by_email

HERE = "edition-crew-participants"
COLUMNS = (
    *("number", "pseudonym", "state", "track", "team", "municipality", "visits", "works", "photo"),
    *("name", "email", "phone", "school", "needs", "guardian", "guardian_email"),
)


class EnrolForm(forms.Form):
    """An adult who takes part without having applied."""

    pseudonym = forms.CharField(label=gettext_lazy("Name in public"), max_length=40)
    track = forms.ChoiceField(label=gettext_lazy("Track"))
    email = forms.EmailField(
        label=gettext_lazy("Their e-mail address"),
        required=False,
        help_text=gettext_lazy("With it they can sign in and hand in works. They must have signed in here once."),
    )
    is_adult = forms.BooleanField(label=gettext_lazy("I know that this person is no minor."))

    def __init__(self, *args: Any, tracks: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["track"]
        if isinstance(field, forms.ChoiceField):
            field.choices = tracks


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def participants(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The list. Names are shown by one press more, and the ledger says that somebody read them."""
    is_revealed = request.method == "POST" and request.POST.get("do") == "reveal"
    rows = list(_rows(edition))
    if is_revealed:
        note_seen(request, edition, "participants", len(rows))
    deeds = [_enrol(request, edition)]
    context = {"rows": rows, "revealed": is_revealed, "erased": edition.erased_at}
    framed = frame(request, edition, HERE, **context)
    if is_revealed:
        return render(request, "academy/crew/participants.html", framed)
    return page(request, "academy/crew/participants.html", deeds, framed)


def _rows(edition: Edition) -> Any:
    found = edition.participants.select_related("team", "application__private", "person")
    return found.annotate(came=Count("visits", distinct=True), made=Count("works", distinct=True)).order_by("number")


def _enrol(request: HttpRequest, edition: Edition) -> Deed:
    tracks = [(track["slug"], said(track["names"]) or track["slug"]) for track in edition.tracks]

    def add(data: dict[str, Any]) -> str:
        person = by_email(data["email"]) if data["email"] else None
        if data["email"] and person is None:
            words = _("Nobody has signed in here with this address yet. Ask them to sign in once, then add them.")
            raise forms.ValidationError({"email": words})
        enrol(edition, person, data["pseudonym"], data["track"], by(request), is_adult=data["is_adult"])
        return _("They take part now.")

    return Deed("enrol", _("Enrol"), add, EnrolForm, style="button--quiet", options={"tracks": tracks})


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def participant(request: HttpRequest, edition: Edition, number: int) -> HttpResponse:
    """One participant: another pseudonym, or the end of their taking part."""
    row = get_object_or_404(Participant.objects.select_related("team"), edition=edition, number=number)

    def name(data: dict[str, Any]) -> str:
        rename(row, data["pseudonym"], by(request))
        return _("Saved.")

    def let_go(_data: dict[str, Any]) -> str:
        release(row, by(request))
        return _("They take part no more.")

    deeds = []
    if row.state != ParticipantState.WITHDRAWN:
        help_ = _("Their seat goes to who waits first. Works and pseudonym stay.")
        deeds = [
            Deed(
                "rename",
                _("Give another name in public"),
                name,
                PseudonymForm,
                {"pseudonym": row.pseudonym},
                "button--quiet",
            ),
            Deed("release", _("End their taking part"), let_go, style="button--risk", help=help_),
        ]
    context = {
        "row": row,
        "visits": row.visits.select_related("session").order_by("at"),
        "works": row.works.order_by("-made_at"),
        "photo": may_be_photographed(row),
        "track": track_name(edition, row.track),
    }
    return page(request, "academy/crew/participant.html", deeds, frame(request, edition, HERE, **context))


@require_POST
@crew_only(CrewRole.ORGANISER)
def as_csv(request: HttpRequest, edition: Edition) -> HttpResponse:
    """The list as CSV for organisers, in UTF-8 as spreadsheets read it; the ledger says that somebody took it."""
    rows = list(_rows(edition))
    note_seen(request, edition, "participants.csv", len(rows))
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([_safe(value) for value in _line(edition, row)])
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="participants-{edition.slug}.csv"'
    return answer


def _line(edition: Edition, row: Any) -> list[object]:
    private = getattr(row.application, "private", None) if row.application else None
    names = ("full_name", "phone", "school", "needs", "guardian_name", "guardian_email")
    known = {name: getattr(private, name) if private else "" for name in names}
    email = row.person.email if row.person else ""
    team = row.team.name if row.team else ""
    photo = "yes" if may_be_photographed(row) else "no"
    return [
        *(row.number, row.pseudonym, row.state, track_name(edition, row.track), team, row.municipality),
        *(row.came, row.made, photo, known["full_name"], email or "", known["phone"], known["school"]),
        *(known["needs"], known["guardian_name"], known["guardian_email"]),
    ]


def _safe(value: object) -> object:
    """A text that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else value


@require_safe
@crew_only(CrewRole.ORGANISER, CrewRole.TRAINER)
def photos(request: HttpRequest, edition: Edition) -> HttpResponse:
    """For photographers: who may be in pictures, by pseudonym."""
    rows = [(row, may_be_photographed(row)) for row in enrolled(edition).select_related("application")]
    return render(request, "academy/crew/photos.html", frame(request, edition, HERE, rows=rows))

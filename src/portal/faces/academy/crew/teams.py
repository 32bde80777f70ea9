"""An organiser, trainer or mentor in; teams with their members, mentors and works, formed and changed, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.academy.programme.acts.teams import form_team, join_team, leave_team, rename_team, set_mentor
from portal.academy.programme.looks import enrolled, teamless, teams_of
from portal.academy.programme.models import Crew, CrewRole, Edition, Participant, Team
from portal.faces.academy.common import crew_only
from portal.faces.academy.crew.common import by, frame, who
from portal.faces.academy.open.deeds import Deed, page

HERE = "edition-crew-teams"
MENTORS = (CrewRole.MENTOR, CrewRole.TRAINER, CrewRole.ORGANISER)


class ChoiceForm(forms.Form):
    """One of some rows, by its number."""

    one = forms.ChoiceField(required=False)

    def __init__(self, *args: Any, label: str, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["one"]
        field.label = label
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class TeamForm(forms.Form):
    """A new team and who is in it."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=60)
    members = forms.MultipleChoiceField(label=gettext_lazy("Members"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["members"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = choices


class NameForm(forms.Form):
    """What a team is called."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=60)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def teams(request: HttpRequest, edition: Edition) -> HttpResponse:
    """All teams, and who has none."""
    free = list(teamless(edition))

    def form(data: dict[str, Any]) -> str:
        chosen = [one for one in free if str(one.pk) in data["members"]]
        form_team(edition, data["name"], chosen, by(request))
        return _("The team is there.")

    choices = [(str(one.pk), one.pseudonym) for one in free]
    deeds = [Deed("form", _("Form a team"), form, TeamForm, options={"choices": choices})] if free else []
    rows = teams_of(edition).prefetch_related("members")
    context = frame(request, edition, HERE, rows=rows, free=free)
    return page(request, "academy/crew/teams.html", deeds, context)


@require_http_methods(["GET", "HEAD", "POST"])
@crew_only(CrewRole.ORGANISER)
def team(request: HttpRequest, edition: Edition, pk: int) -> HttpResponse:
    """One team: its name, its mentor, who joins and who leaves."""
    row = get_object_or_404(Team.objects.select_related("mentor"), pk=pk, edition=edition)
    members = list(row.members.order_by("number"))
    deeds = [_mentor(request, edition, row), _rename(request, row)]
    if free := list(teamless(edition)):
        deeds.insert(0, _add(request, row, free))
    deeds += [_remove(request, edition, one) for one in members]
    context = frame(request, edition, HERE, team=row, members=members, works=row.works.order_by("-made_at"))
    return page(request, "academy/crew/team.html", deeds, context)


def _mentor(request: HttpRequest, edition: Edition, row: Team) -> Deed:
    mentors = {str(one.pk): one for one in edition.crew.filter(role__in=MENTORS).select_related("person")}
    named = [(pk, f"{one.name or one.person.email} ({one.get_role_display()})") for pk, one in mentors.items()]

    def give(data: dict[str, Any]) -> str:
        chosen: Crew | None = mentors.get(data["one"])
        set_mentor(row, chosen, by(request))
        return _("Saved.")

    options = {"label": _("Mentor"), "choices": [("", _("Nobody yet")), *named]}
    initial = {"one": str(row.mentor_id or "")}
    return Deed("mentor", _("Save the mentor"), give, ChoiceForm, initial, "button--quiet", options=options)


def _rename(request: HttpRequest, row: Team) -> Deed:
    def name(data: dict[str, Any]) -> str:
        rename_team(row, data["name"], by(request))
        return _("Saved.")

    return Deed("rename", _("Change the name"), name, NameForm, {"name": row.name}, "button--quiet")


def _add(request: HttpRequest, row: Team, free: list[Participant]) -> Deed:
    def add(data: dict[str, Any]) -> str:
        chosen = next((one for one in free if str(one.pk) == data["one"]), None)
        if chosen is None:
            raise forms.ValidationError({"one": _("Choose somebody.")})
        join_team(row, chosen, by(request))
        return _("They are in the team.")

    options = {"label": _("Who joins"), "choices": [(str(one.pk), one.pseudonym) for one in free]}
    return Deed("add", _("Add to the team"), add, ChoiceForm, options=options)


def _remove(request: HttpRequest, edition: Edition, one: Participant) -> Deed:
    def remove(_data: dict[str, Any]) -> str:
        leave_team(one, by(request))
        return _("They are in no team now.")

    after = reverse(HERE, args=[edition.slug])
    return Deed(f"out-{one.pk}", _("Take out"), remove, style="button--quiet button--small", after=after)


@require_safe
@crew_only(*MENTORS)
def my_teams(request: HttpRequest, edition: Edition) -> HttpResponse:
    """A mentor's page: the teams of who asks, who is in them, what they made and where they were last."""
    mine = teams_of(edition).filter(mentor__person=who(request)).prefetch_related("members", "works")
    others = teams_of(edition).exclude(pk__in=mine.values("pk")).prefetch_related("members", "works")
    last = {one.pk: one.visits.order_by("-at").select_related("session").first() for one in enrolled(edition)}
    context = {
        "mine": [_about(one, last) for one in mine],
        "others": [_about(one, last) for one in others],
        "hours": edition.sessions.filter(trainer__person=who(request)).order_by("starts_at"),
    }
    return render(request, "academy/crew/my_teams.html", frame(request, edition, "edition-teams", **context))


def _about(row: Team, last: dict[int, Any]) -> dict[str, Any]:
    members = [(one, last.get(one.pk)) for one in row.members.all()]
    works = [one for one in row.works.all() if one.state != "withdrawn"]
    return {"team": row, "members": members, "works": works}

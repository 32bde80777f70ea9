"""A participant in; the teams of their edition, and the one that they form, join or leave, out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.academy.programme.acts.teams import FORMING, form_team, join_team, leave_team, rename_team
from portal.academy.programme.looks import teams_of
from portal.academy.programme.models import Edition, Participant, Team
from portal.academy.programme.states import ParticipantState
from portal.faces.academy.common import edition_of, known, participant_of, person_of, sign_in_first
from portal.faces.academy.open.deeds import Deed, page


class NameForm(forms.Form):
    """The name of a team."""

    name = forms.CharField(label=gettext_lazy("Name of the team"), max_length=60)


class JoinForm(forms.Form):
    """A team that has room."""

    team = forms.ChoiceField(label=gettext_lazy("Team"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        field = self.fields["team"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def team(request: HttpRequest, slug: str) -> HttpResponse:
    """My team."""
    edition = edition_of(request, slug)
    if person_of(request) is None:
        return sign_in_first(request)
    me = participant_of(request, edition)
    if me is None:
        return redirect("edition-mine", slug)
    members = me.team.members.order_by("number") if me.team else ()
    teams = list(teams_of(edition))
    can_change = edition.state in FORMING and me.state == ParticipantState.ENROLLED
    deeds = _deeds(edition, me, teams) if can_change else []
    context = {"me": me, "members": members, "teams": teams, "can_change": can_change}
    return page(request, "academy/open/team.html", deeds, {**known(request, edition), **context})


def _deeds(edition: Edition, me: Participant, teams: list[Team]) -> list[Deed]:
    if me.team is not None:
        return [_rename(me, me.team), _leave(me)]

    def form(data: dict[str, Any]) -> str:
        form_team(edition, data["name"], [me], me)
        return _("Your team is there. Others can join it now.")

    def join(data: dict[str, Any]) -> str:
        join_team(next(one for one in teams if str(one.pk) == data["team"]), me)
        return _("You are in the team.")

    free = [(str(one.pk), one.name) for one in teams if one.members.count() < edition.team_most]
    found = [Deed("form", _("Form a team"), form, NameForm)]
    if free:
        found.insert(
            0, Deed("join", _("Join this team"), join, JoinForm, style="button--mark", options={"choices": free})
        )
    return found


def _rename(me: Participant, own: Team) -> Deed:
    def rename(data: dict[str, Any]) -> str:
        rename_team(own, data["name"], me)
        return _("Saved.")

    return Deed("rename", _("Change the name"), rename, NameForm, {"name": own.name}, "button--quiet")


def _leave(me: Participant) -> Deed:
    def leave(_data: dict[str, Any]) -> str:
        leave_team(me)
        return _("You left the team.")

    return Deed("leave", _("Leave the team"), leave, style="button--risk")

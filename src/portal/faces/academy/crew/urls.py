"""Addresses of organisers, trainers and mentors in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.crew import (
    applications,
    certificates,
    home,
    hours,
    members,
    participants,
    private,
    programmes,
    teams,
    visits,
    wikis,
    works,
)

_CREW = "academy/<slug:slug>/crew/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("academy/new/", programmes.new_programme, name="academy-programme-new"),
    path("academy/programmes/<slug:slug>/change/", programmes.change_of_programme, name="academy-programme-change"),
    path("academy/programmes/<slug:slug>/new/", programmes.new_edition, name="academy-edition-new"),
    path(_CREW, home.home, name="edition-crew"),
    path(f"{_CREW}change/", programmes.change, name="edition-crew-change"),
    path(f"{_CREW}copy/", programmes.copy, name="edition-crew-copy"),
    path(f"{_CREW}members/", members.members, name="edition-crew-members"),
    path(f"{_CREW}hours/", hours.hours, name="edition-crew-hours"),
    path(f"{_CREW}venues/new/", hours.venue, name="edition-crew-venue-new"),
    path(f"{_CREW}venues/<int:pk>/", hours.venue, name="edition-crew-venue"),
    path(f"{_CREW}sessions/new/", hours.session, name="edition-crew-session-new"),
    path(f"{_CREW}sessions/<int:pk>/", hours.session, name="edition-crew-session"),
    path(f"{_CREW}sessions/<int:pk>/visits/", visits.visits, name="edition-crew-visits"),
    path(f"{_CREW}sessions/<int:pk>/poster/", hours.posters, name="edition-crew-poster"),
    path(f"{_CREW}posters/", hours.posters, name="edition-crew-posters"),
    path(f"{_CREW}applications/", applications.queue, name="edition-crew-applications"),
    path(f"{_CREW}applications/decide/", applications.bulk, name="edition-crew-decide"),
    path(f"{_CREW}applications/read/", applications.read, name="edition-crew-read"),
    path(f"{_CREW}applications/read/<int:pk>/", applications.read, name="edition-crew-read-one"),
    path(f"{_CREW}applications/<int:pk>/", applications.application, name="edition-crew-application"),
    path(f"{_CREW}applications/fill/<slug:track>/", applications.fill_seats, name="edition-crew-fill"),
    path(f"{_CREW}participants/", participants.participants, name="edition-crew-participants"),
    path(f"{_CREW}participants/<int:number>/", participants.participant, name="edition-crew-participant"),
    path(f"{_CREW}participants.csv", participants.as_csv, name="edition-crew-csv"),
    path(f"{_CREW}photos/", participants.photos, name="edition-crew-photos"),
    path(f"{_CREW}teams/", teams.teams, name="edition-crew-teams"),
    path(f"{_CREW}teams/<int:pk>/", teams.team, name="edition-crew-team"),
    path(f"{_CREW}works/", works.works, name="edition-crew-works"),
    path(f"{_CREW}works/<int:pk>/", works.work, name="edition-crew-work"),
    path(f"{_CREW}certificates/", certificates.certificates, name="edition-crew-certificates"),
    path(f"{_CREW}certificates/all.zip", certificates.all_of_them, name="edition-crew-certificates-all"),
    path(f"{_CREW}wikis/", wikis.wikis, name="edition-crew-wikis"),
    path(f"{_CREW}private/", private.private, name="edition-crew-private"),
    path("academy/<slug:slug>/teams/", teams.my_teams, name="edition-teams"),
]

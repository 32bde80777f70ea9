"""Addresses of the public, of participants and of guardians in, their views out; they lie under the language."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.open import (
    apply,
    certificates,
    checkin,
    guardian,
    mine,
    overview,
    schedule,
    team,
    work,
    works,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("academy/", overview.academy, name="academy"),
    path("academy/programmes/<slug:slug>/", overview.programme, name="programme"),
    path("academy/certificates/", certificates.certificates, name="academy-certificates"),
    path("academy/certificates/<slug:code>/", certificates.certificate, name="academy-certificate"),
    path("academy/certificates/<slug:code>.pdf", certificates.pdf, name="academy-certificate-pdf"),
    path("academy/check-in/", checkin.code, name="academy-check-in-code"),
    path("academy/check-in/<slug:code>/", checkin.check_in, name="academy-check-in"),
    path("academy/guardian/<slug:token>/", guardian.guardian, name="academy-guardian"),
    path("academy/<slug:slug>/schedule/", schedule.schedule, name="edition-schedule"),
    path("academy/<slug:slug>/people/", overview.people, name="edition-people"),
    path("academy/<slug:slug>/works/", works.works, name="edition-works"),
    path("academy/<slug:slug>/works/<int:pk>.webp", works.picture, name="edition-work-picture"),
    path("academy/<slug:slug>/apply/", apply.apply, name="edition-apply"),
    path("academy/<slug:slug>/apply/send/", apply.send, name="edition-apply-send"),
    path("academy/<slug:slug>/mine/", mine.mine, name="edition-mine"),
    path("academy/<slug:slug>/mine/application/", apply.change, name="edition-apply-change"),
    path("academy/<slug:slug>/mine/team/", team.team, name="edition-team"),
    path("academy/<slug:slug>/mine/works/<slug:kind>/", work.begin, name="edition-work-new"),
    path("academy/<slug:slug>/mine/work/<int:pk>/", work.work, name="edition-work"),
]

# Every other address of this length belongs to an edition: it stands behind those of all rooms.
last: list[URLPattern | URLResolver] = [path("academy/<slug:slug>/", overview.edition, name="edition")]

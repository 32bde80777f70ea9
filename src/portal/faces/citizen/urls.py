"""Addresses of what citizens and owners do in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.citizen import letter, mine, owner, report, stand

urlpatterns: list[URLPattern | URLResolver] = [
    path("report/", report.report, name="report"),
    path("report/send/", report.finish, name="report-finish"),
    path("report/thanks/", report.thanks, name="report-thanks"),
    path("targets/<slug:slug>/stand/", stand.stand, name="sign"),
    path("targets/<slug:slug>/stand/sign/", stand.finish, name="sign-finish"),
    path("targets/<slug:slug>/thanks/", stand.thanks, name="sign-thanks"),
    path("targets/<slug:slug>/card.png", stand.card, name="share-card"),
    path("targets/<slug:slug>/letter/", letter.letter, name="letter"),
    path("targets/<slug:slug>/letter.pdf", letter.paper, name="letter-pdf"),
    path("targets/<slug:slug>/follow/", mine.follow, name="follow"),
    path("targets/<slug:slug>/due/", mine.move_due, name="move-due"),
    path("mine/", mine.mine, name="mine"),
    path("mine/signature/<int:pk>/withdraw/", mine.withdraw_signature, name="withdraw-signature"),
    path("mine/report/<int:pk>/withdraw/", mine.withdraw_report, name="withdraw-report"),
    path("targets/<slug:slug>/check/", owner.check, name="check"),
    path("owners/", owner.owners, name="owners"),
    path("leave/<str:token>/", owner.leave_alone, name="leave-alone"),
]

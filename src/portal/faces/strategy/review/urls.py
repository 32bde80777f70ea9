"""Addresses of reviews in, their views out; those of guests and of the wall are secret."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.strategy.review import chair, deciding, guest, public, wall

ONE = "strategy/<slug:slug>/reviews/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("strategy/<slug:slug>/reviews/", public.reviews, name="reviews"),
    path("strategy/<slug:slug>/reviews/new/", chair.new, name="review-new"),
    path(ONE, public.review, name="review"),
    path(f"{ONE}figures/", public.figures, name="review-figures"),
    path(f"{ONE}minutes.md", public.minutes_md, name="review-minutes-md"),
    path(f"{ONE}minutes.json", public.minutes_json, name="review-minutes-json"),
    path(f"{ONE}snapshot.json", public.snapshot, name="review-snapshot"),
    path(f"{ONE}pack.pdf", public.pack_pdf, name="review-pack"),
    path(f"{ONE}chair/", chair.chair, name="review-chair"),
    path(f"{ONE}chair/live/", chair.live, name="review-chair-live"),
    path(f"{ONE}chair/guests/", chair.guest_list, name="review-guests"),
    path(f"{ONE}chair/publish/", chair.publish, name="review-publish"),
    path(f"{ONE}chair/findings/<int:which>/", deciding.finding, name="review-finding"),
    path(f"{ONE}chair/motions/new/", deciding.motion_new, name="review-motion-new"),
    path(f"{ONE}chair/motions/<int:which>/", deciding.motion, name="review-motion"),
    path("retreat/wall/<slug:token>/", wall.wall, name="retreat-wall"),
    path("retreat/wall/<slug:token>/live/", wall.live, name="retreat-wall-live"),
    path("retreat/<slug:token>/", guest.retreat, name="retreat"),
    path("retreat/<slug:token>/live/", guest.live, name="retreat-live"),
    path("retreat/<slug:token>/motions/<int:number>/", guest.vote, name="retreat-vote"),
    path("retreat/<slug:token>/findings/<int:number>/", guest.finding, name="retreat-finding"),
]

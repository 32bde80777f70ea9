"""Addresses of the topic board in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.topics import board, disclosing, lists, sources, topic

urlpatterns: list[URLPattern | URLResolver] = [
    path("academy/<slug:slug>/topics/", board.topics, name="edition-topics"),
    path("academy/<slug:slug>/topics/list/", lists.add_list, name="edition-topics-list"),
    path("academy/<slug:slug>/topics/rules/", lists.rules, name="edition-topics-rules"),
    path("academy/<slug:slug>/topics/<int:pk>/", topic.topic, name="edition-topic"),
    path("academy/<slug:slug>/topics/<int:pk>/do/", topic.change, name="edition-topic-do"),
    path("academy/<slug:slug>/topics/<int:pk>/sources/", sources.add, name="edition-sources"),
    path("academy/<slug:slug>/topics/<int:pk>/sources/<int:source>/", sources.change, name="edition-source"),
    path("academy/<slug:slug>/topics/<int:pk>/coach/", topic.coach, name="edition-coach"),
    path("academy/<slug:slug>/disclosure/", disclosing.disclosures, name="edition-disclosure"),
]

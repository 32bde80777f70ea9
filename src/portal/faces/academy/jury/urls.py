"""Addresses of juries, results, prizes and votes in, their views out; they lie under the language of the page."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from portal.faces.academy.jury import judge, outcome, public, rounds, table, vote

_HERE = "academy/<slug:slug>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{_HERE}crew/jury/", rounds.rounds, name="edition-jury"),
    path(f"{_HERE}crew/jury/<int:number>/", rounds.one_round, name="edition-jury-round"),
    path(f"{_HERE}crew/jury/<int:number>/picture/", rounds.picture, name="edition-jury-picture"),
    path(f"{_HERE}crew/jury/<int:number>/result/", outcome.outcome, name="edition-jury-result"),
    path(f"{_HERE}crew/prizes/", table.table, name="edition-jury-prizes"),
    path(f"{_HERE}crew/prizes/<int:number>/", table.award, name="edition-jury-award"),
    path(f"{_HERE}judge/", judge.mine, name="edition-judge"),
    path(f"{_HERE}judge/<int:number>/", judge.one_round, name="edition-judge-round"),
    path(f"{_HERE}judge/<int:number>/<int:work>/", judge.work, name="edition-judge-work"),
    path(f"{_HERE}judge/<int:number>/<int:work>/picture/", judge.picture, name="edition-judge-picture"),
    path(f"{_HERE}prizes/", public.prizes, name="edition-prizes"),
    path(f"{_HERE}prizes/words/", public.words, name="edition-jury-words"),
    path(f"{_HERE}prizes/check/", public.verify, name="edition-verify"),
    path(f"{_HERE}prizes/vote/<int:number>/", vote.vote, name="edition-vote"),
    path(f"{_HERE}prizes/vote/<int:number>/<int:work>/picture/", vote.picture, name="edition-vote-picture"),
    path(f"{_HERE}prizes/results/<slug:digest>/", public.result, name="edition-result"),
    path(f"{_HERE}prizes/results/<slug:digest>.json", public.as_json, name="edition-result-json"),
    path(f"{_HERE}prizes/results/<slug:digest>.pdf", public.as_pdf, name="edition-result-pdf"),
]

"""Nothing in, sample content for the living page of parts out; it stands on no record and says so on the page."""

from __future__ import annotations

import base64
from datetime import date, datetime, timedelta
from types import SimpleNamespace as Sample
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import get_language

from portal.audit.models import Criterion, Standing, Verdict
from portal.faces.charts.badge import badge
from portal.faces.charts.bars import Bar, bar_share, standing_timeline
from portal.faces.charts.card import share_card
from portal.faces.charts.figure import Table, Words
from portal.faces.charts.flow import Layer, Link, Part, flow
from portal.faces.charts.levers import Amount, Lever, levers
from portal.faces.charts.levers import Row as Ranked
from portal.faces.charts.lifelines import Lifeline, Mark, Stretch, lifelines, span_of
from portal.faces.charts.lines import Point, index_over_time
from portal.faces.kit.parts import Chip, Row, Way, with_gap

WORDS = [
    Sample(
        language="sq",
        who="Arta, Prizren",
        text="Kur blej librat e mi në internet, më duhet të zgjedh një shtet tjetër.",
    ),
    Sample(
        language="sr", who="Јелена, Митровица", text="Кад попуњавам образац, мог места нема на списку. Желим да га има."
    ),
    Sample(
        language="sr-Latn",
        who="Jelena, Mitrovica",
        text="Kad popunjavam obrazac, mog mesta nema na spisku. Želim da ga ima.",
    ),
    Sample(
        language="en",
        who="A citizen",
        text="I study in Prishtina. The form for my grant has no entry for where I live.",
    ),
]
NEIGHBOURS = [
    ("Kazakhstan", "KZ"),
    ("Kenya", "KE"),
    ("Kiribati", "KI"),
    ("Kuwait", "KW"),
    ("Kyrgyzstan", "KG"),
    ("Laos", "LA"),
]
LETTER = "Të nderuar,\n\nlista juaj ka 249 zëra. Njerëzit që jetojnë në Kosovë nuk mund ta zgjedhin vendin ku jetojnë."


class SampleForm(forms.Form):
    """One field of each kind."""

    address = forms.URLField(label="Address of the page", assume_scheme="https", help_text="The page with the list.")
    kind = forms.ChoiceField(
        label="What kind of list is it?", choices=[("country", "Country list"), ("phone", "Phone code")]
    )
    seen = forms.ChoiceField(
        label="What did you see?",
        widget=forms.RadioSelect,
        choices=[
            ("missing", "Kosovo is not on the list"),
            ("listed", "Kosovo is on the list"),
            ("unsure", "I am not sure"),
        ],
    )
    words = forms.CharField(label="Your own words", widget=forms.Textarea, required=False, max_length=500)
    code = forms.CharField(
        label="Code from the e-mail",
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    picture = forms.FileField(label="Screenshot", required=False, help_text="PNG or JPEG, up to 2 MB.")
    agree = forms.BooleanField(label="Show my name in public", required=False)


def all_samples() -> dict[str, Any]:
    """The context of the living page."""
    now = timezone.now()
    owner = Sample(name="The project")
    target = Sample(
        name="country-list", owner=owner, reach=2_345_678, reach_unit="downloads a month", get_kind_display="Library"
    )
    standings = [_standing(criterion, verdict, now) for criterion, verdict in zip(Criterion, Verdict, strict=False)]
    return {
        "verdicts": list(Verdict),
        "standings": standings,
        "cards": [(target, "missing", 41), (target, "mixed", 1), (target, "unclear", 0)],
        "rows": [*with_gap([("Afghanistan", "AF"), *NEIGHBOURS, ("Latvia", "LV")], 4, "Kosovo", "XK")],
        "rows_with": [Row("Kiribati", "KI"), Row("Kosovo", "XK", "place"), Row("Kuwait", "KW")],
        "form": SampleForm(),
        "wrong": SampleForm({"address": "not an address", "kind": "country"}, prefix="wrong"),
        "steps": ["Find", "Read", "Add your words", "Confirm", "Share"],
        "words": WORDS,
        "thread": _thread(now),
        "chips": [
            Chip("All", "?", 120, True),
            Chip("Libraries", "?kind=library", 81),
            Chip("Missing", "?verdict=missing", 34),
        ],
        "page": (page := Paginator(range(400), 20).page(7)),
        "numbers": list(page.paginator.get_elided_page_range(7, on_each_side=1, on_ends=1)),
        "letter": LETTER,
        "snippet": '{"name": "Kosovo", "code": "XK"}',
        "day": date(2026, 11, 23),
        "ways": [Way("E-mail", "mailto:?body=https://example.org"), Way("Picture", "#share")],
        **_charts(now),
        "picture": _inline("image/png", share_card("country-list", "missing", get_language() or "en")),
        "badges": [(verdict.label, _inline("image/svg+xml", badge("Kosovo", verdict).encode())) for verdict in Verdict],
        "reaches": [0, 1, 21, 999, 345_678, 2_000_000, 12_345_678, 5_000_000_000, None],
        "moments": [now, now - timedelta(days=1), now - timedelta(days=5), now - timedelta(days=90)],
    }


def _inline(media: str, body: bytes) -> str:
    return f"data:{media};base64,{base64.b64encode(body).decode()}"


def _standing(criterion: Criterion, verdict: Verdict, now: datetime) -> Sample:
    return Sample(
        criterion=criterion,
        verdict=verdict,
        since=now - timedelta(days=240),
        seen_at=now - timedelta(days=3),
        observation=Sample(where="data/countries.json"),
    )


def _charts(now: datetime) -> dict[str, Any]:
    months = [now.date() - timedelta(days=30 * number) for number in range(9)]
    points = [Point(each, 0.34 - 0.02 * n, 0.29 - 0.02 * n, 0.41 - 0.02 * n) for n, each in enumerate(months)]
    spans = [("country", "missing", 240, 60), ("country", "listed", 60, None), ("phone-code", "listed", 240, None)]
    history = [
        Standing(criterion=c, verdict=v, since=now - timedelta(days=a), until=now - timedelta(days=b) if b else None)
        for c, v, a, b in spans
    ]
    unit = "downloads a month"
    layers = [
        Layer("Standards", {"missing": Part(4), "listed": Part(3), "mixed": Part(1), "qualified": Part(1)}),
        Layer("Libraries", {"missing": Part(22, 180_000_000), "listed": Part(38, 60_000_000), "mixed": Part(9)}, unit),
        Layer("Components", {"missing": Part(9, 8_000_000), "listed": Part(14, 5_000_000), "unclear": Part(2)}, unit),
        Layer("Sites and apps", {"unclear": Part(24), "missing": Part(11), "listed": Part(5), "under-serbia": Part(2)}),
    ]
    links = [
        Link(0, "missing", 1, "missing", 20),
        Link(0, "missing", 1, "mixed", 6),
        Link(0, "listed", 1, "listed", 21),
        Link(1, "missing", 2, "missing", 7),
        Link(1, "listed", 2, "listed", 8),
        Link(2, "missing", 3, "missing", 6),
        Link(1, "listed", 3, "listed", 3),
    ]
    today = now.date().toordinal()
    parts = [Stretch(today - 3000, today - 900, "missing"), Stretch(today - 900, today, "listed")]
    lines = [
        Lifeline("country-list", "2.4.1 · 2024", parts, [Mark(today - 900, "listed")]),
        Lifeline("a-library-with-a-long-name", "", [Stretch(today - 2000, today - 200, "mixed")]),
    ]
    return {
        "flow": flow(layers, links),
        "levers": levers([_row(1, 0.6, 4), _row(2, 1, 1), _row(3, 0, 2)]),
        "lines": lifelines(
            Words("lines", "Releases", "Two libraries."),
            lines,
            span_of(lines, now.date()),
            Table(["Library"], [["country-list"]]),
        ),
        "index": index_over_time(points),
        "history_chart": standing_timeline(history),
        "share": bar_share(
            "Libraries by verdict", [Bar(Verdict.LISTED, 38), Bar(Verdict.MIXED, 9), Bar(Verdict.MISSING, 22)]
        ),
    }


def _row(place: int, low: float, high: float) -> Ranked:
    sure, many = Amount(round(low * 40), 40, round(high * 40)), 5_000_000 // place
    downloads = Amount(round(low * many), many, round(high * many))
    return Ranked(
        place, "country-list", "#levers", "missing", ["Library", "npm"], Lever(sure, downloads, 3), "Add one row."
    )


def _thread(now: datetime) -> list[Sample]:
    asked = "Dear maintainers,\n\nyour list has 249 entries. People who live in Kosovo cannot choose where they live."
    said = "Thank you. We take the list from upstream. If it changes there, it changes here."
    return [
        Sample(
            ours=True,
            who="Digital Kosovo",
            at=now - timedelta(days=9),
            how="E-mail",
            text=asked,
            note="41 citizens stand behind it.",
        ),
        Sample(
            ours=False,
            who="The project",
            at=now - timedelta(days=2),
            how="E-mail",
            text=said,
            note="Kind: comes from upstream",
        ),
    ]

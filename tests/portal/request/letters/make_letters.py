"""Plain diagnoses and senders for the tests of letters."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.request.letters import Diagnosis, Finding, Origin, Remedy, Sender


def make_finding(**changes: Any) -> Finding:
    """One finding: a country list of 249 entries without Kosovo."""
    facts: dict[str, Any] = {
        "criterion": "country",
        "verdict": "missing",
        "looked": date(2026, 11, 20),
        "evidence": "https://portal.example/e/9",
        "where": "select#country",
        "entries": 249,
        "territories": 249,
        "before": "Korea",
        "after": "Kuwait",
    }
    return Finding(**{**facts, **changes})


def make_diagnosis(**changes: Any) -> Diagnosis:
    """A shop whose country list lacks Kosovo."""
    facts: dict[str, Any] = {
        "name": "Example Shop",
        "address": "https://shop.example/checkout",
        "kind": "shop",
        "layer": "website",
        "findings": (make_finding(),),
        "post": ("Example Shop Ltd", "1 Sample Lane", "Sampleton"),
    }
    return Diagnosis(**{**facts, **changes})


def make_library(**changes: Any) -> Diagnosis:
    """A library that follows ISO alone, with all that a letter can hold."""
    facts: dict[str, Any] = {
        "name": "sample-countries",
        "address": "npm:sample-countries",
        "kind": "open-source",
        "layer": "library",
        "findings": (make_finding(where="data.json"),),
        "origin": Origin("iso-3166-1", "ISO 3166-1"),
        "remedy": Remedy("Call overwrite once", "overwrite([{code:'XK', name:'Kosovo'}])", "its README"),
        "policy": "iso-only",
        "signers": 12,
    }
    return Diagnosis(**{**facts, **changes})


def make_sender(**changes: Any) -> Sender:
    """A person who signs as Arta B."""
    facts: dict[str, Any] = {
        "name": "Arta B.",
        "today": date(2026, 11, 23),
        "reply": "r-7f3k@reply.portal.example",
        "page": "https://portal.example/r/17",
        "check": "https://portal.example/r/17/check",
        "leave": "https://portal.example/leave/x7",
        "post": ("P.O. Box 1", "1000 Sampleton"),
    }
    return Sender(**{**facts, **changes})

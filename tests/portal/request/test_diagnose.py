"""A letter names the upstream of a list: as a source says, else as the engine traced it where it is sure."""

from __future__ import annotations

import json

import pytest

from portal.audit.acts import Seen, observe
from portal.audit.models import Observer
from portal.catalogue.models import Edge, Kind, Node, Target
from portal.request.diagnose import diagnose
from portal.request.letters import Origin, Remedy
from tests.portal.make import NOON, make_target

pytestmark = pytest.mark.django_db


def make_library(**fields: object) -> Target:
    library = make_target(name="A library", address="npm:a-library", kind=Kind.LIBRARY, layer=1, **fields)
    Node.objects.create(
        key="npm:a-library", name="a-library", registry="npm", target=library, source="npm", as_of=NOON.date()
    )
    return library


def make_site(confidence: float) -> Target:
    """A site whose list was traced to the library."""
    site = make_target(name="A shop", address="https://shop.example/", kind=Kind.WEBSITE, layer=3)
    origin = {"id": "npm:a-library", "version": "1.0.0 to 1.2.0", "confidence": confidence}
    shown = {"criteria": [{"criterion": "country", "territories": 249, "origin": origin, "remedy": None}]}
    seen = [Seen("country", "missing", where="select#country", entries=249)]
    body = json.dumps(shown).encode()
    observe(site, at=NOON, observer=Observer.MACHINE, tool="listed 0.1.0", by="machine", seen=seen, evidence=body)
    return site


def told(site: Target) -> tuple[Origin | None, Remedy | None]:
    found = diagnose(site)
    assert found is not None
    return found.origin, found.remedy


def test_a_sure_trace_names_the_library_and_its_step() -> None:
    library = make_library(remedy={"fix_steps": ["Add one row."], "snippet": "add('XK')", "source": "its README"})
    assert told(make_site(0.97)) == (
        Origin(library.slug, "A library"),
        Remedy("Add one row.", "add('XK')", "its README"),
    )


def test_a_doubtful_trace_is_not_put_into_a_letter() -> None:
    make_library()
    assert told(make_site(0.7)) == (None, None)


def test_what_a_source_says_comes_before_a_trace() -> None:
    make_library()
    site, other = make_site(0.97), make_target(name="Another library", address="npm:other", layer=1)
    Edge.objects.create(target=site, upstream=other, source="its imprint", as_of=NOON.date())
    assert told(site) == (Origin(other.slug, "Another library"), None)


def test_an_origin_that_the_portal_does_not_know_is_left_out() -> None:
    assert told(make_site(0.97)) == (None, None)

"""Patches: made once a version for what a machine found lacking, kept whole, offered as a file and as text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from portal.audit.acts import Seen, observe
from portal.audit.fixes import keep_fix, to_fix
from portal.audit.looks import fix_of
from portal.audit.models import Fix, Observer
from portal.audit.tasks import look_at, make_fixes
from portal.catalogue.models import Target
from portal.ground.ledger.models import Entry
from portal.ground.store.looks import read
from tests.listed.sources.conftest import Site
from tests.portal.audit.registry import playing, publish
from tests.portal.make import NOON, make_target

pytestmark = pytest.mark.django_db
PATCH = b"--- a/x\n+++ b/x\n@@ -1 +1,2 @@\n x\n+<script>alert(1)</script>\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A registry that is played."""
    with playing(tmp_path, monkeypatch) as running:
        yield running


def make_lacking(version: str = "1.0.0", verdict: str = "missing", **fields: object) -> Target:
    """A package that a machine looked at."""
    target = make_target(**fields)
    see(target, version, verdict)
    return target


def see(target: Target, version: str, verdict: str = "missing") -> None:
    observe(
        target,
        at=NOON,
        observer=Observer.MACHINE,
        tool="listed 0.1.0",
        by="machine",
        seen=[Seen("country", verdict)],
        version=version,
    )


def make_fix(target: Target, version: str = "1.0.0", patch: bytes = PATCH, text: str = "Please add it.") -> Fix:
    return keep_fix(target, version=version, at=NOON, tool="listed 0.1.0", patch=patch, title="Add Kosovo", text=text)


def test_a_patch_is_kept_once_a_version_and_takes_the_place_of_the_one_before() -> None:
    target = make_lacking()
    make_fix(target)
    again = make_fix(target, text="Something else.")
    assert again.text == "Please add it."
    make_fix(target, "1.1.0", text="Please add it here.")
    fix = Fix.objects.get()
    assert (fix.version, fix.text, read(fix.patch)) == ("1.1.0", "Please add it here.", PATCH)
    assert [row.verb for row in Entry.objects.filter(verb__startswith="fix.")] == ["fix.made", "fix.made"]


def test_that_no_patch_can_be_made_is_kept_too_and_offered_to_nobody() -> None:
    target = make_lacking()
    make_fix(target, patch=b"", text="- its file is packed\n")
    assert (fix_of(target), to_fix(5), Fix.objects.get().text) == (None, [], "- its file is packed\n")
    assert Entry.objects.filter(verb="fix.none").count() == 1


def test_what_lacks_kosovo_in_a_version_without_a_patch_is_to_be_fixed() -> None:
    never, done = make_lacking(), make_lacking()
    make_fix(done)
    for other in ("listed", "not-expected", "qualified"):
        make_lacking(verdict=other)
    make_lacking(hidden=True)
    make_lacking(address="https://shop.example/")
    make_lacking(version="")
    assert to_fix(5) == [(never.pk, "1.0.0")]
    see(done, "2.0.0")
    assert to_fix(5) == [(never.pk, "1.0.0"), (done.pk, "2.0.0")]


def test_the_patch_is_a_file_of_text_whatever_it_holds(client: Client) -> None:
    target = make_lacking(slug="places")
    make_fix(target)
    answer = client.get("/t/places/kosovo.patch")
    heads = {name: answer[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")}
    assert (answer.content, heads) == (
        PATCH,
        {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Disposition": 'attachment; filename="places-kosovo.patch"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def test_there_is_no_patch_for_what_has_none_is_hidden_or_has_kosovo_by_now(client: Client) -> None:
    make_lacking(slug="none")
    make_fix(make_lacking(slug="hidden", hidden=True))
    won = make_lacking(slug="won")
    make_fix(won)
    see(won, "2.0.0", "listed")
    for slug in ("none", "hidden", "won", "nobody"):
        assert client.get(f"/t/{slug}/kosovo.patch").status_code == 404


@pytest.mark.npm
def test_a_package_that_lacks_kosovo_gets_a_patch_that_adds_it(site: Site) -> None:
    publish(site, "places", v1_0_0="")
    target = make_target(slug="places", address="npm:places")
    look_at.func(target.pk)
    make_fixes.func()
    fix = fix_of(target)
    assert fix is not None
    facts = (fix.version, fix.verdict_before, fix.verdict_after, [one["path"] for one in fix.files])
    assert facts == ("1.0.0", "missing", "listed", ["countries.json"])
    assert b'"Kosovo"' in (read(fix.patch) or b"")
    assert "places-kosovo.patch" in fix.text
    assert fix.title.startswith("Add Kosovo")
    made = fix.made_at
    make_fixes.func()
    assert Fix.objects.get().made_at == made

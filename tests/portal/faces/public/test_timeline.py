"""The timeline tells who has Kosovo since when, who never had it and who lost it, and what nobody could read."""

from __future__ import annotations

import pytest

from portal.audit.models import Release
from portal.audit.releases import list_releases
from tests.portal.audit.make_releases import make_line, make_listed
from tests.portal.faces.public.pages import get, section, text, texts
from tests.portal.make import make_target

pytestmark = pytest.mark.django_db


def test_an_empty_portal_says_that_no_release_was_read() -> None:
    assert "No release has been read yet" in text(get("/en/timeline/"), "main")


def test_libraries_are_told_by_what_became_of_them() -> None:
    make_line(make_target(name="Came"), v1="missing", v2="listed", v3="listed")
    make_line(make_target(name="Always"), v1="listed", v2="listed")
    make_line(make_target(name="Never", reach=1), v1="missing", v2="missing")
    make_line(make_target(name="Never, far", reach=9), v1="missing")
    make_line(make_target(name="Lost"), v1="listed", v2="missing")
    page = get("/en/timeline/")
    assert texts(page, "main h2")[:3] == ["They have Kosovo 2", "They never had it 2", "They lost it 1"]
    assert texts(page, "#since tbody tr") == [
        "Always Listed v1, the first that was read 1 January 2015 v2",
        "Came Listed v2 31 January 2015 v3",
    ]
    assert texts(page, "#never tbody tr") == [
        "Never, far Missing v1 1 January 2015",
        "Never Missing v2 31 January 2015",
    ]
    assert texts(page, "#lost tbody tr") == ["Lost Missing v2 31 January 2015 v2"]
    assert texts(page, "#since .chart__tall g text:first-child") == ["Always", "Came"]
    assert texts(page, "#since desc") == ["2 libraries have Kosovo."] * 2


def test_a_library_without_a_whole_list_neither_has_nor_lacks_it() -> None:
    make_line(make_target(name="Wrapper"), v1="not-expected", v2="not-expected")
    page = get("/en/timeline/")
    assert texts(page, "main h2") == ["No list to tell of"]
    assert section(page, "No list to tell of").endswith("Wrapper")


def test_libraries_of_one_name_are_told_apart_by_their_registry() -> None:
    make_line(make_target(name="tzdata", address="pypi:tzdata"), v1="missing")
    make_line(make_target(name="tzdata", address="deb:tzdata"), v1="missing")
    assert sorted(texts(get("/en/timeline/"), "tbody th")) == ["tzdata (Debian)", "tzdata (PyPI)"]


def test_latest_changes_stand_with_their_release() -> None:
    make_line(make_target(name="Came"), v1="missing", v2="listed")
    assert "Came v2 31 January 2015 Country list Kosovo appeared Missing Listed" in section(
        get("/en/timeline/"), "Latest changes"
    )


def test_a_library_without_a_day_stands_in_the_table_alone() -> None:
    make_line(make_target(name="Undated"), v1="missing", v2="listed")
    Release.objects.update(released_at=None)
    page = get("/en/timeline/")
    assert texts(page, "tbody tr")[0] == "Undated Listed v2 day not known v2"
    assert page.select(".chart svg[role=img]") == []
    assert "1 library has no dated release and stands only in the table." in text(page, "figcaption")


def test_what_could_not_be_read_is_named_with_its_reason() -> None:
    target = make_target(name="Broken")
    list_releases(target, make_listed("v1", "v2"))
    Release.objects.filter(version="v2").update(error="The registry did not answer.")
    assert section(get("/en/timeline/"), "Not read yet").endswith("Broken The registry did not answer.")


def test_hidden_targets_are_not_told() -> None:
    make_line(make_target(name="Hidden", hidden=True), v1="missing", v2="listed")
    assert "Hidden" not in text(get("/en/timeline/"), "main")

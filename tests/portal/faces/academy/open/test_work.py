"""Works by their makers: an article by its address, an app with its demo; drafts, deadlines, own works only."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from portal.academy.programme.models import Work
from portal.academy.results.acts import add_site, track
from tests.portal.academy.make import make_edition, make_participant, make_programme, make_team, make_work
from tests.portal.faces.academy.make import signed_in

pytestmark = pytest.mark.django_db
APP = {"title": "Bus times", "about": "For who takes the bus.", "licence": "MIT"}


def test_an_article_is_handed_in_by_its_address() -> None:
    me = make_participant()
    track(me.edition, add_site("sq", "Shqip", "https://sq.example.org/w/api.php", "sq", by="owner"), "owner")
    data = {"title": "https://sq.m.example.org/wiki/Kalaja_e_Prizrenit", "about": "We wrote it.", "then": "submit"}
    signed_in(me.person).post(f"/en/academy/{me.edition.slug}/mine/works/article/", data)
    made = Work.objects.get()
    assert (made.title, made.site, made.state, list(made.authors.all())) == (
        "Kalaja e Prizrenit",
        "sq",
        "submitted",
        [me],
    )


def test_an_address_of_another_site_is_refused_at_the_field() -> None:
    me = make_participant()
    track(me.edition, add_site("sq", "Shqip", "https://sq.example.org/w/api.php", "sq", by="owner"), "owner")
    data = {"title": "https://evil.example/wiki/Fortress", "about": "Kept words", "then": "submit"}
    answer = signed_in(me.person).post(f"/en/academy/{me.edition.slug}/mine/works/article/", data)
    assert list(answer.context["form"].errors) == ["title"]
    assert "Kept words" in answer.content.decode()
    assert Work.objects.count() == 0


def test_an_app_is_a_draft_until_the_jury_can_read_and_try_it() -> None:
    edition = make_edition(make_programme("app"))
    first, second = make_participant(edition), make_participant(edition)
    make_team(edition, first, second)
    client, begin = signed_in(first.person), f"/en/academy/{edition.slug}/mine/works/app/"
    client.post(begin, {**APP, "then": "draft"})
    made = Work.objects.get()
    assert (made.state, made.team) == ("draft", first.team or made.team)
    address = f"/en/academy/{edition.slug}/mine/work/{made.pk}/"
    lacking = client.post(address, {**APP, "then": "submit"})
    assert sorted(lacking.context["form"].errors) == ["demo", "repository"]
    both = {"repository": "https://code.example.org/bus", "demo": "https://bus.example.org/"}
    client.post(address, {**APP, **both, "then": "submit"})
    made.refresh_from_db()
    assert (made.state, set(made.authors.all())) == ("submitted", {first, second})


def test_a_work_is_taken_back_until_the_deadline() -> None:
    me = make_participant()
    work = make_work(me.edition, me)
    client, address = signed_in(me.person), f"/en/academy/{me.edition.slug}/mine/work/{work.pk}/"
    client.post(address, {"do": "back"})
    work.refresh_from_db()
    assert work.state == "draft"
    Work.objects.update(state="submitted")
    me.edition.works_due_at = timezone.now() - dt.timedelta(hours=1)
    me.edition.save()
    late = client.post(address, {"do": "back"})
    work.refresh_from_db()
    assert (late.status_code, work.state) == (409, "submitted")


def test_nobody_opens_or_changes_the_work_of_somebody_else() -> None:
    me = make_participant()
    other, elsewhere = make_work(me.edition), make_work(make_edition())
    client = signed_in(me.person)
    for work in (other, elsewhere):
        address = f"/en/academy/{me.edition.slug}/mine/work/{work.pk}/"
        assert [client.get(address).status_code, client.post(address, {"do": "out"}).status_code] == [404, 404]
        work.refresh_from_db()
        assert work.state == "submitted"


@pytest.mark.parametrize("kind", ["image", "video", "nonsense"])
def test_pictures_and_videos_come_over_the_media_desk(kind: str) -> None:
    me = make_participant()
    assert signed_in(me.person).get(f"/en/academy/{me.edition.slug}/mine/works/{kind}/").status_code == 404


def test_an_address_that_runs_a_script_never_becomes_a_link() -> None:
    me = make_participant()
    data = {"title": "javascript:alert(1)", "about": "", "then": "submit"}
    client = signed_in(me.person)
    client.post(f"/en/academy/{me.edition.slug}/mine/works/article/", data)
    Work.objects.update(state="submitted", address="javascript:alert(1)", submitted_at=timezone.now())
    page = client.get(f"/en/academy/{me.edition.slug}/works/").content.decode()
    assert 'href="javascript' not in page

"""The desk: a file is kept once, described in steps, stopped where something is missing, and forgotten in time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django.utils import timezone
from pytest_django import Settings

from portal.academy.media import acts, files
from portal.academy.media.checks.facts import NotMediaError
from portal.academy.media.findings import findings, is_ready
from portal.academy.media.models import Draft, Wish
from portal.academy.media.sealing import seal, unseal
from portal.academy.media.states import DraftState, WishState
from portal.academy.programme.models import Work
from portal.ground.ledger.models import Entry
from portal.ground.moves import NotAllowedError
from tests.portal.academy.make import make_participant
from tests.portal.academy.media.make import make_draft, make_picture, make_tracked

pytestmark = pytest.mark.django_db


def verbs() -> list[str]:
    return list(Entry.objects.filter(verb__startswith="media").order_by("number").values_list("verb", flat=True))


def stops(draft: Draft) -> list[str]:
    return [one.field for one in findings(draft) if one.level == "stop"]


def test_a_file_sent_twice_is_one_draft_and_one_file() -> None:
    draft = make_draft(body=make_picture())
    again = acts.take_in(draft.participant, draft.site, "other.jpg", [make_picture()])
    assert (again.pk, [path.name for path in files.folder().iterdir()]) == (draft.pk, [draft.sha256])


def test_a_file_that_is_no_picture_leaves_nothing_behind() -> None:
    participant = make_participant()
    site = make_tracked(participant.edition)
    with pytest.raises(NotMediaError):
        acts.take_in(participant, site, "x.jpg", [b"no picture at all"])
    assert (list(files.folder().iterdir()), Draft.objects.count()) == ([], 0)


def test_a_full_disk_is_told_and_leaves_nothing_behind() -> None:
    participant = make_participant()
    site = make_tracked(participant.edition)

    def breaking() -> Iterator[bytes]:
        yield b"\xff\xd8\xff"
        raise OSError(28, "No space left on device")

    with pytest.raises(acts.MediaError, match="no room"):
        acts.take_in(participant, site, "x.jpg", breaking())
    assert (list(files.folder().iterdir()), Draft.objects.count()) == ([], 0)


def test_a_new_draft_knows_the_day_and_asks_for_the_rest() -> None:
    participant = make_participant()
    draft = acts.take_in(participant, make_tracked(participant.edition), "a.jpg", [make_picture()])
    assert (draft.made_on, stops(draft)) == (
        dt.date(2026, 11, 20),
        ["title", "description_sq", "author", "licence", "people"],
    )


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, []),
        ({"title": "IMG_2041"}, ["title"]),
        ({"title": "DSC-0042"}, ["title"]),
        ({"descriptions": {"sq": "Ura", "sr": " ", "en": ""}}, ["description_sq"]),
        ({"people": "unsure"}, ["people"]),
        ({"licence": ""}, ["licence"]),
    ],
)
def test_the_upload_waits_for_each_answer(answers: dict[str, object], asked: list[str]) -> None:
    draft = make_draft(**answers)
    assert (stops(draft), is_ready(draft)) == (asked, not asked)
    if asked:
        with pytest.raises(acts.MediaError):
            acts.send(draft)


def told_of(draft: Draft) -> set[str]:
    return {one.level for one in findings(draft) if "there already" in one.words}


def test_the_same_picture_of_another_participant_stops_and_a_like_one_warns() -> None:
    edition = make_draft(body=make_picture(seed=3)).edition
    like = told_of(make_draft(make_participant(edition), body=make_picture(seed=3, size=(1900, 1140))))
    other = told_of(make_draft(make_participant(edition), body=make_picture(seed=4)))
    same = told_of(make_draft(make_participant(edition), body=make_picture(seed=3)))
    assert (like, other, same) == ({"think"}, set(), {"stop", "think"})


def test_an_upload_is_held_by_one_worker_and_becomes_a_work() -> None:
    draft = acts.send(make_draft(), ("Arta@app", "s3cret"))
    now = timezone.now()
    held = acts.hold(now)
    assert (held, acts.hold(now)) == (draft, None)
    work = acts.arrived(
        held or draft, 77, "File:Stone bridge.jpg", "https://commons.example/wiki/File:Stone_bridge.jpg"
    )
    draft.refresh_from_db()
    assert (draft.state, draft.sealed, draft.page, list(work.authors.all())) == (
        DraftState.SENT,
        None,
        77,
        [draft.participant],
    )
    assert (work.kind, work.state, work.site, work.page, len(work.picture)) == ("image", "submitted", "commons", 77, 64)
    assert verbs() == ["media.taken-in", "media.described", "media.sent", "media.uploaded"]


def test_a_worker_that_died_lets_go_after_its_time() -> None:
    acts.send(make_draft())
    now = timezone.now()
    acts.hold(now)
    assert acts.hold(now + acts.LEASE + dt.timedelta(seconds=1)) is not None


def test_an_upload_that_fails_is_tried_again_then_given_back_without_its_password() -> None:
    acts.send(make_draft(), ("Arta@app", "s3cret"))
    later = timezone.now()
    states = []
    for _ in range(3):
        later += acts.LEASE * 2
        held = acts.hold(later)
        assert held is not None
        acts.failed(held, "the wiki did not answer", for_good=False)
        held.refresh_from_db()
        states.append((held.state, held.sealed is None))
    assert states == [("waiting", False), ("waiting", False), ("open", True)]


def test_what_is_on_its_way_is_neither_changed_nor_thrown_away() -> None:
    draft = acts.send(make_draft())
    with pytest.raises(acts.MediaError):
        acts.describe(draft, title="Another title")
    with pytest.raises(NotAllowedError):
        acts.discard(draft)


def test_a_discarded_file_goes_once_nobody_else_has_it(django_capture_on_commit_callbacks: object) -> None:
    one = make_draft(body=make_picture(seed=9))
    two = make_draft(make_participant(one.edition), body=make_picture(seed=9))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        acts.discard(one)
    assert files.path_of(one.sha256).exists()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        acts.discard(two)
    assert not files.path_of(one.sha256).exists()


def test_old_files_are_forgotten_and_the_ledger_says_so(django_capture_on_commit_callbacks: object) -> None:
    draft = make_draft()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        counts = [acts.forget_files(timezone.now() + dt.timedelta(days=days), 30) for days in (1, 40, 41)]
    assert (counts, files.path_of(draft.sha256).exists(), verbs()[-1]) == ([0, 1, 0], False, "media.forgotten")


def test_a_password_opens_for_this_portal_alone(settings: Settings) -> None:
    sealed = seal("Arta@app", "s3cret")
    assert (b"s3cret" in sealed, unseal(sealed)) == (False, ("Arta@app", "s3cret"))
    settings.SECRET_KEY = "another key, of another portal, which is long enough to be taken for one"
    assert unseal(sealed) is None


def test_a_wish_is_taken_once_and_filled_by_its_picture() -> None:
    one = make_participant()
    other = make_participant(one.edition)
    assert acts.want(one.edition, [("Old bazaar", "Gjakova"), ("", "x"), ("Old bazaar", "Gjakova")], "machine") == 1
    wish = Wish.objects.get()
    acts.take_wish(wish, one)
    with pytest.raises(NotAllowedError):
        acts.take_wish(Wish.objects.get(), other)
    draft = acts.send(make_draft(one, wish=wish))
    work = acts.arrived(draft, 5, "File:Bazaar.jpg", "https://commons.example/wiki/File:Bazaar.jpg")
    wish.refresh_from_db()
    assert (wish.state, wish.work, Work.objects.count()) == (WishState.FILLED, work, 1)


def test_a_wish_that_nobody_worked_on_comes_back() -> None:
    one = make_participant()
    acts.want(one.edition, [("Old bazaar", "Gjakova")], "machine")
    acts.take_wish(Wish.objects.get(), one)
    now = timezone.now()
    counts = [acts.lapse_wishes(now + dt.timedelta(days=days), 14) for days in (13, 15)]
    assert (counts, Wish.objects.get().state) == ([0, 1], WishState.OPEN)

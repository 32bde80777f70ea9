"""Several people write into one draft: every word of theirs is in a part, or kept beside it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.ground.ledger.looks import history
from portal.ground.moves import NotAllowedError
from portal.strategy.plan import acts
from portal.strategy.plan.acts.parts import whole
from portal.strategy.plan.contents import contents
from portal.strategy.plan.models import Aim, Edit, Objective
from portal.strategy.plan.states import EditState
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.make import (
    BY,
    make_activity,
    make_aim,
    make_initiative,
    make_objective,
    make_risk,
    make_strategy,
    make_version,
)

pytestmark = pytest.mark.django_db
NAMES = {"en": "Lists", "sq": "Lista", "sr": "Листе"}
FIELDS = ("names.en", "names.sq", "about.en", "source")


def test_a_change_is_written_and_kept_with_what_it_took_the_place_of():
    row = make_objective(make_version(), names=NAMES)
    edit = acts.change(row, 1, "besa", names={"en": "Every list"})
    assert (row.names, row.edition) == ({**NAMES, "en": "Every list"}, 2)
    kept = (edit.state, edit.base, edit.edition, edit.values, edit.before, edit.by)
    assert kept == (EditState.APPLIED, 1, 2, {"names.en": "Every list"}, {"names.en": "Lists"}, "besa")


def test_an_edit_that_changes_nothing_is_not_kept():
    row = make_objective(make_version(), names=NAMES)
    edit = acts.change(row, 1, BY, names=NAMES, about={"en": " "})
    assert (edit.pk, edit.edition, Edit.objects.count()) == (None, 1, 1)


def test_two_who_write_different_fields_are_merged():
    row = make_objective(make_version(), names=NAMES)
    acts.change(row, 1, "arta", names={"en": "By Arta"})
    edit = acts.change(row, 1, "besa", names={"sq": "Nga Besa"})
    assert (edit.state, row.names) == (EditState.MERGED, {"en": "By Arta", "sq": "Nga Besa", "sr": "Листе"})


def test_a_whole_form_changes_only_what_its_writer_touched():
    row = make_objective(make_version(), names=NAMES, source="https://example.org")
    acts.change(row, 1, "arta", **{**whole_form(row), "names": {**NAMES, "en": "By Arta"}})
    row.refresh_from_db()
    edit = acts.change(row, 1, "besa", names=NAMES, about={"en": "About it."}, source="https://example.org")
    assert (edit.state, edit.values) == (EditState.MERGED, {"about.en": "About it."})
    assert (row.names["en"], row.about) == ("By Arta", {"en": "About it."})


def test_the_same_words_by_two_do_not_wait_beside_each_other():
    row = make_objective(make_version(), names=NAMES)
    acts.change(row, 1, "arta", names={"en": "Agreed"})
    edit = acts.change(row, 1, "besa", names={"en": "Agreed"})
    assert (edit.pk, row.names["en"]) == (None, "Agreed")


def test_who_is_slower_at_the_same_field_waits_beside_and_their_other_fields_are_written():
    row = make_objective(make_version(), names=NAMES)
    acts.change(row, 1, "arta", names={"en": "By Arta"})
    edit = acts.change(row, 1, "besa", names={"en": "By Besa"}, source="https://example.org/besa")
    assert (edit.state, edit.beside, edit.values["names.en"]) == (EditState.BESIDE, ["names.en"], "By Besa")
    assert (row.names["en"], row.source, row.edition) == ("By Arta", "https://example.org/besa", 3)


@pytest.mark.parametrize(("take", "stands"), [(True, "By Besa"), (False, "By Arta")])
def test_one_of_two_wordings_is_chosen_and_both_are_kept(take: bool, stands: str):
    row = make_objective(make_version(), names=NAMES)
    acts.change(row, 1, "arta", names={"en": "By Arta"})
    edit = acts.settle(acts.change(row, 1, "besa", names={"en": "By Besa"}), take, "chair")
    row.refresh_from_db()
    assert (row.names["en"], edit.decided_by) == (stands, "chair")
    assert {"By Arta", "By Besa"} <= words_kept(row)
    with pytest.raises(NotAllowedError):
        acts.settle(edit, take, "chair")


def test_words_for_a_part_that_was_removed_bring_it_back_when_chosen():
    version = make_version()
    row = make_objective(version, "lists", names=NAMES, source="https://example.org")
    seen = Objective.objects.get(pk=row.pk)
    acts.remove(row, 1, "arta")
    edit = acts.change(seen, 1, "besa", names={"en": "By Besa"})
    assert not Objective.objects.filter(version=version).exists()
    acts.settle(edit, True, "chair")
    back = Objective.objects.get(version=version, key="lists")
    assert (back.names, back.source, back.edition) == ({**NAMES, "en": "By Besa"}, "https://example.org", 3)


def test_an_aim_that_was_removed_comes_back_with_its_milestones():
    aim = make_aim(make_objective(make_version()))
    seen, said = Aim.objects.get(pk=aim.pk), whole(aim)
    acts.drop_aim(aim, "arta")
    acts.settle(acts.change_aim(seen, 1, "besa", source="https://example.org"), True, "chair")
    back = Aim.objects.get()
    assert whole(back) == {**said, "source": "https://example.org"}


def test_a_part_that_somebody_changed_meanwhile_is_not_removed():
    row = make_objective(make_version())
    acts.change(row, 1, "besa", source="https://example.org")
    with pytest.raises(NotAllowedError):
        acts.remove(row, 1, "arta")


@pytest.mark.parametrize(
    "hang",
    [
        lambda row: make_objective(row.version, parent=row),
        lambda row: make_risk(row.version, objective=row),
        make_aim,
    ],
)
def test_an_objective_with_others_on_it_is_not_removed(hang: Callable[[Objective], object]):
    row = make_objective(make_version())
    hang(row)
    with pytest.raises(NotAllowedError):
        acts.remove(row, 1, BY)


def test_an_initiative_with_activities_is_not_removed():
    row = make_initiative(make_version())
    make_activity(row)
    with pytest.raises(NotAllowedError):
        acts.remove(row, 1, BY)


def test_two_who_choose_objectives_at_once_lose_none():
    version = make_version()
    wide, narrow = make_objective(version, "wide"), make_objective(version, "narrow")
    row = make_initiative(version, objectives=[wide])
    acts.set_objectives(row, ["narrow"], "arta")
    edit = acts.change(row, 1, "besa", objectives=["narrow", "wide"])
    assert (list(row.objectives.all()), edit.beside, edit.values) == (
        [narrow],
        ["objectives"],
        {"objectives": ["narrow", "wide"]},
    )


def test_names_of_a_version_are_written_like_those_of_its_parts():
    version = make_version()
    acts.change(version, 1, "arta", names={"en": "The first"})
    assert acts.change(version, 1, "besa", names={"en": "Version one"}).state == EditState.BESIDE
    assert version.names == {"en": "The first"}


def test_only_a_draft_is_written_into():
    version = make_version()
    row = make_objective(version)
    acts.publish(version, BY, None)
    for write in (
        lambda: acts.change(row, 1, BY, source="x"),
        lambda: acts.remove(row, 1, BY),
        lambda: make_objective(version),
        lambda: acts.add_aim(version, BY, row, make_indicator()),
    ):
        with pytest.raises(NotAllowedError):
            write()


@pytest.mark.parametrize(
    ("kind", "values", "field"),
    [
        ("objective", {"names": {}}, "names"),
        ("objective", {"names": {"en": "x" * 301}}, "names.en"),
        ("objective", {"names": {"english": "x"}}, "names"),
        ("objective", {"names": NAMES, "parent": "nowhere"}, "parent"),
        ("objective", {"names": NAMES, "colour": "red"}, "colour"),
        ("objective", {"names": NAMES, "as_of": "yesterday"}, "as_of"),
        ("initiative", {"names": NAMES, "state": "lost"}, "state"),
        ("initiative", {"names": NAMES, "starts_on": "2026-02-01", "ends_on": "2026-01-31"}, "ends_on"),
        ("initiative", {"names": NAMES, "objectives": ["nowhere"]}, "objectives"),
        ("activity", {"names": NAMES}, "initiative"),
        ("risk", {"names": NAMES, "likelihood": 6, "impact": 3}, "likelihood"),
    ],
)
def test_what_cannot_stand_is_told_at_its_field(kind: str, values: dict[str, object], field: str):
    version = make_version()
    before = contents(version)
    with pytest.raises(acts.PlanError) as caught:
        acts.add(version, kind, BY, "key", **values)
    assert (caught.value.field, contents(version)) == (field, before)


@pytest.mark.parametrize("key", ["", "Zwei Wörter", "a/b", "x" * 61])
def test_a_key_does_for_an_address(key: str):
    with pytest.raises(acts.PlanError) as caught:
        acts.add(make_version(), "objective", BY, key, names=NAMES)
    assert caught.value.field == "key"


def test_a_key_is_given_once():
    version = make_version()
    make_objective(version, "lists")
    with pytest.raises(acts.PlanError) as caught:
        make_objective(version, "lists")
    assert caught.value.field == "key"


def test_an_objective_is_no_part_of_one_of_its_parts():
    version = make_version()
    wide = make_objective(version)
    middle = make_objective(version, parent=wide)
    narrow = make_objective(version, parent=middle)
    with pytest.raises(acts.PlanError) as caught:
        acts.change(wide, 1, BY, parent=narrow.key)
    assert caught.value.field == "parent"
    wide.refresh_from_db()
    assert (wide.parent, wide.edition) == (None, 1)


def test_each_change_is_one_row_of_the_ledger_without_the_words():
    version = make_version()
    row = make_objective(version, "lists", names=NAMES)
    edit = acts.change(row, 1, "besa", names={"en": "Every list"})
    acts.remove(row, 2, BY)
    rows = [(one.verb, one.actor, one.body) for one in history(version.subject)]
    last = Edit.objects.latest("pk").pk
    assert rows[1:] == [
        ("plan.added", BY, {"part": "objective/lists"}),
        ("plan.changed", "besa", {"part": "objective/lists", "fields": ["names.en"], "beside": [], "edit": edit.pk}),
        ("plan.removed", BY, {"part": "objective/lists", "edit": last}),
    ]


LOOK, WRITE, SETTLE, REMOVE = "look", "write", "settle", "remove"
STEPS = st.one_of(
    st.tuples(st.just(LOOK), st.integers(0, 2), st.none()),
    st.tuples(st.just(WRITE), st.integers(0, 2), st.sets(st.sampled_from(FIELDS), min_size=1)),
    st.tuples(st.just(SETTLE), st.booleans(), st.integers(0, 5)),
    st.tuples(st.just(REMOVE), st.integers(0, 2), st.none()),
)


@settings(max_examples=40)
@given(st.lists(STEPS, max_size=14))
def test_whatever_three_people_do_at_one_part_no_word_is_lost(steps: list[tuple[str, int, object]]):
    version = make_version(make_strategy())
    row = make_objective(version, "lists", names=NAMES)
    seen = dict.fromkeys(range(3), 1)
    written, numbers = set(NAMES.values()), itertools.count(1)
    for deed, who, what in steps:
        stands = Objective.objects.filter(version=version, key="lists").first()
        if deed == LOOK and stands:
            seen[who] = stands.edition
        elif deed == WRITE:
            assert isinstance(what, set)
            words = {field: f"word {next(numbers)}" for field in sorted(what)}
            fresh = stands is not None and seen[who] == stands.edition
            edit = acts.change(stands or row, seen[who], f"person-{who}", **words)
            written |= set(words.values())
            assert edit.state == (EditState.APPLIED if fresh else edit.state)
            if fresh:
                said = whole(Objective.objects.get(version=version, key="lists"))
                assert words.items() <= said.items()
        elif deed == SETTLE:
            waiting = list(version.edits.filter(state=EditState.BESIDE))
            if waiting:
                assert isinstance(what, int)
                acts.settle(waiting[what % len(waiting)], bool(who), "chair")
        elif deed == REMOVE and stands:
            try:
                acts.remove(stands, seen[who], f"person-{who}")
            except NotAllowedError:
                assert seen[who] != stands.edition
        assert written <= words_kept(row)
    editions = [edit.edition for edit in version.edits.filter(part="objective/lists", edition__gt=0)]
    assert editions == sorted(set(editions))


@pytest.mark.django_db(transaction=True)
def test_two_who_write_in_the_same_moment_lose_nothing():
    row = make_objective(make_version(), names=NAMES)

    def write(who: str) -> str:
        try:
            mine = Objective.objects.get(pk=row.pk)
            return acts.change(mine, 1, who, names={"en": f"By {who}"}, about={who[:2]: f"About, by {who}"}).state
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        states = list(pool.map(write, ("arta", "besa")))
    row.refresh_from_db()
    assert sorted(states) == [EditState.APPLIED, EditState.BESIDE]
    assert row.about == {"ar": "About, by arta", "be": "About, by besa"}
    assert {"By arta", "By besa"} <= words_kept(row)


def words_kept(row: Objective) -> set[str]:
    """Every text that a part says, or that one of its edits keeps."""
    found = set()
    if stands := Objective.objects.filter(version=row.version, key=row.key).first():
        found |= {str(value) for value in whole(stands).values()}
    for edit in Edit.objects.filter(version=row.version, part=f"objective/{row.key}"):
        found |= {str(value) for value in (*edit.values.values(), *edit.before.values())}
    return found


def whole_form(row: Objective) -> dict[str, object]:
    """All that a form about a part sends."""
    return {"names": row.names, "about": row.about, "source": row.source, "order": row.order, "parent": row.parent}

"""Files come in and go out again: ours without loss, those of others as they were sent."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from portal.ground.ledger.models import Entry
from portal.indicator.readings.models import Reading
from portal.strategy.donor import acts, looks, own, schema
from portal.strategy.donor.enter import Taken
from portal.strategy.donor.faults import UploadError
from portal.strategy.donor.parse import canonical, parse
from portal.strategy.plan import acts as plan
from portal.strategy.plan.contents import contents
from portal.strategy.plan.models import Initiative, Strategy
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.donor.make import FOREIGN, make_rich
from tests.portal.strategy.make import BY, make_aim, make_initiative, make_objective, make_strategy, make_version

pytestmark = pytest.mark.django_db


def test_a_strategy_goes_out_and_comes_into_an_empty_one_without_loss() -> None:
    version = make_rich()
    body = looks.activities(version)
    other = make_strategy()
    taken = acts.take_in(acts.read_upload(other, "ours.xml", body), BY)
    assert taken.warnings == []
    assert taken.version is not None
    assert contents(taken.version) == contents(version)


def test_what_goes_out_breaks_neither_schema_nor_lists_nor_rules() -> None:
    version = make_rich()
    for body in (looks.activities(version), looks.organisation_file(version)):
        assert schema.faults(etree.fromstring(body)) == []


def take(strategy: Strategy, body: bytes, name: str = "theirs.xml") -> Taken:
    """Take a file in as somebody would who agrees with its preview."""
    return acts.take_in(acts.read_upload(strategy, name, body), BY)


def test_a_file_of_others_goes_out_as_it_came() -> None:
    strategy = make_strategy()
    body = FOREIGN.read_bytes()
    version = take(strategy, body).version
    assert version is not None
    out = looks.sent_back(looks.imports(strategy)[0], version)
    assert canonical(parse(out)) == canonical(parse(body))


def test_what_rows_can_say_of_a_file_of_others_becomes_rows() -> None:
    strategy = make_strategy(slug="their-rows")
    taken = take(strategy, FOREIGN.read_bytes())
    assert taken.version is not None
    said = contents(taken.version)
    assert [
        (one["key"], one["names"], one["state"], one["starts_on"], one["ends_on"]) for one in said["initiatives"]
    ] == [
        ("photographes", {"fr": "Photographes"}, "stopped", "2027-01-01", None),
        ("young-editors", {"en": "Young editors", "sq": "Redaktorët e rinj"}, "running", "2026-01-15", "2027-06-30"),
    ]
    assert sorted((one["partner"], one["kind"], one["initiative"]) for one in said["roles"]) == [
        ("club-of-writers", "implementing", "young-editors"),
        ("example-fund-for-youth", "funding", "photographes"),
        ("example-fund-for-youth", "funding", "young-editors"),
    ]
    assert sorted((one["starts_on"], one["amount"]) for one in said["budgets"]) == [
        ("2026-01-01", "12000"),
        ("2026-06-01", "8000"),
    ]
    assert [(one["indicator"], one["baseline"]) for one in said["aims"]] == [
        ("their-rows-young-editors-1-1", "4"),
        ("their-rows-young-editors-1-2", None),
    ]
    assert [
        str(reading.value) for reading in Reading.objects.filter(indicator__slug="their-rows-young-editors-1-2")
    ] == ["0.550000"]
    assert list(strategy.payments.values_list("kind", "amount", "payer__slug", "payee__slug", "ref")) == [
        ("disbursement", Decimal(3000), "example-fund-for-youth", "club-of-writers", "T1")
    ]


def test_what_a_strategy_with_activities_of_others_says_keeps_to_the_schema() -> None:
    strategy = make_strategy()
    version = take(strategy, FOREIGN.read_bytes()).version
    assert version is not None
    assert schema.faults(etree.fromstring(looks.activities(version))) == []


def test_a_changed_row_goes_out_anew_and_the_rest_as_it_came() -> None:
    strategy = make_strategy()
    version = take(strategy, FOREIGN.read_bytes()).version
    assert version is not None
    initiative = Initiative.objects.get(version=version, key="young-editors")
    plan.change(initiative, initiative.edition, BY, names={"en": "Editors of tomorrow"})
    before, after = parse(FOREIGN.read_bytes()), parse(looks.sent_back(looks.imports(strategy)[0], version))
    differ = [new.tag for old, new in zip(before[0], after[0], strict=True) if canonical(old) != canonical(new)]
    assert differ == ["title"]
    assert [one.text for one in after[0].find("title")] == ["Editors of tomorrow", "Redaktorët e rinj"]


def test_the_same_file_again_changes_nothing() -> None:
    strategy = make_strategy()
    take(strategy, FOREIGN.read_bytes())
    assert acts.read_upload(strategy, "again.xml", FOREIGN.read_bytes()).changes == ()


def test_an_activity_named_like_an_initiative_of_ours_does_not_overwrite_it() -> None:
    version = make_version()
    make_initiative(version, "young-editors", names={"en": "Ours"})
    take(version.strategy, FOREIGN.read_bytes())
    assert sorted(Initiative.objects.filter(version=version).values_list("key", "names__en")) == [
        ("photographes", None),
        ("young-editors", "Ours"),
        ("young-editors-2", "Young editors"),
    ]


def test_a_preview_changes_nothing_and_says_what_would() -> None:
    strategy = make_strategy()
    before = Entry.objects.count()
    preview = acts.read_upload(strategy, "theirs.xml", FOREIGN.read_bytes())
    assert (Entry.objects.count(), strategy.versions.count(), preview.kind) == (before, 0, "iati")
    assert Counter(change.kind for change in preview.changes) == {
        "indicator": 2, "partner": 2, "initiative": 2, "role": 3, "budget": 2, "aim": 2, "payment": 1, "reading": 1,
    }  # fmt: skip


def test_a_file_that_breaks_the_schema_is_refused_at_its_line() -> None:
    body = FOREIGN.read_bytes().replace(b'<activity-status code="2"/>', b"")
    with pytest.raises(UploadError) as found:
        acts.read_upload(make_strategy(), "theirs.xml", body)
    assert found.value.place == "line 14"


def test_rows_of_ours_that_are_not_whole_are_refused() -> None:
    body = looks.activities(make_rich()).replace(b'name="key"', b'name="kee"')
    with pytest.raises(UploadError) as found:
        acts.read_upload(make_strategy(), "ours.xml", body)
    assert str(found.value.message) == "What this activity says in our own elements is not complete."


def test_what_others_added_to_our_file_stays_when_it_comes_back() -> None:
    version = make_rich()
    root = parse(looks.activities(version))
    bare = next(one for one in root if one.findtext("iati-identifier", "").endswith("-bare"))
    bare.find("participating-org").addnext(etree.Element("other-identifier", ref="X", type="A1"))
    take(version.strategy, etree.tostring(root))
    assert canonical(parse(looks.activities(version))) == canonical(root)


texts = st.dictionaries(
    st.sampled_from(["en", "sq", "sr"]),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn"]), min_size=1, max_size=30
    ).filter(str.strip),
    min_size=1,
)
spans = st.tuples(st.dates(dt.date(2012, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 900)).map(
    lambda one: {"starts_on": one[0].isoformat(), "ends_on": (one[0] + dt.timedelta(days=one[1])).isoformat()}
)
amounts = st.decimals(0, 10**9, places=2)


@settings(max_examples=12)
@given(
    names=st.lists(texts, min_size=1, max_size=3),
    about=texts,
    span=spans,
    amount=amounts,
    unit=st.sampled_from(["count", "share"]),
    value=st.decimals(0, 1, places=6),
    state=st.sampled_from(["planned", "running", "done", "stopped"]),
    is_committed=st.booleans(),
)
def test_any_strategy_comes_back_as_it_went(names, about, span, amount, unit, value, state, is_committed) -> None:
    version = make_version()
    for number, one in enumerate(names):
        made = make_initiative(version, f"way-{number}", names=one, about=about, state=state, **span)
        plan.add_budget(version, BY, initiative=made, amount=amount, currency="EUR", is_committed=is_committed, **span)
        objective = make_objective(version, f"aim-{number}", names=one, about=about)
        milestone = {**span, "value": value, "about": about}
        indicator = make_indicator(unit=unit, names=one)
        make_aim(objective, indicator, baseline=value, about=about, milestones=[milestone])
    body = looks.activities(version)
    assert schema.schema_faults(etree.fromstring(body)) == []
    restored = take(make_strategy(), body, "ours.xml").version
    assert restored is not None
    assert contents(restored) == contents(version)


@settings(max_examples=60)
@given(st.data())
def test_a_spoilt_file_is_refused_or_read_and_never_breaks_anything(data: st.DataObject) -> None:
    body = bytearray(FOREIGN.read_bytes())
    for _time in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(body) - 1))
        body[place : place + data.draw(st.integers(0, 8))] = data.draw(
            st.sampled_from([b"", b"9", b"-", b'"', b"<", b"&", b"2026-02-30", b"en", b"\xc3", b"1e9", b"<fx:a/>"])
        )
    with contextlib.suppress(UploadError):
        acts.read_upload(make_strategy(), "theirs.xml", bytes(body))


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("aim", "milestones", "none"),
        ("budget", "amount", "text"),
        ("version", "names", "flag"),
    ],
)
def test_rows_of_ours_that_somebody_took_apart_are_refused(kind: str, field: str, value: str) -> None:
    root = parse(looks.activities(make_rich()))
    row = next(one for one in root.iter(own.ROW) if one.get("kind") == kind)
    for one in row.xpath(f"*[@name='{field}']"):
        row.remove(one)
    etree.SubElement(row, f"{own.PREFIX}field", name=field, type=value).text = "2026-02-30"
    with pytest.raises(UploadError):
        acts.read_upload(make_strategy(), "ours.xml", etree.tostring(root))


def test_our_file_again_changes_nothing_in_the_draft_it_came_from() -> None:
    version = make_rich()
    assert acts.read_upload(version.strategy, "ours.xml", looks.activities(version)).changes == ()

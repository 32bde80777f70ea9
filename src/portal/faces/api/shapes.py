"""What the interface for programs answers with, field by field; what each means here is what the manual says."""

from __future__ import annotations

import datetime as dt
from typing import Generic, TypeVar

from ninja import Schema
from pydantic import ConfigDict, Field

from portal.audit.models import Criterion, Observer, Verdict
from portal.catalogue.models import Channel, Kind, OrganisationKind
from portal.outcome.models import OutcomeKind
from portal.outcome.states import RegressionState
from portal.request.states import RequestState

T = TypeVar("T")
_SLUG = "A name that stays the same: small letters, digits and hyphens."


class Fault(Schema):
    """What went wrong."""

    error: str = Field(description="A word that stays the same.", examples=["not-found"])
    message: str = Field(description="A sentence for a person.", examples=["There is no such target."])
    fields: list[dict[str, str]] = Field(
        description="What is wrong with which part of the query: `where` and `message`.", default_factory=list
    )


class Page(Schema, Generic[T]):
    """One page of a list."""

    items: list[T]
    next: str | None = Field(
        description="The address of the next page; null on the last one.",
        examples=["https://portal.example/api/1/targets?cursor=country-list"],
    )


class OwnerShape(Schema):
    """The organisation that decides about its targets."""

    slug: str = Field(description=_SLUG, examples=["example-project"])
    name: str = Field(examples=["Example project"])
    kind: OrganisationKind = Field(description="What kind of organisation it is.")
    homepage: str = Field(description="Its own page; empty where unknown.", examples=["https://project.example/"])
    opted_out: bool = Field(description="Whether it asked not to be written to. Then nobody writes to it.")
    targets: int = Field(description="How many targets it decides about.", examples=[3])


class TargetBrief(Schema):
    """Anything that can list Kosovo, in short."""

    model_config = ConfigDict(title="Target in short")

    slug: str = Field(description=_SLUG, examples=["country-list"])
    name: str = Field(examples=["country-list"])
    kind: Kind
    layer: int = Field(description="0 standard, 1 library, 2 component, 3 website or app.", ge=0, le=3, examples=[1])
    category: str = Field(description="What the list is for.", examples=["country-list"])
    address: str = Field(description="What is audited; empty for a standard.", examples=["npm:country-list"])
    owner: str = Field(description="The slug of the organisation that decides.", examples=["example-project"])
    reach: int | None = Field(description="How many `reach_unit`; null where unknown.", examples=[1200000])
    reach_unit: str = Field(examples=["downloads a month"])
    verdict: Verdict = Field(description="The one verdict of all its criteria; `mixed` where they differ.")
    signatures: int = Field(description="How many citizens stand behind the open request.", examples=[12])
    page: str = Field(description="Its page for people.", examples=["https://portal.example/t/country-list"])


class StandingShape(Schema):
    """From when to when a verdict held."""

    target: str = Field(description="The slug of the target.", examples=["country-list"])
    criterion: Criterion
    verdict: Verdict
    since: dt.datetime = Field(description="The first observation that saw it so.")
    until: dt.datetime | None = Field(description="The observation that saw something else; null while it holds.")
    seen_at: dt.datetime = Field(description="The last observation that saw it so.")
    observation: int = Field(description="The id of the observation it began with.", examples=[17])


class ObservationShape(Schema):
    """What one look saw in one criterion. Observations are only added, never changed."""

    id: int = Field(description="Grows with time of recording.", examples=[17])
    target: str = Field(description="The slug of the target.", examples=["country-list"])
    criterion: Criterion
    verdict: Verdict
    at: dt.datetime = Field(description="When somebody looked.")
    observer: Observer = Field(description="The engine, two citizens, or a source that is cited.")
    tool: str = Field(description="What looked, with its version.", examples=["listed 0.1.0"])
    version: str = Field(description="The version of the target; empty where it has none.", examples=["2.4.1"])
    source: str = Field(description="The page or document that was read, where it is not the target's address.")
    where: str = Field(description="A selector or a path: the list that decides.", examples=["data.json"])
    label: str = Field(description="How Kosovo is called there; empty where it is missing.")
    value: str = Field(description="Its code or value there; empty where it is missing.")
    entries: int = Field(description="How many entries that list has.", examples=[249])
    lists: int = Field(description="How many lists of the target count for the criterion.", examples=[1])
    lists_with: int = Field(description="How many of them have Kosovo.", examples=[0])
    evidence: str = Field(description="The sha256 of what was read; empty where nothing was kept.")
    evidence_page: str | None = Field(description="Where that can be seen.")


class EdgeShape(Schema):
    """One target takes its list from another one, as a source says."""

    target: str = Field(description="The slug of the target that takes.", examples=["country-picker"])
    upstream: str = Field(description="The slug of the target it takes from.", examples=["country-list"])
    source: str = Field(description="Who says so.", examples=["https://project.example/package.json"])
    as_of: dt.date


class TargetShape(TargetBrief):
    """Anything that can list Kosovo, with all that is known."""

    model_config = ConfigDict(title="Target")

    criteria: list[str] = Field(description="The criteria that are expected of it.", examples=[["country"]])
    owner_name: str
    reach_source: str = Field(description="Who says how far it reaches.")
    reach_as_of: dt.date | None
    letter_language: str = Field(description="The language its owner is written to in.", examples=["en"])
    policy: str = Field(description="What its owner says about its list.")
    decides: str = Field(description="Who decides about its list.")
    ask: str = Field(description="What to ask for.")
    added_at: dt.datetime
    standings: list[StandingShape] = Field(description="How it stands now, criterion by criterion.")
    upstreams: list[EdgeShape] = Field(description="What it takes its list from; 100 at most.")
    downstreams: list[EdgeShape] = Field(description="What takes its list from it; 100 at most.")
    request: int | None = Field(description="The id of its open request, else of the last one.")
    next_look: dt.datetime | None = Field(description="When a machine looks again.")


class OutcomeShape(Schema):
    """How a request ended."""

    id: int = Field(examples=[5])
    request: int = Field(description="The id of the request.", examples=[4])
    target: str = Field(description="The slug of the target.", examples=["country-list"])
    kind: OutcomeKind
    criteria: list[str] = Field(examples=[["country"]])
    at: dt.datetime
    proof: int | None = Field(description="The id of the observation that proves a win.")
    rivals: list[str] = Field(description="What else than the letter may have caused a win, as words.")
    said: str = Field(description="What the owner said, where it refused.")
    note: str = Field(description="What people add.")


class WinShape(Schema):
    """A target that came to list Kosovo, whether somebody had asked or not."""

    target: str = Field(description="The slug of the target.", examples=["country-list"])
    name: str
    criteria: list[str] = Field(examples=[["country"]])
    at: dt.datetime
    request: int | None = Field(description="The request that ended with it; null where nobody had asked.")


class RegressionShape(Schema):
    """A criterion that was listed and is no longer."""

    id: int = Field(examples=[2])
    target: str = Field(description="The slug of the target.", examples=["country-list"])
    criterion: Criterion
    state: RegressionState
    at: dt.datetime
    seen: int = Field(description="The id of the observation that saw it.")
    note: str = Field(description="Why, where somebody explained it.")


class RequestBrief(Schema):
    """One ask to one target, in short. Citizens behind it are counted, never named."""

    model_config = ConfigDict(title="Request in short")

    id: int = Field(examples=[4])
    target: str = Field(description="The slug of the target.", examples=["country-list"])
    state: RequestState
    channel: Channel = Field(description="The way the letter goes.")
    language: str = Field(description="The language of the letter.", examples=["en"])
    signatures: int = Field(description="How many citizens stand behind it.", examples=[12])
    opened_at: dt.datetime
    sent_at: dt.datetime | None
    closed_at: dt.datetime | None
    page: str = Field(description="The page of its target for people.")


class Said(Schema):
    """One entry of the public thread: a letter that went out, or a reply as a person released it."""

    at: dt.datetime
    kind: str = Field(description="`letter` or `reply`.", examples=["letter"])
    language: str = Field(description="The language of a letter; empty for a reply.", examples=["en"])
    subject: str
    text: str = Field(description="What the public may read of it.")


class RequestShape(RequestBrief):
    """One ask to one target, with its public thread."""

    model_config = ConfigDict(title="Request")

    thread: list[Said]
    outcomes: list[OutcomeShape]


class ShareShape(Schema):
    """A mean from 0 to 1 with Wilson's interval at 95 percent; null where nothing is known."""

    value: float | None = Field(examples=[0.26])
    low: float | None = Field(examples=[0.2])
    high: float | None = Field(examples=[0.33])
    known: int = Field(description="How many standings could be counted.", examples=[160])
    expected: int = Field(description="How many should be known.", examples=[220])
    coverage: float = Field(description="`known` by `expected`, from 0 to 1.", examples=[0.73])
    by_reach: float | None = Field(description="The same mean, each target counted by its reach.", examples=[0.31])


class LayerShare(ShareShape):
    """The index of one layer."""

    layer: int = Field(ge=0, le=3)


class CriterionShare(ShareShape):
    """The index of one criterion."""

    criterion: Criterion


class CellShape(Schema):
    """So many targets of one layer stand so in one criterion: all that the index is computed from."""

    layer: int
    criterion: Criterion
    verdict: Verdict
    targets: int
    reach: int


class IndexShape(Schema):
    """The index of one day."""

    day: dt.date
    at: dt.datetime = Field(description="The moment it is computed for: the end of that day, or now.")
    method: str = Field(description="The version of the method.", examples=["1"])
    method_page: str = Field(description="The method in words.")
    credit: dict[str, float] = Field(description="What each verdict counts.")
    whole: ShareShape
    layers: list[LayerShare]
    criteria: list[CriterionShare]
    cells: list[CellShape]


class Point(ShareShape):
    """The index at the end of one day."""

    day: dt.date


class HistoryShape(Schema):
    """The index week by week, oldest first."""

    method: str
    points: list[Point]


class RowShape(Schema):
    """One row of the ledger, exactly as it is hashed."""

    number: int = Field(examples=[1])
    at: str = Field(examples=["2026-11-23T12:00:00.000000+00:00"])
    actor: str = Field(description="A random name, `machine` or `owner`.", examples=["machine"])
    verb: str = Field(examples=["look.made"])
    subject: str = Field(examples=["target/country-list"])
    body: dict[str, object]
    previous: str = Field(description="The digest of the row before.")
    digest: str = Field(description="The sha256 of this row.")


class HeadShape(Schema):
    """The end of the ledger: whoever keeps it can prove later that no row was taken out."""

    number: int
    digest: str

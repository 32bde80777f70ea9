"""What the interface for programs answers about releases, field by field."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import ConfigDict, Field

from portal.audit.models import Criterion, Shift, Verdict


class Stood(Schema):
    """How Kosovo stood in one criterion of one version: the list that decides."""

    model_config = ConfigDict(title="Standing of a version")

    verdict: Verdict
    label: str = Field(description="How Kosovo is called there; empty where it is missing.", examples=["Kosovo"])
    value: str = Field(description="Its code or value there; empty where it is missing.", examples=["XK"])
    entries: int = Field(description="How many entries that list has.", examples=[250])


class ReleaseShape(Schema):
    """One version of a package, as its registry lists it, and what was read in it."""

    id: int = Field(examples=[31])
    version: str = Field(examples=["2.4.1"])
    place: int = Field(description="Its place in the order of versions; the first has 0.", examples=[9])
    released_at: dt.datetime | None = Field(description="null where the registry does not say.")
    yanked: bool = Field(description="Whether it was withdrawn.")
    read_at: dt.datetime | None = Field(description="When it was read; null where nobody read it.")
    tool: str = Field(description="What read it, with its version.", examples=["listed 0.1.0"])
    verdict: str = Field(description="How Kosovo stands in the whole package; empty where it was not read.")
    criteria: dict[str, Stood] = Field(description="How it stands, criterion by criterion.")
    failed: bool = Field(description="Whether it could not be read.")


class ChangeShape(Schema):
    """What changed for Kosovo in one criterion, from a version that was read to the next that was read."""

    id: int = Field(examples=[12])
    target: str = Field(description="The slug of the target.", examples=["country-list"])
    criterion: Criterion
    shift: Shift = Field(description="Whether it appeared, disappeared, or its name or code changed.")
    version: str = Field(description="The version that brought it.", examples=["2.5.0"])
    released_at: dt.datetime | None = Field(description="When that version came out; null where nobody says so.")
    before: str = Field(description="The version it is compared with.", examples=["2.4.1"])
    skipped: int = Field(description="How many versions between the two nobody read.", examples=[0])
    was: str = Field(description="As it stood: a verdict where it came or went, else the name or code.")
    now: str = Field(description="As it stands since.")
    found_at: dt.datetime = Field(description="When the machine found it.")

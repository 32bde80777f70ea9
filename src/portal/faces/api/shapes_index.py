"""What the interface for programs tells of the recognition index day by day, field by field; part of the manual too."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field


class WeighedShape(Schema):
    """A weighed mean from 0 to 1 with its interval at 95 percent; null where nothing is known."""

    value: float | None = Field(examples=[0.26])
    low: float | None = Field(examples=[0.2])
    high: float | None = Field(examples=[0.33])
    known: int = Field(description="How many lists could be counted.", examples=[160])
    expected: int = Field(description="How many are expected.", examples=[220])
    coverage: float | None = Field(description="The known weight by the expected weight.", examples=[0.73])
    fresh: float | None = Field(description="What of the known weight was looked at in the last 180 days.")
    effective: float | None = Field(description="How many equal lists would say as much (Kish).", examples=[85.5])


class PartsShape(Schema):
    """The share of one layer (0 to 3) or of one criterion."""

    part: str = Field(examples=["country"])
    share: WeighedShape


class DayShape(Schema):
    """The recognition index at the end of one day."""

    day: dt.date
    whole: WeighedShape
    layers: list[PartsShape]
    criteria: list[PartsShape]


class CourseShape(Schema):
    """The recognition index day by day, oldest first."""

    method: str = Field(description="The version of the method.", examples=["2"])
    method_page: str = Field(description="The method in words.")
    days: list[DayShape]

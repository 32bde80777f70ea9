"""What the interface for programs tells of the graph of lists, field by field; part of the manual too."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

from portal.catalogue.models import How


class NodeShape(Schema):
    """A package of a registry, or a standard, in the graph of lists."""

    key: str = Field(description="The address of a package, or the slug of a target.", examples=["npm:country-list"])
    name: str = Field(examples=["country-list"])
    registry: str = Field(description="npm, pypi or deb; empty for what is no package.", examples=["npm"])
    target: str | None = Field(description="The slug of its target, where it is tracked.", examples=["country-list"])
    version: str = Field(description="The version that was read; empty where none was.", examples=["2.4.1"])
    verdict: str = Field(
        description="How Kosovo stands in all its lists: a verdict, `mixed`, or `no-country-list` where it has no list "
        "of its own; empty where nobody looked.",
        examples=["missing"],
    )
    downloads: int | None = Field(description="Downloads a month; null where unknown.", examples=[1834339])
    rank: int | None = Field(description="Its place among the most downloaded of its registry; null where unknown.")
    source: str = Field(description="What read it, or who says so.", examples=["listed 0.1.0"])
    as_of: dt.date


class LinkShape(Schema):
    """A node takes a list from another one."""

    node: str = Field(description="The key of the node that takes.", examples=["npm:country-picker"])
    upstream: str = Field(description="The key of the node it takes from.", examples=["npm:country-list"])
    how: How = Field(description="`depends`: its manifest; `copies`: its list was traced; `says`: a source.")
    confidence: float = Field(description="How likely it is, from 0 to 1.", gt=0, le=1, examples=[0.97])
    version: str = Field(description="The versions of the upstream; empty where unknown.", examples=["^2.3.0"])
    source: str = Field(description="Where it was read.", examples=["the manifest of 1.0.0"])
    as_of: dt.date


class LeverageShape(Schema):
    """What would flip if one target were fixed; each package counts once, however many ways lead to it.

    `low`: what flips by itself. `high`: what is not ruled out. In between: what is expected. Downloads that stand
    within those of another package that flips are not added.
    """

    target: str = Field(description="The slug of the target.", examples=["country-list"])
    name: str
    node: str | None = Field(description="Its key in the graph.", examples=["npm:country-list"])
    packages: int = Field(description="Packages that are expected to flip, with the target itself.", examples=[12])
    packages_low: int = Field(examples=[3])
    packages_high: int = Field(examples=[20])
    downloads: int | None = Field(description="Their downloads a month; null where none is known.")
    downloads_low: int | None
    downloads_high: int | None
    unknown: int = Field(description="How many of the packages have downloads that nobody knows.", examples=[2])
    as_of: dt.date

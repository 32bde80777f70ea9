"""What the interface answers with about academies, field by field; what each means here is what the manual says."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import ConfigDict, Field

from portal.academy.programme.models import ProgrammeKind
from portal.academy.programme.states import EditionState, ParticipantState

_WIKI = "The short name of the wiki."
_PERSON = "The number of the participant within the edition."


class EditionBrief(Schema):
    """One run of an academy, in short."""

    model_config = ConfigDict(title="Edition in short")

    slug: str = Field(description="A name that stays the same.", examples=["wiki-academy-prizren"])
    programme: str = Field(description="The short name of its programme.", examples=["wiki-academy"])
    kind: ProgrammeKind
    names: dict[str, str] = Field(description="Its name by language: sq, sr in Cyrillic, en.")
    state: EditionState
    place: str = Field(examples=["Prizren"])
    starts_at: dt.datetime = Field(description="What counts was made from then.")
    ends_at: dt.datetime = Field(description="What counts was made before then.")
    participants: int = Field(description="Who was enrolled and did not withdraw.", examples=[140])
    page: str = Field(description="Its results for people.")


class FigureShape(Schema):
    """One number of an edition, and how sure it is."""

    model_config = ConfigDict(title="Figure")

    name: str = Field(description="A word that stays the same.", examples=["words"])
    value: float | None = Field(description="What is known; null where nothing is.", examples=[21481])
    unknown: int = Field(description="How many rows could not be counted in.", examples=[6])
    as_of: dt.datetime | None = Field(description="Everything until then is in; null: not read yet.")
    next_at: dt.datetime | None = Field(description="When the wikis are read again.")
    meaning: str = Field(description="How it is counted, in English.")


class SurvivedShape(Schema):
    """How much of what was written stood after some days."""

    model_config = ConfigDict(title="What stood")

    days: int = Field(examples=[30])
    added: int = Field(description="Words and signs that changes of articles brought, where both are known.")
    alive: int = Field(description="How many of them stood.")
    known: int = Field(description="Changes of which both are known.")
    unknown: int = Field(description="Changes of which it cannot be known.")
    waiting: int = Field(description="Changes that are too young, or not read yet.")


class RetainedShape(Schema):
    """How many participants still wrote more than some days after the end."""

    model_config = ConfigDict(title="Who stayed")

    days: int = Field(examples=[30])
    active: int = Field(description="Participants who wrote during the edition.")
    stayed: int | None = Field(description="Those who wrote later than that; null while it cannot be known.")


class EditionShape(EditionBrief):
    """One run of an academy, with all its figures."""

    model_config = ConfigDict(title="Edition")

    figures: list[FigureShape]
    survival: list[SurvivedShape]
    retention: list[RetainedShape] = Field(description="Empty where fewer than five participants wrote.")


class ParticipantShape(Schema):
    """Somebody who takes part, by pseudonym."""

    model_config = ConfigDict(title="Participant")

    number: int = Field(description=_PERSON, examples=[7])
    pseudonym: str = Field(examples=["Lynx"])
    track: str = Field(description="What they learn.")
    team: str | None = Field(description="The name of their team.")
    state: ParticipantState
    page: str = Field(description="Their figures for people.")


class RevisionShape(Schema):
    """One change on a wiki, measured against the text before it. Null is not known, not nought."""

    model_config = ConfigDict(title="Change")

    id: int = Field(description="Grows with the time of reading.")
    participant: int | None = Field(description=_PERSON)
    wiki: str = Field(description=_WIKI, examples=["sqwiki"])
    revision: int = Field(description="Its number on the wiki.")
    parent: int = Field(description="The number of the text before; 0 for a new page.")
    page: int = Field(description="The number of the page on its wiki.")
    title: str = Field(description="What the page is called now.")
    namespace: int = Field(description="0 is an article.")
    at: dt.datetime
    bytes: int | None
    words_latin: int | None
    words_cyrillic: int | None
    words_other: int | None
    footnotes: int | None
    sources: int | None
    quality_before: float | None
    quality: float | None
    undone: bool | None = Field(description="Whether others brought back the text of before.")
    difference: str = Field(description="Where the wiki shows the change.")


class ArticleShape(Schema):
    """An article that participants changed."""

    model_config = ConfigDict(title="Article")

    id: int
    wiki: str = Field(description=_WIKI)
    page: int = Field(description="Its number on the wiki.")
    title: str
    edits: int
    bytes: int | None = Field(description="Bytes that participants added, less those they removed.")
    is_new: bool = Field(description="Whether a participant began it.")
    quality_before: float | None
    quality: float | None
    removal: str = Field(description="The notice that asks to delete it; empty without one.")
    views: int | None = Field(description="How often it was opened in the last 30 days.")
    address: str = Field(description="Where it is read.")


class UploadShape(Schema):
    """A file that a participant uploaded."""

    model_config = ConfigDict(title="File")

    id: int
    participant: int | None = Field(description=_PERSON)
    wiki: str = Field(description=_WIKI)
    title: str
    at: dt.datetime
    mime: str
    width: int | None
    height: int | None
    duration: float | None = Field(description="Seconds.")
    licence: str
    shown: int = Field(description="Articles that show it now.")
    address: str = Field(description="Where it is described.")

"""A signed result in words in, a PDF of A4 pages with its proof out."""

from __future__ import annotations

from dataclasses import dataclass

from portal.faces.paper.press import pressed


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the paper, all of it text in the language of the reader.

    `head`, `rows`: a table of four columns; `notes`: lines below it; `proof`: words and values by which anybody checks.
    """

    edition: str
    title: str
    organiser: str
    head: list[str]
    rows: list[list[str]]
    notes: list[str]
    proof: list[tuple[str, str]]
    proof_title: str


def result_pdf(paper: Paper, language: str) -> bytes:
    """The result as PDF; the same paper gives the same text. Whatever is written in it stays text."""
    data = {
        "edition": paper.edition,
        "title": paper.title,
        "organiser": paper.organiser,
        "head": paper.head,
        "rows": paper.rows,
        "notes": paper.notes,
        "proof": [list(one) for one in paper.proof],
        "proof_title": paper.proof_title,
    }
    return pressed("result", data, language, "pdf")

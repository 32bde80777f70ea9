"""Letters: what was found and who asks goes in, a courteous letter with the exact step comes out."""

from portal.request.letters.compose import answer, compose, remind, translate, write
from portal.request.letters.diagnosis import Diagnosis, Finding, Origin, Remedy, Sender
from portal.request.letters.letter import Letter, Order, Part

__all__ = [
    "Diagnosis",
    "Finding",
    "Letter",
    "Order",
    "Origin",
    "Part",
    "Remedy",
    "Sender",
    "answer",
    "compose",
    "remind",
    "translate",
    "write",
]

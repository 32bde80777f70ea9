"""The table of limits: what may be done how often, by whom, in how many seconds."""

from __future__ import annotations

from dataclasses import dataclass

MINUTE, HOUR, DAY = 60, 3600, 86400


@dataclass(frozen=True, slots=True)
class Rule:
    """At most `limit` deeds by one doer in a window of `seconds`."""

    deed: str
    limit: int
    seconds: int


# Who is asked for: an address gets few mails, whoever asks, so nobody's mailbox is filled with our codes.
CODE_TO_ADDRESS = Rule("code-to-address", 5, HOUR)
CODE_TO_ADDRESS_A_DAY = Rule("code-to-address-a-day", 15, DAY)
# Wrong codes for one address, over all sessions: guessing does not get cheaper by starting anew.
WRONG_CODE = Rule("wrong-code", 20, HOUR)
# Who asks: with a proof of work nobody is blocked, each hundred proofs of one network make the next ones dearer.
PROOF = Rule("proof", 100, HOUR)
# Without script there is no proof: a wait instead, and fewer from one network. A class of thirty gets through.
CODE_WITHOUT_PROOF = Rule("code-without-proof", 30, HOUR)
# All networks together, without proof: what a flood from many addresses can make us send in an hour.
ALL_WITHOUT_PROOF = Rule("all-without-proof", 300, HOUR)
# Forms of people who are signed in.
NAME_CHANGE = Rule("name-change", 10, DAY)
DOWNLOAD = Rule("download", 10, DAY)

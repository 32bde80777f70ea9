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


# Who is written to: nobody's mailbox is filled with codes, and a neighbour who asks for mine cannot use up all of them.
CODE_TO_ADDRESS_FROM_NETWORK = Rule("code-to-address-from-network", 5, HOUR)
CODE_TO_ADDRESS = Rule("code-to-address", 15, HOUR)
CODE_TO_ADDRESS_A_DAY = Rule("code-to-address-a-day", 40, DAY)
# Who asks, with a proof of work: the first hundred of a network in an hour are cheap, then each is dearer (proof.py).
PROOF = Rule("proof", 100, HOUR)
# Who asks without script has no proof: a wait instead, and fewer. A class of thirty behind one address gets through.
WITHOUT_PROOF = Rule("without-proof", 30, HOUR)
# All networks together, without proof: what a flood from many addresses can make us send.
ALL_WITHOUT_PROOF = Rule("all-without-proof", 300, HOUR)
# What people who are signed in do.
NEW_NAME = Rule("new-name", 10, DAY)
DOWNLOAD = Rule("download", 10, DAY)
SIGN = Rule("sign", 100, DAY)
REPORT = Rule("report", 50, DAY)
# What strangers fill in is kept in a session until they have signed in.
BEGUN = Rule("begun", 300, HOUR)
# What anybody does: pictures are kept before their sender is known, and a look costs the network of the target.
PICTURE = Rule("picture", 60, DAY)
# To open a picture of 40 million pixels costs a second of the machine, whether its report is good or not.
PICTURE_OPENED = Rule("picture-opened", 240, DAY)
CHECK_AGAIN = Rule("check-again", 6, DAY)
CHECK_FROM_NETWORK = Rule("check-from-network", 60, DAY)
# Votes of the public in an academy: of one person, and of a network whose browsers give no proof of work.
VOTE = Rule("vote", 60, DAY)
VOTE_WITHOUT_PROOF = Rule("vote-without-proof", 30, HOUR)

"""A network in, a sum for its browsers to work out; the answer in, whether it was worked out, once, out.

Each proof a network uses makes its next ones dearer: a hundred people behind one address notice nothing, thousands of
sign-ups from one machine cost more than they are worth, and nobody is ever blocked. Proofs are counted when they are
used, not when they are asked for, so nobody can make it dear for the neighbours without paying for it. A challenge
carries the work it stands for under its signature: cheap ones cannot be collected and spent later.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from datetime import datetime, timedelta
from typing import Any

import altcha
from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.ground.limits import acts, looks
from portal.ground.limits.rules import PROOF

LEAST = 50_000
"""Numbers to try at worst, when little was asked: half a second on an old telephone."""
DOUBLES_EVERY = 30
"""How many further proofs double the work, once the free ones of `PROOF` are used up."""
VALID = timedelta(minutes=20)
SLACK = 4
"""A challenge made before the neighbours' proofs still counts if the work has risen no more than this many times."""
LONGEST = 2000
_SALT = re.compile(r"[0-9a-f]{24}\?expires=[0-9]{1,12}&work=([0-9]{1,80})&", re.ASCII)


def work(done: int) -> int:
    """How many numbers the next proof takes at worst, after so many from this network in this hour."""
    doublings = min(max(0, done - PROOF.limit) / DOUBLES_EVERY, 200)
    return int(LEAST * 2**doublings)


def challenge(network: str) -> dict[str, Any]:
    """A new challenge for a browser of this network, as the script reads it."""
    most = work(looks.count(PROOF.deed, network, PROOF.seconds))
    options = altcha.ChallengeOptions(
        hmac_key=_key(),
        max_number=most,
        expires=datetime.now(tz=timezone.get_current_timezone()) + VALID,
        params={"work": str(most)},
    )
    made: dict[str, Any] = altcha.create_challenge(options).to_dict()
    return made


def accept(payload: str, network: str) -> bool:
    """Whether this is the answer to a challenge of ours, in time, dear enough for this network, and not used before."""
    answer = _read(payload)
    # A salt with a word twice passes the library's check under one value and is read under the other.
    salt = _SALT.fullmatch(answer["salt"]) if answer else None
    if not answer or not salt:
        return False
    try:
        right, _ = altcha.verify_solution(answer, _key(), check_expires=True)
    except (TypeError, ValueError, KeyError, AttributeError):
        return False
    if not right:
        return False
    if int(salt[1]) * SLACK < work(looks.count(PROOF.deed, network, PROOF.seconds)):
        return False
    if not acts.allow_until("proof-used", answer["challenge"], 1, timezone.now() + 2 * VALID):
        return False
    acts.allow(PROOF.deed, network, 1_000_000_000, PROOF.seconds)
    return True


def _read(payload: str) -> Any:
    if not payload or len(payload) > LONGEST:
        return None
    try:
        answer = json.loads(base64.b64decode(payload, validate=True))
    except (ValueError, binascii.Error, RecursionError):
        return None
    words = ("algorithm", "challenge", "salt", "signature")
    if not isinstance(answer, dict) or not all(isinstance(answer.get(word), str) for word in words):
        return None
    number = answer.get("number")
    return answer if isinstance(number, int) and not isinstance(number, bool) else None


def _key() -> str:
    return salted_hmac("portal.ground.limits.proof", settings.SECRET_KEY, algorithm="sha256").hexdigest()

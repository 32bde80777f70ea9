"""A seed, a salt and the owners of each layer in; the wave of each owner, out.

Anybody can draw again with nothing but sha256: the owners of a layer are put in the order of the digests of
`seed:salt:owner/NAME`, its waves in the order of those of `seed:salt:layer/L/wave/W`, waves counted from 0, and the
owners are dealt to the waves one after another. So each owner has the same chance of each wave, and the waves of a
layer differ by one owner at most.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable, Mapping


def new_seed() -> str:
    """A seed of 256 bits in hex that nobody can guess."""
    return secrets.token_hex(32)


def sha256_of(text: str) -> str:
    """The sha256 of a text in hex: what is published of a seed or a pool before the drawing."""
    return hashlib.sha256(text.encode()).hexdigest()


def pool_text(slugs: Iterable[str]) -> str:
    """The pool as the text whose sha256 is published: the names of its targets by alphabet, one a line."""
    return "".join(f"{slug}\n" for slug in sorted(slugs))


def deal(seed: str, salt: str, strata: Mapping[int, Iterable[str]], waves: int) -> dict[str, int]:
    """The wave of each owner, counted from 0, from the owners of each layer. Raises ValueError for less than two."""
    if waves < 2:
        raise ValueError("a drawing needs two waves or more")
    dealt: dict[str, int] = {}
    for layer, owners in sorted(strata.items()):
        order = sorted(range(waves), key=lambda wave: sha256_of(f"{seed}:{salt}:layer/{layer}/wave/{wave}"))
        drawn = sorted(set(owners), key=lambda owner: sha256_of(f"{seed}:{salt}:owner/{owner}"))
        dealt |= {owner: order[place % waves] for place, owner in enumerate(drawn)}
    return dealt

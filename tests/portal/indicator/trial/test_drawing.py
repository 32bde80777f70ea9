"""The drawing: fair, recomputed with nothing but sha256, the same for the same seed."""

from __future__ import annotations

import hashlib
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.indicator.trial.drawing import deal, new_seed, pool_text, sha256_of

STRATA = st.dictionaries(st.integers(0, 3), st.sets(st.text("abcdef", min_size=1, max_size=4), max_size=20), max_size=4)


def digest(text: str) -> str:
    """As any tool gives it."""
    return hashlib.sha256(text.encode()).hexdigest()


@given(st.text("0123456789abcdef", min_size=64, max_size=64), STRATA, st.integers(2, 6))
def test_every_owner_has_one_wave_and_waves_of_a_layer_differ_by_one_at_most(
    seed: str, strata: dict[int, set[str]], waves: int
) -> None:
    apart = {layer: {f"{layer}-{owner}" for owner in owners} for layer, owners in strata.items()}
    dealt = deal(seed, "salt", apart, waves)
    assert set(dealt) == {owner for owners in apart.values() for owner in owners}
    for owners in apart.values():
        sizes = Counter(dealt[owner] for owner in owners)
        counts = [sizes[wave] for wave in range(waves)]
        assert max(counts) - min(counts) <= 1


@given(st.text("0123456789abcdef", min_size=64, max_size=64), STRATA, st.integers(2, 6))
def test_it_is_recomputed_from_the_seed_by_the_rule_that_is_published(
    seed: str, strata: dict[int, set[str]], waves: int
) -> None:
    apart = {layer: {f"{layer}-{owner}" for owner in owners} for layer, owners in strata.items()}
    again = {}
    for layer, owners in apart.items():
        first = sorted((digest(f"{seed}:salt:layer/{layer}/wave/{wave}"), wave) for wave in range(waves))
        queue = sorted((digest(f"{seed}:salt:owner/{owner}"), owner) for owner in owners)
        for place, (_, owner) in enumerate(queue):
            again[owner] = first[place % waves][1]
    assert deal(seed, "salt", {layer: sorted(owners) for layer, owners in reversed(apart.items())}, waves) == again


def test_each_owner_has_the_same_chance_of_each_wave_and_owners_do_not_cling_together() -> None:
    strata = {0: ["lone"], 1: ["a", "b", "c", "d", "e"]}
    many = 3_000
    waves: Counter[tuple[str, int]] = Counter()
    together = 0
    for number in range(many):
        dealt = deal(f"{number:064x}", "salt", strata, 3)
        waves.update(dealt.items())
        together += dealt["a"] == dealt["b"]
    owners = ["lone", *strata[1]]
    # A third of 3,000 with a standard deviation of 26: 110 is more than four of them.
    assert all(abs(waves[owner, wave] - many / 3) < 110 for owner in owners for wave in range(3))
    # Five owners in waves of 2, 2 and 1: two given ones meet in 2 of 10 drawings.
    assert abs(together - many * 0.2) < 95


def test_less_than_two_waves_are_no_drawing() -> None:
    with pytest.raises(ValueError, match="two waves"):
        deal("0", "salt", {0: ["a"]}, 1)


def test_seeds_are_long_and_never_the_same() -> None:
    seeds = {new_seed() for _ in range(50)}
    assert (len(seeds), {len(seed) for seed in seeds}) == (50, {64})


def test_the_pool_is_published_as_its_names_by_alphabet() -> None:
    assert pool_text(["b", "a"]) == "a\nb\n"
    assert sha256_of("a\nb\n") == digest("a\nb\n")

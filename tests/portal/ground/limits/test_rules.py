"""The table of limits."""

from __future__ import annotations

from portal.ground.limits import rules


def test_every_deed_has_one_rule() -> None:
    deeds = [value.deed for value in vars(rules).values() if isinstance(value, rules.Rule)]
    assert len(deeds) == len(set(deeds))
    assert all(len(deed) <= 40 for deed in deeds)

"""A row, a verb and a table of allowed moves in; the row in its next state, or a clear refusal, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import models
from django.db.models import Q

Row = TypeVar("Row", bound=models.Model)


class NotAllowedError(Exception):
    """The move is not in the table, or somebody else moved the row first; the words say which."""


class Moves:
    """The states of one kind of row, as a table: state, then verb, then the state it leads to."""

    def __init__(self, table: Mapping[str, Mapping[str, str]], field: str = "state") -> None:
        self.table = {str(state): {verb: str(to) for verb, to in verbs.items()} for state, verbs in table.items()}
        self.field = field
        unknown = {to for verbs in self.table.values() for to in verbs.values()} - set(self.table)
        if unknown:
            raise ValueError(f"states without a row in the table: {sorted(unknown)}")

    def verbs(self, state: str) -> tuple[str, ...]:
        """What can be done in a state, in the order of the table."""
        return tuple(self.table[state])

    def take(self, row: Row, verb: str, **changes: Any) -> Row:
        """Move a row, and set further fields with it; two people at once cannot both succeed.

        Raises NotAllowedError when the table forbids it or the row was moved meanwhile. Call it in a transaction.
        """
        state = getattr(row, self.field)
        to = self.table[state].get(verb)
        if to is None:
            raise NotAllowedError(f"“{verb}” is not possible while this is “{state}”")
        values = {**changes, self.field: to}
        moved = type(row)._default_manager.filter(Q(pk=row.pk) & Q(**{self.field: state})).update(**values)
        if not moved:
            raise NotAllowedError("somebody else changed this meanwhile: look again, then decide")
        for name, value in values.items():
            setattr(row, name, value)
        return row

    def leaves_open(self) -> tuple[str, ...]:
        """The states from which something can still happen."""
        return tuple(state for state, verbs in self.table.items() if verbs)

"""The database's observations in; the same as columns of numbers, in the order of their time, out.

One scan: the database packs each row into one number, and all numbers into one value, because a million rows handed
over one by one would take several times as long as reading them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.db import connection

from portal.audit.models import Criterion, Observation, Verdict

CRITERIA = tuple(Criterion.values)
VERDICTS = tuple(Verdict.values)
Ints = npt.NDArray[np.int64]
CRITERION_OF, VERDICT_OF = np.divmod(np.arange(len(CRITERIA) * len(VERDICTS)), len(VERDICTS))
# A number holds, from its end: two digits for criterion and verdict, ten for the second, and the key of the target.
_CODE, _SECOND, _LEAD = 100, 10**10, 10**18
_DIGITS = 19
MOST_TARGETS = 8 * 10**6
_ROWS_AT_ONCE = 200_000
# So many rows, as numbers, fit into the processor's own memory.
_DECODED_AT_ONCE = 16_384
_COLUMNS = np.zeros((_DIGITS, 3))
_COLUMNS[0:7, 0] = 10.0 ** np.arange(6, -1, -1)
_COLUMNS[7:17, 1] = 10.0 ** np.arange(9, -1, -1)
_COLUMNS[17:19, 2] = (10.0, 1.0)
_NOTHING = ord("0") * _COLUMNS.sum(axis=0) + (10.0**6, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rows:
    """Every observation: keys of targets, codes of criterion and verdict, and seconds since 1970, which never fall.

    CRITERION_OF and VERDICT_OF give a code's places in CRITERIA and in VERDICTS.
    """

    target: Ints
    code: Ints
    second: Ints


def read() -> Rows:
    """All observations by their time; of two in the same second, the one written down later comes later.

    Raises OverflowError where a target's key is too large to be packed.
    """
    target, second, code = _postgres() if connection.vendor == "postgresql" else _sqlite()
    if target.size and int(target.max()) >= MOST_TARGETS:
        raise OverflowError(f"a target's key is {int(target.max())}; keys up to {MOST_TARGETS} can be packed")
    if np.any(second[1:] < second[:-1]):
        order = np.argsort(second, kind="stable")
        target, second, code = target[order], second[order], code[order]
    return Rows(target, code, second)


def _sqlite() -> tuple[Ints, Ints, Ints]:
    """Each number as 19 digits; SQLite writes no others into one value. Its scan goes by the key, as asked."""
    packed = _packed()
    last = Observation.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    found = [np.zeros((0, 3), np.int64)]
    with connection.cursor() as cursor:
        for first in range(0, last, _ROWS_AT_ONCE):
            part = f"WHERE id > {first} AND id <= {first + _ROWS_AT_ONCE}"
            cursor.execute(f"SELECT CAST(group_concat({packed}, '') AS BLOB) FROM {_table()} {part}")
            digits = np.frombuffer(cursor.fetchone()[0] or b"", np.uint8).reshape(-1, _DIGITS)
            found += [_decoded(digits[at : at + _DECODED_AT_ONCE]) for at in range(0, len(digits), _DECODED_AT_ONCE)]
    whole = np.concatenate(found)
    return whole[:, 0], whole[:, 1], whole[:, 2]


def _decoded(digits: npt.NDArray[np.uint8]) -> Ints:
    """Rows of digits as their three numbers; each of them is small enough for a float64 to hold it exactly."""
    found: Ints = (digits.astype(np.float64) @ _COLUMNS - _NOTHING).astype(np.int64)
    return found


def _postgres() -> tuple[Ints, Ints, Ints]:
    """Each number as eight bytes, the highest first."""
    packed = _packed()
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg(int8send({packed}), ''::bytea) FROM (SELECT * FROM {_table()} ORDER BY id) s"
        )
        numbers = np.frombuffer(cursor.fetchone()[0] or b"", ">i8").astype(np.int64) - _LEAD
    rest, code = np.divmod(numbers, _CODE)
    target, second = np.divmod(rest, _SECOND)
    return target, second, code


def _table() -> str:
    return connection.ops.quote_name(Observation._meta.db_table)


def second_of(column: str) -> str:
    """The SQL that gives the second since 1970 of a column with a time."""
    if connection.vendor == "postgresql":
        return f"floor(date_part('epoch', {column}))::bigint"
    return f"unixepoch({column})"


def _packed() -> str:
    """One number of a row; every word is a constant of ours, so nothing of it comes from outside."""
    criterion = " ".join(f"WHEN '{word}' THEN {_LEAD + place * len(VERDICTS)}" for place, word in enumerate(CRITERIA))
    verdict = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(VERDICTS))
    return (
        f"target_id * {_CODE * _SECOND} + {second_of('at')} * {_CODE} "
        f"+ CASE criterion {criterion} END + CASE verdict {verdict} END"
    )

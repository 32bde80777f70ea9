"""A wiki's own database in; the figures of some users in a span, by SQL alone and none of our code, out."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any

# Revisions of these users in the span whose text and author are public, with their parent where it was not deleted.
_ROWS = """
WITH mine AS (
    SELECT r.rev_id, r.rev_parent_id, r.rev_len, p.rev_id AS found, p.rev_len AS before,
           page_id, page_namespace AS ns, page_is_redirect AS redirect, actor_user AS user
    FROM revision r JOIN actor ON actor_id = r.rev_actor JOIN page ON page_id = r.rev_page
    LEFT JOIN revision p ON p.rev_id = r.rev_parent_id
    WHERE actor_user IN ({users}) AND r.rev_timestamp >= :begins AND r.rev_timestamp < :ends
      AND r.rev_deleted & 1 = 0 AND r.rev_deleted & 4 = 0
), delta AS (
    SELECT *, CASE WHEN rev_parent_id = 0 THEN rev_len WHEN found IS NULL THEN NULL ELSE rev_len - before END AS bytes
    FROM mine
)
"""
_FIGURES = """
SELECT COUNT(*) AS edits,
       COUNT(DISTINCT user) AS active,
       COUNT(DISTINCT CASE WHEN ns = 0 THEN page_id END) AS articles,
       SUM(ns = 0 AND rev_parent_id = 0 AND NOT redirect) AS created,
       COALESCE(SUM(CASE WHEN ns = 0 AND bytes > 0 THEN bytes END), 0) AS bytes_added,
       COALESCE(-SUM(CASE WHEN ns = 0 AND bytes < 0 THEN bytes END), 0) AS bytes_removed,
       SUM(ns = 0 AND bytes IS NULL) AS unknown_bytes
FROM delta
"""
_WANTED = """
SELECT rev_id AS n FROM revision JOIN actor ON actor_id = rev_actor
WHERE actor_user IN ({users}) AND rev_timestamp >= :b AND rev_timestamp < :e
UNION
SELECT rev_parent_id FROM revision JOIN actor ON actor_id = rev_actor
WHERE actor_user IN ({users}) AND rev_timestamp >= :b AND rev_timestamp < :e AND rev_parent_id > 0
"""
_EACH = """
SELECT user, COUNT(*) AS edits, COALESCE(SUM(CASE WHEN ns = 0 AND bytes > 0 THEN bytes END), 0) AS bytes_added,
       COALESCE(-SUM(CASE WHEN ns = 0 AND bytes < 0 THEN bytes END), 0) AS bytes_removed
FROM delta GROUP BY user
"""


def figures(database: Path, users: Iterable[int], begins: dt.datetime, ends: dt.datetime) -> dict[str, int]:
    """All figures together."""
    row = _ask(database, _FIGURES, users, begins, ends)[0]
    return {name: value or 0 for name, value in row.items()}


def by_user(database: Path, users: Iterable[int], begins: dt.datetime, ends: dt.datetime) -> dict[int, dict[str, int]]:
    """Edits and bytes of each user who made one."""
    rows = _ask(database, _EACH, users, begins, ends)
    return {row.pop("user"): row for row in rows}


def user_numbers(database: Path) -> dict[str, int]:
    """Name of each account to its number."""
    with closing(_opened(database)) as wiki:
        rows = wiki.execute("SELECT CAST(user_name AS TEXT), user_id FROM user")
        return dict(rows.fetchall())


def least_calls(
    database: Path, users: Iterable[int], begins: dt.datetime, ends: dt.datetime, most: int
) -> dict[str, int]:
    """The fewest calls that can list all revisions since the start by `most` users a call, and read their texts."""
    each = sorted(users)
    listed = 0
    with closing(_opened(database)) as wiki:
        for start in range(0, len(each), most):
            some = ",".join(map(str, each[start : start + most]))
            sql = f"""SELECT COUNT(*) FROM revision JOIN actor ON actor_id = rev_actor
                WHERE actor_user IN ({some}) AND rev_timestamp >= ?"""
            (count,) = wiki.execute(sql, [_stamp(begins)]).fetchone()
            listed += max(1, -(-count // (most * 10)))
    texts = len(revisions_wanted(database, each, begins, ends))
    return {"list": listed, "texts": -(-texts // most)}


def revisions_wanted(database: Path, users: Iterable[int], begins: dt.datetime, ends: dt.datetime) -> list[int]:
    """Revisions in the span and their parents, each once."""
    with closing(_opened(database)) as wiki:
        rows = wiki.execute(_WANTED.format(users=",".join(map(str, users))), {"b": _stamp(begins), "e": _stamp(ends)})
        return [number for (number,) in rows]


def with_parents(database: Path, users: Iterable[int], begins: dt.datetime, ends: dt.datetime) -> list[tuple[int, int]]:
    """Revisions in the span, each with its parent."""
    sql = f"""SELECT rev_id, rev_parent_id FROM revision JOIN actor ON actor_id = rev_actor
        WHERE actor_user IN ({",".join(map(str, users))}) AND rev_timestamp >= ? AND rev_timestamp < ?
        ORDER BY rev_id"""
    with closing(_opened(database)) as wiki:
        return [(rev, parent) for rev, parent in wiki.execute(sql, [_stamp(begins), _stamp(ends)])]


def _ask(
    database: Path, sql: str, users: Iterable[int], begins: dt.datetime, ends: dt.datetime
) -> list[dict[str, Any]]:
    rows = _ROWS.format(users=",".join(str(int(user)) for user in users) or "0")
    with closing(_opened(database)) as wiki:
        wiki.row_factory = sqlite3.Row
        return [dict(row) for row in wiki.execute(rows + sql, {"begins": _stamp(begins), "ends": _stamp(ends)})]


def _opened(database: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=10)


def _stamp(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y%m%d%H%M%S")

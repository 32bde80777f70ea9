"""What is due in; letters handed over, messages fetched, lost letters looked up, out. No network in a transaction."""

from __future__ import annotations

import logging
from collections import Counter
from datetime import datetime, timedelta

from django.utils import timezone
from imap_tools import BaseMailBox

from portal.ground.mail import acts, looks, mailbox, posting
from portal.ground.mail.reading import HEAD
from portal.ground.moves import NotAllowedError

log = logging.getLogger(__name__)


def deliver_due(now: datetime | None = None, limit: int = 100) -> dict[str, int]:
    """Hand over due letters one by one; how many came to which end (a verb of the table of states).

    Each is taken and committed first, then sent, then settled: whoever is killed between leaves it SENDING, and no
    machine sends it again. A server that is not to be had costs no try.
    """
    ends: Counter[str] = Counter()
    if not looks.due(now or timezone.now()).exists():
        return {}
    try:
        post = posting.open_post()
    except OSError as error:
        log.warning("the mail server is not to be had: %s", error)
        return {"unreachable": 1}
    try:
        for _ in range(limit):
            post.open()  # the last letter may have cost the line
            row = acts.take(now or timezone.now())
            if row is None:
                break
            answer = post.send(bytes(row.raw), acts.envelope(row))
            acts.settle(row, answer, now or timezone.now())
            ends[answer.verb] += 1
    except OSError as error:
        log.warning("the mail server went away: %s", error)
        ends["unreachable"] += 1
    finally:
        post.close()
    return dict(ends)


def fetch(limit: int = 500) -> int:
    """Keep what waits in our account, then move it there; how many were put away.

    Whoever is killed between leaves the message in the inbox, and its digest tells that it is kept already.
    """
    if not mailbox.is_set_up():
        return 0
    put_away, left = 0, 0
    try:
        with mailbox.open_box() as box:
            mailbox.make_folder(box)
            while put_away < limit and (batch := mailbox.waiting(box, left)):
                for uid, size in batch:
                    if _fetch_one(box, uid, size):
                        put_away += 1
                    else:
                        left += 1
    except mailbox.TROUBLE as error:
        log.warning("the mail account is not to be had: %s", error)
    return put_away


def reconcile(now: datetime | None = None) -> int:
    """Look for proof of letters of which nobody knows whether they were sent; how many a person has to decide.

    Proof is the letter itself in our account, or a message that answers it or brings it back.
    """
    for row in looks.lost(now or timezone.now()):
        try:
            acts.lose_track(row)
        except NotAllowedError:
            continue  # its worker spoke at last
    rows = {row.message_id: row for row in looks.held()[:500]}
    proven = {name: "answer" for name, row in rows.items() if row.answers.exists()}
    open_ids = [name for name in rows if name not in proven]
    if open_ids and mailbox.is_set_up():
        try:
            with mailbox.open_box() as box:
                first = min(rows[name].queued_at for name in open_ids) - timedelta(days=1)
                proven |= dict.fromkeys(mailbox.held_ids(box, open_ids, first.date()), "copy")
        except mailbox.TROUBLE as error:
            log.warning("the mail account is not to be had: %s", error)
    for name, proof in proven.items():
        acts.found(rows[name], proof)
    held = looks.held().count()
    if held:
        log.warning("%d letters may or may not have been sent: a person decides", held)
    return held


def _fetch_one(box: BaseMailBox, uid: str, size: int) -> bool:
    large = size > acts.LARGEST
    raw = mailbox.body(box, uid, HEAD * 2 if large else None)
    if raw is None:
        return False
    try:
        if large or acts.take_copy(raw) is None:
            acts.receive(raw, "imap", size=size)
    except Exception:  # whatever is wrong with one message, the others are fetched, and this one stays where it is
        log.exception("a message could not be kept; it stays in the inbox as UID %s", uid)
        return False
    mailbox.put_away(box, uid)
    return True

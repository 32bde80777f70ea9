"""The table of jobs that come round again: name, dotted path of a task without arguments, seconds between two runs."""

from __future__ import annotations

from typing import NamedTuple

MINUTE, HOUR, DAY = 60, 3600, 86400


class Round(NamedTuple):
    """One job as it is planned."""

    name: str
    task: str
    seconds: int


JOBS = (
    Round("deliver mail", "portal.ground.mail.tasks.deliver_mail", 15),
    Round("fetch mail", "portal.ground.mail.tasks.fetch_mail", MINUTE),
    Round("reconcile mail", "portal.ground.mail.tasks.reconcile_mail", 5 * MINUTE),
    Round("look at due targets", "portal.audit.tasks.look_at_due", MINUTE),
    Round("watch releases", "portal.audit.tasks.watch_releases", HOUR),
    Round("make patches", "portal.audit.tasks.make_fixes", 10 * MINUTE),
    Round("send ready letters", "portal.request.tasks.send_ready", 5 * MINUTE),
    Round("remind of due requests", "portal.request.tasks.remind_due", HOUR),
    Round("forget who left", "portal.request.tasks.forget_left", MINUTE),
    Round("take in replies", "portal.reply.tasks.read_mail", 30),
    Round("read the ledger for outcomes", "portal.outcome.tasks.read_ledger", 30),
    Round("tell followers", "portal.outcome.tasks.tell_followers", 6 * HOUR),
    Round("ask for titles of topics", "portal.academy.topics.tasks.ask_names", HOUR),
    Round("tend topic boards", "portal.academy.topics.tasks.tend_boards", HOUR),
    Round("tend juries", "portal.academy.jury.tasks.tend_rounds", HOUR),
    Round("keep the time of academies", "portal.academy.programme.tasks.keep_time", HOUR),
    Round("erase private data of academies", "portal.academy.programme.tasks.erase_due", DAY),
    Round("forget who left academies", "portal.academy.programme.tasks.forget_left", MINUTE),
    Round("tell participants of their work", "portal.academy.after.tasks.tell_numbers", 6 * HOUR),
    Round("forget notes of academies", "portal.academy.after.tasks.forget_notes", HOUR),
    Round("upload media", "portal.academy.media.tasks.upload_waiting", MINUTE),
    Round("tidy the media desk", "portal.academy.media.tasks.tidy", DAY),
    Round("read wikis", "portal.academy.results.tasks.read_wikis", MINUTE),
    Round("follow what lasts", "portal.academy.results.tasks.follow_survival", HOUR),
    Round("tend trials", "portal.indicator.trial.tasks.tend_trials", HOUR),
    Round("read indicators", "portal.indicator.readings.tasks.read_ended", DAY),
    Round("remind of owed readings", "portal.indicator.readings.tasks.remind_owing", DAY),
    Round("keep the index of past days", "portal.indicator.index.tasks.keep_index", HOUR),
    Round("forget guests of reviews", "portal.strategy.review.tasks.forget_addresses", DAY),
    Round("write open files", "portal.faces.api.tasks.write_files", 5 * MINUTE),
    Round("forget counts", "portal.ground.limits.tasks.purge", DAY),
    Round("forget sessions", "portal.ground.people.tasks.purge", DAY),
    Round("forget finished tasks", "portal.ground.clock.tasks.forget_finished", DAY),
)

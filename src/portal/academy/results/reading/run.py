"""A reading and its hold in; what it already got, what it still asks, and how many calls each stage took, out."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import AsyncIterator, Coroutine, Iterator
from typing import Any, TypeVar

from django.utils import timezone

from portal.academy.results import acts
from portal.academy.results.models import Reading, Site, Staged
from portal.academy.results.reading.rows import pack, unpack
from portal.academy.results.states import WITHOUT_TEXT, Absence
from portal.academy.results.wikis import Wire
from wiki.client import About

T = TypeVar("T")
LONGEST = 8 * 60  # seconds after which a reading pauses, so that other work gets its turn
STALE = dt.timedelta(hours=12)  # an unfinished reading that is older begins anew


class PausedError(RuntimeError):
    """The reading took its share of time; it goes on in the next round."""


class Run:
    """One reading, from its first call to its writing down; whoever goes on after a kill finds what was staged."""

    def __init__(self, reading: Reading, token: str, wire: Wire) -> None:
        self.reading, self.token, self.wire = reading, token, wire
        self.site: Site = reading.site
        self.edition = reading.edition
        self.mark: dict[str, Any] = dict(reading.mark)
        self.about: About = wire.ask(wire.wiki.about())
        self._began = self._ticked = time.monotonic()
        self._calls = 0
        self._seen: dict[int, str] | None = None

    # ---- where it stands

    @property
    def state(self) -> dict[str, Any]:
        """The unfinished reading, as it is remembered."""
        return self.mark["run"]  # type: ignore[no-any-return]

    @property
    def began(self) -> dt.datetime:
        """The wiki's own time when the reading began: everything until then is in when it ends."""
        return dt.datetime.fromisoformat(self.state["began"])

    @property
    def stages(self) -> dict[str, int]:
        """Calls by stage, those before a kill included."""
        return dict(self.state["stages"])

    @property
    def seconds(self) -> float:
        """How long it took until it was last remembered, the time between a kill and going on left out."""
        return float(self.state["seconds"])

    @property
    def here(self) -> dt.datetime:
        """Our own time when the reading began."""
        return dt.datetime.fromisoformat(self.state["here"])

    @property
    def is_whole(self) -> bool:
        """Whether everything is listed anew."""
        return bool(self.state["whole"])

    def begin(self, *, whole: bool) -> None:
        """Go on with the reading that was left unfinished, or begin one."""
        about = self.about
        left = self.mark.get("run")
        if left and dt.datetime.fromisoformat(left["began"]) > about.server_time - STALE and left["whole"] >= whole:
            self.state["tries"] += 1
        else:
            Staged.objects.filter(reading=self.reading).delete()
            self.mark["run"] = {
                "began": about.server_time.isoformat(),
                "here": timezone.now().isoformat(),
                "whole": whole,
                "stages": {},
                "seconds": 0.0,
                "tries": 1,
            }
        self._count("opening")
        self.hold()

    def hold(self) -> None:
        """Keep the hold, and remember how far this came."""
        self._tick()
        acts.hold(self.reading, self.token, mark=self.mark)

    def widen(self) -> None:
        """Too much happened for the list of changes: list everything anew in this same reading."""
        self.state["whole"] = True
        Staged.objects.filter(reading=self.reading).exclude(kind__in=("seen", "users")).delete()
        self.hold()

    # ---- asking

    def ask(self, stage: str, question: Coroutine[Any, Any, T]) -> T:
        """One answer, its calls counted for a stage."""
        try:
            return self.wire.ask(question)
        finally:
            self._count(stage)

    def asked(self, stage: str, stream: AsyncIterator[T]) -> Iterator[T]:
        """What a stream gives, its calls counted for a stage."""
        try:
            for one in self.wire.each(stream):
                self._count(stage)
                yield one
        finally:
            self._count(stage)

    def _count(self, stage: str) -> None:
        fresh, self._calls = self.wire.wiki.calls - self._calls, self.wire.wiki.calls
        if fresh:
            self.state["stages"][stage] = self.state["stages"].get(stage, 0) + fresh

    def breathe(self) -> None:
        """Raise PausedError when this took long enough. For moments when all that was got is kept."""
        if time.monotonic() - self._began > LONGEST:
            raise PausedError

    def _tick(self) -> None:
        now = time.monotonic()
        self.state["seconds"] += now - self._ticked
        self._ticked = now

    # ---- what was got

    def has(self, kind: str, key: str) -> bool:
        """Whether this part was got already."""
        return Staged.objects.filter(reading=self.reading, kind=kind, key=key).exists()

    def keep(self, kind: str, key: str, body: Any) -> None:
        """Keep a part at once, with how far the reading came."""
        self._tick()
        acts.stage(self.reading, self.token, kind, key, pack(body), self.mark)

    def got(self, kind: str) -> list[Any]:
        """All parts of a kind, in the order of their keys."""
        parts = Staged.objects.filter(reading=self.reading, kind=kind).order_by("key")
        return [unpack(bytes(body)) for body in parts.values_list("body", flat=True)]

    def seen(self) -> dict[int, str]:
        """Revisions that this reading asked for, and whether they are public, suppressed or deleted (see Absence)."""
        if self._seen is None:
            self._seen = {int(rev): why for part in self.got("seen") for rev, why in part.items()}
        return self._seen

    def is_public(self, rev: int) -> bool:
        """False where this reading found that a text is not there for everybody."""
        return self.seen().get(rev) not in WITHOUT_TEXT

    def note_seen(self, found: dict[int, Absence]) -> None:
        """Note what this reading found of such revisions, at once."""
        if not found:
            return
        self.seen().update(found)
        self.keep("seen", f"{min(found)}-{max(found)}-{len(found)}", {str(rev): why for rev, why in found.items()})

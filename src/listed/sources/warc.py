"""A web archive flows in, and the pages recorded in it flow out, each under the address it was recorded from."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from listed.lists.document import Document
from listed.sources.archive.paths import printable
from listed.sources.budget import Budget
from listed.sources.errors import MemberError, SourceError, Unread
from listed.sources.opened import Opened
from listed.sources.options import Options

_TEXT = ("text/", "application/json", "application/xml", "application/xhtml", "application/javascript")


def open_warc(target: str, raw: BinaryIO, options: Options) -> Opened:
    """Open a WARC as one target of kind `warc-record`; a document's path is the address of its page.

    Raises `SourceError` when the reader of WARCs is not installed.
    """
    try:
        reader: Any = importlib.import_module("fastwarc.warc")
    except ImportError:
        raw.close()
        raise SourceError(f"{target}: web archives need one more part; type `pip install 'listed[scale]'`.") from None
    return Opened(
        target,
        "warc-record",
        lambda budget: _records(reader, raw, budget),
        limits=options.limits,
        close=raw.close,
    )


def _records(reader: Any, raw: BinaryIO, budget: Budget) -> Iterator[Document | Unread]:
    try:
        for record in reader.ArchiveIterator(
            raw,
            record_types=reader.WarcRecordType.response,
            parse_http=True,
            auto_decode="all",
        ):
            yield from _record(record, budget)
    except (OSError, ValueError, RuntimeError, EOFError) as error:
        yield Unread("", f"damaged: {error}"[:200])


def _record(record: Any, budget: Budget) -> Iterator[Document | Unread]:
    address = printable(str(record.headers.get("WARC-Target-URI") or ""))
    http = record.http_headers
    media = http.get("Content-Type") if http is not None else None
    if http is None or (http.status_code or 200) != 200 or (media and not media.strip().lower().startswith(_TEXT)):
        return
    # Half the web is recorded in one such file: members are not counted here, sizes are.
    try:
        data = record.reader.read(budget.limits.page + 1)
        if len(data) > budget.limits.page:
            raise MemberError("larger than a page may be")
    except (MemberError, OSError, ValueError) as error:
        yield Unread(address, str(error))
        return
    yield Document(address, data, media)

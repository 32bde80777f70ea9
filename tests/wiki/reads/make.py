"""Plain values in; an export file that MediaWiki's importDump.php reads, out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from xml.sax.saxutils import escape

HEAD = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en"><siteinfo>
<sitename>far</sitename><dbname>far</dbname><base>http://far.invalid/</base><generator>MediaWiki 1.39</generator>
<case>first-letter</case><namespaces><namespace key="0" case="first-letter"/></namespaces></siteinfo>"""
REVISION = """<revision><id>{id}</id><timestamp>{at}</timestamp><contributor><username>{author}</username><id>1</id>
</contributor><comment/><model>wikitext</model><format>text/x-wiki</format><text xml:space="preserve">{text}</text>
</revision>"""
BEGINNING = datetime(2024, 5, 1, 8, tzinfo=UTC)


def make_page(title: str, revisions: list[tuple[str, str]], begins: datetime = BEGINNING) -> str:
    """A page of (author, text) revisions, a minute apart."""
    rows = [
        REVISION.format(
            id=n + 1, at=f"{begins + timedelta(minutes=n):%Y-%m-%dT%H:%M:%SZ}", author=who, text=escape(text)
        )
        for n, (who, text) in enumerate(revisions)
    ]
    return f"<page><title>{escape(title)}</title><ns>0</ns><id>1</id>{''.join(rows)}</page>"


def make_dump(*pages: str) -> str:
    """The whole export."""
    return f"{HEAD}{''.join(pages)}</mediawiki>"

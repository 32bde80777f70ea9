"""Bytes that anybody handed in, in; an XML tree that asks nothing of disk or network, or the reason against it, out."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from lxml import etree

from portal.strategy.donor.faults import UploadError

MOST_BYTES = 8 * 1024 * 1024
MOST_ELEMENTS = 200_000
MOST_DEEP = 60


def parse(body: bytes) -> etree._Element:
    """The root of a document, without comments and the white space between its elements.

    Raises UploadError where it is no XML, brings a document type of its own (entities, other files), or is too large.
    """
    if len(body) > MOST_BYTES:
        raise UploadError("file", _("The file is too large: 8 MB at most."))
    events = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_blank_text=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = _grown(events, body)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        raise UploadError(f"line {line}", _("This is not well-formed XML.")) from error
    if root is None:
        raise UploadError("line 1", _("This is not well-formed XML."))
    return root


def _grown(events: etree.XMLPullParser, body: bytes) -> etree._Element | None:
    """Feed piece by piece, so that a file that grows too deep or too wide stops where it does."""
    root, deep, count = None, 0, 0
    for start in range(0, len(body), 65536):
        events.feed(body[start : start + 65536])
        for kind, element in events.read_events():
            if kind == "end":
                deep -= 1
                continue
            if root is None:
                root = element
                if element.getroottree().docinfo.doctype or element.getroottree().docinfo.internalDTD is not None:
                    raise UploadError("line 1", _("A file with a document type of its own is not read."))
            deep, count = deep + 1, count + 1
            if deep > MOST_DEEP or count > MOST_ELEMENTS:
                raise UploadError(f"line {element.sourceline}", _("The file has too many elements, or too deep ones."))
    events.close()
    return root


def looks_like_xml(body: bytes) -> bool:
    """Whether bytes begin as XML does, in any of the encodings that it may have."""
    start = body[:200].removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


def canonical(element: etree._Element) -> bytes:
    """The bytes of an element that do not change with quotes, order of attributes and the like; without comments."""
    return bytes(etree.tostring(element, method="c14n", exclusive=True, with_comments=False))

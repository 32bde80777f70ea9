"""Hostile XML is refused with the place and the reason; nothing of it is fetched or unfolded."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from portal.strategy.donor import parse
from portal.strategy.donor.faults import UploadError

LAUGHS = b"""<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]><a x="&e;">&e;</a>"""


def refused(body: bytes) -> tuple[str, str]:
    """The place and the sentence with which a body is refused."""
    with pytest.raises(UploadError) as found:
        parse.parse(body)
    return found.value.place, str(found.value.message)


def test_white_space_between_elements_goes_and_text_stays() -> None:
    root = parse.parse(b"<a>\n  <b> two  words </b>\n</a>")
    assert etree.tostring(root) == b"<a><b> two  words </b></a>"


def test_entities_are_refused() -> None:
    assert refused(LAUGHS) == ("line 1", "A file with a document type of its own is not read.")


def test_files_of_the_machine_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    body = f'<!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'.encode()
    assert refused(body) == ("line 1", "A file with a document type of its own is not read.")


def test_a_document_type_elsewhere_is_not_fetched() -> None:
    body = b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd"><a/>'
    assert refused(body) == ("line 1", "A file with a document type of its own is not read.")


def test_a_deep_file_is_refused_before_it_is_read_to_its_end() -> None:
    assert refused(b"<a>" * 100)[1] == "The file has too many elements, or too deep ones."


def test_a_wide_file_is_refused() -> None:
    assert refused(b"<a>" + b"<b/>" * (parse.MOST_ELEMENTS + 1) + b"</a>")[1] == (
        "The file has too many elements, or too deep ones."
    )


def test_a_huge_file_is_refused_unread() -> None:
    assert refused(b" " * (parse.MOST_BYTES + 1)) == ("file", "The file is too large: 8 MB at most.")


@pytest.mark.parametrize("body", [b"", b"no", b"<a>", b"<a></b>", b"<a>&b;</a>", b"\x00\xff\xfe", b"PK\x03\x04"])
def test_what_is_no_xml_is_said_to_be_none(body: bytes) -> None:
    assert refused(body)[1] == "This is not well-formed XML."


def test_the_same_content_has_the_same_canonical_bytes() -> None:
    one = parse.parse(b"<a c='1' b=\"2\"><!-- said aside --><d></d></a>")
    two = parse.parse(b'<a b="2" c="1"><d/></a>')
    assert parse.canonical(one) == parse.canonical(two)

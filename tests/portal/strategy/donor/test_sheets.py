"""Spreadsheets come in by their columns, in every format that offices use; what is wrong is told at row and column."""

from __future__ import annotations

import io
import zipfile

import pytest

from portal.indicator.readings.models import Reading
from portal.strategy.donor import acts, sheets, workbook
from portal.strategy.donor.faults import UploadError
from portal.strategy.plan.models import Budget, Version
from tests.portal.indicator.make import make_indicator
from tests.portal.strategy.make import BY, make_aim, make_initiative, make_partner, make_version

pytestmark = pytest.mark.django_db
HEAD = "initiative,payer,starts_on,ends_on,amount,currency,source\n"


def make_draft() -> Version:
    """A draft with an initiative, a payer and an indicator that people enter."""
    version = make_version()
    make_partner(version.strategy, "embassy")
    make_aim(make_initiative(version, "camp"), make_indicator(slug=f"apps-{version.strategy.pk}"))
    return version


def make_xlsx(rows: list[list[str]]) -> bytes:
    """The smallest workbook that office programs read, with one sheet of texts."""
    cell = '<c t="inlineStr"><is><t>{}</t></is></c>'
    lines = "".join("<row>" + "".join(cell.format(one) for one in row) + "</row>" for row in rows)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    files = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" '
        f'ContentType="{types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
        f'ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
        '<sheet name="Money" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="r1" '
        f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{lines}</sheetData></worksheet>',
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in files.items():
            book.writestr(name, text)
    return packed.getvalue()


def make_ods(rows: list[list[str]]) -> bytes:
    """The smallest open document with one table of texts."""
    ns = "urn:oasis:names:tc:opendocument:xmlns"
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    lines = "".join(
        "<table:table-row>" + "".join(cell.format(one) for one in row) + "</table:table-row>" for row in rows
    )
    content = (
        f'<office:document-content xmlns:office="{ns}:office:1.0" xmlns:table="{ns}:table:1.0" '
        f'xmlns:text="{ns}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Money">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        book.writestr("content.xml", content)
        book.writestr("META-INF/manifest.xml", "<manifest/>")
    return packed.getvalue()


ROWS = [
    ["initiative", "payer", "starts_on", "ends_on", "amount", "currency", "source"],
    ["camp", "embassy", "1.1.2026", "31.12.2026", "1 200,50", "EUR", "the agreement, page 2"],
]


def taken(version: Version, name: str, body: bytes) -> list[tuple[str, str, str]]:
    """What a file changed."""
    changes = acts.take_in(acts.read_upload(version.strategy, name, body), BY).changes
    return [(one.kind, one.key, one.name) for one in changes]


def refused(version: Version, text: str | bytes) -> tuple[str, str]:
    """Where and why a sheet is refused."""
    with pytest.raises(UploadError) as found:
        acts.read_upload(version.strategy, "sheet.csv", text.encode() if isinstance(text, str) else text)
    return found.value.place, str(found.value.message)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("a.csv", "\n".join(";".join(row) for row in ROWS).encode("utf-16")),
        ("a.csv", "\n".join(";".join(row) for row in ROWS).encode("windows-1250")),
        ("a.csv", "\n".join("\t".join(row) for row in ROWS).encode("utf-8-sig")),
        ("a.xlsx", make_xlsx(ROWS)),
        ("a.ods", make_ods(ROWS)),
    ],
    ids=["utf-16", "windows-1250", "tabs", "xlsx", "ods"],
)
def test_a_budget_comes_in_from_any_office_program(name: str, body: bytes) -> None:
    version = make_draft()
    assert taken(version, name, body) == [("budget", "camp", "1200.5 EUR 2026-01-01")]
    assert list(Budget.objects.values_list("payer__slug", "source")) == [("embassy", "the agreement, page 2")]
    assert taken(version, name, body) == []


def test_readings_come_in_with_their_source() -> None:
    version = make_draft()
    slug = f"apps-{version.strategy.pk}"
    text = (
        "indicator,starts_on,ends_on,value,low,source,as_of,narrative_sq\n"
        f"{slug},2026-01-01,2026-03-31,12,10,the report,2026-04-01,U rrit\n"
        f"{slug},2026-04-01,2026-06-30,,,the report,,\n"
    )
    assert [kind for kind, _key, _name in taken(version, "r.csv", text.encode())] == ["reading", "reading"]
    found = Reading.objects.order_by("starts_on").values_list("value", "low", "source", "narrative")
    assert [(str(value), str(low), source, narrative) for value, low, source, narrative in found] == [
        ("12.000000", "10.000000", "the report", {"sq": "U rrit"}),
        ("None", "None", "the report", {}),
    ]


def test_payments_come_in() -> None:
    version = make_draft()
    text = (
        "initiative,kind,on,amount,currency,payee,ref,about_en\ncamp,expenditure,2026-02-01,40,EUR,embassy,B-1,Rooms\n"
    )
    assert taken(version, "p.csv", text.encode()) == [("payment", "camp", "expenditure 40 EUR 2026-02-01")]
    payment = version.strategy.payments.get()
    assert (payment.payee and payment.payee.slug, payment.ref, payment.about) == ("embassy", "B-1", {"en": "Rooms"})


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("camp,,2026-01-01,2026-12-31,much,EUR,", "row 2: amount"),
        ("camp,,January,2026-12-31,5,EUR,", "row 2: starts_on"),
        ("camp,,2026-12-31,2026-01-01,5,EUR,", "row 2: ends_on"),
        ("camps,,2026-01-01,2026-12-31,5,EUR,", "row 2: initiative"),
        ("camp,nobody,2026-01-01,2026-12-31,5,EUR,", "row 2: payer"),
        ("camp,,2026-01-01,2026-12-31,5,euro,", "row 2: currency"),
        ("camp,,2026-01-01,2026-12-31,-5,EUR,", "row 2: amount"),
        ("camp,,2026-01-01,2026-12-31,5,EUR,\ncamp,,2026-03-01,2026-04-01,5,USD,", "row 3: currency"),
        ("camp,,2026-01-01,2026-12-31,5,EUR,\ncamp,,2026-03-01,2026-04-01,5,EUR,", "row 3: starts_on"),
    ],
)
def test_what_is_wrong_is_told_at_row_and_column_and_nothing_comes_in(line: str, place: str) -> None:
    version = make_draft()
    assert refused(version, HEAD + line)[0] == place
    assert Budget.objects.count() == 0


def test_what_the_portal_counts_is_not_taken_from_a_sheet() -> None:
    make_indicator("request.sent", slug="counted")
    text = "indicator,starts_on,ends_on,value,source\ncounted,2026-01-01,2026-03-31,12,me\n"
    assert refused(make_draft(), text) == ("row 2: indicator", "The portal counts this from its records.")


@pytest.mark.parametrize(
    "body", [b"", b"a,b\n1,2\n", b"PK\x03\x04nothing", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b'"open']
)
def test_what_is_no_sheet_of_ours_is_refused(body: bytes) -> None:
    assert refused(make_draft(), body)[0] in {"row 1", "file"}


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * (workbook.MOST_UNPACKED + 1))
    assert refused(make_draft(), packed.getvalue())[0] == "file"


def test_a_small_workbook_that_claims_to_be_the_widest_there_can_be_is_refused() -> None:
    body = make_ods([["a"]])
    with zipfile.ZipFile(io.BytesIO(body)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    row = b'<table:table-row table:number-rows-repeated="1048576">'
    cell = b'<table:table-cell table:number-columns-repeated="16384"'
    content = files["content.xml"].replace(b"<table:table-row>", row).replace(b"<table:table-cell", cell)
    again = io.BytesIO()
    with zipfile.ZipFile(again, "w") as book:
        for name, text in {**files, "content.xml": content}.items():
            book.writestr(name, text)
    assert refused(make_draft(), again.getvalue())[0] == "file"


@pytest.mark.parametrize("kind", list(sheets.COLUMNS))
def test_a_sheet_to_fill_in_is_known_by_its_columns(kind: str) -> None:
    version = make_draft()
    body = sheets.template(version.strategy, kind)
    assert body.startswith(b"\xef\xbb\xbf" + ",".join(sheets.COLUMNS[kind]).encode())
    assert refused(version, body)[0].startswith("row 2: ")

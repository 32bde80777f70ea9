"""Roles, budgets, payments and days in; the elements of an IATI activity that say them, and the same rows back, out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from lxml import etree

from portal.strategy.donor import codes, own
from portal.strategy.donor.own import ASSUMED, Row, clean
from portal.strategy.donor.pieces import add, children, day, money, org, period, read_money, read_period, said, texts
from portal.strategy.donor.rows import Rows

_COMMITTED, _INDICATIVE = "2", "1"


def days(element: etree._Element, starts: str | None, ends: str | None, spare: str) -> None:
    """The first and the last day: what lies ahead is planned. `spare` stands where no source says when it began."""
    today = timezone.localdate().isoformat()
    start = add(element, "activity-date", type="2" if (starts or spare) <= today else "1", iso_date=starts or spare)
    if starts is None:
        start.set(ASSUMED, "true")
    if ends is not None:
        add(element, "activity-date", type="4" if ends <= today else "3", iso_date=ends)


def read_days(element: etree._Element) -> dict[str, str | None]:
    """The first and the last day; actual ones before planned ones."""
    found = {one.get("type"): day(one.get("iso-date")) for one in children(element, "activity-date")}
    return {"starts_on": found.get("2") or found.get("1"), "ends_on": found.get("4") or found.get("3")}


def roles(element: etree._Element, found: list[Row], rows: Rows) -> None:
    """Who takes part. Where nobody is named, the organisation of the strategy answers for it."""
    for role in found:
        partner = rows.partner(role["partner"])
        one = org(element, "participating-org", partner, role=codes.code("roles", role["kind"]))
        assert one is not None
        own.seal(one, "role", role, read_role)
    if not found:
        strategy = rows.strategy
        spare = add(element, "participating-org", role=codes.code("roles", "accountable"), ref=strategy["iati_ref"])
        add(spare, "narrative").text = clean(strategy["organisation"])
        spare.set(ASSUMED, "true")


def read_role(element: etree._Element) -> Row:
    """What an organisation does."""
    kind = codes.word("roles", element.get("role", ""))
    return {"partner": slug_of(element), "initiative": None, "kind": kind, "source": "", "as_of": None}


def budget(element: etree._Element, row: Row) -> None:
    """Money that is planned."""
    status = _COMMITTED if row["is_committed"] else _INDICATIVE
    one = add(element, "budget", type="1", status=status)
    period(one, row["starts_on"], row["ends_on"])
    money(one, row["amount"], row["currency"], row["starts_on"])
    own.seal(one, "budget", row, read_budget)


def read_budget(element: etree._Element) -> Row:
    """Money that is planned, for whichever initiative."""
    return {
        "initiative": None,
        "payer": None,
        "source": "",
        "as_of": None,
        **read_period(element),
        **read_money(element, _currency(element)),
        "is_committed": element.get("status") == _COMMITTED,
    }


def payment(element: etree._Element, row: Row, rows: Rows) -> None:
    """Money that was promised, passed on or spent."""
    one = add(element, "transaction", ref=row["ref"])
    add(one, "transaction-type", code=codes.code("payments", row["kind"]))
    add(one, "transaction-date", iso_date=row["on"])
    money(one, row["amount"], row["currency"], row["on"])
    texts(one, "description", row["about"])
    org(one, "provider-org", rows.partner(row["payer"]))
    org(one, "receiver-org", rows.partner(row["payee"]))
    own.seal(one, "payment", row, read_payment)


def read_payment(element: etree._Element) -> Row:
    """Money that moved; `kind` is empty for a kind of IATI that strategies do not keep."""
    kind, date = element.find("transaction-type"), element.find("transaction-date")
    payer, payee = element.find("provider-org"), element.find("receiver-org")
    return {
        "initiative": None,
        "kind": codes.word("payments", "" if kind is None else kind.get("code", "")),
        "on": None if date is None else day(date.get("iso-date")),
        **read_money(element, _currency(element)),
        "payer": None if payer is None else slug_of(payer) or None,
        "payee": None if payee is None else slug_of(payee) or None,
        "about": said(element.find("description")),
        "ref": element.get("ref", ""),
        "source": "",
        "as_of": None,
    }


def partner_of(element: etree._Element) -> Row:
    """An organisation as its element tells it."""
    ref, kind = element.get("ref", "").strip(), element.get("type", "").strip()
    names = said(element)
    if not names and ref:
        names = {"en": ref}
    made: Mapping[str, Any] = {"names": names, "iati_ref": ref, "iati_type": kind, "country": "", "homepage": ""}
    return {"slug": slug_of(element), **made, "source": "", "as_of": None}


def slug_of(element: etree._Element) -> str:
    """What an organisation is called in keys: by its name, else by its identifier; empty where it has neither."""
    names = said(element)
    name = names.get("en") or next(iter(names.values()), "") or element.get("ref", "")
    return slugify(name)[:60].strip("-")


def _currency(element: etree._Element) -> str:
    return next((one.get("default-currency", "") for one in element.iterancestors("iati-activity")), "")

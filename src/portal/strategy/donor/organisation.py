"""The rows of a strategy in; the IATI file of the organisation that answers for it, version 2.03, out."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal

from django.conf import settings
from lxml import etree

from portal.strategy.donor import codes
from portal.strategy.donor.own import clean
from portal.strategy.donor.pieces import LANG, add, money, narratives, number, period, texts
from portal.strategy.donor.rows import Rows
from portal.strategy.donor.schema import VERSION
from portal.strategy.donor.write import ref_of

_SPENT = ("disbursement", "expenditure")


def tree(rows: Rows) -> etree._Element:
    """The whole file: who it is, what it plans to spend in all, what it spent each year, where its strategy stands."""
    strategy = rows.strategy
    root = etree.Element("iati-organisations", version=VERSION)
    element = add(root, "iati-organisation", default_currency=strategy["currency"])
    element.set(LANG, "en")
    add(element, "organisation-identifier").text = clean(ref_of(strategy))
    narratives(add(element, "name"), {"en": strategy["organisation"]})
    reporting = add(element, "reporting-org", ref=ref_of(strategy), type=strategy["iati_type"] or "90")
    add(reporting, "narrative").text = clean(strategy["organisation"])
    for (starts, ends, currency, is_committed), lines in sorted(_budgets(rows).items()):
        total = add(element, "total-budget", status="2" if is_committed else "1")
        _sum(total, starts, ends, currency, lines, "budget-line", rows)
    for (year, currency), lines in sorted(_spent(rows).items()):
        total = add(element, "total-expenditure")
        _sum(total, f"{year}-01-01", f"{year}-12-31", currency, lines, "expense-line", rows)
    for language in ("sq", "sr", "en"):
        address = f"{settings.SITE_ADDRESS}/{language}/strategy/{strategy['slug']}/"
        link = add(element, "document-link", url=address, format="text/html")
        texts(link, "title", strategy["names"], spare=strategy["slug"])
        add(link, "category", code=codes.code("documents", "organisation"))
        add(link, "language", code=language)
        add(link, "recipient-country", code=codes.country())
    return root


def _sum(
    total: etree._Element, starts: str, ends: str, currency: str, lines: list[tuple[str, Decimal]], tag: str, rows: Rows
) -> None:
    period(total, starts, ends)
    money(total, _text(sum((amount for _key, amount in lines), Decimal(0))), currency, starts)
    names = {row["key"]: row["names"] for row in rows.initiatives}
    for key, amount in lines:
        line = add(total, tag, ref=key)
        money(line, _text(amount), currency, starts)
        narratives(line, names.get(key) or {"en": key})


def _budgets(rows: Rows) -> dict[tuple[str, str, str, bool], list[tuple[str, Decimal]]]:
    found: dict[tuple[str, str, str, bool], list[tuple[str, Decimal]]] = defaultdict(list)
    for row in rows.budgets:
        key = (row["starts_on"], row["ends_on"], row["currency"], row["is_committed"])
        found[key].append((row["initiative"], Decimal(row["amount"])))
    return found


def _spent(rows: Rows) -> dict[tuple[str, str], list[tuple[str, Decimal]]]:
    sums: dict[tuple[str, str, str], Decimal] = defaultdict(Decimal)
    for row in rows.payments:
        if row["kind"] in _SPENT:
            sums[row["on"][:4], row["currency"], row["initiative"]] += Decimal(row["amount"])
    found: dict[tuple[str, str], list[tuple[str, Decimal]]] = defaultdict(list)
    for (year, currency, key), amount in sorted(sums.items()):
        found[year, currency].append((key, amount))
    return found


def _text(amount: Decimal) -> str:
    return number(str(amount)) or "0"

"""An IATI file of activities in; the rows of a strategy that it says, and the elements that say them, out.

A file of ours gives back every row. From any other file each activity becomes an initiative.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from lxml import etree

from portal.strategy.donor import activity, own, results, schema
from portal.strategy.donor.faults import UploadError
from portal.strategy.donor.own import Row
from portal.strategy.donor.parse import parse
from portal.strategy.donor.pieces import children, said
from portal.strategy.donor.rows import Rows
from portal.strategy.donor.write import read_initiative, read_objective, read_strategy

MOST_TOLD = 20


@dataclass
class Found:
    """What a file says. `is_whole`: it is one of ours. `activities`: the key of an initiative to its element.

    `sender`: the organisation that reports. `prefix`: what the slugs of new indicators begin with, so that they do not
    meet those of other strategies. `warnings`: what breaks a rule beyond the schema, or cannot be kept as rows.
    """

    root: etree._Element
    prefix: str
    rows: Rows = field(default_factory=Rows)
    is_whole: bool = False
    activities: dict[str, etree._Element] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    sender: str = ""

    def warn(self, element: etree._Element, words: object) -> None:
        """Tell something about the line of an element."""
        self.warnings.append(f"line {element.sourceline}: {words}")


def read(body: bytes, known: Rows, keys: dict[str, str] | None = None) -> Found:
    """The rows of a file. `known`: partners and initiatives that there are; `keys`: what activities became before.

    Raises UploadError at the line where the file breaks the schema or a list of codes.
    """
    root = parse(body)
    if root.tag != "iati-activities":
        raise UploadError("line 1", _("This is not an IATI file of activities."))
    found = Found(root, str(known.strategy["slug"]))
    for fault in schema.faults(root):
        if fault.kind != "rules":
            raise UploadError(f"line {fault.line}", fault.message)
        found.warnings.append(f"{fault.place}: {fault.message}")
    found.warnings = found.warnings[:MOST_TOLD]
    partners = _Partners(found, known)
    for element in root.iterchildren("iati-activity"):
        names = said(element.find("reporting-org"))
        found.sender = found.sender or names.get("en") or next(iter(names.values()), "")
        try:
            _activity(element, found, partners, known, keys or {})
        except (AttributeError, IndexError, KeyError, TypeError) as error:
            told = _("What this activity says in our own elements is not complete.")
            raise UploadError(f"line {element.sourceline}", told) from error
    return found


def _activity(element: etree._Element, found: Found, partners: _Partners, known: Rows, keys: dict[str, str]) -> None:
    if own.rows(element, "strategy"):
        _strategy(element, found)
    elif own.rows(element, "initiative"):
        row = own.whole(element, "initiative", read_initiative) or {}
        _initiative(element, row, found, partners)
    else:
        _foreign(element, found, partners, known, keys)


class _Partners:
    """The organisations of a file, under the slugs that the strategy knows them by."""

    def __init__(self, found: Found, known: Rows) -> None:
        self.found = found
        self.by_ref = {row["iati_ref"]: row["slug"] for row in known.partners if row["iati_ref"]}
        self.slugs = {row["slug"] for row in known.partners}

    def slug(self, element: etree._Element | None) -> str | None:
        """The slug of an organisation, which is added to the rows of the file where it is new."""
        if element is None:
            return None
        row = activity.partner_of(element)
        slug = self.by_ref.get(row["iati_ref"], row["slug"])
        if not slug:
            return None
        if slug not in self.slugs:
            self.slugs.add(slug)
            self.found.rows.partners.append({**row, "slug": slug})
            if row["iati_ref"]:
                self.by_ref[row["iati_ref"]] = slug
        return str(slug)


def _strategy(element: etree._Element, found: Found) -> None:
    rows = found.rows
    found.is_whole = True
    found.activities[""] = element
    rows.strategy = own.whole(element, "strategy", read_strategy) or {}
    rows.version = own.rows(element, "version")[0]
    rows.partners = own.rows(element, "partner")
    rows.objectives = own.rows(element, "objective")
    rows.activities = own.rows(element, "activity")
    rows.risks = own.rows(element, "risk")
    rows.dependencies = own.rows(element, "dependency")
    rows.roles += _sealed(element, "participating-org", "role", activity.read_role)
    rows.payments += _sealed(element, "transaction", "payment", activity.read_payment)
    for result in element.iterchildren("result"):
        if objective := own.whole(result, "objective", read_objective):
            rows.objectives.append(objective)
        _result(result, found)
    rows.objectives.sort(key=lambda row: str(row["key"]))


def _initiative(element: etree._Element, row: Row, found: Found, partners: _Partners) -> None:
    """An initiative of ours; what others added to its activity is read as theirs."""
    rows, key = found.rows, row["key"]
    rows.initiatives.append(row)
    found.activities[key] = element
    _parts(element, key, found, partners)


def _foreign(element: etree._Element, found: Found, partners: _Partners, known: Rows, keys: dict[str, str]) -> None:
    """An activity of others: the initiative that it became before, else a new one under a key of its own."""
    names = said(element.find("title"))
    ident = (element.findtext("iati-identifier") or "").strip()
    key = keys.get(ident) or slugify(names.get("en") or next(iter(names.values()), "") or ident)[:56].strip("-")
    taken = {row["key"] for row in found.rows.initiatives}
    if ident not in keys:
        taken |= {row["key"] for row in known.initiatives}
    spare = key = key or "activity"
    for number in range(2, len(taken) + 3):
        if key not in taken:
            break
        key = f"{spare}-{number}"
    row = {"key": key, **read_initiative(element)}
    row["names"] = row["names"] or {"en": ident or key}
    found.rows.initiatives.append(row)
    found.activities[key] = element
    _parts(element, key, found, partners)


def _parts(element: etree._Element, key: str, found: Found, partners: _Partners) -> None:
    """Roles, budgets, payments and results of an initiative's activity."""
    rows = found.rows
    for one in children(element, "participating-org"):
        role = own.whole(one, "role", activity.read_role)
        if role is None and (slug := partners.slug(one)):
            role = {**activity.read_role(one), "partner": slug, "initiative": key}
        if role is not None and role["kind"] and role not in rows.roles:
            rows.roles.append(role)
    for one in element.iterchildren("budget"):
        rows.budgets.append(
            own.whole(one, "budget", activity.read_budget) or {**activity.read_budget(one), "initiative": key}
        )
    for one in element.iterchildren("transaction"):
        row = own.whole(one, "payment", activity.read_payment)
        if row is None:
            row = {**activity.read_payment(one), "initiative": key}
            row["payer"] = partners.slug(one.find("provider-org"))
            row["payee"] = partners.slug(one.find("receiver-org"))
        if row["kind"]:
            rows.payments.append(row)
        else:
            found.warn(one, _("This kind of transaction is kept as it stands, not as a payment."))
    for result in element.iterchildren("result"):
        _result(result, found, key)


def _result(result: etree._Element, found: Found, initiative: str = "") -> None:
    rows = found.rows
    for element in result.iterchildren("indicator"):
        indicator = own.whole(element, "indicator", results.read_indicator)
        aim = own.whole(element, "aim", results.read_aim)
        if indicator is None or aim is None:
            if element.get("measure") == "5":
                found.warn(element, _("An indicator in words is kept as it stands, not as an aim."))
                continue
            indicator = _foreign_indicator(element, result, f"{found.prefix}-{initiative}")
            aim = {**results.read_aim(element), "indicator": indicator["slug"], "initiative": initiative}
        if indicator["slug"] not in {row["slug"] for row in rows.indicators}:
            rows.indicators.append(indicator)
            rows.readings += [{**one, "indicator": indicator["slug"]} for one in results.readings_in(element)]
        rows.aims.append(aim)


def _foreign_indicator(element: etree._Element, result: etree._Element, spare: str) -> Row:
    """An indicator of others: its slug is that of its activity and its place there."""
    row = results.read_indicator(element)
    place = 1 + sum(1 for _one in element.itersiblings("indicator", preceding=True))
    place_of_result = 1 + sum(1 for _one in result.itersiblings("result", preceding=True))
    row["names"] = row["names"] or said(result.find("title")) or {"en": spare}
    return {"slug": f"{spare[:70]}-{place_of_result}-{place}", **row}


def _sealed(element: etree._Element, tag: str, kind: str, reader: own.Reader) -> list[Row]:
    rows = (own.whole(one, kind, reader) for one in children(element, tag))
    return [row for row in rows if row is not None]

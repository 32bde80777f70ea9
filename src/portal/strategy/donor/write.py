"""A version of a strategy in; its IATI file of activities, version 2.03, out.

The strategy is one activity of hierarchy 1, each of its initiatives one of hierarchy 2. An objective with indicators is
a result of the strategy; an initiative's indicators are a result of the initiative.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from lxml import etree

from portal.strategy.donor import activity, codes, own
from portal.strategy.donor.kept import Remembered, restored
from portal.strategy.donor.own import NAMESPACE, Row, clean
from portal.strategy.donor.pieces import LANG, add, said, texts
from portal.strategy.donor.results import write_result
from portal.strategy.donor.rows import Rows
from portal.strategy.donor.schema import VERSION

_PARENT, _CHILD = "1", "2"
_LANGUAGES = ("sq", "sr", "en")


@dataclass(frozen=True)
class Place:
    """What stands beside rows, by initiative; "" is the strategy.

    `identifiers`: what others call an activity; `kept`: how theirs differs from what rows say.
    """

    identifiers: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Remembered] = field(default_factory=dict)


def tree(rows: Rows, place: Place) -> etree._Element:
    """The whole file as elements: the strategy first, then its initiatives in their order."""
    root = etree.Element("iati-activities", version=VERSION, nsmap={"dk": NAMESPACE})
    root.append(whole("", strategy_activity(rows, place), place))
    for initiative in sorted(rows.initiatives, key=lambda one: (one["order"], one["key"])):
        root.append(whole(initiative["key"], initiative_activity(rows, initiative, place), place))
    return root


def whole(key: str, element: etree._Element, place: Place) -> etree._Element:
    """An activity written from rows, with what others wrote into it."""
    kept = place.kept.get(key)
    return restored(element, kept) if kept else element


def serialised(root: etree._Element) -> bytes:
    """A file as bytes, indented."""
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))


def ref_of(strategy: Row) -> str:
    """The identifier of the organisation that reports; the strategy's own key where it has none that is registered."""
    return str(strategy["iati_ref"] or strategy["slug"])


def identifier(rows: Rows, key: str = "", place: Place | None = None) -> str:
    """The identifier of the activity of an initiative, or of the whole strategy."""
    if place and key in place.identifiers:
        return place.identifiers[key]
    strategy = f"{ref_of(rows.strategy)}-{rows.strategy['slug']}"
    return f"{strategy}-{key}" if key else strategy


def strategy_activity(rows: Rows, place: Place) -> etree._Element:
    """The strategy as an activity, with all that belongs to no initiative."""
    strategy, version = rows.strategy, rows.version
    element = _head(rows, "1", identifier(rows))
    texts(element, "title", strategy["names"], spare=strategy["slug"])
    texts(element, "description", strategy["about"], spare=_first(strategy), type_="1")
    activity.roles(element, rows.of("roles", "initiative", None), rows)
    state = {"draft": "planned", "in-force": "running", "replaced": "done"}[version["state"]]
    add(element, "activity-status", code=codes.code("states", state))
    activity.days(element, version["starts_on"], version["ends_on"], _spare_day(rows))
    _where(element, "whole")
    for payment in rows.payments:
        if payment["initiative"] not in {one["key"] for one in rows.initiatives}:
            activity.payment(element, payment, rows)
    _page(element, f"strategy/{strategy['slug']}/")
    for one in rows.initiatives:
        add(element, "related-activity", ref=identifier(rows, one["key"], place), type=_CHILD)
    for objective in rows.objectives:
        if aims := rows.of("aims", "objective", objective["key"]):
            result = write_result(element, "objective", objective, aims, rows)
            own.seal(result, "objective", objective, read_objective)
    _rest(element, rows)
    return element


def _rest(element: etree._Element, rows: Rows) -> None:
    """What IATI has no elements for: the tree of objectives, partners in full, steps, risks and dependencies."""
    own.seal(element, "strategy", rows.strategy, read_strategy)
    own.put(element, "version", rows.version)
    with_aims = {aim["objective"] for aim in rows.aims}
    for objective in rows.objectives:
        if objective["key"] not in with_aims:
            own.put(element, "objective", objective)
    for kind, name in (
        ("partner", "partners"),
        ("activity", "activities"),
        ("risk", "risks"),
        ("dependency", "dependencies"),
    ):
        for row in getattr(rows, name):
            own.put(element, kind, row)


def initiative_activity(rows: Rows, initiative: Row, place: Place) -> etree._Element:
    """One initiative as an activity."""
    key = initiative["key"]
    element = _head(rows, "2", identifier(rows, key, place))
    texts(element, "title", initiative["names"], spare=key)
    texts(element, "description", initiative["about"], spare=_first(initiative), type_="1")
    activity.roles(element, rows.of("roles", "initiative", key), rows)
    add(element, "activity-status", code=codes.code("states", initiative["state"]))
    activity.days(element, initiative["starts_on"], initiative["ends_on"], _spare_day(rows))
    _where(element, initiative["lever"])
    for budget in rows.of("budgets", "initiative", key):
        activity.budget(element, budget)
    for payment in rows.of("payments", "initiative", key):
        activity.payment(element, payment, rows)
    _page(element, f"strategy/{rows.strategy['slug']}/initiatives/{key}/")
    add(element, "related-activity", ref=identifier(rows), type=_PARENT)
    if aims := rows.of("aims", "initiative", key):
        write_result(element, "initiative", initiative, aims, rows)
    own.seal(element, "initiative", initiative, read_initiative)
    return element


def read_strategy(element: etree._Element) -> Row:
    """What an activity says of a strategy."""
    reporting = element.find("reporting-org")
    return {
        "names": said(element.find("title")),
        "about": said(element.find("description")),
        "organisation": "".join(reporting.itertext("narrative")) if reporting is not None else "",
        "currency": element.get("default-currency", ""),
    }


def read_objective(result: etree._Element) -> Row:
    """What a result says of an objective."""
    return {"names": said(result.find("title")), "about": said(result.find("description"))}


def read_initiative(element: etree._Element) -> Row:
    """What an activity says of an initiative."""
    status = element.find("activity-status")
    return {
        "names": said(element.find("title")),
        "about": said(element.find("description")),
        "order": 0,
        "source": "",
        "as_of": None,
        "objectives": [],
        "state": codes.word("states", "" if status is None else status.get("code", ""), "planned"),
        "lever": "other",
        **activity.read_days(element),
        "programme": "",
        "responsible": None,
        "role": "",
    }


def _head(rows: Rows, hierarchy: str, ident: str) -> etree._Element:
    strategy = rows.strategy
    element = etree.Element("iati-activity", nsmap={"dk": NAMESPACE})
    element.set(LANG, "en")
    element.set("default-currency", clean(strategy["currency"]))
    element.set("hierarchy", hierarchy)
    add(element, "iati-identifier").text = clean(ident)
    reporting = add(element, "reporting-org", ref=ref_of(strategy), type=strategy["iati_type"] or "90")
    add(reporting, "narrative").text = clean(strategy["organisation"])
    return element


def _where(element: etree._Element, sector: str) -> None:
    add(element, "recipient-country", code=codes.country(), percentage="100")
    add(element, "sector", vocabulary="1", code=codes.code("sectors", sector), percentage="100")


def _page(element: etree._Element, path: str) -> None:
    """The page of an activity, once a language."""
    for language in _LANGUAGES:
        link = add(element, "document-link", url=f"{settings.SITE_ADDRESS}/{language}/{path}", format="text/html")
        texts(link, "title", codes.words("page"))
        add(link, "category", code=codes.code("documents", "initiative"))
        add(link, "language", code=language)


def _first(row: Row) -> str:
    return str(next((text for text in row["names"].values() if text), row.get("key") or row.get("slug")))


def _spare_day(rows: Rows) -> str:
    """IATI demands a first day: where no source gives one, the first day of its strategy or of a part."""
    known = [rows.version["starts_on"], *(one["starts_on"] for one in [*rows.initiatives, *rows.activities])]
    return min((str(one) for one in known if one), default=rows.version["made_on"])

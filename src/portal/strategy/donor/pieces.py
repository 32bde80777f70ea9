"""Texts, organisations, days and money in; the small elements of IATI that say them, and back, out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from lxml import etree

from portal.strategy.donor.own import ASSUMED, clean

LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    """A new element at the end of another one; attributes that say nothing are left out."""
    names = {name.rstrip("_").replace("_", "-"): clean(value) for name, value in attributes.items() if value}
    return etree.SubElement(parent, tag, names)


def texts(parent: etree._Element, tag: str, words: Mapping[str, str], spare: str = "", **attributes: str) -> None:
    """An element with one narrative a language. `spare` stands where there is no text but IATI demands one."""
    told = {language: text for language, text in words.items() if text}
    if not told and not spare:
        return
    element = add(parent, tag, **attributes)
    narratives(element, told)
    if not told:
        add(element, "narrative").text = clean(spare)
        element.set(ASSUMED, "true")


def narratives(element: etree._Element, words: Mapping[str, str]) -> None:
    """One narrative a language into an element."""
    for language, text in words.items():
        narrative = add(element, "narrative")
        narrative.set(LANG, language)
        narrative.text = clean(text)


def said(element: etree._Element | None, default: str = "en") -> dict[str, str]:
    """Language to text of the narratives of an element; without a language, that of the activity."""
    if element is None or element.get(ASSUMED):
        return {}
    found: dict[str, str] = {}
    for one in element.iterfind("narrative"):
        language = (one.get(LANG) or _outer(one) or default).lower().partition("-")[0]
        if text := (one.text or "").strip():
            found.setdefault(language, text)
    return found


def _outer(element: etree._Element) -> str:
    return next((one.get(LANG) for one in element.iterancestors() if one.get(LANG)), "")


def day(text: str | None) -> str | None:
    """A date as ISO 8601, without time or zone; None where there is none."""
    try:
        return dt.date.fromisoformat((text or "")[:10]).isoformat()
    except ValueError:
        return None


def period(parent: etree._Element, starts: str, ends: str) -> None:
    """The first and the last day of a period."""
    add(parent, "period-start", iso_date=starts)
    add(parent, "period-end", iso_date=ends)


def read_period(element: etree._Element) -> dict[str, str | None]:
    """The first and the last day of a period, under our names."""
    return {
        "starts_on": day(_attribute(element, "period-start", "iso-date")),
        "ends_on": day(_attribute(element, "period-end", "iso-date")),
    }


def money(parent: etree._Element, amount: str, currency: str, on: str) -> None:
    """A value with its currency and the day whose rate is meant."""
    add(parent, "value", currency=currency, value_date=on).text = amount


def read_money(element: etree._Element, default: str) -> dict[str, str]:
    """Amount and currency of the value in an element."""
    value = element.find("value")
    text = "" if value is None else (value.text or "").strip()
    currency = (None if value is None else value.get("currency")) or default
    return {"amount": number(text) or "0", "currency": currency}


def number(text: str | None) -> str | None:
    """A number without idle zeros, as rows keep it; None where it is no finite number."""
    try:
        value = Decimal((text or "").strip())
    except InvalidOperation:
        return None
    if not value.is_finite():
        return None
    return format(value.normalize(), "f") if value else "0"


def org(parent: etree._Element, tag: str, partner: Mapping[str, Any] | None, **more: str) -> etree._Element | None:
    """An organisation that pays, is paid or takes part; nothing where there is none."""
    if partner is None:
        return None
    element = add(parent, tag, ref=partner["iati_ref"], type=partner["iati_type"], **more)
    narratives(element, partner["names"])
    if not partner["names"] and not partner["iati_ref"]:
        add(element, "narrative").text = clean(partner["slug"])
    return element


def children(element: etree._Element, path: str) -> Iterator[etree._Element]:
    """The elements at a path, but those that only the schema made us write."""
    return (one for one in element.iterfind(path) if not one.get(ASSUMED))


def _attribute(element: etree._Element, path: str, name: str) -> str | None:
    found = element.find(path)
    return None if found is None else found.get(name)

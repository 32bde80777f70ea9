"""The address or the title of an article as somebody typed it in; the wiki, the title and the page, out. No network."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import parse_qs, quote, unquote, urlsplit

from portal.academy.results.models import Page, Site
from portal.ground.languages.plain import plain


@dataclass(frozen=True, slots=True)
class Place:
    """An article. `page`: its number on the wiki, None where we have not read it yet; `address`: where it is seen."""

    site: str
    title: str
    page: int | None
    address: str


def find(typed: str, sites: Iterable[Site], chosen: str = "") -> Place | None:
    """Where an article is: an address tells its wiki, a title alone is on the chosen one, or on the only one.

    None for the address of another site. Without any wiki of its own an edition takes any address as it is.
    """
    known = list(sites)
    tidy = " ".join(plain(typed).split())
    if not tidy.lower().startswith(("http://", "https://")):
        site = next((one for one in known if one.slug == chosen), known[0] if known else None)
        title = " ".join(tidy.replace("_", " ").split())
        return _placed(site, title) if site else Place("", tidy, None, "")
    parts = urlsplit(tidy)
    for site in known:
        if _is_on(parts.netloc, site):
            title = _title(parts.path, parts.query)
            return _placed(site, title, tidy) if title else None
    return None if known else Place("", unquote(parts.path.rpartition("/")[2]).replace("_", " ") or tidy, None, tidy)


def _is_on(host: str, site: Site) -> bool:
    """Whether a host is that of a wiki, also in its form for phones."""
    own = urlsplit(site.api).netloc.lower()
    return host.lower().replace(".m.", ".", 1) == own


def _title(path: str, query: str) -> str:
    asked = parse_qs(query).get("title", [""])[0]
    title = asked or unquote(path.partition("/wiki/")[2] or path.partition("index.php/")[2])
    return " ".join(title.replace("_", " ").split())


def _placed(site: Site, title: str, address: str = "") -> Place:
    title = title[:1].upper() + title[1:]
    page = Page.objects.filter(site=site, title=title, ns=0).values_list("page", flat=True).first()
    return Place(site.slug, title, page, address or _address(site, title))


def _address(site: Site, title: str) -> str:
    base = site.api.rpartition("/")[0]
    return f"{base}/index.php?title={quote(title.replace(' ', '_'))}"

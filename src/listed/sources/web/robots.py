"""A page's address flows in, and a refusal flows out where the site's robots.txt asks robots to stay away."""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

from listed.sources.errors import SourceError
from listed.sources.options import Options
from listed.sources.web.client import Web

# What the standard for robots.txt obliges a robot to read at least.
_LIMIT = 512 << 10
_AGENT = "listed"


class Robots:
    """What each site on the way says in its robots.txt, read once."""

    def __init__(self, web: Web, options: Options) -> None:
        self._web = web
        self._ignore = options.ignore_robots
        self._sites: dict[str, Protego] = {}

    def check(self, address: str) -> None:
        """Raise `SourceError` when the site asks us not to read this address."""
        parts = urlsplit(address)
        if self._ignore or parts.scheme not in ("http", "https"):
            return
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._sites:
            self._sites[site] = Protego.parse(self._read(site))
        if not self._sites[site].can_fetch(address, _AGENT):
            raise self._refusal("asks robots not to read it")

    def _read(self, site: str) -> str:
        try:
            answer = self._web.get(f"{site}/robots.txt", limit=_LIMIT)
        except SourceError as error:
            if "larger than" in str(error):
                return ""
            raise
        if answer.status >= 500:
            raise self._refusal(f"fails (error {answer.status}), so nobody knows whether robots may read it")
        return answer.data.decode("utf-8", "replace") if answer.status == 200 else ""

    def _refusal(self, what: str) -> SourceError:
        return self._web.error(f"the site's robots.txt {what}; if it is your own site, add --ignore-robots.")

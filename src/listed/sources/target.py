"""A target as people write it flows in, and the opened target flows out."""

from __future__ import annotations

import re

from listed.sources.archive.paths import printable
from listed.sources.errors import SourceError
from listed.sources.opened import Opened
from listed.sources.options import Options

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+)://", re.IGNORECASE)
_REGISTRIES = ("npm:", "pypi:", "deb:")


def open_target(target: str, options: Options | None = None) -> Opened:
    """Open a target: a URL, a file, a folder, `-`, `npm:NAME[@V]`, `pypi:NAME[==V]`, `deb:NAME` or a WARC.

    Raises `SourceError` with one sentence that names the target and says what to do.
    """
    options = options or Options()
    if target == "-":
        from listed.sources.local import open_stdin

        return open_stdin(options)
    if target.startswith(_REGISTRIES):
        from listed.sources.fetch.package import open_package

        return open_package(target, options)
    if found := _SCHEME.match(target):
        return _open_address(target, found[1].lower(), options)
    from listed.sources.local import open_path

    return open_path(target, options)


def _open_address(target: str, scheme: str, options: Options) -> Opened:
    if scheme not in ("http", "https"):
        raise SourceError(f"{printable(target)}: {scheme} is not read; write an address with http or https, or a file.")
    if options.offline:
        raise SourceError(f"{printable(target)}: a page is always read anew; leave --offline out.")
    if options.browser:
        from listed.sources.web.browser import open_rendered

        return open_rendered(target, options)
    from listed.sources.web.page import open_page

    return open_page(target, options)

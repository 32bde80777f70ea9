"""Pages as a server sends them: polite, bounded, and with one clear sentence when it does not work."""

from __future__ import annotations

import gzip
import time
import zlib
from dataclasses import replace

import pytest

from listed.sources import Limits, Options, SourceError, open_target
from tests.listed.sources.build import PACK, read, zipped
from tests.listed.sources.conftest import Reply, Site

PAGE = b"<select><option>Albania<option>Kosovo</select>"


def test_a_page_with_its_charset(site: Site, own: Options) -> None:
    site.pages["/form"] = Reply(PAGE, media="text/html; charset=windows-1250")
    with open_target(f"{site.url}/form", own) as opened:
        (document,) = opened.documents()
    assert (opened.kind, opened.version, opened.address) == ("page", None, f"{site.url}/form")
    assert (document.path, document.media) == ("", "text/html; charset=windows-1250")  # type: ignore[union-attr]
    assert document.data == PAGE  # type: ignore[union-attr]


def test_we_say_who_we_are(site: Site, own: Options) -> None:
    site.pages["/form"] = Reply(PAGE)
    open_target(f"{site.url}/form", replace(own, contact="mailto:person@example.org")).close()
    agent = site.asked[-1][1]["user-agent"]
    assert agent.startswith("listed/")
    assert "+mailto:person@example.org" in agent
    assert site.paths() == ["/robots.txt", "/form"]


@pytest.mark.parametrize(("coding", "packing"), [("gzip", "gz"), ("zstd", "zst")])
def test_packed(site: Site, own: Options, coding: str, packing: str) -> None:
    site.pages["/form"] = Reply(PACK[packing](PAGE), headers={"Content-Encoding": coding})
    assert read(open_target(f"{site.url}/form", own)) == ({"": PAGE}, {})


def test_data_and_archives(site: Site, own: Options) -> None:
    site.pages["/list.json"] = Reply(b'["AL","XK"]', media="application/json")
    site.pages["/all.zip"] = Reply(zipped({"a.csv": b"XK"}), media="application/zip")
    assert open_target(f"{site.url}/list.json", own).kind == "file"
    assert read(open_target(f"{site.url}/all.zip", own)) == ({"a.csv": b"XK"}, {})


def test_robots(site: Site, own: Options) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private\n", media="text/plain")
    site.pages["/private/form"] = site.pages["/form"] = Reply(PAGE)
    site.pages["/moved"] = Reply(status=302, headers={"Location": "/private/form"})
    open_target(f"{site.url}/form", own).close()
    for path in ("/private/form", "/moved"):
        with pytest.raises(SourceError, match="--ignore-robots"):
            open_target(f"{site.url}{path}", own)
    assert "/private/form" not in site.paths()
    open_target(f"{site.url}/private/form", replace(own, ignore_robots=True)).close()
    site.pages["/robots.txt"] = Reply(status=503)
    with pytest.raises(SourceError, match="nobody knows"):
        open_target(f"{site.url}/form", own)


def test_redirects(site: Site, own: Options) -> None:
    site.pages["/form"] = Reply(PAGE)
    for number in range(5):
        site.pages[f"/{number}"] = Reply(status=301, headers={"Location": f"/{number + 1}" if number < 4 else "form"})
    assert open_target(f"{site.url}/0", own).address == f"{site.url}/form"
    site.pages["/round"] = Reply(status=301, headers={"Location": "/round"})
    site.pages["/out"] = Reply(status=301, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(SourceError, match="more than 5 times"):
        open_target(f"{site.url}/round", own)
    with pytest.raises(SourceError, match="only http and https"):
        open_target(f"{site.url}/out", own)


@pytest.mark.parametrize(
    ("reply", "says"),
    [
        (Reply(status=404), "no page at this address"),
        (Reply(status=403), "audit the file"),
        (Reply(status=429), "asks for a pause"),
        (Reply(status=500), "try again later"),
        (Reply(status=304), "error 304"),
        (Reply(b"\x89PNG", media="image/png"), "no page but image/png"),
        (Reply(bytes(2 << 20)), "larger than 1 MiB"),
        (Reply(gzip.compress(bytes(64 << 20)), headers={"Content-Encoding": "gzip"}), "larger than 1 MiB"),
        (Reply(gzip.compress(PAGE)[:-20], headers={"Content-Encoding": "gzip"}), "cut off"),
        (Reply(b"no gzip", headers={"Content-Encoding": "gzip"}), "try again later"),
        (Reply(zlib.compress(PAGE), headers={"Content-Encoding": "deflate"}), "not asked for"),
        (Reply(PAGE, wait=30), "no answer within 2 seconds"),
    ],
)
def test_what_goes_wrong(site: Site, own: Options, reply: Reply, says: str) -> None:
    site.pages["/form"] = reply
    options = replace(own, limits=Limits(page=1 << 20), timeout=2 if reply.wait else 10)
    target = f"{site.url}/form"
    began = time.monotonic()
    with pytest.raises(SourceError, match=says) as raised:
        open_target(target, options)
    assert str(raised.value).startswith(f"{target}: ")
    assert str(raised.value).endswith(".")
    assert time.monotonic() - began < 8


def test_offline(own: Options) -> None:
    with pytest.raises(SourceError, match="--offline"):
        open_target("https://example.org/", replace(own, offline=True))


def test_a_proxy_of_this_machine(site: Site, own: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", site.url)
    site.pages["http://forms.example/form"] = Reply(PAGE)
    assert read(open_target("http://forms.example/form", replace(own, allow_private=False))) == ({"": PAGE}, {})
    with pytest.raises(SourceError, match="private address"):
        open_target("http://10.0.0.1/form", replace(own, allow_private=False))

"""Pages as a real browser shows them: after their scripts, with frames and lists opened, and behind the same guard."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from listed.sources import Options, SourceError, open_target
from tests.listed.sources.build import read
from tests.listed.sources.conftest import Reply, Site

pytestmark = pytest.mark.browser

pytest.importorskip("playwright")

PAGE = b"""<!doctype html><html lang="en"><body>
<div id="made"></div>
<button id="picker" role="combobox" aria-expanded="false">Country</button><div id="pop"></div>
<my-list></my-list>
<iframe src="/frame"></iframe><img src="/picture.png">
<script>
made.innerHTML = '<select><option>Albania<option>Kosovo</select>';
picker.onclick = () => {
  picker.setAttribute('aria-expanded', 'true');
  const list = '<ul role="listbox"><li role="option">Belgium<li role="option">Kosovo</ul>';
  setTimeout(() => { pop.innerHTML = list; }, 150);
};
picker.onkeydown = (event) => {
  if (event.key === 'Escape') { pop.innerHTML = ''; picker.setAttribute('aria-expanded', 'false'); }
};
customElements.define('my-list', class extends HTMLElement {
  connectedCallback() { this.attachShadow({mode: 'open'}).innerHTML = '<p>inside the shadow</p>'; }
});
</script></body></html>"""


@pytest.fixture
def rendering(own: Options) -> Options:
    return replace(own, browser=True, timeout=60)


def test_what_scripts_made_is_there(site: Site, rendering: Options) -> None:
    site.pages["/form"] = Reply(PAGE)
    site.pages["/frame"] = Reply(b"<p>inside the frame</p>")
    opened = open_target(f"{site.url}/form", rendering)
    assert opened.kind == "rendered-page"
    documents, unread = read(opened)
    assert list(documents) == ["", "frame/1", "list/1"]
    assert b"<option>Kosovo</option>" in documents[""]
    assert b"inside the shadow</p></section>" in documents[""]
    assert b'role="listbox"' not in documents[""].split(b"<script>")[0]
    assert b"inside the frame" in documents["frame/1"]
    assert b'<li role="option">Kosovo</li>' in documents["list/1"]
    assert unread == {}
    assert "/picture.png" not in site.paths()


def test_the_guard_stands_before_the_browser_too(site: Site, rendering: Options) -> None:
    site.pages["/form"] = Reply(PAGE)
    with pytest.raises(SourceError, match="--allow-private"):
        open_target(f"{site.url}/form", replace(rendering, allow_private=False))
    # With robots ignored the browser itself is the first to ask, and its proxy refuses.
    with pytest.raises(SourceError, match="--allow-private"):
        open_target(f"{site.url}/form", replace(rendering, allow_private=False, ignore_robots=True))
    assert site.asked == []


@pytest.mark.parametrize(
    ("reply", "says"),
    [(Reply(status=404, body=b"gone"), "error 404"), (Reply(PAGE, wait=30), "no answer within 5 seconds")],
)
def test_what_goes_wrong(site: Site, rendering: Options, reply: Reply, says: str) -> None:
    site.pages["/form"] = reply
    with pytest.raises(SourceError, match=says):
        open_target(f"{site.url}/form", replace(rendering, timeout=5))


def test_robots_and_missing_browser(site: Site, rendering: Options, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /\n", media="text/plain")
    with pytest.raises(SourceError, match="--ignore-robots"):
        open_target(f"{site.url}/form", rendering)
    monkeypatch.setenv("PATH", "/nonexistent")
    with pytest.raises(SourceError, match="apt-get install chromium"):
        open_target(f"{site.url}/form", rendering)


def left_running(mark: str) -> list[str]:
    """The process numbers of all programs on this machine that were started with `mark` in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            if mark.encode() in (folder / "environ").read_bytes() and folder.name != str(os.getpid()):
                found.append(folder.name)
    return found


def test_a_page_that_never_rests_is_ended(
    site: Site, rendering: Options, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("MARK_OF_THIS_TEST", str(tmp_path))
    site.pages["/form"] = Reply(b"<p>page<script>onload = () => setTimeout(() => { for (;;) {} }, 300)</script>")
    began = time.monotonic()
    with pytest.raises(SourceError, match="no answer within"):
        open_target(f"{site.url}/form", replace(rendering, timeout=3))
    assert time.monotonic() - began < 30
    while (left := left_running(str(tmp_path))) and time.monotonic() - began < 40:
        time.sleep(0.1)
    assert left == []


def test_pages_that_fight_back(site: Site, rendering: Options) -> None:
    site.pages["/form"] = Reply(
        b"""<button role="combobox" onclick="window.open('/form'); alert(1)">a</button>
        <button role="combobox" onclick="location = '/elsewhere'">b</button>
        <select><option>Kosovo</select><script>alert(2); onbeforeunload = () => 'stay'</script>""",
    )
    site.pages["/elsewhere"] = Reply(b"elsewhere")
    documents, _ = read(open_target(f"{site.url}/form", rendering))
    assert b"<option>Kosovo</option>" in documents[""]

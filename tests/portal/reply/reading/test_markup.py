"""The text of HTML mails: what a reader sees, quotes marked, nothing hidden, nothing that runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.reply.reading import html_to_text, newest_part


def test_paragraphs_lines_and_cells() -> None:
    markup = "<p>Hello &amp; <b>you</b>,<br>second\n line</p><p>Third</p><table><tr><td>a</td><td>b</td></tr></table>"
    assert html_to_text(markup) == "Hello & you,\nsecond line\n\nThird\n\na b"


def test_what_runs_or_is_hidden_is_left_out() -> None:
    markup = (
        "<head><title>t</title><style>p{}</style></head><script>alert(1)</script><p onclick='x()'>Seen</p>"
        "<div style='display:none'>preview</div><div hidden>more</div><img src=x onerror=alert(2)><!-- note -->"
    )
    assert html_to_text(markup) == "Seen"


def test_escaped_markup_is_only_text() -> None:
    assert html_to_text("<p>&lt;script&gt;1 &lt; 2&lt;/script&gt;</p>") == "<script>1 < 2</script>"


def test_quotes_are_marked_so_that_the_newest_part_is_found() -> None:
    quote = "<blockquote><p>old</p><blockquote>older</blockquote></blockquote>"
    markup = f"<div>Done.</div><div>On 20 Nov 2026, Arta wrote:</div>{quote}"
    text = html_to_text(markup)
    assert text == "Done.\nOn 20 Nov 2026, Arta wrote:\n> old\n>\n> > older"
    assert newest_part(text) == "Done."


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    assert isinstance(html_to_text(text), str)


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<div>", "</div>", "<blockquote>", "</blockquote>", "<b>", "x", "<br>"]))
)
def test_broken_markup_is_read(pieces: list[str]) -> None:
    assert html_to_text("".join(pieces)).count("x") == pieces.count("x")


@pytest.mark.parametrize(
    "trap",
    [
        "<div>" * 90_000 + "x",
        "<blockquote>" * 9_000 + "x",
        "<p>" * 90_000 + "x",
        "<" * 100_000 + "x",
        "<b><p>" * 300 + "x",
    ],
    ids=lambda trap: trap[:8],
)
def test_a_trap_ends(trap: str) -> None:
    assert "x" in html_to_text(trap) or "<<" in trap

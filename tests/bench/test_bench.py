"""The pieces of the benchmark work on a few pages, and the made crawl is the same each time."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from bench import memory, packages, pages, rounds, start, wiki_text
from bench.crawl import page
from bench.crawl import pages as crawl
from bench.machine import machine
from listed.lists import Document
from listed.names import load
from listed.scan.audit import lists_of
from listed.sources import Options
from listed.sources.options import MIB
from listed.sources.warc import open_warc


def world(number: int) -> list[str]:
    return [one.verdict for one in lists_of(load(), Document("", page(number))) if one.scope == "world"]


def test_the_made_crawl_is_the_same_each_time() -> None:
    digest = hashlib.sha256(b"".join(crawl(20, 7))).hexdigest()
    assert digest == hashlib.sha256(b"".join(page(number) for number in range(7, 27))).hexdigest()
    assert len({page(number) for number in range(100)}) == 100


def test_one_page_in_ten_is_a_form_and_six_of_ten_forms_have_the_world() -> None:
    made = list(crawl(100))
    assert sum(b"<form>" in one for one in made) == 10
    found = [world(number) for number in range(7, 107, 10)]
    assert found[:5] == [["listed"], ["missing"], ["listed"], ["missing"], ["listed"]]
    assert found[5] == ["listed"]
    assert [number for number in range(100) if world(number) and number % 10 != 7] == []


def test_each_contender_does_its_work() -> None:
    few = list(crawl(10))
    assert pages.audit(load(), few) >= 1
    assert pages.read_selects(few) > 200
    speed = pages.measure("few", few, 1)
    assert (speed.pages, speed.bytes) == (10, sum(map(len, few)))
    assert min(speed.audit, speed.lexbor, speed.soup) > 0
    assert pages.report(speed)[0].startswith("pages: few (10 pages")


def test_work_is_done_by_turns() -> None:
    done: list[str] = []
    took = rounds.by_turns({"a": lambda: done.append("a"), "b": lambda: done.append("b")}, 3)
    assert done == ["a", "b"] * 3
    assert {name: len(seconds) for name, seconds in took.items()} == {"a": 3, "b": 3}
    assert rounds.medians({"a": [3, 1, 2]}) == {"a": 2}


def test_packages_that_cannot_be_had_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.html").write_bytes(page(7))
    missing = str(tmp_path / "gone.zip")
    costs, missed = packages.measure([str(tmp_path), missing], 1)
    assert [cost.target for cost in costs] == [str(tmp_path)]
    assert list(missed) == [missing]
    report = "\n".join(packages.report(costs, missed))
    assert missing in report
    assert "middle package" in report
    assert len(packages.starter(quick=True)) < len(packages.starter(quick=False))


def test_the_archive_holds_the_pages() -> None:
    pytest.importorskip("fastwarc")
    file = io.BytesIO()
    memory.write_archive(file, 3)
    with open_warc("crawl.warc", io.BytesIO(file.getvalue()), Options()) as opened:
        assert [getattr(item, "data", None) for item in opened.documents()] == list(crawl(3))


def test_memory_and_start_are_measured_in_other_processes() -> None:
    pytest.importorskip("fastwarc")
    few = memory.peak(2)
    assert few.documents == 2
    assert 10 < few.mib < 4096 * MIB
    assert len(start.report(start.measure(1))) == 7


def test_the_machine_is_told_without_its_name() -> None:
    import socket

    assert "CPython" in machine() or "PyPy" in machine()
    assert socket.gethostname() not in machine().split()


def test_made_wikitexts_are_measured_alike_by_us_and_by_the_parsers() -> None:
    costs = list(wiki_text.measure(True))
    assert [one.what for one in costs] == ["footnotes", "words by script", "quality", "authorship"]
    assert min(min(one.ours, one.theirs) for one in costs) > 0
    ours, theirs = costs[0].agree.removesuffix(" footnotes").split(" and ")
    assert ours == theirs
    assert len(list(wiki_text.report(iter(costs)))) == 5

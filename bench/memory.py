"""A number of pages flows in, the most memory that their audit as one web archive took flows out."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from bench.crawl import page


@dataclass(frozen=True, slots=True)
class Peak:
    """The most memory, in MiB, after so many documents."""

    documents: int
    mib: float


def write_archive(file: BinaryIO, count: int) -> None:
    """Write the pages of the made crawl as a WARC."""
    for number in range(count):
        body = page(number)
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body)
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2026-01-01T00:00:00Z\r\n"
            f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>\r\n"
            f"Content-Length: {len(http) + len(body)}\r\n\r\n"
        )
        file.write(head.encode() + http + body + b"\r\n\r\n")


def peak(count: int) -> Peak:
    """Audit an archive of `count` pages in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "crawl.warc"
        with path.open("wb") as file:
            write_archive(file, count)
        asked = [sys.executable, "-m", "bench.memory", str(path)]
        done = subprocess.run(asked, check=True, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    documents, kib = map(int, done.stdout.split())
    return Peak(documents, kib / 1024)


def measure(count: int) -> tuple[Peak, Peak]:
    """The peaks after `count` and ten times as many documents."""
    return peak(count), peak(10 * count)


def report(few: Peak, many: Peak) -> list[str]:
    """The lines that people read."""
    return [
        "memory: a web archive of the made crawl, one process each",
        f"  after {few.documents:,} documents {few.mib:.0f} MiB, after {many.documents:,} {many.mib:.0f} MiB",
        f"  many / few            {many.mib / few.mib:6.2f}   aim: flat, that is 1",
    ]


def main(target: str) -> None:
    """Audit one archive; print how many pages it had and the most memory in KiB."""
    from listed.scan.audit import audit

    documents = sum(1 for _ in audit([target]))
    print(documents, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main(sys.argv[1])

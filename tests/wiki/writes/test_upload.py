"""Uploading to a real wiki and reading files back: at once or in pieces, with its warnings and its refusals."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Coroutine
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.wiki.client.ways import all_of, opened, run
from wiki.client import RefusedError, Wiki
from wiki.local import Account, Family
from wiki.reads import files
from wiki.writes import edit, upload
from wiki.writes.upload import Uploaded, Warnings

pytestmark = pytest.mark.wiki

GPS = 0x8825


def make_picture(shade: int, *, size: tuple[int, int] = (40, 30), noise: int = 0, place: bool = False) -> bytes:
    """A JPEG of one colour, made larger with `noise` bytes behind its end, and taken at Prizren if it has a place."""
    exif = Image.Exif()
    exif[0x0110] = "Camera 1"
    if place:
        exif.get_ifd(GPS).update({1: "N", 2: (42.0, 12.0, 36.0), 3: "E", 4: (20.0, 44.0, 24.0)})
    stream = BytesIO()
    Image.new("RGB", size, (shade, 90, 120)).save(stream, "JPEG", exif=exif)
    return stream.getvalue() + bytes(shade ^ n & 0xFF for n in range(noise))


def sha1(data: bytes) -> str:
    return hashlib.sha1(data, usedforsecurity=False).hexdigest()


@pytest.fixture(scope="module")
def ana(clean_wikis: Family) -> Account:
    return clean_wikis.users([("Ana", "lule-e-kuqe-1", [])])[0]


Do = Callable[[Callable[[Wiki], Coroutine[Any, Any, None]]], None]


@pytest.fixture
def do(clean_wikis: Family, ana: Account) -> Do:
    """Do something signed in at the wiki of files."""

    async def work(act: Callable[[Wiki], Coroutine[Any, Any, None]]) -> None:
        async with opened(clean_wikis, ana, "commons") as w:
            await act(w)

    return lambda act: run(work(act))


def test_a_file_is_uploaded_in_two_calls_and_known_with_its_place(do: Do) -> None:
    async def act(w: Wiki) -> None:
        data = make_picture(10, place=True)
        sent = await upload.send(w, data, "Ura e gurit.jpg", "A bridge", "mine")
        assert w.calls == 3 + 1 + 2  # signing in, the token, the bytes, the publishing
        assert isinstance(sent, Uploaded)
        assert (sent.title, sent.sha1) == ("File:Ura e gurit.jpg", sha1(data))
        found = await files.about(w, ["File:Ura_e gurit.jpg", "File:None.jpg"])
        assert list(found) == ["File:Ura_e gurit.jpg"]
        file = found["File:Ura_e gurit.jpg"]
        assert (file.user, file.user_id) == ("Ana", w.myself.user_id)
        assert (file.width, file.height, file.size, file.sha1) == (40, 30, len(data), sha1(data))
        assert (file.mime, file.mediatype, file.duration, file.place) == ("image/jpeg", "BITMAP", None, (42.21, 20.74))
        assert file.exif["Model"] == "Camera 1"
        assert await files.with_sha1(w, sha1(data).upper()) == ["File:Ura e gurit.jpg"]
        (row,) = [row for row in await all_of(files.by(w, [w.myself.user_id])) if row.page == file.page]
        assert (row.ns, row.is_new, row.title) == (6, True, "File:Ura e gurit.jpg")

    do(act)


def test_a_large_file_travels_in_pieces(do: Do, tmp_path: Path) -> None:
    async def act(w: Wiki) -> None:
        data = make_picture(20, noise=50_000)
        path = tmp_path / "large.jpg"
        path.write_bytes(data)
        sent = await upload.send(w, path, "Large.jpg", "text", "", chunk=20_000)
        assert isinstance(sent, Uploaded)
        assert sent.sha1 == sha1(data)
        assert w.calls == 3 + 1 + 3 + 1

    do(act)


@pytest.mark.parametrize("chunk", [upload.CHUNK, 5_000], ids=["whole", "pieces"])
def test_the_same_bytes_under_another_name_are_warned_of_and_kept_until_the_answer(do: Do, chunk: int) -> None:
    async def act(w: Wiki) -> None:
        data = make_picture(30, noise=20_000 + chunk % 1000)
        await upload.send(w, data, f"Original {chunk}.jpg", "text", "")
        warned = await upload.send(w, data, f"Copy {chunk}.jpg", "text", "", chunk=chunk)
        assert isinstance(warned, Warnings)
        assert warned.duplicates == (f"Original_{chunk}.jpg",)
        assert await files.about(w, [f"File:Copy {chunk}.jpg"]) == {}
        sent = await upload.publish(w, warned.key, f"Copy {chunk}.jpg", "text", "", sha1=sha1(data))
        assert isinstance(sent, Uploaded)
        assert await files.with_sha1(w, sha1(data)) == [f"File:Copy {chunk}.jpg", f"File:Original {chunk}.jpg"]

    do(act)


def test_a_name_that_is_taken_is_warned_of(do: Do) -> None:
    async def act(w: Wiki) -> None:
        await upload.send(w, make_picture(60), "Taken.jpg", "text", "")
        warned = await upload.send(w, make_picture(61), "Taken.jpg", "text", "")
        assert isinstance(warned, Warnings)
        assert (warned.exists, warned.duplicates, warned.was_deleted) == ("Taken.jpg", (), "")

    do(act)


def test_what_is_no_picture_is_refused_with_the_reason(do: Do) -> None:
    async def act(w: Wiki) -> None:
        with pytest.raises(RefusedError, match="does not match the detected MIME type") as caught:
            await upload.send(w, b"only words\n" * 99, "Words.jpg", "text", "")
        assert caught.value.code == "verification-error"
        with pytest.raises(RefusedError, match="The file is empty"):
            await upload.send(w, b"", "Empty.jpg", "text", "")

    do(act)


def test_a_video_that_is_too_large_is_refused_before_it_is_sent(do: Do, tmp_path: Path) -> None:
    async def act(w: Wiki) -> None:
        path = tmp_path / "video.webm"
        with path.open("wb") as stream:
            stream.truncate(2 << 30)  # a hole: no disk is filled
        calls = w.calls
        with pytest.raises(RefusedError, match=r"takes files of at most \d+ MiB; this one has 2048"):
            await upload.send(w, path, "Video.webm", "text", "")
        assert w.calls == calls

    do(act)


def test_uses_of_a_shared_file_are_told_by_the_wiki_that_shows_it(do: Do, clean_wikis: Family, ana: Account) -> None:
    async def act(w: Wiki) -> None:
        await upload.send(w, make_picture(70), "Shown.jpg", "text", "")
        async with opened(clean_wikis, ana, "sq") as sq:
            await edit.save(sq, "Faqe me foto", "[[File:Shown.jpg]]", "")
            clean_wikis.run("sq", "runJobs.php")
            (use,) = await all_of(files.uses(sq, ["Skeda:Shown.jpg"]))
            assert (use.file, use.ns, use.title, use.wiki) == ("Skeda:Shown.jpg", 0, "Faqe me foto", "")
            file = (await files.about(sq, ["Skeda:Shown.jpg"]))["Skeda:Shown.jpg"]
            assert (file.page, file.user, file.width) == (0, "commons>Ana", 40)

    do(act)

"""What a video is: files of real encoders are read as they were made, harm and nonsense are refused with words."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from portal.academy.media.checks.facts import NotMediaError
from portal.academy.media.checks.video import is_free, read_video
from tests.portal.academy.media.make import make_video


def test_a_free_video_tells_length_size_and_codecs(tmp_path: Path) -> None:
    facts = read_video(make_video(tmp_path / "v.webm", sound=True))
    assert (facts.mime, facts.video, facts.sound, facts.width, facts.height) == ("video/webm", "vp9", "opus", 640, 360)
    assert facts.seconds == pytest.approx(2, abs=0.3)
    assert (facts.frames, is_free(facts)) == (5.0, True)


def test_a_video_without_sound_says_so(tmp_path: Path) -> None:
    assert read_video(make_video(tmp_path / "v.webm")).sound == ""


def test_a_patented_codec_is_read_but_not_free(tmp_path: Path) -> None:
    facts = read_video(make_video(tmp_path / "v.mp4", "libx264"))
    assert (facts.mime, facts.video, is_free(facts)) == ("video/mp4", "h264", False)


@pytest.mark.parametrize(
    "body", [b"", b"\x1aE\xdf\xa3", b"RIFF....AVI ", b"#EXTM3U\nhttp://127.0.0.1/a.ts\n", b"x" * 9000]
)
def test_what_is_no_video_is_refused_with_words(tmp_path: Path, body: bytes) -> None:
    path = tmp_path / "v"
    path.write_bytes(body)
    with pytest.raises(NotMediaError, match="WebM"):
        read_video(path)


def test_a_cut_off_video_is_read_or_refused_but_never_breaks(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "v.webm").read_bytes()
    kinds = set()
    for share in range(1, 10):
        path = tmp_path / f"cut{share}"
        path.write_bytes(whole[: len(whole) * share // 10])
        try:
            kinds.add(read_video(path).kind)
        except NotMediaError:
            kinds.add("refused")
    assert kinds <= {"video", "refused"}


@pytest.mark.parametrize(
    "list_of",
    [
        "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1.0,\n{}\n",
        "ffconcat version 1.0\nfile {}\n",
    ],
)
def test_a_play_list_opens_no_address(tmp_path: Path, list_of: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.setblocking(False)
        path = tmp_path / "v.m3u8"
        path.write_text(list_of.format(f"http://127.0.0.1:{canary.getsockname()[1]}/a.ts"))
        with pytest.raises(NotMediaError):
            read_video(path)
        with pytest.raises(BlockingIOError):
            canary.accept()

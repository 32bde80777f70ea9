"""A video in; its length, codecs and size out. A process of its own reads it, since such files may be made to harm."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

from django.utils.translation import gettext as _

from portal.academy.media.checks.facts import Facts, NotMediaError

SECONDS = 20
MOST_MEMORY = 1 << 30
FREE = {"vp8", "vp9", "av1", "theora", "libdav1d", "libvpx", "libvpx-vp9"}
CONTAINERS = {"matroska,webm": "video/webm", "ogg": "video/ogg", "mov,mp4,m4a,3gp,3g2,mj2": "video/mp4"}


def read_video(path: Path) -> Facts:
    """What a video is. Raises NotMediaError for what holds no moving pictures or cannot be read within 20 seconds."""
    try:
        probe = subprocess.run(
            [sys.executable, "-I", str(Path(__file__).with_name("probe.py")), str(path)],
            capture_output=True,
            timeout=SECONDS,
            check=True,
            preexec_fn=_limit,
        )
        said = json.loads(probe.stdout)
    except (subprocess.SubprocessError, json.JSONDecodeError) as fault:
        raise NotMediaError(
            _("This file is not a video that can be read. Save it as WebM, or as Ogg, then try again.")
        ) from fault
    said["mime"] = CONTAINERS.get(said.pop("container"), "")
    if not said["mime"]:
        raise NotMediaError(_("Wikis take videos as WebM or as Ogg. Save your video as WebM, then try again."))
    return Facts(kind="video", size=path.stat().st_size, **said)


def is_free(facts: Facts) -> bool:
    """Whether a wiki takes the video as it is: an open container with open codecs."""
    return facts.mime in {"video/webm", "video/ogg"} and facts.video in FREE


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

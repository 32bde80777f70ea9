"""The path of a video as the one argument; what its head says, as JSON, out. Runs as a program of its own."""

from __future__ import annotations

import json
import sys
from typing import Any


def main(path: str) -> None:
    """Print container, codecs, size, length in seconds and frames a second."""
    import av

    # A play list would have the library open whatever address stands in it.
    only = {"protocol_whitelist": "file", "format_whitelist": "matroska,webm,ogg,mov,mp4,m4a,3gp,3g2,mj2"}
    # Titles may be in any charset. From release 19 on the library reads them so by itself.
    loosely: dict[str, Any] = {} if int(av.__version__.partition(".")[0]) >= 19 else {"metadata_errors": "replace"}
    with av.open(path, options=only, **loosely) as media:
        pictures = media.streams.video[0]
        sound = media.streams.audio
        length = media.duration / av.time_base if media.duration else None
        if length is None and pictures.duration and pictures.time_base:
            length = float(pictures.duration * pictures.time_base)
        frames = float(pictures.average_rate) if pictures.average_rate else None
        said = {
            "container": media.format.name,
            "video": pictures.codec_context.codec.canonical_name,
            "sound": sound[0].codec_context.codec.canonical_name if sound else "",
            "width": pictures.codec_context.width,
            "height": pictures.codec_context.height,
            "seconds": round(length, 2) if length else None,
            "frames": round(frames, 2) if frames else None,
        }
    sys.stdout.write(json.dumps(said))


if __name__ == "__main__":
    main(sys.argv[1])

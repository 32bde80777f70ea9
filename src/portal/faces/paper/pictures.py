"""A drawing of a page, or a photo, in; the same as typst sets it on paper, out."""

from __future__ import annotations

import base64
import io
import re

# The light scheme of css/tokens.css: paper knows no custom properties.
TONES = {
    "paper": "#fcfcf9",
    "raised": "#ffffff",
    "sunk": "#f1f2ec",
    "ink": "#151b1e",
    "soft": "#505a60",
    "line": "#dddfd8",
    "edge": "#7b858b",
    "link": "#0a565c",
    "qualified": "#735400",
}
WIDEST = 1000
_TONE = re.compile(r"var\(--([a-z-]+)\)")


def for_paper(svg: str) -> str:
    """The drawing in the colours and the type of paper. Raises KeyError for a colour that paper does not have."""
    toned = _TONE.sub(lambda found: TONES[found[1]], svg)
    return toned.replace('font-family="inherit"', 'font-family="Listed Sans"')


def photo(body: bytes, width: int = 4, height: int = 3) -> str:
    """A photo, cut to a shape about its middle, as SVG. Raises OSError for what is no picture."""
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(body)) as found:
        shown = ImageOps.exif_transpose(found).convert("RGB")
    size = (WIDEST, WIDEST * height // width)
    made = io.BytesIO()
    ImageOps.fit(shown, size).save(made, "JPEG", quality=82)
    data = base64.b64encode(made.getvalue()).decode()
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size[0]} {size[1]}">'
        f'<image width="{size[0]}" height="{size[1]}" href="data:image/jpeg;base64,{data}"/></svg>'
    )

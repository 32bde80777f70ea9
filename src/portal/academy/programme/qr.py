"""An address in; the same as a square picture that phones read, as SVG, out."""

from __future__ import annotations

import io

import qrcode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.image.svg import SvgPathImage


def qr_svg(address: str, module: int = 10) -> str:
    """An SVG of one path without styles or scripts; `module`: tenths of a millimetre a square has.

    A quarter of it may be dirty or torn. The quiet border around it is part of the picture.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, box_size=module, border=4, image_factory=SvgPathImage)
    code.add_data(address)
    code.make(fit=True)
    out = io.BytesIO()
    code.make_image().save(out)
    return out.getvalue().decode()

"""A QR code as an image inside the page: no request, no third party."""

from __future__ import annotations

import base64

import qrcode
from qrcode.image.svg import SvgPathImage


def als_data_uri(tekst: str) -> str:
    """Return the code of a text as a data: address for <img>."""
    svg = qrcode.make(tekst, image_factory=SvgPathImage, border=2).to_string(encoding="utf-8")
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"

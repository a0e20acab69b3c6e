"""Cleaning a picture that somebody sends in: what is kept is drawn anew, so that only the picture itself is in it."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

MB = 1024 * 1024
MAX_BYTES = 15 * MB
# Before it is opened: a small file can claim to be a picture that fills the memory.
MAX_PIXELS = 50_000_000
# Longest side, in pixels: enough to read a house number.
ZIJDE = 1600
KWALITEIT = 80
SOORTEN = ("JPEG", "PNG", "WEBP")


class BeeldFout(ValueError):
    """The message is Dutch, for whoever chose the file."""


@dataclass(frozen=True)
class Beeld:
    """A clean JPEG; sizes in pixels."""

    inhoud: bytes
    breed: int
    hoog: int


def maak_schoon(ruw: bytes) -> Beeld:
    """Return the picture upright, at most `ZIJDE` wide and high, without location, camera or text; raises BeeldFout.

    Everything else in the file (EXIF, comments, a second picture, what hides behind the end) stays out.
    """
    if len(ruw) > MAX_BYTES:
        raise BeeldFout(f"Deze foto is te groot. Hij mag hoogstens {MAX_BYTES // MB} MB zijn.")
    try:
        with Image.open(io.BytesIO(ruw), formats=SOORTEN) as bron:
            if bron.width * bron.height > MAX_PIXELS:
                raise BeeldFout("Deze foto heeft te veel beeldpunten. Maak hem eerst kleiner.")
            # A JPEG can be read smaller at once: less memory.
            bron.draft("RGB", (ZIJDE, ZIJDE))
            schoon = _op_wit(ImageOps.exif_transpose(bron))
            schoon.thumbnail((ZIJDE, ZIJDE))
    except (UnidentifiedImageError, Image.DecompressionBombError) as fout:
        raise BeeldFout("Dit is geen foto die wij kunnen lezen. Kies een JPEG, PNG of WebP.") from fout
    except (OSError, SyntaxError, ValueError, TypeError, struct.error) as fout:  # as the readers of PIL do
        if isinstance(fout, BeeldFout):
            raise
        raise BeeldFout("Deze foto is beschadigd. Maak of kies hem nog eens.") from fout
    uit = io.BytesIO()
    schoon.save(uit, "JPEG", quality=KWALITEIT, optimize=True)
    return Beeld(uit.getvalue(), schoon.width, schoon.height)


def _op_wit(beeld: Image.Image) -> Image.Image:
    """What is see-through would come out black."""
    rgba = beeld.convert("RGBA")
    wit = Image.new("RGB", rgba.size, "white")
    wit.paste(rgba, mask=rgba.getchannel("A"))
    return wit

"""Our own icons, drawn as lines in a square of 24: inline, so that they need no request and also work on the error page."""

from __future__ import annotations

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_CIRKEL = "M12 3a9 9 0 1 0 0 18 9 9 0 1 0 0-18z"

PADEN: dict[str, str] = {
    "agenda": "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4",
    "alarm": "M12 4a6 6 0 0 1 6 6c0 5 2 6 2 7H4c0-1 2-2 2-7a6 6 0 0 1 6-6zM10 20h4",
    "antwoord": "M20 5H4v11h4v4l5-4h7zM8 9h8M8 12h5",
    "bericht": "M3 6h18v12H3zM3 7l9 7 9-7",
    "bewerken": "M4 20l1-5L16 4l4 4L9 19zM14 6l4 4",
    "boven": "M6 15l6-6 6 6",
    "check": "M5 13l5 5L19 7",
    "delen": "M12 15V4M8 8l4-4 4 4M5 12v8h14v-8",
    "document": "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
    "doorsturen": "M4 19v-4a5 5 0 0 1 5-5h10M15 6l4 4-4 4",
    "downloaden": "M12 4v11M8 11l4 4 4-4M5 20h14",
    "extern": "M14 4h6v6M20 4l-9 9M18 14v6H4V6h6",
    "filter": "M4 6h16M7 12h10M10 18h4",
    "groep": "M9 5a3 3 0 1 0 0 6 3 3 0 1 0 0-6zM3 19c0-3 2.5-5 6-5s6 2 6 5M16 5.5a3 3 0 0 1 0 5.5M17.5 14c2 .6 3.5 2.4 3.5 5",
    "hulp": f"{_CIRKEL}M9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 17v.01",
    "huis": "M4 11l8-7 8 7M6 9.5V20h12V9.5M10 20v-6h4v6",
    "info": f"{_CIRKEL}M12 11v6M12 7.5v.01",
    "instellingen": "M4 7h9M17 7h3M15 5v4M4 17h3M11 17h9M9 15v4",
    "kaart": "M9 4L3 6v14l6-2 6 2 6-2V4l-6 2zM9 4v14M15 6v14",
    "klok": f"{_CIRKEL}M12 7v5l3 2",
    "kruis": "M6 6l12 12M18 6L6 18",
    "lijst": "M9 6h11M9 12h11M9 18h11M4.5 6v.01M4.5 12v.01M4.5 18v.01",
    "locatie": "M12 21c4-5 7-8 7-11.5a7 7 0 0 0-14 0C5 13 8 16 12 21zM12 7a2.5 2.5 0 1 0 0 5 2.5 2.5 0 1 0 0-5z",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "min": "M5 12h14",
    "onder": "M6 9l6 6 6-6",
    "oog": "M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 1 0 0-5z",
    "pauze": f"{_CIRKEL}M10 9v6M14 9v6",
    "persoon": "M12 4a4 4 0 1 0 0 8 4 4 0 1 0 0-8zM4 21c0-4 3.5-6 8-6s8 2 8 6",
    "pijl": "M4 12h16M14 6l6 6-6 6",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 8V3h10v5M7 17H4V8h16v9h-3M7 14h10v7H7z",
    "rss": "M5 5a14 14 0 0 1 14 14M5 11a8 8 0 0 1 8 8M6 18v.01",
    "signaal": "M4 10v4l3 .5L9 20h2l-.5-5L19 18V6L7 9.5zM19 10c1.5 1 1.5 3 0 4",
    "slot": "M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3M12 15v2",
    "spreekuur": "M4 5h11v8H9l-3 3v-3H4zM18 9h2v8h-2v3l-3-3h-4",
    "stop": f"{_CIRKEL}M8 12h8",
    "terug": "M20 12H4M10 6l-6 6 6 6",
    "uitloggen": "M10 4H5v16h5M14 8l4 4-4 4M18 12H9",
    "verder": "M9 6l6 6-6 6",
    "vlag": "M6 21V4M6 5h12l-2.5 4L18 13H6",
    "wacht": "M7 3h10M7 21h10M8 3v3l4 6-4 6v3M16 3v3l-4 6 4 6v3",
    "waarschuwing": "M12 4L2.5 20h19zM12 10v4.5M12 17.5v.01",
    "zoek": "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 1 0 0-13zM15.5 15.5L21 21",
}


def svg(naam: str, tekst: str = "") -> SafeString:
    """Return the icon as svg; with `tekst` it has a name, without it is decoration. KeyError for an unknown icon."""
    pad = mark_safe(PADEN[naam])  # noqa: S308  (our own constant)
    if tekst:
        return format_html(
            '<svg class="ww-icoon" viewBox="0 0 24 24" role="img" aria-label="{}"><path d="{}"/></svg>',
            tekst,
            pad,
        )
    return format_html(
        '<svg class="ww-icoon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        pad,
    )

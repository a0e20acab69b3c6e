"""What templates need to look like Wijkwerk: icons, status badges, Dutch dates, and the boxes in which content stands."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wijkwerk.formaten import hoofdletter
from wijkwerk.huis import iconen
from wijkwerk.huis.standen import TONEN, beeld
from wijkwerk.regels.klachten import noem_regels

register = template.Library()

# --- icons, badges


@register.simple_tag
def icoon(naam: str, tekst: str = "") -> SafeString:
    """One of our icons; with `tekst` it has a name for who cannot see it."""
    return iconen.svg(naam, tekst)


@register.simple_tag
def status(stand: str, woord: str = "", toon: str = "") -> SafeString:
    """A state as word, icon and colour (never colour alone). An unknown state shows its own word."""
    gezicht = beeld(str(stand))
    return _badge(woord or gezicht.woord, toon or gezicht.toon, gezicht.icoon)


def _badge(woord: str, toon: str, icoon_naam: str, title: str = "") -> SafeString:
    klasse = f"utrecht-badge-status ww-status utrecht-badge-status--{TONEN[toon]}"
    if title:
        return format_html(
            '<span class="{}" title="{}">{}{}</span>', klasse, title, iconen.svg(icoon_naam), woord
        )
    return format_html('<span class="{}">{}{}</span>', klasse, iconen.svg(icoon_naam), woord)


# --- days and times


@register.simple_tag
def termijn(uiterlijk: date | datetime | None, klaar: bool = False) -> SafeString:
    """How much time is left until `uiterlijk`: "over 3 dagen", "vandaag", "3 dagen te laat"; the full date in the title."""
    if uiterlijk is None:
        return format_html('<span class="ww-stil">{}</span>', "geen datum")
    hier = _lokaal(uiterlijk)
    if klaar:
        return _tijd(hier, _lang(hier))
    over = (_als_dag(hier) - timezone.localdate()).days
    woord = _te_laat(-over) if over < 0 else _dagen_vooruit(over)
    toon, teken = (
        ("fout", "waarschuwing")
        if over < 0
        else ("waarschuwing", "klok")
        if over <= 3
        else ("neutraal", "klok")
    )
    return _badge(woord, toon, teken, f"Uiterlijk {_lang(hier)}")


@register.simple_tag
def wanneer(moment: date | datetime | None) -> SafeString:
    """A moment as people say it: "gisteren om 14:30", "3 dagen geleden", "over 2 weken"; the full date in the title."""
    if moment is None:
        return mark_safe("")
    hier = _lokaal(moment)
    return _tijd(hier, _in_woorden(hier))


@register.simple_tag
def dag(moment: date | datetime | None, kort: bool = False) -> SafeString:
    """A day in full ("12 maart 2027", with the time when it has one) or short ("do 12 mrt", "wo 12 mrt 2025")."""
    if moment is None:
        return mark_safe("")
    hier = _lokaal(moment)
    return _tijd(hier, _kort(hier) if kort else _lang(hier))


@register.simple_tag
def datumblok(moment: date | datetime) -> SafeString:
    """A leaf of the calendar: weekday, day, month."""
    hier = _lokaal(moment)
    return format_html(
        '<time class="ww-datumblok" datetime="{}"><span class="ww-datumblok__week">{}</span>'
        '<span class="ww-datumblok__dag">{}</span><span class="ww-datumblok__maand">{}</span></time>',
        hier.isoformat(), date_format(hier, "D").lower(), hier.day, date_format(hier, "M").lower(),
    )  # fmt: skip


@register.filter
def klok(moment: datetime) -> str:
    """The time of day: 14:30."""
    return f"{_lokaal(moment):%H:%M}"


@register.filter
def heeft_tijd(moment: object) -> bool:
    return isinstance(moment, datetime)


def in_woorden(moment: date | datetime) -> str:
    """Return the moment relative to today, in Dutch; with the clock when it is near and known."""
    return _in_woorden(_lokaal(moment))


def _in_woorden(hier: date | datetime) -> str:
    dagen = (_als_dag(hier) - timezone.localdate()).days
    tijd = f" om {hier:%H:%M}" if isinstance(hier, datetime) else ""
    nabij = {-1: "gisteren", 0: "vandaag", 1: "morgen"}
    if dagen in nabij:
        return nabij[dagen] + tijd
    return f"{_duur(-dagen)} geleden" if dagen < 0 else f"over {_duur(dagen)}"


def _dagen_vooruit(dagen: int) -> str:
    return {0: "vandaag", 1: "morgen"}.get(dagen) or f"over {_duur(dagen)}"


def _te_laat(dagen: int) -> str:
    return f"{_duur(dagen)} te laat"


def _duur(dagen: int) -> str:
    if dagen < 14:
        return "1 dag" if dagen == 1 else f"{dagen} dagen"
    if dagen < 61:
        return f"{dagen // 7} weken"
    if dagen < 730:
        return f"{round(dagen / 30.44)} maanden"
    return f"{dagen // 365} jaar"


def _als_dag(hier: date | datetime) -> date:
    return hier.date() if isinstance(hier, datetime) else hier


def _lokaal(moment: date | datetime) -> date | datetime:
    """What follows takes what this returns: a line has one moment, and to find the hour here takes time."""
    return (
        timezone.localtime(moment) if isinstance(moment, datetime) and timezone.is_aware(moment) else moment
    )


_HALF_JAAR = timedelta(days=183)
_WEEK = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MAAND = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
_MAANDEN = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def _kort(hier: date | datetime) -> str:
    """Without the year while there is no doubt about it: within half a year of today."""
    ver = abs(_als_dag(hier) - timezone.localdate()) > _HALF_JAAR
    return f"{_WEEK[hier.weekday()]} {hier.day} {_MAAND[hier.month - 1]}{f' {hier.year}' if ver else ''}"


def _lang(hier: date | datetime) -> str:
    """The whole day. Written out here, because every line of a list has one and Django's way takes ten times as long."""
    dag = f"{hier.day} {_MAANDEN[hier.month - 1]} {hier.year}"
    return f"{_WEEKDAGEN[hier.weekday()]} {dag}, {hier:%H:%M}" if isinstance(hier, datetime) else dag


def _tijd(hier: date | datetime, tekst: str) -> SafeString:
    vol = _lang(hier)
    if tekst == vol:
        return format_html('<time datetime="{}">{}</time>', hier.isoformat(), tekst)
    return format_html('<time datetime="{}" title="{}">{}</time>', hier.isoformat(), vol, tekst)


# --- words


register.filter("hoofdletter", hoofdletter)


@register.filter
def aantal(n: int, woorden: str) -> str:
    """{{ n|aantal:"signaal,signalen" }}: "geen signalen", "1 signaal", "3 signalen"."""
    enkel, meer = woorden.split(",")
    return f"geen {meer}" if n == 0 else f"1 {enkel}" if n == 1 else f"{n} {meer}"


@register.filter
def adres(begin: str, nummer: int) -> str:
    """Put a page number behind an address."""
    return f"{begin}{nummer}"


@register.simple_tag
def regels(eis: tuple[str, ...], woord: str = "") -> SafeString:
    """The ids of the rules behind a complaint, with all of them in the title when there are many."""
    if not eis:
        return mark_safe("")
    tekst = f"({woord} {noem_regels(eis)})" if woord else noem_regels(eis)
    if noem_regels(eis) == (alle := ", ".join(eis)):
        return format_html('<span class="ww-regel">{}</span>', tekst)
    return format_html('<span class="ww-regel" title="{}">{}</span>', alle, tekst)


# --- boxes


_KNOPPEN = {
    "primair": "utrecht-button--primary-action",
    "tweede": "utrecht-button--secondary-action",
    "stil": "utrecht-button--subtle",
    "gevaar": "utrecht-button--primary-action utrecht-button--danger",
}


@register.simple_tag
def knop_klasse(soort: str = "primair", klein: bool = False) -> str:
    """The classes of a button: primair, tweede, stil or gevaar."""
    return f"utrecht-button {_KNOPPEN.get(str(soort), _KNOPPEN['tweede'])}{' ww-knop-klein' if klein else ''}"


@register.simple_tag
def knop(
    tekst: str, soort: str = "primair", naam: str = "", waarde: str = "", icoon: str = "", klein: bool = False
) -> SafeString:
    """A submit button."""
    veld = format_html(' name="{}" value="{}"', naam, waarde) if naam else ""
    teken = iconen.svg(icoon) if icoon else ""
    return format_html(
        '<button type="submit" class="{}"{}>{}{}</button>', knop_klasse(soort, klein), veld, teken, tekst
    )


@register.simple_tag
def knop_link(
    url: str, tekst: str, soort: str = "tweede", icoon: str = "", klein: bool = False
) -> SafeString:
    """A link that looks like a button, because it starts something."""
    teken = iconen.svg(icoon) if icoon else ""
    return format_html('<a class="{}" href="{}">{}{}</a>', knop_klasse(soort, klein), url, teken, tekst)


@register.inclusion_tag("onderdelen/kruimelpad.html")
def kruimelpad(*namen_en_urls: str) -> dict[str, Any]:
    """{% kruimelpad "Signalen" url "Signaal 12" %}: names and urls in turn, the last name without url."""
    paren = list(zip(namen_en_urls[::2], [*namen_en_urls[1::2], ""], strict=False))
    return {"kruimels": [{"naam": naam, "url": url} for naam, url in paren]}


@register.simple_block_tag
def kaart(content: str, titel: str = "", kop: int = 2, id: str = "", url: str = "") -> str:  # noqa: A002
    """A card. With `url` the whole card can be tapped."""
    return _doos("kaart", content, titel=titel, kop=f"h{int(kop)}", id=id, url=url)


@register.simple_block_tag
def melding(content: str, toon: str = "info", titel: str = "", rol: str = "") -> str:
    """An alert: info, goed, waarschuwing or fout."""
    soort = {"info": "info", "goed": "ok", "waarschuwing": "warning", "fout": "error"}[toon]
    teken = {"info": "info", "goed": "check", "waarschuwing": "waarschuwing", "fout": "waarschuwing"}[toon]
    return _doos("melding", content, soort=soort, icoon=teken, titel=titel, rol=rol)


@register.filter
def toon_van_bericht(tags: str) -> str:
    """The tone of a message of django.contrib.messages."""
    tonen = {"success": "goed", "warning": "waarschuwing", "error": "fout"}
    return next((tonen[tag] for tag in tags.split() if tag in tonen), "info")


@register.simple_block_tag
def volgende_stap(content: str, titel: str, id: str = "volgende-stap") -> str:  # noqa: A002
    """The one next step on a page."""
    return _doos("volgende_stap", content, titel=titel, id=id)


@register.simple_block_tag
def leeg(content: str, titel: str, url: str = "", knop: str = "", icoon: str = "plus") -> str:
    """An empty page that teaches: what this is, why it is empty, one button."""
    return _doos("leeg", content, titel=titel, url=url, knop=knop, icoon=icoon)


@register.simple_block_tag
def uitklap(content: str, titel: str, open: bool = False) -> str:  # noqa: A002
    """Something to fold out."""
    return _doos("uitklap", content, titel=titel, open=open)


def _doos(naam: str, content: str, **context: Any) -> SafeString:
    return mark_safe(render_to_string(f"onderdelen/{naam}.html", {"content": mark_safe(content), **context}))  # noqa: S308

"""From an outbox row to a mail, at the moment it leaves: address, words, title and link are looked up only now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import models
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.module_loading import import_string

from wijkwerk.berichten import instellingen, teksten
from wijkwerk.berichten.bijlage import Bijlage
from wijkwerk.berichten.mailvorm import Mailvorm
from wijkwerk.berichten.models import Bericht
from wijkwerk.berichten.titels import (
    absoluut,
    is_afgeschermd,
    link,
    soortnaam,
    titel_voor_lezer,
    veilige_titel,
    zoek_ding,
)
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import GeenProfiel, OnleesbaarProfiel, actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.gemeente import neutrale_termen

REDEN_ACCOUNT = "U krijgt deze e-mail omdat u met Wijkwerk werkt."
# An app may give another reason, for whom it writes to, under this name among its variables.
REDEN = "reden_van_de_mail"
REDEN_ADRES = "U krijgt deze e-mail omdat u de gemeente iets heeft verteld en daarbij uw e-mailadres gaf."
REDEN_PARTIJ = "U krijgt deze e-mail omdat uw organisatie met de gemeente samenwerkt."
# What the button says, when the app gives a page of its own for it.
KNOP = "tekst_van_de_knop"


class NietNodig(Exception):
    """This message need not leave any more; the text says why, for the beheerder."""


@dataclass(frozen=True)
class Brief:
    """What the templates of a mail get: nothing through which the thing itself can be reached."""

    onderwerp: str
    aanhef: str
    alineas: list[teksten.Alinea] = field(default_factory=list)
    knop_url: str = ""
    knop_tekst: str = ""
    reden: str = REDEN_ACCOUNT
    extra: Mapping[str, Any] = field(default_factory=dict)


def adres_van(bericht: Bericht) -> str:
    """Return the address of now; raises NietNodig when there is none any more."""
    if bericht.ontvanger is not None:
        if not bericht.ontvanger.is_active:
            raise NietNodig("De ontvanger heeft geen account meer.")
        return bericht.ontvanger.email
    zoek = instellingen.adressen().get(bericht.adressant_soort)
    adres: str | None = import_string(zoek)(bericht.adressant_id) if zoek else None
    if not adres:
        raise NietNodig("Er is geen e-mailadres (meer).")
    return adres


def ding_van(bericht: Bericht) -> models.Model:
    ding = zoek_ding(bericht.object_soort, bericht.object_id)
    if ding is None:
        raise NietNodig("Waar dit bericht over ging, is er niet meer.")
    return ding


def mag_zien(ontvanger: Gebruiker | None, ding: models.Model) -> bool:
    """Whether the recipient may open the thing. Who has no account is told by the app itself, or not at all."""
    zichtbaar_voor = getattr(type(ding)._default_manager, "zichtbaar_voor", None)
    if ontvanger is None or zichtbaar_voor is None:
        return True
    return bool(zichtbaar_voor(ontvanger).filter(pk=ding.pk).exists())


def waarden_van(bericht: Bericht, ding: models.Model) -> dict[str, str]:
    """Return the variables for the text. Of a thing that is shielded, or that the recipient may not see, only its kind."""
    ziet = mag_zien(bericht.ontvanger, ding)
    open_ = ziet and not is_afgeschermd(ding)
    waarden = {
        **_termen(),
        "soort_ding": soortnaam(ding),
        "titel": _titel(bericht.ontvanger, ding) if ziet else soortnaam(ding),
        "naam": bericht.ontvanger.naam if bericht.ontvanger else "",
        "vandaag": datum(timezone.localdate()),
        **_link(bericht, ding, ziet=ziet),
    }
    if open_:
        waarden |= {naam: str(waarde) for naam, waarde in bericht.context.items()}
        uiterlijk = getattr(ding, "uiterlijk", None)
        if isinstance(uiterlijk, date):
            waarden["uiterlijk"] = datum(uiterlijk)
        velden = instellingen.berichtvelden().get(bericht.object_soort)
        if velden:
            waarden |= import_string(velden)(ding, bericht.soort, bericht.context)
    return waarden


def _titel(ontvanger: Gebruiker | None, ding: models.Model) -> str:
    """Who has no account opens nothing: of what was agreed behind closed doors they read no more than a log may say."""
    dicht = ontvanger is None and getattr(ding, "besloten", False)
    return veilige_titel(ding) if dicht else titel_voor_lezer(ding)


def _link(bericht: Bericht, ding: models.Model, *, ziet: bool) -> dict[str, str]:
    """Return where the button leads and what it says: a page of this recipient alone when the app has one, else the
    page of the thing."""
    eigen = link_zonder_account(bericht, ding)
    if eigen is not None:
        return {"link": absoluut(eigen.url), KNOP: eigen.titel}
    if bericht.ontvanger is None:
        return {"link": ""}
    return {"link": link(ding, bericht.ontvanger) if ziet else absoluut("/")}


def link_zonder_account(bericht: Bericht, ding: models.Model) -> Verwijzing | None:
    """Return a page that only this recipient gets, and that asks no login; None when there is none.

    The app decides (settings.LINKS_VAN_BERICHT for one kind of message, else settings.LINKS_ZONDER_ACCOUNT), also
    whether a thing that is shielded has such a page.
    """
    eigen: Verwijzing | None = None
    if van_bericht := instellingen.links_van_bericht().get(bericht.soort):
        eigen = import_string(van_bericht)(bericht, ding)
    elif zoek := instellingen.links_zonder_account().get(bericht.object_soort):
        eigen = import_string(zoek)(ding, bericht.ontvanger)
    return eigen


def maak_mail(bericht: Bericht) -> EmailMultiAlternatives:
    """Make the mail of a single message; raises NietNodig."""
    adres = adres_van(bericht)
    ding = ding_van(bericht)
    waarden = waarden_van(bericht, ding)
    tekst = teksten.tekst_van(bericht.soort)
    vorm = _mailvorm(bericht, ding)
    brief = Brief(
        onderwerp=teksten.onderwerp(tekst, waarden),
        aanhef=aanhef(bericht.ontvanger),
        alineas=teksten.alineas(tekst, waarden),
        knop_url=waarden["link"],
        knop_tekst=waarden.get(KNOP, "Bekijk dit in Wijkwerk"),
        reden=_reden(bericht, waarden),
        extra=vorm.extra,
    )
    mail = stel_op(bericht, adres, brief, vorm.sjabloon)
    mail.extra_headers |= vorm.koppen
    for bijlage in _bijlagen(bericht, ding):
        mail.attach(bijlage.naam, bijlage.inhoud, bijlage.soort)
    return mail


def _mailvorm(bericht: Bericht, ding: models.Model) -> Mailvorm:
    zoek = instellingen.mailvormen().get(bericht.soort)
    vorm: Mailvorm = import_string(zoek)(bericht, ding) if zoek else Mailvorm()
    return vorm


def _bijlagen(bericht: Bericht, ding: models.Model) -> list[Bijlage]:
    """The files of the app; none of a thing that is shielded, or that the recipient may not see."""
    zoek = instellingen.bijlagen().get(bericht.object_soort)
    if zoek is None or is_afgeschermd(ding) or not mag_zien(bericht.ontvanger, ding):
        return []
    bijlagen: list[Bijlage] = import_string(zoek)(ding, bericht.soort)
    return bijlagen


def _reden(bericht: Bericht, waarden: Mapping[str, str]) -> str:
    if bericht.ontvanger is not None:
        return REDEN_ACCOUNT
    return waarden.get(REDEN, REDEN_PARTIJ if bericht.adressant_soort == "partij" else REDEN_ADRES)


def stel_op(bericht: Bericht, adres: str, brief: Brief, sjabloon: str) -> EmailMultiAlternatives:
    """Put a letter into a mail with a text and an HTML part and the headers that never change."""
    tekst, html = teken(brief, sjabloon)
    mail = EmailMultiAlternatives(
        subject=brief.onderwerp,
        body=tekst,
        to=[adres],
        headers={
            "Message-ID": bericht.message_id,
            "Auto-Submitted": "auto-generated",
            "Content-Language": "nl",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail


def teken(brief: Brief, sjabloon: str) -> tuple[str, str]:
    """Return the text and the HTML of a letter."""
    profiel = _profiel()
    context = {
        "onderwerp": brief.onderwerp,
        "aanhef": brief.aanhef,
        "alineas": brief.alineas,
        "knop_url": brief.knop_url,
        "knop_tekst": brief.knop_tekst,
        "reden": brief.reden,
        "gemeente": profiel.gemeente if profiel else None,
        **brief.extra,
    }
    tekst = "\n".join(regel.rstrip() for regel in render_to_string(f"{sjabloon}.txt", context).splitlines())
    while "\n\n\n" in tekst:
        tekst = tekst.replace("\n\n\n", "\n\n")
    return tekst.strip() + "\n", render_to_string(f"{sjabloon}.html", context)


def aanhef(ontvanger: Gebruiker | None) -> str:
    return f"Beste {ontvanger.naam}," if ontvanger else "Goedendag,"


def datum(dag: date) -> str:
    return date_format(dag, "j F Y")


def _profiel() -> Profiel | None:
    try:
        return actief_profiel()
    except OnleesbaarProfiel:
        # A mail without the words of the municipality must not leave: it waits until the profile is mended.
        raise
    except GeenProfiel:
        return None


def _termen() -> dict[str, str]:
    profiel = _profiel()
    return termen_van(profiel) if profiel else {"gemeente": ""}


def termen_van(profiel: Profiel) -> dict[str, str]:
    """Return the name and the words of the municipality: {{ gemeente }}, {{ term_gebied }}, {{ termen_gebied }}."""
    return {
        **{f"term_{woord}": profiel.term(woord).enkel for woord in neutrale_termen()},
        **{f"termen_{woord}": profiel.term(woord).meer for woord in neutrale_termen()},
        "gemeente": profiel.gemeente.naam,
    }

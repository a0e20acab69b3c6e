"""What else this person may do with a signal now: the links beside the one next step."""

from __future__ import annotations

from django.urls import reverse

from signalen import volgende
from signalen.acties import (
    mag_bundelen,
    mag_doorzetten,
    mag_foto_toevoegen,
    mag_uitzetten,
    mag_wijzigen,
    mag_zaak,
    verlengbaar,
)
from signalen.acties.afscherming import mag_verhogen, mag_verlagen
from signalen.acties.basis import betrokken
from signalen.acties.woorden import mag_verbeteren
from signalen.models import LIJNEN, Antwoord, Signaal, overdracht_van
from signalen.regels import onderwerp
from signalen.routes import HOOGTE, escalatie_nummer, gevoelig_bij_registratie, koppelt, routes_voor
from signalen.stroom import SIGNAAL
from signalen.vandaag_initiatieven import wordt_initiatief
from signalen.zicht import mag_bij_melder, niveau_van
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.htmx import Request
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Toestemming, mag_stap


def andere_stappen(request: Request, signaal: Signaal, antwoord: Antwoord | None) -> list[tuple[str, str]]:
    """Links to what else this person may do now: (words, address)."""
    gebundeld = signaal.dossier_id is not None
    kansen: list[tuple[str, str, bool]] = [
        ("Zet uit of vraag nog iemand", "uitzetting", mag_uitzetten_nu(request, signaal)),
        ("Vul het nummer in het meldsysteem in", "overdracht", mag_nummer_invullen(request, signaal)),
        ("Maak er een initiatief van", "initiatief", wordt_initiatief(signaal, request.user)),
        ("Verwijs door naar een ander", "doorverwijzing", mag_doorverwijzen(request, signaal)),
        ("Zet door met een besluit", "doorzetten", mag_doorzetten(signaal, request.user)),
        ("Koppel aan een adviseur", "koppeling", mag_koppelen(request, signaal)),
        ("Schaal op", "opschaling", mag_opschalen(request, signaal)),
        ("Bundel met andere signalen", "bundeling", not gebundeld and mag_bundelen(signaal, request.user)),
        ("Haal uit het dossier", "ontbundeling", gebundeld and mag_bundelen(signaal, request.user)),
        ("Geef antwoord", "antwoord", mag_antwoord_geven(request, signaal, antwoord)),
        ("Vertel hoe het staat", "bericht", mag_vertellen_nu(request, signaal, antwoord)),
        ("Stel het definitieve antwoord uit", "verlenging", mag_verlengen(request, signaal, antwoord)),
        ("Voeg een melder toe", "melder", signaal.melder is None and mag_briefje(request, signaal)),
        ("Briefje voor de bezoeker", "briefje", mag_briefje(request, signaal)),
        ("Voeg een foto toe", "foto-toevoeging", mag_foto_toevoegen(signaal, request.user)),
        ("Verbeter de woorden", "woorden", mag_verbeteren(signaal, request.user)),
        ("Verbeter soort, plek of thema", "wijziging", mag_wijzigen(signaal, request.user)),
        ("Verander de afscherming", "afscherming", mag_afschermen(request, signaal)),
        (
            "Verander de zaak" if signaal.zaak_adres else "Koppel aan een zaak",
            "zaak",
            mag_zaak(signaal, request.user),
        ),
        ("Heropen", "heropening", mag_heropenen(request, signaal)),
    ]
    return [(woorden, reverse(f"signalen:{naam}", args=[signaal.pk])) for woorden, naam, kan in kansen if kan]


def mag_uitzetten_nu(request: Request, signaal: Signaal) -> bool:
    routes = routes_voor(actief_profiel(), signaal.soort, signaal.kanaal)
    return any(mag_uitzetten(signaal, request.user, route) for route in routes)


def mag_doorverwijzen(request: Request, signaal: Signaal) -> bool:
    """Whoever may ask somebody else: who sends it out, and its owner."""
    return mag_uitzetten(signaal, request.user, actief_profiel().route(signaal.route))


def mag_nummer_invullen(request: Request, signaal: Signaal) -> bool:
    """Handed over by mail or by hand: a number comes later, or was wrong."""
    overdracht = overdracht_van(signaal)
    kan = overdracht is not None and overdracht.via not in LIJNEN and not overdracht.vraagt_iemand
    return kan and volgende.mag_afhandelen("overdragen", signaal, request.user)


def mag_koppelen(request: Request, signaal: Signaal) -> bool:
    stap = SIGNAAL["koppelen"]
    kan = signaal.stand in stap.van and koppelt(actief_profiel())
    return kan and mag(request.user, Recht.SIGNAAL_KOPPELEN, signaal.plek())


def mag_opschalen(request: Request, signaal: Signaal) -> bool:
    profiel = actief_profiel()
    hoogste = escalatie_nummer(profiel, signaal.escalatie) >= len(profiel.escalaties) - 1
    if hoogste or signaal.stand not in SIGNAAL["opschalen"].van:
        return False
    nu = profiel.escalatie(signaal.escalatie).wie if signaal.escalatie else ()
    toestemming = Toestemming(wie=(*nu, Selector("eigenaar")), betrokkenen=betrokken(signaal, request.user))
    return mag_stap(SIGNAAL["opschalen"], onderwerp(signaal), request.user, toestemming)


def mag_antwoord_geven(request: Request, signaal: Signaal, antwoord: Antwoord | None) -> bool:
    if getattr(signaal, "wacht_op_deel", False) or getattr(signaal, "is_geweigerd", False):
        return False
    if signaal.houder is None and not actief_profiel().route(signaal.route).is_balie:
        return False
    open_ = signaal.stand in SIGNAAL["beantwoorden"].van and (antwoord is None or antwoord.is_later)
    return open_ and volgende.mag_antwoorden(signaal, request.user)


def mag_vertellen_nu(request: Request, signaal: Signaal, antwoord: Antwoord | None) -> bool:
    return antwoord is not None and antwoord.is_later and volgende.mag_antwoorden(signaal, request.user)


def mag_briefje(request: Request, signaal: Signaal) -> bool:
    return not signaal.is_gesloten and mag_bij_melder(request.user, signaal)


def mag_verlengen(request: Request, signaal: Signaal, antwoord: Antwoord | None) -> bool:
    kan = verlengbaar(antwoord) and signaal.stand in SIGNAAL["verlengen"].van
    return kan and volgende.mag_antwoorden(signaal, request.user)


def mag_afschermen(request: Request, signaal: Signaal) -> bool:
    if signaal.is_gesloten:
        return False
    niveau = niveau_van(signaal)
    bodem = HOOGTE[gevoelig_bij_registratie(actief_profiel(), signaal.soort, signaal.themas)]
    nu = HOOGTE[signaal.gevoelig]
    hoger = nu < HOOGTE["ja"] and mag_verhogen(signaal, request.user, niveau)
    return hoger or (nu > bodem and mag_verlagen(signaal, request.user, niveau))


def mag_heropenen(request: Request, signaal: Signaal) -> bool:
    return signaal.is_gesloten and volgende.mag_afhandelen("heropenen", signaal, request.user)

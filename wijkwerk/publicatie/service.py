"""What other apps ask of publications."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse

from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.publicatie.acties import (
    TePlaatsen,
    gepubliceerd,
    klacht_ander,
    klacht_zelfde,
    klachten_uit,
    plaats,
    trek_gewist_in,
    trek_in,
)
from wijkwerk.publicatie.bestand import ruim_bestanden_op
from wijkwerk.publicatie.bewijs import (
    MEESTE_GEBIEDEN,
    Bevindingcijfer,
    Cijferblok,
    Getal,
    Herkenningblok,
    Jaargetal,
    Metingblok,
    Standblok,
    onderdruk,
)
from wijkwerk.publicatie.document import docx_antwoord, docx_van_inhoud
from wijkwerk.publicatie.inhoud import (
    Afspraakblok,
    Akkoord,
    Benaming,
    Bijdrageblok,
    Bron,
    Contact,
    Geld,
    Inhoud,
    Item,
    Sectie,
    Telblok,
    Telcel,
    Telregel,
    Toekenning,
    Vaststelling,
    Waarde,
    bevries,
    kern,
    ontdooi,
    uitstel_in_woorden,
)
from wijkwerk.publicatie.maskering import Bevinding, zoek, zoek_met_kennis
from wijkwerk.publicatie.models import Publicatie, PublicatieQuerySet
from wijkwerk.publicatie.verschil import Wijziging, verschil
from wijkwerk.publicatie.volgen.acties import ruim_op as ruim_volgers_op
from wijkwerk.publicatie.volgen.acties import wis_adres as wis_volger
from wijkwerk.publicatie.volgen.acties import zoek_adres as zoek_volger
from wijkwerk.publicatie.volgen.brieven import (
    adres_van_volger,
    link_naar_nieuws,
    link_voor_volger,
    vorm_van_nieuws,
)
from wijkwerk.publicatie.volgen.brieven import berichtvelden as berichtvelden_van_volger
from wijkwerk.publicatie.weergave import delen, tel

__all__ = [
    "MEESTE_GEBIEDEN",
    "Afspraakblok",
    "Akkoord",
    "Benaming",
    "Bevinding",
    "Bevindingcijfer",
    "Bijdrageblok",
    "Bron",
    "Cijferblok",
    "Contact",
    "Geld",
    "Getal",
    "Herkenningblok",
    "Inhoud",
    "Item",
    "Jaargetal",
    "Metingblok",
    "Publicatie",
    "Sectie",
    "Standblok",
    "TePlaatsen",
    "Telblok",
    "Telcel",
    "Telregel",
    "Toekenning",
    "Vaststelling",
    "Waarde",
    "Wijziging",
    "adres_van_volger",
    "berichtvelden_van_volger",
    "bevries",
    "docx_antwoord",
    "docx_van_inhoud",
    "gepubliceerd",
    "kern",
    "klacht_ander",
    "klacht_zelfde",
    "klachten_uit",
    "laatste_van",
    "link_naar_nieuws",
    "link_voor_volger",
    "menu",
    "onderdruk",
    "ontdooi",
    "opmaak_van",
    "plaats",
    "ruim_bestanden_op",
    "ruim_volgers_op",
    "trek_gewist_in",
    "trek_in",
    "uitstel_in_woorden",
    "verschil",
    "vorm_van_nieuws",
    "wis_volger",
    "zichtbare_van",
    "zoek",
    "zoek_met_kennis",
    "zoek_volger",
]


def opmaak_van(inhoud: Inhoud) -> dict[str, Any]:
    """What the shared templates need to show a content that was not published yet: the preview."""
    return {
        "delen": delen(inhoud),
        "telling": tel(inhoud.afspraken()),
        "vorige_telling": tel(list(inhoud.vorige_afspraken)),
    }


def menu(gebruiker: Gebruiker) -> list[MenuPunt]:
    """For council and college: what was published is what they read. Who works on plans finds it there."""
    leest = heeft_ergens(gebruiker, Recht.PUBLICATIE_LEZEN)
    if leest and any(vervulling.rol.kant == "bestuur" for vervulling in gebruiker.vervullingen):
        return [MenuPunt("Publicaties", reverse("publicaties:lijst"), 60)]
    return []


def laatste_van(ding: models.Model) -> Publicatie | None:
    """The newest publication about a thing that was not withdrawn."""
    return Publicatie.objects.van(ding).geldig().order_by("-nummer").first()


def zichtbare_van(ding: models.Model, gebruiker: Gebruiker) -> PublicatieQuerySet:
    """All publications about a thing that this person may read, newest first."""
    return Publicatie.objects.van(ding).zichtbaar_voor(gebruiker).voor_lijst()

"""A wijk in which everything about meetings is full: long words, many rows, every state. For tests that look at pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import time, timedelta

from django.utils import timezone

from overleggen import aanmelden, acties
from overleggen.models import Afwijking, Agendapunt, Deelnemer, Overleg, Peiling, Verslag
from tests.hulp import gebied, partij, persoon, profieltekst
from tests.overleggen.hulp import begonnen, gepland, iedereen_is_er
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente import acties as gemeente_acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.acties import vul_uit_profiel
from wijkwerk.wijken.models import Locatie

WIJK = "brandevoort"
WOORD = "Verkeersveiligheidsinspectierapportagebespreking"
ZIN = f"{WOORD} bij de Onze-Lieve-Vrouwestraat, de basisschool en het winkelcentrum"
PEILINGEN = """
[[peiling]]
sleutel = "punten-verdelen"
naam = "Keuze voor het plein"
wie = ["rol:college", "soort:bewonersorgaan"]
soort = "stemmen"
punten = 10
telt = "beslist"

[[peiling]]
sleutel = "een-keuze"
naam = "Keuze voor de naam"
wie = ["soort:bewonersorgaan"]
soort = "stemmen"
telt = "beslist"

[[peiling]]
sleutel = "vragenlijst"
naam = "Vragen aan bewoners"
wie = ["soort:bewonersorgaan"]
soort = "vragen"
telt = "adviseert"
"""
TITEL = 'resultaat = "verslag"\nopenbaar = '


@dataclass(frozen=True)
class Volop:
    adviseur: Gebruiker
    orgaan: Gebruiker
    wethouder: Gebruiker
    manager: Gebruiker
    leeg: Overleg
    vol: Overleg
    bezig: Overleg
    bezoek: Overleg
    verslag: Verslag
    peilingen: list[Peiling] = field(default_factory=list)
    afwijkingen: list[Afwijking] = field(default_factory=list)

    @property
    def per_mail(self) -> str:
        return aanmelden.adres(self.vol, self.orgaan, partij("wijkraad-brandevoort").pk)


def zet_volop() -> Volop:
    # A wijkwerkoverleg whose open parts everybody may read, so that its report can be published.
    tekst = profieltekst("helmond").replace(f'{TITEL}"titel"', f'{TITEL}"open delen"') + PEILINGEN
    gemeente_acties.activeer(tekst=tekst, bestand="helmond.toml", door=None)
    vul_uit_profiel(profiel=actief_profiel())
    adviseur = persoon("adviseur-wgw", gebied=WIJK, naam="Annemarie van der Westelaken-Hooghiemstra")
    orgaan = persoon("wijkorgaan", gebied=WIJK, partij="wijkraad-brandevoort", naam="Wim Wijkraad")
    wethouder = persoon("wethouder-wijkbeleid", naam="Wethouder Wijkbeleid")
    plek = Locatie.objects.create(naam="Wijkhuis ’t Brandpunt", gebied=gebied(WIJK), openbaar=True)
    vol = _vol(adviseur, orgaan, plek)
    return Volop(
        adviseur=adviseur,
        orgaan=orgaan,
        wethouder=wethouder,
        manager=persoon("programmamanager", naam="Petra Programma"),
        leeg=gepland("wijktafel", "brouwhuis", persoon("adviseur-wgw", gebied="brouwhuis"), over=60),
        vol=vol,
        bezig=_bezig(adviseur, wethouder, plek),
        bezoek=_bezoek(orgaan, plek),
        verslag=_verslag(adviseur, plek),
        peilingen=_peilingen(adviseur, orgaan),
        afwijkingen=_afwijkingen(adviseur),
    )


def _punten(overleg: Overleg, door: Gebruiker, aantal: int) -> list[Agendapunt]:
    """Nine of ten in the closed part, with the last ones for everybody."""
    delen = list(overleg.delen.all())
    return [
        acties.zet_op_agenda(
            overleg=overleg,
            titel=ZIN if nr % 4 == 0 else f"Groen in straat {nr + 1}",
            toelichting=f"{ZIN}. " * 5 if nr % 5 == 0 else "",
            deel=delen[-1] if nr % 10 == 9 else delen[0],
            schaalniveau="wijk",
            # Of a wijkwerkoverleg the profile wants one.
            dossier=nr == 0 and overleg.vorm == "wijkwerkoverleg",
            door=door,
        )[0]
        for nr in range(aantal)
    ]


def _vol(adviseur: Gebruiker, orgaan: Gebruiker, plek: Locatie) -> Overleg:
    """Thirty participants, sixty points, information, papers, answers."""
    overleg = gepland("wijktafel", WIJK, adviseur, over=14, locatie=plek, eind=time(12), onderwerp=ZIN)
    punten = _punten(overleg, adviseur, 60)
    for nr in range(24):
        functie = f"{WOORD}-coördinator {nr}" if nr % 6 == 0 else f"gast {nr}"
        acties.voeg_deelnemer_toe(
            overleg=overleg,
            functie=functie,
            kant="partner",
            hoe=Deelnemer.Hoe.UITGENODIGD,
            door=adviseur,
        )
    acties.nodig_uit(overleg=overleg, door=adviseur)
    overleg.refresh_from_db()
    for nr in range(3):
        acties.vraag_informatie(
            punt=punten[nr],
            vraag=f"Hoe vaak? {ZIN}",
            houder=Houder(persoon=adviseur),
            uiterlijk=overleg.datum - timedelta(days=2),
            door=adviseur,
        )
        acties.voeg_stuk_toe(
            punt=punten[0],
            titel=f"{ZIN} deel {nr}",
            adres=f"https://voorbeeld.example/{WOORD}",
            door=adviseur,
        )
    acties.meld_aan(overleg=overleg, komt="vervanger", toelichting=f"Vanwege {ZIN}", door=orgaan, partij=None)
    return overleg


def _bezig(adviseur: Gebruiker, wethouder: Gebruiker, plek: Locatie) -> Overleg:
    overleg = begonnen("wijktafel", WIJK, adviseur, voorzitter=wethouder, locatie=plek, begin=time(9))
    for nr, rij in enumerate(_punten(overleg, adviseur, 12)):
        if nr < 4:
            _bespreek(rij, adviseur)
    return overleg


def _bespreek(rij: Agendapunt, adviseur: Gebruiker) -> None:
    acties.bespreek(
        punt=rij, uitkomst=f"{ZIN}. " * 6, versie=rij.versie, gegevens={"uit-plan": "ja"}, door=adviseur
    )
    acties.teken_aan(onder=rij, tekst=f"De wijkraad zegt: {ZIN}.", door=adviseur)
    acties.maak_afspraak(
        punt=rij,
        wat=f"Uitzoeken: {ZIN}",
        houder=Houder(partij=partij("wijkraad-brandevoort")),
        uiterlijk=timezone.localdate() + timedelta(days=20),
        door=adviseur,
    )


def _verslag(adviseur: Gebruiker, plek: Locatie) -> Verslag:
    """Established twice: the second version corrects the first."""
    wethouder, ambtenaar = persoon("vakwethouder", naam="Vera Vakwethouder"), persoon("vakambtenaar")
    overleg = gepland(
        "wijkwerkoverleg", WIJK, adviseur, locatie=plek, begin=time(13), delen=["openbaar-na-afloop"]
    )
    punten = _punten(overleg, adviseur, 10)
    acties.nodig_uit(overleg=overleg, door=adviseur)
    iedereen_is_er(overleg, wethouder)
    acties.houd(overleg=overleg, door=wethouder)
    for rij in punten:
        rij.refresh_from_db()
        _bespreek(rij, ambtenaar)
    acties.rond_af(overleg=overleg, door=wethouder)
    acties.stel_vast(verslag=overleg.verslagen.get(), door=wethouder)
    acties.verbeter(overleg=overleg, correctie=f"Op blad 3 stond {ZIN} verkeerd.", door=ambtenaar)
    acties.stel_vast(verslag=overleg.verslagen.get(versie=2), door=wethouder)
    return overleg.verslagen.get(versie=2)


def _bezoek(orgaan: Gebruiker, plek: Locatie) -> Overleg:
    overleg = gepland("wijkbezoek", WIJK, orgaan, over=21, locatie=plek, eind=time(16))
    acties.zet_op_agenda(overleg=overleg, titel=ZIN, door=orgaan)
    for nr in range(12):
        acties.zet_in_programma(
            overleg=overleg,
            begin=time(10 + nr // 3, nr % 3 * 20),
            wat=f"{ZIN} {nr}" if nr % 3 == 0 else f"Langs de buurttuin {nr}",
            plaats=f"{WOORD}straat {nr}",
            gastheer="Stichting Samen in de Wijk" if nr % 2 else "",
            door=orgaan,
        )
    acties.nodig_uit(overleg=overleg, door=orgaan)
    overleg.refresh_from_db()
    return overleg


def _peilingen(adviseur: Gebruiker, orgaan: Gebruiker) -> list[Peiling]:
    """Every kind open, and each of them closed in another wijk."""
    soorten: dict[str, tuple[Gebruiker, list[str], dict[str, object]]] = {
        "behoeftepeiling": (adviseur, [ZIN, "Groen", "Verkeer"], {"gekozen": [ZIN]}),
        "draagvlakpeiling": (orgaan, [], {}),
        "punten-verdelen": (adviseur, [ZIN, "Bankjes", "Bomen"], {"punten": {ZIN: 4, "Bomen": 6}}),
        "een-keuze": (adviseur, [ZIN, "Plein"], {"punten": {"Plein": 1}}),
        "vragenlijst": (adviseur, [f"{ZIN}?", "Wat kan beter?"], {"antwoorden": {"Wat kan beter?": ZIN}}),
    }
    open_: list[Peiling] = []
    dicht: list[Peiling] = []
    for vorm, (door, onderdelen, keuze) in soorten.items():
        for lijst in (dicht, open_):
            peiling, _ = acties.open_peiling(
                vorm=vorm,
                gebied=gebied(WIJK),
                vraag=f"Wat vindt u van: {ZIN}?",
                toelichting=f"{ZIN}. " * 3,
                einddatum=timezone.localdate() + timedelta(days=14),
                onderdelen=onderdelen,
                door=door,
            )
            wie = persoon("bewoner", gebied=WIJK) if vorm == "draagvlakpeiling" else orgaan
            acties.beantwoord_peiling(peiling=peiling, keuze=keuze, toelichting=ZIN, door=wie)
            if lijst is dicht:
                acties.sluit_peiling(peiling=peiling, uitkomst=ZIN, vervolg=ZIN, door=door)
            lijst.append(peiling)
    return [*open_, *dicht]


def _afwijkingen(adviseur: Gebruiker) -> list[Afwijking]:
    def stel_voor(vorm: str, **meer: object) -> Afwijking:
        return acties.stel_afwijking_voor(
            vorm=vorm,
            gebied=gebied(WIJK),
            reden=f"{ZIN}. " * 3,
            van=timezone.localdate() + timedelta(days=90),
            door=adviseur,
            **{"soort": "vervalt", **meer},  # type: ignore[arg-type]
        )

    return [stel_voor("wijktafel"), stel_voor("wijkwerkoverleg", soort="aangepast", alternatief=ZIN)]

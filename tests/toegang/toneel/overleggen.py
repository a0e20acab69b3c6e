"""Meetings in every state: of a form with a part for everybody, and of a form with a closed part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from overleggen import acties
from overleggen.bronnen import van_signaal
from overleggen.document import document_context
from overleggen.models import (
    Aantekening,
    Agendapunt,
    Deelnemer,
    Overleg,
    Overlegdeel,
    Programmaonderdeel,
    Stuk,
)
from overleggen.stukken import Bestand
from overleggen.velden import gevraagde_velden
from signalen.models import Signaal
from tests.toegang.merken import BESLOTEN, GEHEIM, merk
from tests.toegang.toneel.overlegscene import OPENBAAR, Overlegscene, plekken
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.huis.demo.velden import vul
from wijkwerk.profiel import Veld
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

OPEN_TEKSTEN = {
    "titel": "Rondje langs de velden",
    "toelichting": "Wat valt op in de buurt?",
    "uitkomst": "Iedereen kijkt in het eigen werk",
    "besluit": "Wij gaan door",
    "terug": "Verteld",
    "afspraak": "Samen schoonmaken",
    "aantekening": "De school wil meedoen",
    "veld": "In gewone woorden",
    "stuk": "Schets van de velden",
    "vraag": "Hoe vaak wordt er gemaaid?",
}


class Overlegmaker:
    """Holds meetings of one form in one area."""

    def __init__(self, spelers: Spelers, vorm: Overlegvorm, gebied: Gebied, *, dicht: bool) -> None:
        self.spelers = spelers
        self.vorm = vorm
        self.gebied = gebied
        self.dicht = dicht
        # Two forms may be one: no two meetings at the same hour.
        self._uur = 14 if dicht else 8

    def tekst(self, naam: str) -> str:
        return merk(BESLOTEN, naam) if self.dicht else OPEN_TEKSTEN[naam]

    def alles(self, geheim: Iterable[Signaal] = ()) -> Overlegscene:
        komend = self.plan(dagen=1)
        aangedragen, geagendeerd = self.draag_aan(komend), self.agendeer(komend)
        uitgenodigd = self.nodig_uit(self.plan())
        afgerond = self.rond_af(self.houd(self.nodig_uit(self.plan())))
        bezig = self.houd(self.nodig_uit(self.plan()))
        open_punt, besproken = self.agendeer(bezig), self.bespreek(self.agendeer(bezig))
        return Overlegscene(
            dicht=self.dicht,
            komend=komend,
            uitgenodigd=uitgenodigd,
            bezig=bezig,
            afgerond=afgerond,
            deelnemer=_deelnemer(komend),
            aangedragen=aangedragen,
            geagendeerd=geagendeerd,
            open_punt=open_punt,
            besproken=besproken,
            aantekening=self.teken_aan(besproken),
            stuk=self.leg_klaar(geagendeerd),
            vastgesteld=self.stel_vast(self.rond_af(self.houd(self.nodig_uit(self.plan())))),
            geheim=[self.geheim_punt(bezig, signaal) for signaal in geheim],
        )

    def weinig(self) -> Overlegscene:
        """The same names with one meeting."""
        komend = self.plan(dagen=1)
        punt = self.agendeer(komend)
        stuk = self.leg_klaar(punt)
        return Overlegscene(
            self.dicht, komend, komend, komend, komend, _deelnemer(komend), punt, punt, punt, punt, stuk
        )

    def leg_klaar(self, punt: Agendapunt) -> Stuk:
        """A paper at a point, and information that somebody is asked to bring."""
        self.spelers.doe(
            acties.vraag_informatie,
            punt=punt,
            vraag=self.tekst("vraag"),
            houder=self._houder(punt),
            uiterlijk=timezone.localdate(),
        )
        bestand = Bestand(f"%PDF-1.7 {self.tekst('stuk')}".encode(), "pdf")
        return self.spelers.doe(acties.voeg_stuk_toe, punt=punt, titel=self.tekst("stuk"), bestand=bestand)

    def plan(self, dagen: int = 0) -> Overleg:
        self._uur += 1
        leeg = Overleg(vorm=self.vorm.sleutel, gebied=self.gebied)
        leeg.profielversie_id = self._versie()
        overleg, _ = self.spelers.doe(
            acties.plan,
            vorm=self.vorm.sleutel,
            gebied=self.gebied,
            datum=timezone.localdate() + timedelta(days=dagen),
            begin=time(self._uur),
            plaats="wijkcentrum",
            delen=[deel.sleutel for deel in self.vorm.delen],
            gegevens=vul(gevraagde_velden(leeg, "plannen", object="overleg")),
        )
        return overleg

    @staticmethod
    def _versie() -> int:
        from wijkwerk.gemeente.service import actieve_versie_id

        versie = actieve_versie_id()
        assert versie is not None
        return versie

    def _deel(self, overleg: Overleg) -> Overlegdeel:
        return next(deel for deel in overleg.delen.all() if (deel.toegang != OPENBAAR) == self.dicht)

    def _velden(self, overleg: Overleg, *stappen: str) -> dict[str, Any]:
        return self._vul(gevraagde_velden(overleg, *stappen))

    def _vul(self, velden: list[Veld]) -> dict[str, Any]:
        return vul(velden) | {veld.sleutel: self.tekst("veld") for veld in velden if veld.soort == "tekst"}

    def draag_aan(self, overleg: Overleg) -> Agendapunt:
        return self.spelers.doe(acties.draag_aan, **self._punt(overleg))

    def agendeer(self, overleg: Overleg, **meer: Any) -> Agendapunt:
        punt, _ = self.spelers.doe(acties.zet_op_agenda, **(self._punt(overleg) | meer))
        return punt

    def _punt(self, overleg: Overleg) -> dict[str, Any]:
        return {
            "overleg": overleg,
            "titel": self.tekst("titel"),
            "toelichting": self.tekst("toelichting"),
            "deel": self._deel(overleg),
            "schaalniveau": overleg.gebied.niveau,
            "dossier": True,
            "gegevens": self._velden(overleg),
        }

    def nodig_uit(self, overleg: Overleg) -> Overleg:
        velden = vul(gevraagde_velden(overleg, "uitnodigen", object="overleg"))
        self.spelers.doe(acties.nodig_uit, overleg=overleg, gegevens=velden)
        return _ververst(overleg)

    def houd(self, overleg: Overleg) -> Overleg:
        aanwezig = {rij.pk: "ja" for rij in overleg.deelnemers.all()}
        self.spelers.doe(acties.leg_aanwezigheid_vast, overleg=overleg, aanwezig=aanwezig)
        self.spelers.doe(acties.houd, overleg=overleg)
        return _ververst(overleg)

    def bespreek(self, punt: Agendapunt, familie: str = "") -> Agendapunt:
        def tekst(naam: str) -> str:
            return merk(familie, naam) if familie else self.tekst(naam)

        besproken, _ = self.spelers.doe(
            acties.bespreek,
            punt=punt,
            uitkomst=tekst("uitkomst"),
            besluit=tekst("besluit"),
            versie=punt.versie,
            gegevens={} if familie else self._velden(punt.overleg, "bespreken"),
        )
        houder = self._houder(punt)
        self.spelers.doe(
            acties.maak_afspraak,
            punt=besproken,
            wat=tekst("afspraak"),
            houder=houder,
            uiterlijk=timezone.localdate() + timedelta(days=14),
        )
        return besproken

    def teken_aan(self, punt: Agendapunt) -> Aantekening:
        """A line at the point, and one at its part."""
        self.spelers.doe(acties.teken_aan, onder=punt.deel, tekst=self.tekst("aantekening"))
        return self.spelers.doe(acties.teken_aan, onder=punt, tekst=self.tekst("aantekening"))

    def _houder(self, punt: Agendapunt) -> Houder:
        """Of a shielded signal its owner; else the role that works for the municipality here."""
        if punt.bron_soort == "signaal":
            signaal = Signaal.objects.get(pk=punt.bron_id or 0)
            if signaal.houder is not None:
                return signaal.houder
        rollen = self.spelers.profiel.rollen
        rol = next(rol for rol in rollen if rol.bereik == "gebied" and rol.kant == "gemeente" and rol.mag)
        return Houder(rol=rol.sleutel, gebied=self.gebied)

    def rond_af(self, overleg: Overleg) -> Overleg:
        punt = self.bespreek(self.agendeer(overleg))
        self.spelers.doe(acties.koppel_terug, punt=punt, tekst=self.tekst("terug"))
        self.spelers.probeer(acties.rond_af, overleg=overleg)
        return _ververst(overleg)

    def stel_vast(self, overleg: Overleg) -> Overleg:
        """With a file that is as much text as its words; the real one is too slow to make for each role."""
        for verslag in overleg.verslagen.all():
            self.spelers.probeer(acties.stel_vast, verslag=verslag)
            for rij in verslag.documenten.all():
                rij.pdf = repr(document_context(rij)["delen"]).encode()
                rij.sha256, rij.gemaakt_op = "0" * 64, timezone.now()
                rij.save()
        return overleg

    def geheim_punt(self, overleg: Overleg, signaal: Signaal) -> Agendapunt:
        """A shielded signal on the agenda, with minutes that somebody wrote all the same."""
        velden = self._velden(overleg)
        geheim = {naam: merk(GEHEIM, "veld") for naam, waarde in velden.items() if isinstance(waarde, str)}
        punt = self.agendeer(
            overleg,
            bron=van_signaal(signaal),
            toelichting=merk(GEHEIM, "toelichting"),
            gegevens=velden | geheim,
        )
        return self.bespreek(punt, GEHEIM)


def _deelnemer(overleg: Overleg) -> Deelnemer:
    deelnemer = overleg.deelnemers.exclude(hoe=Deelnemer.Hoe.VERPLICHT).first() or overleg.deelnemers.first()
    assert deelnemer is not None
    return deelnemer


def _ververst(overleg: Overleg) -> Overleg:
    return Overleg.objects.select_related("gebied", "locatie").get(pk=overleg.pk)


def maak_overleggen(
    spelers: Spelers, *, dicht: bool, veel: bool, geheim: Iterable[Signaal] = ()
) -> Overlegscene | None:
    """Meetings of the first form of this kind that can be held here; None when the municipality has none."""
    fouten: list[str] = []
    for vorm, gebied in plekken(spelers, dicht=dicht):
        maker = Overlegmaker(spelers, vorm, gebied, dicht=dicht)
        try:
            return maker.alles(geheim) if veel else maker.weinig()
        except AssertionError as fout:
            fouten.append(f"{vorm.sleutel} {gebied}: {fout}")
    if fouten:
        raise AssertionError("\n".join(fouten))
    return None


def maak_bezoek(spelers: Spelers) -> Programmaonderdeel | None:
    """A stop of a visit that is to come; None when the municipality has no such form here."""
    for vorm, gebied in plekken(spelers, dicht=False):
        if vorm.is_bezoek:
            maker = Overlegmaker(spelers, vorm, gebied, dicht=False)
            bezoek = maker.plan(dagen=2)
            return spelers.doe(acties.zet_in_programma, overleg=bezoek, begin=bezoek.begin, wat="Koffie")
    return None

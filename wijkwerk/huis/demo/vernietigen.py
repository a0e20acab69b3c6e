"""Lists of destruction in the demo: one that two people stand for and that was carried out, and one that waits.

No profile that ships says how long something is kept: a records officer does. So the demo sets a term of its own, on forms
of meeting, in words that say that it is an example.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import reduce

from django.db import transaction

from overleggen import acties
from overleggen.bronnen import Bron
from overleggen.models import Agendapunt, Overleg, Verslag
from overleggen.velden import gevraagde_velden
from wijkwerk.gebruikers.models import Gebruiker, Roltoewijzing
from wijkwerk.gebruikers.rechten import Plek, Recht, mag
from wijkwerk.gemeente import acties as gemeente
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis import acties as huis
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.overleggen import Overlegleven
from wijkwerk.huis.demo.velden import vul
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.regels.models import Vernietigingslijst

JAREN = 1
TERMIJN = (
    "# Voorbeeld voor de demo: uw archivaris zegt welk procestype, resultaat en hoeveel jaar.\n"
    f'archief = {{ procestype = "Overleg voeren (voorbeeld)", resultaat = "Verslag vastgesteld (voorbeeld)", jaren = {JAREN} }}\n'
)
PUNT = "Terugblik op de zomer in de wijk"
BESPROKEN = "Het ging goed. Volgend jaar weer."
# How long ago the two meetings were held, and the first list made.
EERST, DAARNA, LIJST = 1000, 480, 600


def met_voorbeeldtermijn(tekst: str, sleutel: str) -> str:
    """The text of a profile in which this form of meeting has a term; the same where it cannot be put in."""
    kop = re.compile(rf'(\[\[overlegvorm\]\]\n(?:#[^\n]*\n)*sleutel = "{re.escape(sleutel)}"\n)(?!archief)')
    return kop.sub(lambda gevonden: gevonden[1] + TERMIJN, tekst, count=1)


def is_zelfde_profiel(tekst: str) -> bool:
    """Whether this text is what holds, apart from the term of the demo: then nothing has to be activated."""
    versie = Profielversie.objects.actief().first()
    return versie is not None and TERMIJN in versie.tekst and versie.tekst.replace(TERMIJN, "") == tekst


def voorbeeldvormen() -> list[Overlegvorm]:
    """Forms of meeting that have minutes of their own and no term yet, and that do not wait for a plan to end."""
    return [
        vorm
        for vorm in actief_profiel().overlegvormen
        if not (vorm.is_spreekuur or vorm.archief or vorm.fase == "vervallen")
        and not any(wat.startswith("plan:") for wat in vorm.resultaat)
    ]


def zet_voorbeeldtermijn() -> list[str]:
    """Let the profile of the demo say how long the reports of some forms are kept; return which."""
    versie = Profielversie.objects.actief().first()
    if versie is None or TERMIJN in versie.tekst:
        return []
    vormen = [vorm.sleutel for vorm in voorbeeldvormen()]
    tekst = reduce(met_voorbeeldtermijn, vormen, versie.tekst)
    gemeente.activeer(tekst=tekst, bestand=versie.bestand, door=None)
    return vormen


class _Mislukt(Exception):
    """Nothing of this meeting stays."""


class OudOverleg(Overlegleven):
    """A meeting of long ago that leaves nothing but its report: no afspraak, no dossier."""

    def leef_in(self, vorm: Overlegvorm) -> bool:
        """Whether its report was established; else nothing of it is left."""
        try:
            with transaction.atomic():
                if not self._met_verslag(vorm):
                    raise _Mislukt
        except _Mislukt:
            return False
        return True

    def _met_verslag(self, vorm: Overlegvorm) -> bool:
        if not any(self._houd(vorm, gebied, self.vandaag) for gebied in self._gebieden(vorm)[:3]):
            return False
        self.rond_af()
        verslag = Verslag.objects.filter(overleg__datum=self.vandaag).order_by("-pk").first()
        if verslag is None:
            return False
        with op(self.vandaag + timedelta(days=7)):
            return self.spelers.probeer(acties.stel_vast, verslag=verslag) is not None

    def _agendeer(self, overleg: Overleg, bron: Bron | None) -> None:
        self.spelers.doe(
            acties.zet_op_agenda,
            bij=overleg.vorm,
            eerst=self._leiders(overleg),
            overleg=overleg,
            titel=PUNT,
            schaalniveau=overleg.gebied.niveau,
            gegevens=vul(gevraagde_velden(overleg, "agenderen")),
        )

    def _bespreek(self, punt: Agendapunt, gebied: object) -> None:
        self.spelers.doe(
            acties.bespreek,
            bij=punt.overleg.vorm,
            punt=punt,
            uitkomst=BESPROKEN,
            versie=punt.versie,
            gegevens=vul(gevraagde_velden(punt.overleg, "bespreken")),
        )


class Vernietigingsleven:
    """Two old reports: the first was destroyed by two people together, the second is on a list that waits for a decision."""

    def __init__(self, spelers: Spelers, vandaag: date, vormen: list[str]) -> None:
        self.spelers, self.vandaag, self.vormen = spelers, vandaag, vormen

    def leef(self) -> None:
        beheer = [mens for mens in self.spelers.mensen if mag(mens, Recht.GEMEENTE_INRICHTEN, Plek())][:2]
        if not self.vormen or len(beheer) < 2:
            return
        maker, tweede = beheer
        with _al_jaren_in_dienst(self.spelers):
            self._houd(EERST)
            with op(werkdag(self.vandaag, LIJST)):
                lijst = self._lijst(maker)
            if lijst is not None:
                with op(werkdag(self.vandaag, LIJST - 7)):
                    huis.keur_vernietiging_goed(lijst=lijst, opmerking="Akkoord. (Voorbeeld.)", door=tweede)
                    huis.voer_vernietiging_uit(lijst.pk)
            self._houd(DAARNA)
        with op(werkdag(self.vandaag, 3)):
            self._lijst(maker)

    def _houd(self, geleden: int) -> None:
        """In the first form that the profile lets come to an end there; what it refused before that is no finding."""
        geweigerd = len(self.spelers.geweigerd)
        leven = OudOverleg(self.spelers, werkdag(self.vandaag, geleden))
        any(leven.leef_in(actief_profiel().overlegvorm(sleutel)) for sleutel in self.vormen)
        del self.spelers.geweigerd[geweigerd:]

    def _lijst(self, door: Gebruiker) -> Vernietigingslijst | None:
        return self.spelers.probeer(huis.maak_vernietigingslijst, eerst=[door])


@contextmanager
def _al_jaren_in_dienst(spelers: Spelers) -> Iterator[None]:
    """The people of the demo fill their roles since some months; for what lies further back they did so then too."""
    eerder = timedelta(days=EERST + 60)
    _verschuif(spelers, -eerder)
    yield
    _verschuif(spelers, eerder)


def _verschuif(spelers: Spelers, hoeveel: timedelta) -> None:
    for rij in Roltoewijzing.objects.all():
        Roltoewijzing.objects.filter(pk=rij.pk).update(van=rij.van + hoeveel)
    for mens in spelers.mensen:
        mens.__dict__.pop("vervullingen", None)

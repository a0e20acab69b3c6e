"""What the public site holds beside plans in the demo: reports of meetings, and who is told by mail without an account."""

from __future__ import annotations

from datetime import date, timedelta

from overleggen import acties as overleggen
from overleggen.models import Verslag
from participatie.acties import meedenken
from participatie.meedenken import vind_punt
from participatie.models import Meedenker
from participatie.overzicht import gepubliceerde
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.publicatie.models import Volger
from wijkwerk.publicatie.volgen import acties as volgen

# One for everything, then one for each of the first areas; the last did not confirm yet.
VOLGERS = ("lezer", "buurman", "winkelier")
MEEDENKERS = ("buurvrouw", "ouder")


class Openbaar:
    """Publishes reports and lets people follow and join in, through the actions."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        with op(werkdag(self.vandaag, 40)):
            self._volgen()
        if actief_profiel().heeft("participatie"):
            with op(werkdag(self.vandaag, 4)):
                self._meedenken()
        self._verslagen()

    def _volgen(self) -> None:
        waar = [None, *hoofdgebieden()]
        for naam, gebied in zip(VOLGERS, waar, strict=False):
            e_mail = f"{naam}@voorbeeld.example"
            volgen.vraag_aan(e_mail=e_mail, gebied=gebied)
            for volger in Volger.objects.met_adres(e_mail) if naam != VOLGERS[-1] else ():
                volgen.bevestig(volger=volger)

    def _meedenken(self) -> None:
        """About the first item of an overview that everybody reads; the last of them still has to confirm."""
        for plan in gepubliceerde():
            item = plan.items.opgenomen().order_by("volgorde", "pk").first()
            gevonden = vind_punt(plan.gebied.sleutel, plan.vorm, item.spoor) if item else None
            if gevonden is None:
                continue
            stuk, punt = gevonden
            hier = Meedenker.objects.filter(spoor=punt.spoor, gebied=stuk.gebied)
            for naam in MEEDENKERS:
                e_mail = f"{naam}@voorbeeld.example"
                meedenken.vraag_aan(e_mail=e_mail, stuk=stuk, punt=punt)
                for rij in hier.met_adres(e_mail) if naam != MEEDENKERS[-1] else ():
                    meedenken.bevestig(rij)

    def _verslagen(self) -> None:
        """Establish and publish what everybody may read, oldest first; the newest still waits where there are more."""
        rijen = Verslag.objects.filter(stand=Verslag.Stand.CONCEPT).select_related("overleg__gebied")
        open_ = [rij for rij in rijen.order_by("overleg__datum", "pk") if overleggen.kan_openbaar(rij)]
        for verslag in open_[:-1] or open_:
            vorm = verslag.overleg.vorm
            with op(min(werkdag(verslag.overleg.datum + timedelta(days=9), 0), self.vandaag)):
                if self.spelers.doe(overleggen.stel_vast, bij=vorm, verslag=verslag) is not None:
                    self.spelers.doe(overleggen.publiceer, bij=vorm, verslag=verslag, bevestigd=())

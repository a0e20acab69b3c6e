"""Plans in the demo: one of each form of the profile, predecessors first, as far as the profile lets it come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils import timezone

from wijkagenda import acties
from wijkagenda.models import Plan, Planitem
from wijkagenda.voorstellen import alle_doelen, voorstelsoorten, voorwaarden
from wijkwerk.afspraken import service as register
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.participatie import toets_belang
from wijkwerk.huis.demo.planinhoud import Planinhoud
from wijkwerk.huis.demo.rangorde import heeft_rangorde, rangschik
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.publicatie.models import Publicatie
from wijkwerk.wijken.models import Gebied

VOORSTELLEN = (
    "Voor de school is de oversteek te druk. Kan daar een zebrapad komen? De ouders willen helpen met oversteken.",
    "Bij het speelveld is geen bank. Wie daar met kinderen is, wil graag even zitten. (Voorbeeld.)",
)


class Planleven:
    """Makes plans through their steps; a step that the profile refuses simply does not happen."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag
        self.profiel = actief_profiel()
        self.inhoud = Planinhoud(spelers)
        self.geplaatst: list[Plan] = []

    def leef(self) -> None:
        for plaats, vorm in enumerate(self._op_volgorde()):
            gebieden = dict.fromkeys([*hoofdgebieden(), *Gebied.objects.actief()])
            passend = [gebied for gebied in gebieden if gebied.niveau in vorm.niveaus]
            # Where somebody may: a village writes its own plan only where it has a body of its own.
            dagen = max(4, 70 - 9 * plaats)
            if not any(self._maak(vorm, gebied, dagen_geleden=dagen) for gebied in passend[:8]):
                self.spelers.geweigerd.append(f"{vorm.sleutel}: in geen gebied te beginnen")
            if vorm.van_aard("bevinding") or heeft_rangorde(vorm):
                self._begin_nog_een(vorm, passend)
        # Progress comes after the last plan was made: time does not run back.
        for plan in self.geplaatst:
            # What a monitor judged stays as it was judged.
            if not plan.planvorm.van_aard("toets"):
                self._vorder(plan)
        with op(werkdag(self.vandaag, 2)):
            self._stel_voor()

    def _begin_nog_een(self, vorm: Planvorm, gebieden: list[Gebied]) -> None:
        """One in the making too: where the figures still propose what to find, or where the order can be changed."""
        bezet = set(Plan.objects.filter(vorm=vorm.sleutel).values_list("gebied", flat=True))
        vrij = [gebied for gebied in gebieden if gebied.pk not in bezet]
        with op(werkdag(self.vandaag, 3)):
            for gebied in vrij[:8]:
                periode = timezone.localdate().replace(day=1)
                gegevens = {"vorm": vorm.sleutel, "gebied": gebied, "periode_van": periode}
                plan = self.spelers.probeer(acties.start, bij=vorm.sleutel, **gegevens)
                if plan is None:
                    continue
                if heeft_rangorde(vorm):
                    self.inhoud.vul_items(plan, vorm)
                    self.inhoud.neem_alles_op(plan)
                    rangschik(self.spelers, plan, vorm)
                return

    def _stel_voor(self) -> None:
        """Where the profile knows proposals: one that waits, and one of which a condition was judged already."""
        for soort in voorstelsoorten()[:1]:
            for nummer, tekst in enumerate(VOORSTELLEN):
                signaal = self.spelers.doe(
                    acties.dien_in, soort=soort.sleutel, tekst=tekst, gebieden=hoofdgebieden()[:1]
                )
                voorwaarde = next(iter(voorwaarden(signaal, alle_doelen(signaal))), None) if signaal else None
                if signaal is not None and voorwaarde is not None and nummer == 0:
                    self.spelers.doe(
                        acties.beoordeel_voorstel,
                        signaal=signaal,
                        oordeel=voorwaarde.oordeel.sleutel,
                        criterium=voorwaarde.criterium.sleutel,
                        ja=True,
                        toelichting="Besproken met wie het aangaat. (Voorbeeld.)",
                    )

    def _op_volgorde(self) -> Iterator[Planvorm]:
        """Each form after the forms on which it must follow."""
        gehad: set[str] = set()
        over = [vorm for vorm in self.profiel.planvormen if vorm.geldt_op(self.vandaag) and not vorm.gesloten]
        bekend = {vorm.sleutel for vorm in over}
        while over:
            klaar = [
                vorm
                for vorm in over
                if all(
                    volgt.vorm in gehad or volgt.vorm == vorm.sleutel or volgt.vorm not in bekend
                    for volgt in vorm.volgt_op
                )
            ]
            # A ring (agenda after monitor after agenda): the first of the file begins it.
            vorm = (klaar or over)[0]
            over.remove(vorm)
            gehad.add(vorm.sleutel)
            yield vorm

    def _maak(self, vorm: Planvorm, gebied: Gebied, dagen_geleden: int) -> bool:
        """Return whether it could be started there; how far it came after that is up to the profile."""
        if vorm.van_aard("toets"):
            self._kijk_terug(vorm, gebied, dagen_geleden)
        with op(werkdag(self.vandaag, dagen_geleden)):
            # Not everywhere: the next area is tried.
            plan = self.spelers.probeer(
                acties.start,
                bij=vorm.sleutel,
                vorm=vorm.sleutel,
                gebied=gebied,
                periode_van=timezone.localdate().replace(day=1),
            )
            if plan is None:
                return False
            self.inhoud.schrijf(plan, vorm)
            self.inhoud.vul_items(plan, vorm)
            self.inhoud.bevindingen.vul(plan, vorm)
            self.inhoud.bijdragen(plan)
        with op(werkdag(self.vandaag, dagen_geleden - 2)):
            self.inhoud.stem_in(plan)
            self.inhoud.neem_alles_op(plan)
            rangschik(self.spelers, plan, vorm)
            toets_belang(self.spelers, plan)
            self.spelers.doe(acties.bundel, bij=vorm.sleutel, plan=plan)
            self.inhoud.stem_in(plan)
            self.spelers.doe(acties.draag_voor, bij=vorm.sleutel, plan=plan)
            self.inhoud.besluit(plan, vorm)
            self.inhoud.leg_uitkomsten_vast(plan, vorm)
            # The last signature establishes it; without signatures somebody does.
            for wie in vorm.vaststelling.ondertekening if vorm.vaststelling else ():
                self.spelers.doe(acties.onderteken, plan=plan, wie=str(wie))
            plan.refresh_from_db()
            if plan.stand != Plan.Stand.VASTGESTELD:
                self.spelers.doe(acties.stel_vast, bij=vorm.sleutel, plan=plan)
        with op(werkdag(self.vandaag, dagen_geleden - 3)):
            plan.refresh_from_db()
            vastgesteld = plan.stand == Plan.Stand.VASTGESTELD
            geplaatst = self._plaats(plan) if vastgesteld else None
        if geplaatst:
            self.geplaatst.append(plan)
        return True

    def _plaats(self, plan: Plan) -> Publicatie | None:
        return self.spelers.doe(acties.publiceer, bij=plan.vorm, plan=plan, bevestigd=())

    def _kijk_terug(self, vorm: Planvorm, gebied: Gebied, dagen_geleden: int) -> None:
        """What is judged has gone on before: else a judgment says what the progress beside it denies."""
        vormen = {volgt.vorm for volgt in vorm.volgt_op}
        for plan in [rij for rij in self.geplaatst if rij.vorm in vormen and rij.gebied == gebied]:
            self.geplaatst.remove(plan)
            self._vorder(plan, dagen_geleden)

    def _vorder(self, plan: Plan, dagen_geleden: int = 2) -> None:
        """Some weeks later: one action is done, one runs, one is stuck; and everybody can see it."""
        afspraken = Afspraak.objects.filter(
            pk__in=Planitem.objects.filter(plan=plan).values("afspraak")
        ).open()
        with op(werkdag(self.vandaag, dagen_geleden)):
            for nummer, afspraak in enumerate(afspraken[:3]):
                self._werk_bij(afspraak, nummer)
            acties.maak_momentopname(plan=plan)

    def _werk_bij(self, afspraak: Afspraak, nummer: int) -> None:
        houder = afspraak.houder
        mensen = list(houder.personen()) if houder else []
        if afspraak.stand == Afspraak.Stand.GEVRAAGD:
            self.spelers.doe(register.zeg_toe, eerst=mensen, afspraak=afspraak)
        if nummer == 0:
            resultaat = "Elke week open, met gemiddeld twaalf bezoekers."
            self.spelers.doe(register.meld_klaar, eerst=mensen, afspraak=afspraak, resultaat=resultaat)
            vrager = [afspraak.gevraagd_door]
            self.spelers.doe(
                register.beoordeel, eerst=vrager, afspraak=afspraak, nagekomen="ja", toelichting=""
            )
            return
        stand = Afspraak.Stand.LOOPT if nummer == 1 else Afspraak.Stand.KNELPUNT
        tekst = "De eerste keer is geweest." if nummer == 1 else "Wij wachten op een plek om te beginnen."
        self.spelers.doe(register.werk_bij, eerst=mensen, afspraak=afspraak, stand=stand, tekst=tekst)

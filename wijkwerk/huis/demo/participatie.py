"""Participation in the demo: a path on which advice was asked, one that runs with what people said, overviews that were sent."""

from __future__ import annotations

from datetime import date, timedelta

from participatie import acties
from participatie.acties.raadplegen import raadplegingen
from participatie.models import Traject
from participatie.overzicht import gepubliceerde, is_overzicht, toetsen
from participatie.regels import instellingen
from participatie.zicht import is_bewoner
from wijkagenda.models import Plan
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.wijken.models import Gebied, Partij

WEG = acties.Inhoud(
    titel="Herinrichting van de Dorpsstraat",
    doel="Een straat waar kinderen veilig naar school fietsen, en waar mensen graag zijn.",
    waarover="De plek van bomen en bankjes, de parkeerplaatsen, en wanneer er gewerkt wordt.",
    kaders="Het riool wordt vervangen. De straat blijft open voor de bus.",
    terugkoppeling="Na elke bijeenkomst binnen twee weken, op papier in de straat en op deze pagina.",
)
GROEN = acties.Inhoud(
    titel="Nieuwe beplanting in het park",
    doel="Groen dat past bij wie er komt, en dat goed te onderhouden is.",
    waarover="Welke planten waar komen, en of er een plukroute komt.",
    kaders="De oude bomen blijven staan.",
    terugkoppeling="Wie iets inbrengt hoort wat ermee is gedaan.",
)
WAAROM = "Bewoners gebruiken het elke dag, en er is nog veel te kiezen."
INBRENG = (
    ("bewoner", "Zet bankjes in de schaduw, dan blijven mensen ook in de zomer zitten.", "overgenomen"),
    ("ondernemer", "Laat genoeg plek over om te laden en te lossen voor tien uur.", "deels"),
    ("ouder", "Er is een hek nodig tussen het gras en de straat.", ""),
)
UITLEG = {
    "overgenomen": "De bankjes komen onder de bomen.",
    "deels": "Laden en lossen kan tot negen uur; daarna is de straat voor voetgangers.",
}


def toets_belang(spelers: Spelers, plan: Plan) -> None:
    """Judge every item of an overview for each area that it names, before it goes on."""
    if not is_overzicht(plan):
        return
    for toets in toetsen(plan):
        spelers.doe(
            acties.toets_relevantie,
            bij=plan.vorm,
            item=toets.item,
            gebied=toets.gebied,
            relevant=True,
            toelichting="",
        )


class Participatieleven:
    """Draws paths up, has them decided and answers what people say, through the actions."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        if not actief_profiel().heeft("participatie"):
            return
        self._overzichten()
        for gebied in hoofdgebieden()[:2]:
            self._begin(gebied, WEG, 9)
            loopt = self._begin(gebied, GROEN, 60)
            if loopt is not None and self._besluit(loopt):
                self._luister(loopt)

    def _overzichten(self) -> None:
        """Overviews that were published are sent, and somebody wants to be involved."""
        for plan in gepubliceerde():
            with op(werkdag(self.vandaag, 6)):
                self.spelers.doe(acties.verzend, bij=plan.vorm, plan=plan, anders="Op papier gebracht.")
            item = plan.items.opgenomen().order_by("volgorde").first()
            wie = [mens for mens in self.spelers.mensen if any(is_bewoner(v) for v in mens.vervullingen)]
            thuis = [mens for mens in wie if any(v.gebied_id == plan.gebied_id for v in mens.vervullingen)]
            if item is not None and thuis:
                with op(werkdag(self.vandaag, 4)):
                    acties.toon_belangstelling(item=item, door=thuis[0], vraag="Kunnen wij meedenken?")

    def _begin(self, gebied: Gebied, inhoud: acties.Inhoud, geleden: int) -> Traject | None:
        regels = instellingen()
        with op(werkdag(self.vandaag, geleden)):
            traject = self.spelers.doe(acties.start, gebied=gebied, inhoud=inhoud)
            if traject is None:
                return None
            self._wie(traject, gebied)
            scores = {factor: (1 + nummer % 2, WAAROM) for nummer, factor in enumerate(regels.weegfactoren)}
            self.spelers.doe(acties.weeg, traject=traject, scores=scores)
            if (voorstel := acties.voorstel_voor(traject)) is not None:
                self.spelers.doe(acties.kies_trede, traject=traject, trede=voorstel.trede, reden="")
            if regels.protocollen:
                protocol = regels.protocollen[inhoud is GROEN and len(regels.protocollen) > 1]
                self.spelers.doe(acties.kies_protocol, traject=traject, protocol=protocol.sleutel)
            if acties.te_raadplegen(traject):
                self.spelers.doe(
                    acties.vraag_raad, traject=traject, uiterlijk=self.vandaag + timedelta(days=5)
                )
        return traject

    def _wie(self, traject: Traject, gebied: Gebied) -> None:
        regels = instellingen()
        partij = Partij.objects.actief().filter(soort="bewonersorgaan", gebieden=gebied).first()
        hoog = regels.ladder[len(regels.ladder) // 2] if regels.ladder else ""
        rol = regels.rollen[1 if len(regels.rollen) > 1 else 0] if regels.rollen else ""
        if partij is not None:
            self.spelers.doe(
                acties.zet_betrokkene,
                traject=traject,
                partij=partij,
                rol=rol,
                trede=hoog,
                moment="Vanaf het eerste ontwerp",
                waarover="Het hele ontwerp",
                raadpleegt="samen",
            )
        self.spelers.doe(
            acties.zet_betrokkene,
            traject=traject,
            groep="omwonenden",
            trede=regels.ladder[min(1, len(regels.ladder) - 1)] if regels.ladder else "",
            moment="Op de inloopavond",
            waarover="De plek van bomen en bankjes",
            raadpleegt="gemeente",
        )

    def _besluit(self, traject: Traject) -> bool:
        with op(werkdag(self.vandaag, 45)):
            for _, rij in raadplegingen(traject):
                if rij is not None:
                    self.spelers.doe(
                        acties.geef_raad,
                        bij=rij.wie,
                        traject=traject,
                        instemming=rij,
                        akkoord=True,
                        toelichting="De trede past bij wat er nog te kiezen is.",
                    )
            kan = [(mens, acties.organen_voor(traject, mens)) for mens in self.spelers.mensen]
            eigen = [(m, o.sleutel) for m, organen in kan for o in organen if o.zelf]
            if not eigen:
                return False
            door, orgaan = eigen[0]
            return (
                self.spelers.doe(
                    acties.stel_vast,
                    eerst=[door],
                    traject=traject,
                    orgaan=orgaan,
                    besloten_op=werkdag(self.vandaag, 45),
                )
                is not None
            )

    def _luister(self, traject: Traject) -> None:
        for stap in traject.protocolstappen.all()[:2]:
            with op(werkdag(self.vandaag, 40 - 5 * stap.volgorde)):
                self.spelers.doe(acties.vink_af, stap=stap, gedaan_op=werkdag(self.vandaag, 40))
        for nummer, (bron, tekst, verwerking) in enumerate(INBRENG):
            with op(werkdag(self.vandaag, 20 - nummer)):
                rij = self.spelers.doe(acties.breng_in, traject=traject, tekst=tekst, bron=bron)
            if rij is not None and verwerking:
                with op(werkdag(self.vandaag, 12)):
                    self.spelers.doe(
                        acties.verwerk,
                        inbreng=rij,
                        verwerking=verwerking,
                        uitleg=UITLEG[verwerking],
                        anders="Op de inloopavond.",
                    )

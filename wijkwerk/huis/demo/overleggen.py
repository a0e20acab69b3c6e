"""Meetings in the demo: for each form of the profile one that was held, with minutes, and one that is planned."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from overleggen import acties
from overleggen.bronnen import Bron, bron_van
from overleggen.inbreng import kan_inbrengen
from overleggen.models import Agendapunt, Deelnemer, Overleg
from overleggen.velden import gevraagde_velden
from overleggen.voorstel import Voorstel, stel_voor
from signalen.models import Project
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.velden import vul
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied, Partij

EIGEN_PUNTEN = (
    "Rondje langs de velden: wat valt op in de buurt?",
    "Samen schoonmaken in het voorjaar: wie doet mee?",
)
VAN_EEN_BEWONER = (
    "Fietsers op de stoep bij de winkels",
    "Waar: bij de winkels\n\nKinderen en ouderen schrikken ervan. Kan er een hek komen, of een bord?",
)
# Not the same words: what was said behind closed doors is kept from the public report.
OPENLIJK = "Besproken. Iedereen kijkt in het eigen werk wat er kan."
BESLOTEN = "De betrokkenen spreken elkaar hier na afloop nog over."


class Overlegleven:
    """Holds and plans meetings. A step that the profile refuses simply does not happen."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        for plaats, vorm in enumerate(self._vormen()):
            for gebied in self._gebieden(vorm)[:3]:
                if self._houd(vorm, gebied, werkdag(self.vandaag, 12 + plaats * 5 % 50)):
                    self._plan(
                        vorm, gebied, werkdag(self.vandaag + timedelta(days=10 + plaats * 3), 0), geleden=3
                    )
                    break
            else:
                self.spelers.geweigerd.append(f"{vorm.sleutel}: in geen gebied te plannen")

    def leef_toen(self) -> None:
        """Of the forms that come back so often: one was held in each of the first areas."""
        for vorm in self._vormen():
            if vorm.frequentie is not None and vorm.frequentie.minstens:
                for gebied in self._gebieden(vorm)[:3]:
                    if not self._houd(vorm, gebied, werkdag(self.vandaag, 0)):
                        break
        self.rond_af()

    def _vormen(self) -> list[Overlegvorm]:
        return [
            vorm
            for vorm in actief_profiel().overlegvormen
            if not vorm.is_spreekuur and vorm.geldt_op(self.vandaag)
        ]

    def _gebieden(self, vorm: Overlegvorm) -> list[Gebied]:
        gebieden = dict.fromkeys([*hoofdgebieden(), *Gebied.objects.actief()])
        return [
            g
            for g in gebieden
            if g.niveau in vorm.niveaus and (not vorm.gebieden or g.sleutel in vorm.gebieden)
        ]

    def _plan(
        self, vorm: Overlegvorm, gebied: Gebied, dag: date, geleden: int, bron: Bron | None = None
    ) -> Overleg | None:
        """Plan it and invite, some days before `dag` or before today."""
        with op(werkdag(min(dag, self.vandaag), geleden)):
            # Not everywhere: a rule of the profile may ask something first. Then the next area is tried.
            gepland = self.spelers.probeer(
                acties.plan,
                bij=vorm.sleutel,
                vorm=vorm.sleutel,
                gebied=gebied,
                datum=dag,
                begin=time(19, 30) if vorm.dagdeel == "avond" else time(14, 0),
                eind=time(21, 0) if vorm.dagdeel == "avond" else time(15, 30),
                plaats="wijkcentrum (voorbeeld)",
            )
            if gepland is None:
                return None
            overleg = gepland[0]
            self._agendeer(overleg, bron)
            uitnodiging = gevraagde_velden(overleg, "uitnodigen", object="overleg")
            self.spelers.doe(acties.nodig_uit, bij=vorm.sleutel, overleg=overleg, gegevens=vul(uitnodiging))
            overleg.refresh_from_db()
            if dag > self.vandaag and kan_inbrengen(overleg):
                titel, toelichting = VAN_EEN_BEWONER
                acties.breng_in(overleg=overleg, titel=titel, toelichting=toelichting)
            return overleg

    def bespreek(self, project: Project) -> None:
        """An evening with residents about it, planned by its leader, where a form of the profile is for that."""
        leider = next(iter(project.houder.personen()), None) if project.houder else None
        if leider is None:
            return
        for vorm in actief_profiel().overlegvormen:
            leidt = is_een(leider, vorm.taken.initiatief, project.plek())
            if leidt and "signalen" in vorm.resultaat and project.gebied.niveau in vorm.niveaus:
                dag = werkdag(self.vandaag + timedelta(days=16), 0)
                self._plan(vorm, project.gebied, dag, geleden=3, bron=bron_van("project", project.pk, leider))
                return

    def _agendeer(self, overleg: Overleg, bron: Bron | None) -> None:
        velden = vul(gevraagde_velden(overleg, "agenderen"))
        schaal = overleg.gebied.niveau
        for titel in EIGEN_PUNTEN:
            self.spelers.doe(
                acties.zet_op_agenda,
                bij=overleg.vorm,
                eerst=self._leiders(overleg),
                overleg=overleg,
                titel=titel,
                schaalniveau=schaal,
                dossier=titel == EIGEN_PUNTEN[-1],
                gegevens=velden,
            )
        bronnen = [bron] if bron else [voorstel.bron for voorstel in self._voorstellen(overleg)[:2]]
        for rij in bronnen:
            self.spelers.doe(
                acties.zet_op_agenda,
                bij=overleg.vorm,
                eerst=self._leiders(overleg),
                overleg=overleg,
                titel="",
                bron=rij,
                schaalniveau=schaal,
                gegevens=velden,
            )

    def _leiders(self, overleg: Overleg) -> list[Gebruiker]:
        """Who make the agenda and the minutes of it; others may see a part and still not write in it."""
        taken = actief_profiel().overlegvorm(overleg.vorm).taken
        wie = (*taken.agenda, *taken.verslag, *taken.initiatief)
        return [mens for mens in self.spelers.mensen if is_een(mens, wie, overleg.plek())]

    def _voorstellen(self, overleg: Overleg) -> list[Voorstel]:
        ziet = next(iter(self.spelers.wie_deed(acties.plan, overleg.vorm)), None)
        return [voorstel for voorstel in stel_voor(overleg, ziet) if voorstel.bron] if ziet else []

    def _houd(self, vorm: Overlegvorm, gebied: Gebied, dag: date) -> bool:
        """Return whether it could be planned there; how far it came after that is up to the profile."""
        overleg = self._plan(vorm, gebied, dag, geleden=14)
        if overleg is None:
            return False
        with op(dag, 14):
            aanwezig = {rij.pk: "ja" for rij in Deelnemer.objects.filter(overleg=overleg)}
            self.spelers.doe(
                acties.leg_aanwezigheid_vast, bij=vorm.sleutel, overleg=overleg, aanwezig=aanwezig
            )
            if self.spelers.doe(acties.houd, bij=vorm.sleutel, overleg=overleg) is None:
                return True
            punten = Agendapunt.objects.met_gevoelig().filter(overleg=overleg).select_related("deel")
            for punt in punten.order_by("volgorde"):
                self._bespreek(punt, gebied)
        return True

    def bespreek_bevindingen(self) -> None:
        """One finding of every analysis onto the agenda of the next meeting there: do people recognise this?"""
        for vorm in actief_profiel().planvormen:
            soorten = [soort.sleutel for soort in vorm.van_aard("bevinding")]
            items = Planitem.objects.opgenomen().filter(plan__vorm=vorm.sleutel, soort__in=soorten)
            for item in items.order_by("plan_id", "volgorde", "pk").distinct("plan_id") if soorten else ():
                self._leg_voor(item)

    def _leg_voor(self, item: Planitem) -> None:
        komend = Overleg.objects.komend().filter(plek_gebieden__contains=[item.plan.gebied_id])
        for overleg in komend.order_by("datum", "pk"):
            velden = vul(gevraagde_velden(overleg, "agenderen"))
            for maker in self.spelers.wie_deed(acties.plan, overleg.vorm):
                bron = bron_van("planitem", item.pk, maker)
                gegevens = {"overleg": overleg, "bron": bron, "gegevens": velden}
                gezet = bron and self.spelers.probeer(
                    acties.zet_op_agenda,
                    bij=overleg.vorm,
                    eerst=[maker],
                    titel="",
                    schaalniveau=overleg.gebied.niveau,
                    toelichting="Herkent u dit? (Voorbeeld.)",
                    **gegevens,
                )
                if gezet:
                    return

    def rond_af(self) -> None:
        """Close the minutes of what was held."""
        for overleg in Overleg.objects.filter(stand=Overleg.Stand.GEHOUDEN, datum__lte=self.vandaag):
            with op(min(overleg.datum + timedelta(days=2), self.vandaag)):
                self.spelers.doe(acties.rond_af, bij=overleg.vorm, overleg=overleg)

    def _bespreek(self, punt: Agendapunt, gebied: Gebied) -> None:
        velden = vul(gevraagde_velden(punt.overleg, "bespreken"))
        openlijk = punt.deel.is_openbaar and not punt.is_gevoelig
        besproken = self.spelers.doe(
            acties.bespreek,
            bij=punt.overleg.vorm,
            punt=punt,
            uitkomst=OPENLIJK if openlijk else BESLOTEN,
            versie=punt.versie,
            gegevens=velden,
        )
        if besproken is None or punt.bron_id is not None:
            return
        self._teken_aan(besproken[0], openlijk=openlijk)
        self.spelers.doe(
            acties.maak_afspraak,
            bij=punt.overleg.vorm,
            punt=besproken[0],
            wat="Voorstel uitwerken en in het volgende overleg vertellen",
            houder=self._houder(gebied),
            uiterlijk=timezone.localdate() + timedelta(days=30),
        )

    def _teken_aan(self, punt: Agendapunt, *, openlijk: bool) -> None:
        """A line of the minutes; in an open part also what a resident asked."""
        gezegd = "De school en de winkeliers willen meedenken." if openlijk else "Alleen onder ons gezegd."
        regels: list[dict[str, Any]] = [{"tekst": gezegd}]
        if openlijk:
            regels.append(
                {
                    "tekst": "Wanneer horen wij hier meer over?",
                    "soort": "vraag",
                    "antwoord": "In het volgende overleg.",
                }
            )
        for regel in regels:
            self.spelers.doe(
                acties.teken_aan,
                bij=punt.overleg.vorm,
                eerst=self._leiders(punt.overleg),
                onder=punt,
                **regel,
            )

    def _houder(self, gebied: Gebied) -> Houder:
        partij = Partij.objects.actief().filter(soort="organisatie").order_by("pk").first()
        if partij is not None:
            return Houder(partij=partij)
        rol = next(
            rol for rol in actief_profiel().rollen if rol.bereik == "gebied" and rol.kant == "gemeente"
        )
        return Houder(rol=rol.sleutel, gebied=gebied)

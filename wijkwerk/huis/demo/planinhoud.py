"""What stands in a plan of the demo, and what the people concerned do with it: each through the steps of the product."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from signalen.models import Signaal
from wijkagenda import acties
from wijkagenda.acties.bijdragen import is_eigen, partijen_voeren_in
from wijkagenda.acties.oordelen import organen
from wijkagenda.acties.vragen import is_bedoeld
from wijkagenda.models import Bijdrage, Plan, Planbron, Planitem
from wijkagenda.regels import onderwerp, onderwerp_item
from wijkagenda.velden import planvelden
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.bevindingen import Bevindingen
from wijkwerk.huis.demo.velden import vul_en_bewaar
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Onderwerp
from wijkwerk.wijken.models import Partij

ONDERWERPEN = (
    ("Een plek om elkaar te ontmoeten", "Elke week een open tafel in het buurthuis"),
    ("Schoon en heel", "Samen de achterpaden opruimen en verlichten"),
    ("Veilig naar school", "Een schoolstraat in de ochtend, met ouders"),
)
# What a plan with several kinds of work does for each of these goals.
WERK = (
    "Het buurthuis elke woensdag open",
    "Verlichting in de achterpaden",
    "Een proef met de schoolstraat",
)
# What is put for discussion or decision, and what came out.
PUNTEN = (
    ("Waar komt de open tafel?", "In het buurthuis, op woensdag. De bibliotheek is de reserve. (Voorbeeld.)"),
    ("Komt er een schoolstraat?", "Ja, een proef van een jaar. Daarna kijken wij opnieuw. (Voorbeeld.)"),
)
ALINEAS = (
    "In deze wijk wonen mensen die graag iets voor elkaar doen. Wij horen vooral over de straat en over ontmoeten.",
    "Bewoners, organisaties en gemeente hebben samen bekeken wat het meeste helpt. Wat niet lukt staat er ook in.",
    "Per onderwerp staat wie het trekt, wie meedoet en wanneer het klaar is. Elk half jaar kijken wij hoe het gaat.",
    "Wat goed ging: de groep die het veldje schoonhoudt is gegroeid van vier naar elf mensen. (Voorbeeldtekst.)",
)


class Planinhoud:
    """Fills a plan as the profile asks; a step that the profile refuses simply does not happen."""

    def __init__(self, spelers: Spelers) -> None:
        self.spelers = spelers
        self.profiel = actief_profiel()
        self.beurt = 0
        self.bevindingen = Bevindingen(spelers)

    def schrijf(self, plan: Plan, vorm: Planvorm) -> None:
        for nummer, sectie in enumerate(vorm.secties):
            self.spelers.doe(
                acties.schrijf_sectie,
                bij=vorm.sleutel,
                plan=plan,
                sleutel=sectie.sleutel,
                tekst=ALINEAS[nummer % len(ALINEAS)],
                versie=0,
            )
        velden = planvelden(plan.profiel, vorm)
        plan.refresh_from_db()
        waarden = {"titel": plan.titel, "samenvatting": ALINEAS[0], **vul_en_bewaar(velden)}
        self.spelers.doe(acties.bewerk, bij=vorm.sleutel, plan=plan, waarden=waarden, versie=plan.versie)
        for soort, tekst, herkomst in (
            (
                Planbron.Soort.CIJFER,
                "Vier van de tien bewoners noemen de straat vuil. (Voorbeeldcijfer.)",
                "Eigen telling",
            ),
            (
                Planbron.Soort.VERHAAL,
                "Een oudere bewoner vertelt dat zij omloopt als het donker is.",
                "Spreekuur",
            ),
        ):
            self.spelers.doe(
                acties.voeg_bron_toe,
                bij=vorm.sleutel,
                plan=plan,
                soort=soort,
                tekst=tekst,
                herkomst=herkomst,
                datum=timezone.localdate() - timedelta(days=20),
            )

    def _regels(self, wat: str, stap: str, soort: str) -> tuple[object, ...]:
        return tuple(self.profiel.regels_bij(wat, stap, soort_sleutel=soort))

    def vul_items(self, plan: Plan, vorm: Planvorm) -> None:
        werk = [soort for soort in vorm.items if soort.aard == "punt" and not (soort.onder or soort.besluit)]
        for itemsoort in vorm.items:
            if self.bevindingen.zelf(itemsoort, plan):
                continue
            if len(werk) > 1 and itemsoort in werk:
                nummer = werk.index(itemsoort) % len(WERK)
                self._voeg_toe(plan, vorm, itemsoort, WERK[nummer], None, doel=nummer)
            elif itemsoort.besluit:
                self._voeg_toe(plan, vorm, itemsoort, PUNTEN[plan.items.count() % len(PUNTEN)][0], None)
            elif itemsoort.onder is None:
                for titel, _ in ONDERWERPEN:
                    self._voeg_toe(plan, vorm, itemsoort, titel, None)
        for itemsoort in vorm.items:
            if self.bevindingen.zelf(itemsoort, plan):
                continue
            ouders = Planitem.objects.filter(plan=plan, soort=itemsoort.onder or "")
            # What a judgment proposes to change is one thing, not one for each.
            een = itemsoort.onder is not None and vorm.item(itemsoort.onder).aard == "toets"
            for nummer, ouder in enumerate(ouders[:1] if een else ouders):
                self._voeg_toe(plan, vorm, itemsoort, ONDERWERPEN[nummer % len(ONDERWERPEN)][1], ouder)

    def _voeg_toe(
        self,
        plan: Plan,
        vorm: Planvorm,
        soort: Itemsoort,
        titel: str,
        ouder: Planitem | None,
        doel: int | None = None,
    ) -> None:
        regels = [
            *self._regels("planitem", "opnemen", soort.sleutel),
            *self._regels("planitem", "opnemen", vorm.sleutel),
        ]
        velden = {
            veld.sleutel: veld
            for regel in regels
            for veld in getattr(regel, "velden", ())
            if "." not in veld.sleutel
        }
        velden |= {veld.sleutel: veld for veld in soort.velden}
        partijen = self._partijen()
        # A goal that has parts of its own is carried by the parts.
        draagt_zelf = (
            soort.aard in {"punt", "doel"}
            and not soort.besluit
            and not any(ander.onder == soort.sleutel for ander in vorm.items)
        )
        trekker = Houder(partij=partijen[0]) if partijen and draagt_zelf else None
        self.spelers.doe(
            acties.voeg_toe,
            bij=vorm.sleutel,
            plan=plan,
            soort=soort.sleutel,
            ouder=ouder,
            gegevens=acties.Itemgegevens(
                titel=titel,
                velden=vul_en_bewaar(velden.values()),
                trekker=trekker,
                einddatum=timezone.localdate() + timedelta(days=200) if draagt_zelf else None,
                gebieden=[plan.gebied],
                partijen=partijen[1:],
            ),
            herkomsten=[*self._herkomsten(plan, vorm), *self._van_doel(plan, vorm, doel)],
        )

    def _partijen(self) -> list[Partij]:
        """Two organisations, each time the next ones."""
        alle = list(Partij.objects.actief().filter(soort="organisatie").order_by("pk"))
        self.beurt += 1
        return [alle[(self.beurt + n) % len(alle)] for n in range(min(2, len(alle)))]

    def _herkomsten(self, plan: Plan, vorm: Planvorm) -> list[acties.Afkomst]:
        """From a signal of the area, from the plan before, and from the budget: whatever the profile asks for."""
        signaal = Signaal.objects.filter(plek_gebieden__contains=[plan.gebied_id], gevoelig="nee").first()
        afkomsten = [acties.Afkomst("begroting", "Programmabegroting 2026 (voorbeeld)")]
        if signaal is not None:
            afkomsten.append(acties.Afkomst("signaal", "Signaal uit de wijk", "signaal", signaal.pk))
        for volgt in vorm.volgt_op:
            eerder = Plan.objects.filter(vorm=volgt.vorm, gebied=plan.gebied).order_by("-pk").first()
            if eerder is not None:
                afkomsten.append(acties.Afkomst(volgt.vorm, eerder.titel, "plan", eerder.pk))
        return afkomsten

    @staticmethod
    def _van_doel(plan: Plan, vorm: Planvorm, nummer: int | None) -> list[acties.Afkomst]:
        """Which goal of the plan before it this work is for: then it counts when that goal is judged."""
        for volgt in vorm.volgt_op if nummer is not None else ():
            eerder = Plan.objects.filter(vorm=volgt.vorm, gebied=plan.gebied).order_by("-pk").first()
            soorten = [soort.sleutel for soort in eerder.planvorm.van_aard("doel")] if eerder else []
            if eerder is None or not soorten:
                continue
            doelen = eerder.items.opgenomen().filter(soort__in=soorten).order_by("volgorde", "pk")
            for doel in list(doelen)[nummer : (nummer or 0) + 1]:
                tekst = f"{eerder.titel}: {doel.titel}"[:300]
                return [acties.Afkomst(volgt.vorm, tekst, "planitem", doel.pk)]
        return []

    def bijdragen(self, plan: Plan) -> None:
        uiterlijk = timezone.localdate() + timedelta(days=14)
        self.spelers.doe(
            acties.vraag_bijdragen,
            bij=plan.vorm,
            plan=plan,
            uiterlijk=uiterlijk,
            vraag="Wat doet u in deze wijk?",
            cijfers=partijen_voeren_in(plan.profiel),
        )
        for bijdrage in Bijdrage.objects.filter(plan=plan).select_related("partij"):
            regels = self._regels("bijdrage", "leveren", plan.vorm)
            velden = vul_en_bewaar(veld for regel in regels for veld in getattr(regel, "velden", ()))
            self.spelers.doe(
                acties.lever,
                eerst=[persoon for persoon in self.spelers.mensen if is_eigen(bijdrage, persoon)],
                bijdrage=bijdrage,
                inhoud="Wij doen mee met twee mensen en onze ruimte op woensdagmiddag. (Voorbeeld.)",
                velden=velden,
            )

    def neem_alles_op(self, plan: Plan) -> None:
        for item in Planitem.objects.filter(plan=plan, stand=Planitem.Stand.VOORGENOMEN):
            for regel in self._regels("planitem", "opnemen", item.soort) + self._regels(
                "planitem", "opnemen", plan.vorm
            ):
                sleutel = getattr(regel, "oordeel", "")
                for criterium in self.profiel.oordeel(sleutel).criteria if sleutel else ():
                    self.spelers.doe(
                        acties.beoordeel_criterium,
                        bij=plan.vorm,
                        item=item,
                        oordeel=sleutel,
                        criterium=criterium.sleutel,
                        ja=True,
                        toelichting="Besproken met wie het aangaat.",
                    )
            self.spelers.doe(acties.neem_op, bij=plan.vorm, item=item)

    def stem_in(self, plan: Plan) -> None:
        """Whoever was asked agrees, each for the own party."""
        self.spelers.doe(acties.vraag_om_akkoord, bij=plan.vorm, plan=plan)
        dingen: dict[tuple[str, int], tuple[Plan | Planitem, Onderwerp]] = {
            ("plan", plan.pk): (plan, onderwerp(plan))
        }
        dingen |= {
            ("planitem", item.pk): (item, onderwerp_item(item)) for item in Planitem.objects.filter(plan=plan)
        }
        for rij in Instemming.objects.filter(stand=Instemming.Stand.GEVRAAGD):
            if (rij.object_soort, rij.object_id) in dingen:
                ding, over = dingen[rij.object_soort, rij.object_id]
                wie = [persoon for persoon in self.spelers.mensen if is_bedoeld(rij, persoon, over)]
                self.spelers.doe(
                    acties.stem_in, eerst=wie, instemming=rij, ding=ding, akkoord=True, toelichting=""
                )

    def leg_uitkomsten_vast(self, plan: Plan, vorm: Planvorm) -> None:
        """What came out of each point that was put for discussion or decision."""
        for item in Planitem.objects.opgenomen().filter(plan=plan):
            besluit = vorm.item(item.soort).besluit
            if besluit:
                waarden = vul_en_bewaar(besluit)
                waarden |= {
                    veld.sleutel: dict(PUNTEN)[item.titel] for veld in besluit if veld.soort == "tekst"
                }
                self.spelers.doe(
                    acties.leg_uitkomst_vast,
                    bij=vorm.sleutel,
                    item=item,
                    waarden=waarden,
                    versie=item.versie,
                )

    def besluit(self, plan: Plan, vorm: Planvorm) -> None:
        """Record the decision where a body outside the product takes it."""
        for orgaan in organen(vorm, plan):
            self.spelers.doe(
                acties.leg_besluit_vast,
                bij=(plan.vorm, str(orgaan)),
                plan=plan,
                orgaan=str(orgaan),
                datum=timezone.localdate(),
                kenmerk="2026-VB-12",
                toelichting="Voorbeeldbesluit.",
            )

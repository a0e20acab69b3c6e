"""Findings, goals and judgments in the demo: out of the made-up figures, with invented stories told by role."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import Any

from django.utils import timezone

from wijkagenda import acties, cijferkeuze
from wijkagenda.keuzes import vertellers
from wijkagenda.models import Herkenning, Plan, Planitem
from wijkagenda.opvallend import wat_opvalt
from wijkagenda.stand import standen
from wijkagenda.standblok import ANDERS, GEHAALD, UITGEVOERD
from wijkagenda.voorgangers import vastgesteld_plan
from wijkwerk.cijfers.service import jaar_van, maten_met_cijfers, van_jaar
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm

VERHALEN = (
    "Vroeger kende ik iedereen in het portiek. Nu weet ik niet wie er naast mij woont. (Voorbeeld.)",
    "Ik blijf hier graag ondernemen, als de straat ’s avonds maar goed verlicht is. (Voorbeeld.)",
    "Op het spreekuur horen wij vaker van ouderen die kleiner willen wonen, maar wel in de buurt. (Voorbeeld.)",
)
NA_EEN_JAAR = "Ik kom nu elke woensdag langs. Zo ken ik toch vier buren. (Voorbeeld.)"
AANVULLING = "Ja, en het speelt ook in de straten achter de school. (Voorbeeld.)"
ANDERS_DOEN = "Eerder beginnen, en bewoners vanaf het begin laten meedenken. (Voorbeeld.)"
# So many proposals become a finding of each kind; the next is put off.
PER_SOORT = 1


class Bevindingen:
    """Fills a plan whose form knows findings, goals or judgments; other forms are left alone."""

    def __init__(self, spelers: Spelers) -> None:
        self.spelers = spelers

    def vul(self, plan: Plan, vorm: Planvorm) -> None:
        if vorm.van_aard("bevinding"):
            self._bevindingen(plan, vorm)
        self._doelen(plan, vorm)
        self._toetsen(plan, vorm)

    @staticmethod
    def zelf(soort: Itemsoort, plan: Plan) -> bool:
        """Whether items of this kind come from here and not from the ordinary subjects of the demo."""
        heeft_cijfers = bool(maten_met_cijfers())
        return (soort.aard == "bevinding" and heeft_cijfers) or (
            soort.aard == "toets" and Planitem.objects.filter(plan=plan, soort=soort.sleutel).exists()
        )

    def _bevindingen(self, plan: Plan, vorm: Planvorm) -> None:
        voorstellen = wat_opvalt(cijferkeuze.metingen(plan.gebied), gemeente=actief_profiel().gemeente.naam)
        soorten = vorm.van_aard("bevinding")
        for soort, voorstel in zip(cycle(soorten), voorstellen[: PER_SOORT * len(soorten)], strict=False):
            self._doe(plan, acties.neem_voorstel_over, soort=soort.sleutel, voorstel=voorstel)
        for soort in soorten:
            if not Planitem.objects.filter(plan=plan, soort=soort.sleutel).exists():
                gegevens = acties.Itemgegevens(titel="Mensen kennen elkaar minder", gebieden=[plan.gebied])
                self._doe(plan, acties.voeg_toe, soort=soort.sleutel, gegevens=gegevens)
        for voorstel in voorstellen[PER_SOORT * len(soorten) :][:1]:
            self._doe(
                plan,
                acties.stel_uit,
                maat=voorstel.maat.sleutel,
                periode=voorstel.periode,
                reden="Dit nemen wij volgend jaar mee. (Voorbeeld.)",
            )
        namen = cycle(vertellers(plan))
        for nummer, item in enumerate(Planitem.objects.filter(plan=plan).order_by("volgorde", "pk")):
            self._doe(
                plan,
                acties.voeg_verhaal_toe,
                item=item,
                tekst=VERHALEN[nummer % len(VERHALEN)],
                verteld_door=next(namen),
                datum=timezone.localdate() - timedelta(days=12 + nummer),
            )
            aanvulling = nummer == 0
            self.spelers.doe(
                acties.leg_herkenning_vast,
                bij=plan.vorm,
                item=item,
                groep=vertellers(plan)[0],
                datum=timezone.localdate() - timedelta(days=3),
                uitkomst=Herkenning.Uitkomst.AANVULLING if aanvulling else Herkenning.Uitkomst.HERKEND,
                aanvulling=AANVULLING if aanvulling else "",
            )

    def _doe(self, plan: Plan, actie: Any, **gegevens: Any) -> None:
        self.spelers.doe(actie, bij=plan.vorm, plan=plan, **gegevens)

    def _doelen(self, plan: Plan, vorm: Planvorm) -> None:
        """Each goal rests on a finding and moves the figure of that finding, from two years before the newest."""
        soorten = [soort.sleutel for soort in vorm.van_aard("doel")]
        doelen = list(Planitem.objects.filter(plan=plan, soort__in=soorten).order_by("volgorde", "pk"))
        bronnen = [rij for volgt in vorm.volgt_op if (rij := vastgesteld_plan(volgt.vorm, plan.gebied))]
        bevindingen = [
            item
            for bron in bronnen
            for item in bron.items.opgenomen().filter(
                soort__in=[soort.sleutel for soort in bron.planvorm.van_aard("bevinding")]
            )
        ]
        for doel, bevinding in zip(doelen, bevindingen, strict=False):
            afkomst = acties.Afkomst(
                bevinding.plan.vorm,
                f"{bevinding.plan.titel}: {bevinding.titel}"[:300],
                "planitem",
                bevinding.pk,
            )
            self.spelers.doe(acties.voeg_herkomst_toe, bij=plan.vorm, item=doel, afkomst=afkomst)
            for cijfer in bevinding.bronnen.exclude(maat="")[:1]:
                richting = cijfer.blok.richting if cijfer.blok else "hoger"
                self.spelers.doe(
                    acties.zet_meting,
                    bij=plan.vorm,
                    item=doel,
                    maat=cijfer.maat,
                    periode=van_jaar(jaar_van(cijfer.periode or 0) - 2),
                    wens="lager" if richting == "lager" else "hoger",
                    streef=None,
                )

    def _toetsen(self, plan: Plan, vorm: Planvorm) -> None:
        """Judged as was computed; where nothing could be, “nee”, and what must change."""
        soorten = [soort.sleutel for soort in vorm.van_aard("toets")]
        items = list(Planitem.objects.filter(plan=plan, soort__in=soorten).order_by("volgorde", "pk"))
        per_item = standen(plan, items)
        for nummer, item in enumerate(items):
            velden = {
                GEHAALD: "nee",
                UITGEVOERD: "nee",
                ANDERS: ANDERS_DOEN if nummer == 0 else "Zo doorgaan.",
            }
            self.spelers.doe(
                acties.wijzig,
                bij=plan.vorm,
                item=item,
                gegevens=acties.Itemgegevens(
                    titel=item.titel,
                    velden=velden | per_item[item.pk].voorstel,
                    thema=item.thema,
                    gebieden=[plan.gebied],
                ),
                versie=item.versie,
            )
            if nummer == 0:
                self._doe(
                    plan,
                    acties.voeg_verhaal_toe,
                    item=item,
                    tekst=NA_EEN_JAAR,
                    verteld_door=vertellers(plan)[0],
                    datum=timezone.localdate() - timedelta(days=1),
                )

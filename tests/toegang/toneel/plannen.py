"""A plan in the making with everything that hangs on it, and publications for each circle of readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from signalen.acties import meld_zonder_account
from signalen.models import Signaal
from tests.publicatie.plaatsing import geplaatst
from tests.publicatie.voorbeeld import inhoud
from tests.toegang.toneel.monitor import maak_monitor
from tests.toegang.toneel.spelers import Spelers
from wijkagenda import acties
from wijkagenda.models import Bijdrage, Herkenning, Herkomst, NietNu, Plan, Planbron, Planitem, Rapport
from wijkagenda.rapport import maak
from wijkagenda.voorstellen import alle_doelen, voorstelsoorten, voorwaarden
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.huis.demo.velden import vul_en_bewaar
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.publicatie.models import Publicatie, Volger
from wijkwerk.regels.models import Instemming, Vernietigingslijst, Vernietigingsregel
from wijkwerk.wijken.models import Gebied, Partij


@dataclass
class Planscene:
    plan: Plan
    item: Planitem
    herkomst: Herkomst
    bron: Planbron
    bijdrage: Bijdrage | None
    instemming: Instemming
    # None where the municipality knows no proposals.
    voorstel: Signaal | None
    # Of this area, over plans in force; None where nothing is judged.
    monitor: Plan | None

    def voorstel_criterium(self) -> dict[str, Any] | None:
        """A condition of the proposal; where nothing is judged a made up one, which is not there."""
        if self.voorstel is None:
            return None
        rij = next(iter(voorwaarden(self.voorstel, alle_doelen(self.voorstel))), None)
        oordeel, criterium = (rij.oordeel.sleutel, rij.criterium.sleutel) if rij else ("geen", "geen")
        return {"pk": self.voorstel.pk, "oordeel": oordeel, "criterium": criterium}

    def voorstel_doel(self) -> dict[str, Any] | None:
        """Where the proposal could go."""
        if self.voorstel is None:
            return None
        doel = alle_doelen(self.voorstel)[0]
        return {"pk": self.voorstel.pk, "vorm": doel.vorm.sleutel, "soort": doel.soort.sleutel}

    def besluititem(self) -> Planitem:
        """A point whose outcome is recorded; where the form has none, an item without that page."""
        soort = next((soort.sleutel for soort in self.plan.planvorm.items if soort.besluit), None)
        if soort is None:
            return self.item
        anders = {"titel": "Komt er een schoolstraat?", "gemaakt_door": self.item.gemaakt_door}
        anders["stand"] = Planitem.Stand.OPGENOMEN
        return Planitem.objects.get_or_create(plan=self.plan, soort=soort, defaults=anders)[0]

    def analyse(self) -> Plan:
        """A plan that holds findings; where the municipality knows none, the plan, which has no such pages."""
        vormen = [vorm.sleutel for vorm in self.plan.profiel.planvormen if vorm.van_aard("bevinding")]
        return Plan.objects.filter(vorm__in=vormen, gebied=self.plan.gebied).first() or self.plan

    def bevinding(self) -> Planitem:
        plan = self.analyse()
        soort = next((soort.sleutel for soort in plan.planvorm.van_aard("bevinding")), None)
        if soort is None:
            return self.item
        anders = {"titel": "Er wordt veel gebouwd", "gemaakt_door": self.item.gemaakt_door}
        return Planitem.objects.get_or_create(plan=plan, soort=soort, defaults=anders)[0]

    def herkenning(self) -> Herkenning:
        anders = {"datum": timezone.localdate(), "uitkomst": "herkend", "door": self.item.gemaakt_door}
        return Herkenning.objects.get_or_create(planitem=self.bevinding(), groep="bewoner", defaults=anders)[
            0
        ]

    def niet_nu(self) -> NietNu:
        anders = {"reden": "Later.", "door": self.item.gemaakt_door}
        return NietNu.objects.get_or_create(
            plan=self.analyse(), maat="inwoners", periode=202300, defaults=anders
        )[0]

    def gerangschikt(self) -> str:
        """A kind of item that is ranked; a made up one where the form has none."""
        return next((soort.sleutel for soort in self.plan.planvorm.items if soort.gerangschikt), "geen")

    def vernietigingsregel(self) -> Vernietigingsregel:
        """On a list that waits for a second person."""
        rij = Vernietigingsregel.objects.first()
        if rij is not None:
            return rij
        dag = timezone.localdate() - timedelta(days=1)
        return Vernietigingsregel.objects.create(
            lijst=Vernietigingslijst.objects.create(gemaakt_door=self.plan.gestart_door),
            object_soort="plan",
            object_id=self.plan.pk,
            titel="Plan van vroeger",
            vorm=self.plan.planvorm.naam,
            gebied=self.plan.gebied.naam,
            vastgesteld_op=dag,
            procestype="Beleid uitvoeren",
            jaren=1,
            termijn_vanaf=dag,
            bewaren_tot=dag,
        )

    def rapport(self) -> Rapport | None:
        """Of an earlier plan that is in force; None where the municipality makes none beside a plan."""
        soort = next((rij for rij in self.plan.profiel.rapportages if rij.na_vaststelling), None)
        if soort is None:
            return None
        anders = {
            "profielversie": self.plan.profielversie,
            "titel": "Plan van vorig jaar",
            "periode_van": self.plan.periode_van,
            "gestart_door": self.plan.gestart_door,
            "vastgesteld_op": timezone.localdate(),
            "vastgesteld_door": "college",
            "plek_gebieden": self.plan.plek_gebieden,
        }
        plan, _ = Plan.objects.get_or_create(
            gebied=self.plan.gebied,
            vorm=self.plan.vorm,
            nummer=99,
            stand=Plan.Stand.VASTGESTELD,
            defaults=anders,
        )
        organen = Partij.objects.filter(
            soort=Partij.Soort.BEWONERSORGAAN, gebieden__in=plan.gebied.voorouders
        )
        rapport = Rapport(
            rapportage=soort.sleutel,
            naam=soort.naam,
            plan=plan,
            nummer=plan.rapporten.count() + 1,
            inhoud=maak(plan, soort).model_dump(mode="json"),
            aan="het bewonersorgaan",
            verstuurd_door=self.plan.gestart_door,
        )
        rapport.zet_plek([plan.gebied], organen.distinct())
        rapport.save()
        return rapport

    def criterium(self) -> dict[str, str]:
        """A judgement of the profile, and one of its criteria."""
        oordeel = next(iter(self.plan.profiel.oordelen), None)
        if oordeel is None:
            return {"oordeel": "geen", "criterium": "geen"}
        return {"oordeel": oordeel.sleutel, "criterium": oordeel.criteria[0].sleutel}


def maak_plan(spelers: Spelers) -> Planscene | None:
    """A plan of the first form with items that can be started here or below."""
    fouten: list[str] = []
    vandaag = timezone.localdate()
    for vorm in spelers.profiel.planvormen:
        gebieden = Gebied.objects.actief().filter(
            niveau__in=vorm.niveaus, voorouders__contains=[spelers.gebied.pk]
        )
        gebied = gebieden.order_by("pk").first()
        if not _doet_iets(vorm) or vorm.gesloten or not vorm.geldt_op(vandaag) or gebied is None:
            continue
        try:
            for volgt in vorm.volgt_op:
                _stel_vast(spelers, spelers.profiel.planvorm(volgt.vorm), gebied)
            return _maak(spelers, vorm, gebied)
        except AssertionError as fout:
            fouten.append(str(fout))
    if fouten:
        raise AssertionError("\n".join(fouten))
    return None


def _doet_iets(vorm: Planvorm) -> bool:
    """Whether it holds anything beside findings, which need nobody to do them."""
    return any(soort.aard != "bevinding" for soort in vorm.items)


def _stel_vast(spelers: Spelers, vorm: Planvorm, gebied: Gebied) -> None:
    """Establish what the plan must follow on, when that is words and sources alone (DHR-62)."""
    if _doet_iets(vorm) or Plan.objects.vastgesteld().filter(vorm=vorm.sleutel, gebied=gebied).exists():
        return
    plan = spelers.doe(acties.start, vorm=vorm.sleutel, gebied=gebied, periode_van=timezone.localdate())
    for sectie in vorm.secties:
        spelers.doe(
            acties.schrijf_sectie, plan=plan, sleutel=sectie.sleutel, tekst="In gewone woorden.", versie=0
        )
    for soort in (Planbron.Soort.CIJFER, Planbron.Soort.VERHAAL):
        _voeg_bron_toe(spelers, plan, soort)
    spelers.doe(acties.bundel, plan=plan)
    spelers.doe(acties.stel_vast, plan=plan)


def _voeg_bron_toe(spelers: Spelers, plan: Plan, soort: str) -> Planbron:
    return spelers.doe(
        acties.voeg_bron_toe,
        plan=plan,
        soort=soort,
        tekst="Vier van de tien bewoners noemen de straat vuil.",
        herkomst="Eigen telling",
        datum=timezone.localdate(),
    )


def _maak(spelers: Spelers, vorm: Planvorm, gebied: Gebied) -> Planscene:
    vandaag = timezone.localdate()
    plan = spelers.doe(
        acties.start, vorm=vorm.sleutel, gebied=gebied, periode_van=vandaag.replace(month=1, day=1)
    )
    item = _voeg_toe(spelers, plan, vorm)
    bron = _voeg_bron_toe(spelers, plan, Planbron.Soort.CIJFER)
    vraag: dict[str, Any] = {
        "plan": plan,
        "uiterlijk": vandaag + timedelta(days=30),
        "vraag": "Wat brengt u in?",
    }
    bijdragen = spelers.doe(acties.vraag_bijdragen, **vraag) if vorm.bijdragen else []
    instemming = Instemming.objects.bij(item).first() or Instemming.objects.create(
        object_soort="planitem", object_id=item.pk, wie=f"partij:{_trekker().sleutel}"
    )
    herkomst = Herkomst.objects.filter(planitem=item).first()
    assert herkomst is not None
    bijdrage = bijdragen[0] if bijdragen else None
    voorstel, monitor = _stel_voor(spelers), maak_monitor(spelers, gebied)
    return Planscene(plan, item, herkomst, bron, bijdrage, instemming, voorstel, monitor)


def _stel_voor(spelers: Spelers) -> Signaal | None:
    """Something proposed here, by the form for everybody."""
    soort = next(iter(voorstelsoorten()), None)
    if soort is None:
        return None
    return meld_zonder_account(
        tekst="Een bank bij het speelveld.", soort=soort.sleutel, gebied=spelers.gebied
    )


def _trekker() -> Partij:
    partij = Partij.objects.actief().filter(soort="organisatie").order_by("pk").first()
    assert partij is not None
    return partij


def _voeg_toe(spelers: Spelers, plan: Plan, vorm: Planvorm) -> Planitem:
    """The first kind of item that stands by itself."""
    soort = next(rij for rij in vorm.items if rij.onder is None)
    velden: dict[str, Any] = vul_en_bewaar(soort.velden)
    return spelers.doe(
        acties.voeg_toe,
        plan=plan,
        soort=soort.sleutel,
        gegevens=acties.Itemgegevens(
            titel="Ontmoeten in de wijk",
            velden=velden,
            trekker=Houder(partij=_trekker()),
            einddatum=timezone.localdate() + timedelta(days=90),
            gebieden=[plan.gebied],
        ),
        herkomsten=[acties.Afkomst("begroting", "Programmabegroting")],
    )


def maak_publicaties(gebied: Gebied) -> dict[str, Publicatie]:
    """One for everybody, one for the council, one for the parties it concerns, one for nobody else."""
    partij = _trekker()
    return {
        str(kring): geplaatst(
            waar=gebied.sleutel,
            openbaar=str(kring),
            partijen=[partij],
            ding=Plan(pk=0),
            # For each circle its own theme: the page of a theme must not tell that the others are there.
            items=tuple(item.model_copy(update={"thema": f"Thema {kring}"}) for item in inhoud().items),
        )
        for kring in Publicatie.Openbaar.values
    }


def volgsleutel(gebied: Gebied) -> str:
    """The key of somebody who follows this gebied: whoever has it sees what is followed, whoever that is."""
    volger = Volger.objects.filter(gebied=gebied).first()
    if volger is None:
        volger = Volger(gebied=gebied)
        volger.zet_sleutel()
        volger.zet_adres("volger@voorbeeld.example")
        volger.save()
    return volger.sleutel

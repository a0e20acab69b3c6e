"""Publishing an established plan, and the snapshots that tell how it goes since."""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from overleggen.models import Agendapunt
from signalen.models import Initiatief, Signaal
from wijkagenda.acties.begin import begin, vergrendel
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.controle import ontbrekende_handtekeningen
from wijkagenda.models import Herkomst, Plan
from wijkagenda.regels import onderwerp
from wijkagenda.stand import bevries_toetsen
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.service import Inhoud, Publicatie, TePlaatsen
from wijkwerk.regels.service import Klacht, selector_naam
from wijkwerk.wijken.models import Partij


def te_plaatsen(
    plan: Plan, aard: str = Publicatie.Aard.VASTSTELLING, inhoud: Inhoud | None = None
) -> TePlaatsen:
    """What would be published now: for the preview, the masking check, and the publication itself."""
    return TePlaatsen(
        ding=plan,
        gebied=plan.gebied,
        aard=aard,
        openbaar=plan.planvorm.openbaar,
        inhoud=inhoud or maak_inhoud(plan),
        partijen=list(Partij.objects.filter(pk__in=plan.plek_partijen)),
        besloten=besloten_teksten(plan),
        feiten={"met-wijzigingen": plan.vorige_id is not None},
    )


def klachten_over_openbaar(plan: Plan) -> tuple[list[Klacht], list[Klacht]]:
    """What the masking check says of a plan that is not established yet: (what has to go first, what to look at).

    An established text cannot be mended any more, so what may never be published is refused before. The rest is
    acknowledged by who publishes. Nothing of a form that nobody gets to read.
    """
    if plan.planvorm.openbaar == "niet":
        return [], []
    bevindingen = te_plaatsen(plan).bevindingen()
    hard = publicaties.klachten_uit([rij for rij in bevindingen if rij.hard], ())
    zacht = publicaties.klachten_uit([rij for rij in bevindingen if not rij.hard], ())
    return hard, zacht


def besloten_teksten(plan: Plan) -> list[str]:
    """Texts of the sources of this plan that were not said in public: residents' own words, closed parts of meetings."""
    herkomsten = Herkomst.objects.filter(planitem__plan=plan)
    signalen = herkomsten.filter(object_soort="signaal").values("object_id")
    punten = herkomsten.filter(object_soort="agendapunt").values("object_id")
    overleggen = herkomsten.filter(object_soort="overleg").values("object_id")
    dossiers = herkomsten.filter(object_soort="dossier").values("object_id")
    uit_de_wijk = Signaal.objects.filter(Q(pk__in=signalen) | Q(dossier__in=dossiers))
    teksten = list(uit_de_wijk.values_list("tekst", flat=True))
    initiatieven = Q(pk__in=herkomsten.filter(object_soort="initiatief").values("object_id"))
    initiatieven |= Q(project__in=herkomsten.filter(object_soort="project").values("object_id"))
    teksten += Initiatief.objects.filter(initiatieven).values_list("omschrijving", flat=True)
    besloten = Agendapunt.objects.exclude(deel__toegang="openbaar")
    for punt in (besloten.filter(pk__in=punten) | besloten.filter(overleg__in=overleggen)).distinct():
        teksten += [punt.toelichting, punt.uitkomst]
    return [tekst for tekst in teksten if tekst]


@transaction.atomic
def publiceer(
    *, plan: Plan, bevestigd: Collection[str], door: Gebruiker, gezien: str | None = None
) -> Publicatie:
    """Freeze the established plan; the PDF follows from the worker. `gezien` is the seal of the preview.

    Raises StapGeweigerd with what the masking check found and was not acknowledged, missing signatures, and the rules
    of the profile at plan.publiceren.
    """
    plan = vergrendel(plan)
    over = onderwerp(plan)
    ook = [
        Klacht(f"Nog niet ondertekend: {selector_naam(selector, over)}.", "ondertekening", plan.planvorm.eis)
        for selector in ontbrekende_handtekeningen(plan, plan.planvorm)
    ]
    if plan.gepubliceerd_op is not None:
        ook.append(Klacht("Dit plan is al gepubliceerd. De stand van zaken volgt vanzelf.", ""))
    nieuw = te_plaatsen(plan)
    ook += publicaties.klacht_ander(nieuw, gezien)
    ook += publicaties.klachten_uit(nieuw.bevindingen(), bevestigd)
    plan, uitkomst = begin("publiceren", plan, door, ook=ook)
    publicatie = publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, gezien=gezien, door=door)
    bevries_toetsen(plan)
    plan.gepubliceerd_op = timezone.now()
    plan.save(update_fields=["gepubliceerd_op"])
    noteer(door=door, stap="plan.publiceren", ding=plan, gegevens={"publicatie": publicatie.pk})
    zet_klaar_voor(
        uitkomst.meldt, "publicatie-geplaatst", ding=publicatie, plek=plan.plek(), behalve=door, bundel=True
    )
    return publicatie


@transaction.atomic
def maak_momentopname(*, plan: Plan, door: Gebruiker | None = None) -> Publicatie | None:
    """Publish how it goes since the plan was established, when anything of it changed; None when nothing did.

    Made by the system: an explanation in which the masking check finds anything is left out until somebody mends it.
    """
    plan = vergrendel(plan)
    laatste = publicaties.laatste_van(plan)
    if plan.stand != Plan.Stand.VASTGESTELD or laatste is None:
        return None
    inhoud = zonder_gevonden(plan, _als_vastgesteld(plan, maak_inhoud(plan)))
    if publicaties.kern(inhoud) == publicaties.kern(publicaties.ontdooi(laatste.inhoud)):
        return None
    nieuw = te_plaatsen(plan, Publicatie.Aard.VOORTGANG, inhoud)
    bevestigd = {bevinding.sleutel for bevinding in nieuw.bevindingen() if not bevinding.hard}
    return publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, door=door)


def _als_vastgesteld(plan: Plan, nu: Inhoud) -> Inhoud:
    """Only what may change after adoption: the promises, and the number of the decision that comes back.

    Everything else stays as it was published.
    """
    vastgesteld = Publicatie.objects.van(plan).vaststellingen().geldig().order_by("-nummer").first()
    if vastgesteld is None:
        return nu
    toen = publicaties.ontdooi(vastgesteld.inhoud)
    afspraken = {item.spoor: item.afspraak for item in nu.items}
    items = tuple(
        item.model_copy(update={"afspraak": afspraken.get(item.spoor) or item.afspraak})
        for item in toen.items
    )
    anders = {"items": items, "peildatum": nu.peildatum, "contact": nu.contact, "besluit": nu.besluit}
    return toen.model_copy(update=anders)


def zonder_gevonden(plan: Plan, inhoud: Inhoud) -> Inhoud:
    """Leave out explanations and reasons, typed after adoption, in which something was found."""
    gebieden, besloten = frozenset({plan.gebied_id}), besloten_teksten(plan)
    teksten = [
        (f"{item.spoor}|{veld}", getattr(item.afspraak, veld))
        for item in inhoud.items
        if item.afspraak
        for veld in ("uitleg", "reden")
    ]
    gevonden = {b.waar for b in publicaties.zoek_met_kennis(teksten, gebieden=gebieden, besloten=besloten)}
    items = []
    for item in inhoud.items:
        weg = {veld: "" for veld in ("uitleg", "reden") if f"{item.spoor}|{veld}" in gevonden}
        if item.afspraak and weg:
            item = item.model_copy(update={"afspraak": item.afspraak.model_copy(update=weg)})
        items.append(item)
    return inhoud.model_copy(update={"items": tuple(items)})

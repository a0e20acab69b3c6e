"""What waits for somebody: meetings to plan, to invite for, to finish, to report, and points to decide about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from overleggen import planner, poort
from overleggen.afwijkingen import zoals_besloten
from overleggen.models import Afwijking, Agendapunt, Overleg, Peiling, Verslag
from overleggen.peilbeurt import Peilbeurt, peilbeurten
from overleggen.peilen import stem_van
from overleggen.zicht_vormen import gevraagd_q
from wijkwerk.berichten.service import Taak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gebruikers.wie import is_een, is_ergens_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

# So long before a meeting its invitation asks for attention; so long before a form is due, its planning.
UITNODIGEN_VOORAF = timedelta(days=21)
PLANNEN_VOORAF = timedelta(weeks=6)
# So many of what comes.
BINNENKORT = 5
RECHT_BIJ_TAAK = {
    "initiatief": Recht.OVERLEG_PLANNEN,
    "agenda": Recht.OVERLEG_PLANNEN,
    "voorzitter": Recht.OVERLEG_VOORZITTEN,
    "verslag": Recht.OVERLEG_VERSLAAN,
}


def heeft_taak(gebruiker: Gebruiker, vorm: Overlegvorm, taak: str, plek: Plek) -> bool:
    """Whether this is somebody's work: whom the form names, or without anybody who has the right."""
    wie = poort.taakhouders(vorm, taak)
    return is_een(gebruiker, wie, plek) if wie else mag(gebruiker, RECHT_BIJ_TAAK[taak], plek)


def werkvoorraad(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Three queries, one where there are polls, one more where they come back, one when points were put forward, and two for what is due; however much waits."""
    if not actief_profiel().heeft("overleggen"):
        return
    for overleg in _overleggen(gebruiker):
        yield from _komt(overleg)
        yield from _stap(overleg, gebruiker)
        yield from _verslag(overleg, gebruiker)
    if gebruiker.vervullingen:
        yield from _aangedragen(gebruiker)
        rijen = _afwijkingen(gebruiker)
        yield from _te_beslissen(rijen)
        yield from _te_beantwoorden(gebruiker)
        yield from _te_peilen(gebruiker)
        yield from _te_plannen(gebruiker, rijen)


def _overleggen(gebruiker: Gebruiker) -> QuerySet[Overleg]:
    """What may ask a step, with the day of a report that was not established yet; and the next ones."""
    vandaag = timezone.localdate()
    zichtbaar = Overleg.objects.zichtbaar_voor(gebruiker)
    concept = Verslag.objects.filter(overleg=OuterRef("pk"), stand=Verslag.Stand.CONCEPT)
    komend = zichtbaar.komend().filter(datum__gte=vandaag)[:BINNENKORT]
    aan_de_beurt = Q(
        stand__in=[*Overleg.KOMEND, Overleg.Stand.GEHOUDEN], datum__lte=vandaag + UITNODIGEN_VOORAF
    )
    return (
        zichtbaar.annotate(concept_op=Subquery(concept.values("gemaakt_op")))
        .filter(aan_de_beurt | Q(concept_op__isnull=False) | Q(pk__in=komend.values("pk")))
        .voor_lijst()
        .order_by("datum", "begin", "pk")
    )


def _komt(overleg: Overleg) -> Iterator[Taak]:
    if overleg.stand in Overleg.KOMEND and overleg.datum >= timezone.localdate():
        yield Taak(
            titel=overleg.naam,
            waar=overleg.waar,
            sinds=None,
            uiterlijk=None,
            url=overleg.get_absolute_url(),
            komt=overleg.moment,
        )


def _stap(overleg: Overleg, gebruiker: Gebruiker) -> Iterator[Taak]:
    vandaag = timezone.localdate()
    vorm, plek = overleg.vormrij, overleg.plek()
    taken: tuple[str, ...]
    if overleg.datum > vandaag + UITNODIGEN_VOORAF:
        return
    if overleg.stand == Overleg.Stand.GEPLAND:
        taken, knop = ("initiatief",), "Nodig uit"
    elif overleg.stand == Overleg.Stand.UITGENODIGD and overleg.datum <= vandaag:
        taken, knop = ("voorzitter", "initiatief"), "Begin"
    elif overleg.stand == Overleg.Stand.GEHOUDEN:
        taken, knop = ("verslag", "voorzitter"), "Rond af"
    else:
        return
    if any(heeft_taak(gebruiker, vorm, taak, plek) for taak in taken):
        yield Taak(
            titel=vorm.naam,
            waar=overleg.gebied.naam,
            sinds=overleg.gepland_op,
            uiterlijk=overleg.datum,
            url=overleg.get_absolute_url(),
            knop=knop,
        )


def _aangedragen(gebruiker: Gebruiker) -> Iterator[Taak]:
    punten = (
        Agendapunt.objects.zichtbaar_voor(gebruiker)
        .filter(stand=Agendapunt.Stand.AANGEDRAGEN, overleg__stand__in=Overleg.KOMEND)
        .select_related("overleg__gebied")
        .order_by("overleg__datum", "pk")
    )
    for punt in punten.als_lijst_met_schild(gebruiker):
        overleg = punt.overleg
        if heeft_taak(gebruiker, overleg.vormrij, "agenda", overleg.plek()):
            yield Taak(
                titel="Afgeschermd punt" if punt.afgeschermd else f"Aangedragen punt: {punt.titel}",
                waar=overleg.naam,
                sinds=punt.aangedragen_op,
                uiterlijk=overleg.datum,
                url=punt.get_absolute_url(),
                knop="Op de agenda?",
            )


def _verslag(overleg: Overleg, gebruiker: Gebruiker) -> Iterator[Taak]:
    gemaakt_op = getattr(overleg, "concept_op", None)
    if gemaakt_op and heeft_taak(gebruiker, overleg.vormrij, "voorzitter", overleg.plek()):
        yield Taak(
            titel=f"Verslag van {overleg.vormrij.naam}",
            waar=overleg.gebied.naam,
            sinds=gemaakt_op,
            uiterlijk=None,
            url=reverse("overleggen:verslag", args=[overleg.pk]),
            knop="Stel vast",
        )


def _afwijkingen(gebruiker: Gebruiker) -> list[Afwijking]:
    """Where a form goes differently in the own areas, and proposals of that kind to agree with (one query)."""
    gevraagd = gevraagd_q(gebruiker, "afwijking", alleen_open=True)
    hier = Q(gebied__in=_eigen_gebieden(gebruiker).values("pk"))
    rijen = Afwijking.objects.filter(gevraagd, stand=Afwijking.Stand.VOORGESTELD)
    return list((rijen | Afwijking.objects.geldt_op(timezone.localdate()).filter(hier)).voor_lijst())


def _te_beslissen(rijen: list[Afwijking]) -> Iterator[Taak]:
    """Proposals that a form goes differently somewhere, for whom the profile wants to agree (HEL-50)."""
    for rij in rijen:
        if rij.is_voorgesteld:
            yield Taak(
                titel=str(rij),
                waar=rij.gebied.naam,
                sinds=rij.voorgesteld_op,
                uiterlijk=rij.van,
                url=rij.get_absolute_url(),
                knop="Bent u akkoord?",
            )


def _plant_ergens(gebruiker: Gebruiker) -> bool:
    """Whether any form that must be held is this person's to plan, somewhere: as `_te_plannen` asks of each."""
    for vorm in actief_profiel().overlegvormen:
        if vorm.frequentie.is_hard and not vorm.is_spreekuur:
            wie = poort.taakhouders(vorm, "initiatief")
            if is_ergens_een(gebruiker, wie) if wie else heeft_ergens(gebruiker, Recht.OVERLEG_PLANNEN):
                return True
    return False


def _te_beantwoorden(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Polls in which this person is asked and did not answer yet; of a party somebody else may have."""
    if not actief_profiel().heeft("peilingen"):
        return
    rijen = Peiling.objects.zichtbaar_voor(gebruiker).open().filter(einddatum__gte=timezone.localdate())
    for peiling in rijen.voor_lijst().prefetch_related("antwoorden"):
        stem = stem_van(gebruiker, peiling)
        if stem is None or any(
            rij.partij_id == stem.partij_id if stem.partij_id else rij.persoon_id == gebruiker.pk
            for rij in peiling.antwoorden.all()
        ):
            continue
        yield Taak(
            titel=str(peiling),
            waar=peiling.gebied.naam,
            sinds=peiling.geopend_op,
            uiterlijk=peiling.einddatum,
            url=peiling.get_absolute_url(),
            knop="Geef antwoord",
        )


def beurten_van(gebruiker: Gebruiker, dag: date) -> Iterator[Peilbeurt]:
    """The polls that are due for this person to open, wherever that is."""
    if actief_profiel().heeft("peilingen"):
        yield from peilbeurten(gebruiker, _eigen_gebieden(gebruiker), dag)


def _te_peilen(gebruiker: Gebruiker) -> Iterator[Taak]:
    for beurt in beurten_van(gebruiker, timezone.localdate()):
        yield Taak(
            titel=beurt.titel,
            waar=beurt.waar,
            sinds=None,
            uiterlijk=beurt.uiterlijk,
            url=beurt.url,
            knop="Open de peiling",
        )


def _te_plannen(gebruiker: Gebruiker, afwijkingen: list[Afwijking]) -> Iterator[Taak]:
    """Forms that are due soon or over term, for their initiator: "Wijktafel is nodig vóór …"."""
    if not _plant_ergens(gebruiker):
        return
    vandaag = timezone.localdate()
    anders = zoals_besloten(rij for rij in afwijkingen if not rij.is_voorgesteld)
    for regel in planner.planner(_eigen_gebieden(gebruiker), voor=gebruiker, anders=anders):
        op_tijd = regel.uiterlijk is None or regel.uiterlijk > vandaag + PLANNEN_VOORAF
        if not regel.is_open or op_tijd or not regel.vorm.frequentie.is_hard:
            continue
        if heeft_taak(gebruiker, regel.vorm, "initiatief", Plek(frozenset(regel.gebied.voorouders))):
            adres = reverse("overleggen:nieuw")
            yield Taak(
                titel=f"{regel.vorm.naam} is nodig",
                waar=regel.gebied.naam,
                sinds=regel.laatste.datum if regel.laatste else None,
                uiterlijk=regel.uiterlijk,
                url=f"{adres}?vorm={regel.vorm.sleutel}&gebied={regel.gebied.pk}",
                knop="Plan",
            )


def eigen_gebieden(gebruiker: Gebruiker) -> list[Gebied]:
    """The areas where this person has anything to do with meetings (one query)."""
    return list(_eigen_gebieden(gebruiker))


def _eigen_gebieden(gebruiker: Gebruiker) -> QuerySet[Gebied]:
    if any(v.rol.bereik == "gemeente" and _overlegrol(v.rol.mag) for v in gebruiker.vervullingen):
        return Gebied.objects.actief().order_by("naam")
    ids = {v.gebied_id for v in gebruiker.vervullingen if v.gebied_id is not None}
    ids |= {pk for v in gebruiker.vervullingen for pk in v.partij_gebieden}
    gebieden = Gebied.objects.actief().binnen(ids) | gebieden_waar(gebruiker, Recht.OVERLEG_PLANNEN)
    niveaus = {niveau for vorm in actief_profiel().overlegvormen for niveau in vorm.niveaus}
    return gebieden.filter(niveau__in=niveaus).order_by("naam")


def _overlegrol(rechten: tuple[str, ...]) -> bool:
    return any(recht.startswith("overleg.") for recht in rechten)

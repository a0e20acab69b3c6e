"""What waits for somebody: meetings to plan, to invite for, to finish, to report, and points to decide about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from overleggen import planner, poort, zicht
from overleggen.models import Afwijking, Agendapunt, Overleg, Peiling, Verslag
from overleggen.peilen import stem_van
from wijkwerk.berichten.service import Taak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.wijken.models import Gebied

# So long before a meeting its invitation asks for attention; so long before a form is due, its planning.
UITNODIGEN_VOORAF = timedelta(days=21)
PLANNEN_VOORAF = timedelta(weeks=6)
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
    """Four queries, one where there are polls, one when points were put forward, and three for what is due; however much waits."""
    if not actief_profiel().heeft("overleggen") or not gebruiker.vervullingen:
        return
    yield from _overleggen(gebruiker)
    yield from _aangedragen(gebruiker)
    yield from _verslagen(gebruiker)
    yield from _te_beslissen(gebruiker)
    yield from _te_beantwoorden(gebruiker)
    yield from _te_plannen(gebruiker)


def _overleggen(gebruiker: Gebruiker) -> Iterator[Taak]:
    vandaag = timezone.localdate()
    open_standen = [Overleg.Stand.GEPLAND, Overleg.Stand.UITGENODIGD, Overleg.Stand.GEHOUDEN]
    overleggen = (
        Overleg.objects.zichtbaar_voor(gebruiker)
        .filter(stand__in=open_standen, datum__lte=vandaag + UITNODIGEN_VOORAF)
        .voor_lijst()
        .order_by("datum", "pk")
    )
    for overleg in overleggen:
        vorm, plek = overleg.vormrij, overleg.plek()
        taken: tuple[str, ...]
        if overleg.stand == Overleg.Stand.GEPLAND:
            taken, knop = ("initiatief",), "Nodig uit"
        elif overleg.stand == Overleg.Stand.UITGENODIGD and overleg.datum <= vandaag:
            taken, knop = ("voorzitter", "initiatief"), "Begin"
        elif overleg.stand == Overleg.Stand.GEHOUDEN:
            taken, knop = ("verslag", "voorzitter"), "Rond af"
        else:
            continue
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


def _verslagen(gebruiker: Gebruiker) -> Iterator[Taak]:
    verslagen = (
        Verslag.objects.filter(
            stand=Verslag.Stand.CONCEPT, overleg__in=Overleg.objects.zichtbaar_voor(gebruiker).values("pk")
        )
        .select_related("overleg__gebied")
        .order_by("gemaakt_op")
    )
    for verslag in verslagen:
        overleg = verslag.overleg
        if heeft_taak(gebruiker, overleg.vormrij, "voorzitter", overleg.plek()):
            yield Taak(
                titel=f"Verslag van {overleg.vormrij.naam}",
                waar=overleg.gebied.naam,
                sinds=verslag.gemaakt_op,
                uiterlijk=None,
                url=reverse("overleggen:verslag", args=[overleg.pk]),
                knop="Stel vast",
            )


def _te_beslissen(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Proposals that a form goes differently somewhere, for whom the profile wants to agree (HEL-50)."""
    rijen = Afwijking.objects.filter(
        zicht.gevraagd_q(gebruiker, "afwijking", alleen_open=True), stand=Afwijking.Stand.VOORGESTELD
    )
    for rij in rijen.voor_lijst():
        yield Taak(
            titel=str(rij),
            waar=rij.gebied.naam,
            sinds=rij.voorgesteld_op,
            uiterlijk=rij.van,
            url=rij.get_absolute_url(),
            knop="Bent u akkoord?",
        )


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


def _te_plannen(gebruiker: Gebruiker) -> Iterator[Taak]:
    """Forms that are due soon or over term, for their initiator: "Wijktafel is nodig vóór …"."""
    vandaag = timezone.localdate()
    for regel in planner.planner(eigen_gebieden(gebruiker), voor=gebruiker):
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
    profiel = actief_profiel()
    if any(v.rol.bereik == "gemeente" and _overlegrol(v.rol.mag) for v in gebruiker.vervullingen):
        return list(Gebied.objects.actief().order_by("naam"))
    ids = {v.gebied_id for v in gebruiker.vervullingen if v.gebied_id is not None}
    ids |= {pk for v in gebruiker.vervullingen for pk in v.partij_gebieden}
    gebieden = Gebied.objects.actief().binnen(ids) | gebieden_waar(gebruiker, Recht.OVERLEG_PLANNEN)
    niveaus = {niveau for vorm in profiel.overlegvormen for niveau in vorm.niveaus}
    return list(gebieden.filter(niveau__in=niveaus).distinct().order_by("naam"))


def _overlegrol(rechten: tuple[str, ...]) -> bool:
    return any(recht.startswith("overleg.") for recht in rechten)

"""Sending a report on how a plan goes to whom the profile names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.db import transaction
from django.utils import timezone

from wijkagenda.acties.begin import begin, vergrendel
from wijkagenda.acties.bijdragen import partijen_van
from wijkagenda.acties.publiceren import besloten_teksten
from wijkagenda.models import Plan, Rapport
from wijkagenda.rapport import maak
from wijkagenda.regels import onderwerp
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import personen
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.volgen import Rapportage
from wijkwerk.publicatie.inhoud import sha256_van
from wijkwerk.publicatie.service import zoek_met_kennis
from wijkwerk.regels.service import Klacht, selector_naam
from wijkwerk.wijken.models import Partij

PARTIJ = frozenset({"partij", "soort"})


def volgend_nummer(plan: Plan, rapportage: Rapportage) -> int:
    return plan.rapporten.filter(rapportage=rapportage.sleutel).count() + 1


def ontvangende_partijen(plan: Plan, rapportage: Rapportage) -> list[Partij]:
    """The parties that the profile means as such: whoever joins one later reads what it got. A role is no party."""
    return [partij for _, partijen in _per_wie(plan, rapportage) for partij in partijen]


def _per_wie(plan: Plan, rapportage: Rapportage) -> Iterator[tuple[Selector, list[Partij]]]:
    for wie in rapportage.aan:
        als_partij = wie.soort in PARTIJ
        gevonden = partijen_van(wie, plan.gebied, plan.profiel) if als_partij else ()
        yield wie, [partij for partij in gevonden if partij is not None]


def aan_wie(plan: Plan, rapportage: Rapportage) -> str:
    """To whom, in words: the parties by name, else as the profile says it."""
    over = onderwerp(plan)
    namen = [
        naam
        for wie, partijen in _per_wie(plan, rapportage)
        for naam in ([partij.naam for partij in partijen] or [selector_naam(wie, over)])
    ]
    return ", ".join(dict.fromkeys(namen))


@transaction.atomic
def verstuur_rapport(
    *,
    plan: Plan,
    rapportage: Rapportage,
    nummer: int,
    toelichting: str = "",
    zinnen: Mapping[str, str] | None = None,
    door: Gebruiker,
) -> Rapport:
    """Freeze how it goes and tell the accounts of the receivers; the next term counts from today.

    `nummer` is which one the writer had before him: whoever sends the same twice, or at the same moment as a
    colleague, sends it once. Raises PermissionDenied and StapGeweigerd.
    """
    ook = [*_klachten(plan, rapportage, nummer), *_gevonden(plan, toelichting, zinnen or {})]
    plan, _ = begin("rapporteren", plan, door, ook=ook)
    inhoud = maak(plan, rapportage, toelichting=toelichting, zinnen=zinnen).model_dump(mode="json")
    rapport = Rapport(
        rapportage=rapportage.sleutel,
        naam=rapportage.naam,
        plan=plan,
        nummer=nummer,
        inhoud=inhoud,
        inhoud_sha256=sha256_van(inhoud),
        aan=aan_wie(plan, rapportage),
        verstuurd_door=door,
    )
    rapport.zet_plek([plan.gebied], ontvangende_partijen(plan, rapportage))
    rapport.save()
    rapport.ontvangers.set(personen(rapportage.aan, plan.plek()))
    noteer(
        door=door,
        stap="plan.rapporteren",
        ding=plan,
        gegevens={"rapport": rapport.pk, "sha256": rapport.inhoud_sha256},
    )
    zet_klaar_voor(rapportage.aan, "rapport-verstuurd", ding=rapport, plek=plan.plek(), behalve=door)
    return rapport


@transaction.atomic
def trek_rapport_in(*, rapport: Rapport, reden: str, door: Gebruiker) -> Rapport:
    """Whoever got it reads from now on that it was withdrawn, when and why. Raises PermissionDenied, StapGeweigerd."""
    # The plan first, as whoever destroys it does.
    vergrendel(rapport.plan)
    rapport = Rapport.objects.select_for_update(of=("self",)).select_related("plan").get(pk=rapport.pk)
    ook = [] if reden.strip() else [Klacht("Schrijf op waarom u dit intrekt.", "reden")]
    if rapport.is_ingetrokken:
        ook.append(Klacht("Dit is al ingetrokken.", "reden"))
    plan, _ = begin("rapport-intrekken", rapport.plan, door, ook=ook)
    rapport.ingetrokken_op, rapport.ingetrokken_door = timezone.now(), door
    rapport.ingetrokken_reden = reden.strip()
    rapport.save(update_fields=["ingetrokken_op", "ingetrokken_door", "ingetrokken_reden"])
    # Why stands in the row alone, for whoever may read it.
    noteer(door=door, stap="plan.rapport-intrekken", ding=plan, gegevens={"rapport": rapport.pk})
    return rapport


def _klachten(plan: Plan, rapportage: Rapportage, nummer: int) -> list[Klacht]:
    # Counted under the lock: `begin` takes it again, in the same transaction.
    if volgend_nummer(vergrendel(plan), rapportage) == nummer:
        return []
    return [Klacht(f"{rapportage.naam} is net al verstuurd. Kijk bij het plan.", "")]


def _gevonden(plan: Plan, toelichting: str, zinnen: Mapping[str, str]) -> Iterator[Klacht]:
    """What is sent stays as it is: a name or an address that was typed with it would stay too."""
    teksten = [("toelichting", toelichting), *((f"zin-{spoor}", zin) for spoor, zin in zinnen.items())]
    for rij in zoek_met_kennis(
        teksten, gebieden=frozenset({plan.gebied_id}), besloten=besloten_teksten(plan)
    ):
        yield Klacht(f"Dit is na het versturen niet meer te veranderen. {rij.uitleg}", rij.waar)

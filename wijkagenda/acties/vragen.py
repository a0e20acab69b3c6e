"""Asking who must agree or be heard: found from the rules of the profile, asked once, reminded until answered."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from django.db import models, transaction

from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp, onderwerp_item
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import toestemming
from wijkwerk.berichten.service import zet_klaar, zet_klaar_voor
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.regels import Gehoord, Ingestemd
from wijkwerk.profiel.wie import Selector, selector
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Onderwerp, eis_stap, houder_sleutel, selector_naam


def vraag_akkoord(plan: Plan, door: Gebruiker, uiterlijk: date | None = None) -> list[Instemming]:
    """Ask everybody whom a rule names for the plan or for one of its items; who was asked before is not asked again."""
    gevraagd = _vraag(onderwerp(plan), door, uiterlijk)
    for item in plan.items.niet_weggelaten().voor_lijst():
        gevraagd += _vraag(onderwerp_item(item, plan=plan), door, uiterlijk)
    return gevraagd


@transaction.atomic
def vraag_om_akkoord(*, plan: Plan, door: Gebruiker, uiterlijk: date | None = None) -> list[Instemming]:
    """Ask by hand, before the plan is bundled or put forward; by who may write in it or put it forward.

    Who did not agree is asked again: it may have been talked over without another word in the plan.
    """
    plan = Plan.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=plan.pk)
    eis_stap(
        PLAN["vragen"],
        onderwerp(plan),
        door,
        stand=plan.stand,
        toestemming=toestemming("bewerken", plan, door),
    )
    van_items = models.Q(object_soort="planitem", object_id__in=plan.items.niet_weggelaten().values("pk"))
    Instemming.objects.filter(
        models.Q(object_soort="plan", object_id=plan.pk) | van_items, stand=Instemming.Stand.NIET_AKKOORD
    ).delete()
    return vraag_akkoord(plan, door, uiterlijk)


def vraag_akkoord_over(ding: Plan | Planitem, door: Gebruiker) -> list[Instemming]:
    return _vraag(onderwerp(ding) if isinstance(ding, Plan) else onderwerp_item(ding), door, None)


def laat_vervallen(ding: models.Model, *, wie: Collection[str] | None = None) -> list[str]:
    """What was answered or signed about this thing no longer counts; return whose it was. With `wie` only theirs.

    Who was asked and did not answer stays asked. That it was given once stays in the logboek.
    """
    gegeven = Instemming.objects.bij(ding).exclude(stand=Instemming.Stand.GEVRAAGD)
    if wie is not None:
        gegeven = gegeven.filter(wie__in=wie)
    sleutels = sorted(gegeven.values_list("wie", flat=True))
    gegeven.delete()
    return sleutels


def _vraag(ding: Onderwerp, door: Gebruiker, uiterlijk: date | None) -> list[Instemming]:
    bekend = set(Instemming.objects.bij(ding.ding).values_list("wie", flat=True))
    nieuw = []
    for sleutel, wie in _wie_moet(ding):
        if sleutel in bekend:
            continue
        bekend.add(sleutel)
        rij = Instemming.objects.create(
            object_soort=ding.ding._meta.model_name or "",
            object_id=ding.ding.pk,
            wie=sleutel,
            uiterlijk=uiterlijk,
        )
        noteer(door=door, stap=f"{ding.object}.instemming-vragen", ding=ding.ding, gegevens={"wie": sleutel})
        _meld(ding, wie, rij, door)
        nieuw.append(rij)
    return nieuw


def gaf_akkoord(plan: Plan) -> list[str]:
    """The keys of whose answer about the whole plan counts: consent with what it says, not what was heard of them."""
    moeten = {sleutel for sleutel, _ in _wie_moet(onderwerp(plan), ("ingestemd",))}
    gegeven = Instemming.objects.bij(plan).exclude(stand=Instemming.Stand.GEVRAAGD).filter(wie__in=moeten)
    return sorted(gegeven.values_list("wie", flat=True))


def vraag_plan_opnieuw(plan: Plan, door: Gebruiker) -> list[str]:
    """The plan says something else: who agreed to it is asked again; return whose answer no longer counts (DHR-61)."""
    vervallen = laat_vervallen(plan, wie=gaf_akkoord(plan))
    if vervallen:
        vraag_akkoord_over(plan, door)
    return vervallen


def _wie_moet(
    ding: Onderwerp, welke: Collection[str] = ("ingestemd", "gehoord")
) -> Iterator[tuple[str, Selector | Houder]]:
    """(key, who) of all that `ingestemd` and `gehoord` name at any step; words such as trekker become holders."""
    soorten = {ding.soort, *ding.ook_soorten}
    for regel in ding.profiel.regels:
        if not isinstance(regel, Ingestemd | Gehoord) or regel.object != ding.object:
            continue
        if (
            regel.soort not in welke
            or not regel.gaat_over(soorten, ding.themas)
            or (regel.als and not ding.feit(regel.als))
        ):
            continue
        for wie in regel.wie:
            houders = ding.houders.get(wie.soort)
            if houders is None:
                yield str(wie), wie
            else:
                yield from ((houder_sleutel(houder), houder) for houder in houders)


def _meld(ding: Onderwerp, wie: Selector | Houder, rij: Instemming, door: Gebruiker) -> None:
    moment = f"{ding.ding._meta.model_name}-{rij.pk}"
    if isinstance(wie, Selector):
        zet_klaar_voor(
            (wie,),
            "instemming-gevraagd",
            ding=ding.ding,
            plek=ding.plek,
            moment=moment,
            behalve=door,
            wacht_minuten=10,
        )
        return
    for persoon in wie.personen().exclude(pk=door.pk):
        zet_klaar("instemming-gevraagd", ontvanger=persoon, ding=ding.ding, moment=moment, wacht_minuten=10)


def is_bedoeld(rij: Instemming, gebruiker: Gebruiker, ding: Onderwerp) -> bool:
    """Whether this person may answer for who was asked: never on behalf of somebody else."""
    return rij.wie in sleutels_van(gebruiker, ding.plek)


def sleutels_van(gebruiker: Gebruiker, plek: Plek) -> set[str]:
    """All keys under which this person can be asked about a thing that lies there."""
    sleutels = {f"persoon:{gebruiker.pk}"}
    for vervulling in gebruiker.vervullingen:
        if vervulling.partij_sleutel:
            sleutels.add(f"partij:{vervulling.partij_sleutel}")
        if vervulling.geldt_in(plek):
            sleutels |= {f"rol:{vervulling.rol.sleutel}", f"kant:{vervulling.rol.kant}"}
            sleutels |= {f"soort:{vervulling.partij_soort}"} if vervulling.partij_soort else set()
            sleutels |= {f"discipline:{discipline}" for discipline in vervulling.disciplines}
    return sleutels


def naam_van(sleutel: str, ding: Onderwerp, namen: dict[str, str] | None = None) -> str:
    """How a key reads: the holder's or the selector's own name."""
    if namen and sleutel in namen:
        return namen[sleutel]
    kaal = sleutel.removeprefix("ondertekening:")
    if kaal.startswith("persoon:"):
        persoon = Gebruiker.objects.filter(pk=kaal.removeprefix("persoon:")).first()
        return persoon.naam if persoon else "medewerker"
    return selector_naam(selector(kaal), ding)


def functie_van(gebruiker: Gebruiker, ding: Onderwerp, sleutel: str) -> str:
    """The function in which this person answers: the role by which the key is theirs."""
    for vervulling in gebruiker.vervullingen:
        if sleutel.removeprefix("ondertekening:") in {
            f"partij:{vervulling.partij_sleutel}",
            f"rol:{vervulling.rol.sleutel}",
            f"kant:{vervulling.rol.kant}",
            f"soort:{vervulling.partij_soort}",
        }:
            return vervulling.rol.naam
    return next((v.rol.naam for v in gebruiker.vervullingen if v.geldt_in(ding.plek)), "")


def instemmingen_bij(ding: models.Model) -> models.QuerySet[Instemming]:
    """Consent asked and given about a thing; signatures are apart."""
    return Instemming.objects.bij(ding).exclude(wie__startswith="ondertekening:").order_by("pk")

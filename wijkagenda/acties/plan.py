"""Making a plan: start it, write in it, bundle it, take it back, put it forward."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from wijkagenda.acties.begin import Tekstconflict, begin, vergrendel
from wijkagenda.acties.overnemen import neem_over
from wijkagenda.acties.vragen import laat_vervallen, vraag_akkoord, vraag_plan_opnieuw
from wijkagenda.controle import klachten_bij_voordragen
from wijkagenda.models import Plan, Plansectie
from wijkagenda.regels import onderwerp
from wijkagenda.stroom import PLAN
from wijkagenda.toestemming import alleen_deze, wie_mag
from wijkagenda.voorgangers import ontbrekende_voorgangers
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.models import Profielversie
from wijkwerk.gemeente.service import actief_profiel, actieve_versie_id
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.rijen.plannen import Planvorm
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Klacht, Toestemming, eis_stap
from wijkwerk.wijken.models import Gebied
from wijkwerk.zaak import fout_in_adres


@transaction.atomic
def start(
    *,
    vorm: str,
    gebied: Gebied,
    periode_van: date,
    door: Gebruiker,
    vorige_over: bool = True,
    volgt_uit: Plan | None = None,
) -> Plan:
    """Begin a plan of a form of the active profile; it keeps that profile.

    What the form takes over from its predecessors comes in, and with `vorige_over` also the text and what is open of
    the version before. Raises StapGeweigerd when the form is closed, does not exist at this level, follows on
    something that is not there yet (DHR-62, HEL-58), or is in the making already.
    """
    profiel = actief_profiel()
    planvorm = profiel.planvorm(vorm)
    gebied = Gebied.objects.select_for_update(of=("self",)).get(pk=gebied.pk)
    looptijd = profiel.looptijd(vorm)
    eerder = Plan.objects.filter(gebied=gebied, vorm=vorm)
    plan = Plan(
        vorm=vorm,
        profielversie=Profielversie.objects.get(pk=actieve_versie_id()),
        gebied=gebied,
        nummer=(eerder.aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1,
        periode_van=periode_van,
        periode_tot=looptijd.na(periode_van) - timedelta(days=1) if looptijd else None,
        vorige=eerder.vastgesteld().first(),
        gestart_door=door,
    )
    plan.titel = titel_van(plan, planvorm)
    plan.zet_plek([gebied])
    uitkomst = eis_stap(
        PLAN["starten"],
        onderwerp(plan),
        door,
        stand="",
        toestemming=alleen_deze(door)
        if volgt_uit is not None and vorm in volgt_uit.planvorm.maakt
        else Toestemming(wie=wie_mag("starten", planvorm)),
        ook=[*_mag_beginnen(plan, planvorm), *ontbrekende_voorgangers(profiel, planvorm, gebied)],
    )
    plan.save()
    noteer(
        door=door,
        stap="plan.starten",
        ding=plan,
        gegevens={"vorm": vorm, "nummer": plan.nummer, **({"volgt_uit": volgt_uit.pk} if volgt_uit else {})},
    )
    neem_over(plan, planvorm, door, vorige_over=vorige_over)
    zet_klaar_voor(uitkomst.meldt, "plan-gestart", ding=plan, plek=plan.plek(), behalve=door, bundel=True)
    return plan


def titel_van(plan: Plan, vorm: Planvorm) -> str:
    """“Wijkactieplan Helmond-Noord 2027–2028”: form, gebied, years."""
    van, tot = plan.periode_van.year, (plan.periode_tot or plan.periode_van).year
    jaren = f"{van}–{tot}" if tot > van + (plan.periode_van.month > 1) else str(van)
    return f"{vorm.naam} {plan.gebied.naam} {jaren}"


def _mag_beginnen(plan: Plan, vorm: Planvorm) -> list[Klacht]:
    klachten = []
    if vorm.gesloten:
        klachten.append(Klacht(f"Er komen geen nieuwe plannen van de vorm {vorm.naam}.", "vorm", vorm.eis))
    elif not vorm.geldt_op(timezone.localdate()):
        klachten.append(Klacht(f"{vorm.naam} is nu niet in gebruik.", "vorm"))
    if plan.gebied.niveau not in vorm.niveaus:
        klachten.append(Klacht(f"{vorm.naam} bestaat niet op dit niveau.", "gebied"))
    if Plan.objects.filter(gebied=plan.gebied, vorm=plan.vorm).lopend().exists():
        klachten.append(Klacht(f"Er is al een {vorm.naam} in de maak voor {plan.gebied}.", "vorm"))
    return klachten


@transaction.atomic
def bewerk(*, plan: Plan, waarden: Mapping[str, Any], versie: int, door: Gebruiker) -> Plan:
    """Change title, summary, period, day of decision and the fields of the plan itself.

    Who agreed to the plan is asked again when it says something else. Raises Tekstconflict when somebody else saved after
    `versie` was read.
    """
    plan, _ = begin("bewerken", plan, door)
    if plan.versie != versie:
        raise Tekstconflict({naam: _huidig(plan, naam) for naam in waarden}, waarden)
    kolommen = {"titel", "samenvatting", "periode_van", "periode_tot", "besluit_gepland"}
    eerst = _gezegd(plan)
    for naam in kolommen & set(waarden):
        setattr(plan, naam, waarden[naam])
    plan.velden = {
        **plan.velden,
        **{naam: waarde for naam, waarde in waarden.items() if naam not in kolommen},
    }
    plan.versie += 1
    plan.save(update_fields=[*sorted(kolommen), "velden", "versie"])
    vervallen = vraag_plan_opnieuw(plan, door) if _gezegd(plan) != eerst else []
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens={"opnieuw": vervallen} if vervallen else {})
    return plan


def _gezegd(plan: Plan) -> list[object]:
    """What the plan itself says: all that parties agree to, so not the day on which somebody means to decide."""
    velden = {naam: _woorden(waarde) for naam, waarde in sorted(plan.velden.items())}
    return [_woorden(plan.titel), _woorden(plan.samenvatting), plan.periode_van, plan.periode_tot, velden]


def _woorden(waarde: object) -> object:
    """A text without its layout: blanks and blank lines change nothing of what was agreed to; anything else may."""
    return " ".join(waarde.split()) if isinstance(waarde, str) else waarde


@transaction.atomic
def zet_zaak(*, plan: Plan, adres: str, door: Gebruiker) -> Plan:
    """Set the address of its zaak in the zaaksysteem, or take it away (empty); never public."""
    adres = adres.strip()
    fout = fout_in_adres(adres)
    plan, _ = begin("zaak", plan, door, ook=[Klacht(fout, "zaak_adres")] if fout else [])
    plan.zaak_adres = adres
    plan.save(update_fields=["zaak_adres"])
    noteer(door=door, stap="plan.zaak", ding=plan, gegevens={"weg": not adres})
    return plan


def _huidig(plan: Plan, naam: str) -> Any:
    return getattr(plan, naam) if hasattr(plan, naam) else plan.velden.get(naam)


@transaction.atomic
def schrijf_sectie(*, plan: Plan, sleutel: str, tekst: str, versie: int, door: Gebruiker) -> Plansectie:
    """Save the text of a section of the form (KeyError for another); `versie` is 0 when it was empty.

    Who agreed to the plan is asked again when other words stand there. Raises Tekstconflict when somebody else saved after
    `versie` was read: nothing is lost.
    """
    plan, _ = begin("bewerken", plan, door)
    if sleutel not in {sectie.sleutel for sectie in plan.planvorm.secties}:
        raise KeyError(sleutel)
    sectie = Plansectie.objects.select_for_update().filter(plan=plan, sleutel=sleutel).first()
    if (sectie.versie if sectie else 0) != versie:
        raise Tekstconflict({"tekst": sectie.tekst if sectie else ""}, {"tekst": tekst})
    if sectie is None:
        sectie = Plansectie(plan=plan, sleutel=sleutel, versie=0)
    anders = _woorden(sectie.tekst) != _woorden(tekst)
    sectie.tekst = tekst
    sectie.versie += 1
    sectie.gewijzigd_op = timezone.now()
    sectie.gewijzigd_door = door
    sectie.save()
    vervallen = vraag_plan_opnieuw(plan, door) if anders else []
    gegevens = {"sectie": sleutel, **({"opnieuw": vervallen} if vervallen else {})}
    noteer(door=door, stap="plan.bewerken", ding=plan, gegevens=gegevens)
    return sectie


@transaction.atomic
def bundel(*, plan: Plan, door: Gebruiker) -> Plan:
    """Bring the contributions together in one concept, and ask those who must agree (HEL-55)."""
    plan, uitkomst = begin("bundelen", plan, door)
    plan = _zet(plan, Plan.Stand.GEBUNDELD, "plan.bundelen", door)
    vraag_akkoord(plan, door)
    zet_klaar_voor(
        uitkomst.meldt,
        "plan-gebundeld",
        ding=plan,
        plek=plan.plek(),
        moment=timezone.now().isoformat(),
        behalve=door,
        bundel=True,
    )
    return plan


@transaction.atomic
def heropen(*, plan: Plan, reden: str, door: Gebruiker) -> Plan:
    """Take it back to write in it again. Nobody agreed to, signed or decided on what it says next: that is asked anew.

    What parties agreed to of a single item holds until that item changes (`items.wijzig`).
    """
    ook = [] if reden.strip() else [Klacht("Geef een reden.", "reden")]
    plan, _ = begin("heropenen", plan, door, {"reden": reden}, ook)
    plan.voorgedragen_op = None
    plan.save(update_fields=["voorgedragen_op"])
    besluiten = Besluit.objects.bij(plan)
    vervallen: dict[str, list[Any]] = {
        "instemmingen": laat_vervallen(plan),
        "besluiten": [[rij.orgaan, rij.datum.isoformat(), rij.kenmerk] for rij in besluiten],
    }
    besluiten.delete()
    return _zet(plan, Plan.Stand.CONCEPT, "plan.heropenen", door, reden, vervallen)


@transaction.atomic
def draag_voor(*, plan: Plan, door: Gebruiker) -> Plan:
    """Put the plan before the body that establishes it, and tell that body."""
    plan = vergrendel(plan)
    plan, uitkomst = begin("voordragen", plan, door, ook=klachten_bij_voordragen(plan))
    nu = timezone.now()
    plan.voorgedragen_op = nu
    plan.save(update_fields=["voorgedragen_op"])
    plan = _zet(plan, Plan.Stand.VOORGEDRAGEN, "plan.voordragen", door)
    vraag_akkoord(plan, door)
    vaststelling = plan.planvorm.vaststelling
    wie = (*uitkomst.meldt, *vaststelling.door, *vaststelling.ondertekening)
    # Taken back and put forward again is another occasion, also when only its items changed.
    zet_klaar_voor(wie, "plan-voorgedragen", ding=plan, plek=plan.plek(), moment=nu.isoformat(), behalve=door)
    return plan


def _zet(
    plan: Plan,
    stand: str,
    stap: str,
    door: Gebruiker,
    reden: str = "",
    vervallen: Mapping[str, list[Any]] | None = None,
) -> Plan:
    plan.stand = stand
    plan.save(update_fields=["stand"])
    noteer(door=door, stap=stap, ding=plan, reden=reden, gegevens={"stand": stand, **(vervallen or {})})
    return plan

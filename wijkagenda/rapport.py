"""What a report on a plan says: how each promise stands, what changed since the time before, and a sentence with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.utils import timezone

from wijkagenda.acties.publiceren import zonder_gevonden
from wijkagenda.bevriezen import maak_inhoud
from wijkagenda.models import Plan, Rapport
from wijkwerk.profiel.rijen.volgen import Rapportage
from wijkwerk.publicatie.blok import Blok
from wijkwerk.publicatie.service import Afspraakblok, Inhoud, Publicatie, Wijziging, ontdooi, verschil

SCHEMA = 1


class Verandering(Blok):
    kop: str
    tekst: str
    reden: str = ""


class Regel(Blok):
    """One promise of the plan."""

    spoor: str
    titel: str
    afspraak: Afspraakblok
    veranderd: tuple[Verandering, ...] = ()
    zin: str = ""


class Rapportinhoud(Blok):
    """All of it. `stand` is the plan on that day: the next report is held against it."""

    schema_versie: int = SCHEMA
    naam: str
    plan: str
    sinds: date | None
    toelichting: str = ""
    regels: tuple[Regel, ...]
    # What is no longer in the plan.
    weg: tuple[str, ...] = ()
    stand: Inhoud


def maak(
    plan: Plan, rapportage: Rapportage, *, toelichting: str = "", zinnen: Mapping[str, str] | None = None
) -> Rapportinhoud:
    """The report as it would be sent now; an explanation in which the masking check finds anything stays out."""
    nu = zonder_gevonden(plan, maak_inhoud(plan))
    sinds, eerder = _vorige(plan, rapportage)
    veranderd: dict[str, list[Wijziging]] = {}
    for wijziging in verschil(eerder, nu) if eerder else ():
        veranderd.setdefault(wijziging.spoor, []).append(wijziging)
    regels = tuple(
        Regel(
            spoor=item.spoor,
            titel=item.titel,
            afspraak=item.afspraak,
            veranderd=tuple(
                Verandering(kop=w.kop, tekst=w.tekst, reden=w.reden) for w in veranderd.get(item.spoor, ())
            ),
            zin=(zinnen or {}).get(item.spoor, "").strip(),
        )
        for item in nu.opgenomen()
        if item.afspraak
    )
    return Rapportinhoud(
        naam=rapportage.naam,
        plan=plan.titel,
        sinds=sinds,
        toelichting=toelichting.strip(),
        regels=regels,
        weg=tuple(_weg(wijzigingen) for wijzigingen in veranderd.values() if wijzigingen[0].soort == "weg"),
        stand=nu,
    )


def _weg(wijzigingen: Iterable[Wijziging]) -> str:
    wijziging = next(iter(wijzigingen))
    return f"{wijziging.nummer} {wijziging.titel}. {wijziging.reden}".strip()


def _vorige(plan: Plan, rapportage: Rapportage) -> tuple[date | None, Inhoud | None]:
    """What the readers know: the last report, else the plan as it was published when it was established."""
    rapport = plan.rapporten.geldig().filter(rapportage=rapportage.sleutel).order_by("-nummer").first()
    if rapport is not None:
        return timezone.localdate(rapport.verstuurd_op), lees(rapport).stand
    eerste = Publicatie.objects.van(plan).vaststellingen().geldig().order_by("nummer").first()
    # Of a plan that was not published nobody can say what changed: then the report only says how it stands.
    return (plan.vastgesteld_op, ontdooi(eerste.inhoud)) if eerste else (None, None)


def lees(rapport: Rapport) -> Rapportinhoud:
    """Read a report of any schema version we ever wrote."""
    return Rapportinhoud.model_validate(rapport.inhoud)

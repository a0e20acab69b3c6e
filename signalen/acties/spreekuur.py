"""Planning, opening, holding and calling off a spreekuur."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from signalen.acties.spreekuurpost import VERVALLEN, bericht_aan
from signalen.instanties import aanwezig, genodigd, ontbreken
from signalen.models import Aanwezigheid, Spreekuur
from signalen.stroom import SPREEKUUR
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gebruikers.service import gebieden_waar
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.regels.service import Betekenis, Klacht, Onderwerp, Toestemming, Uitkomst, eis_stap, mag_stap
from wijkwerk.wijken.models import Gebied, Locatie, Partij


def spreekuurvormen(profiel: Profiel, gebied: Gebied | None = None) -> list[Overlegvorm]:
    """Return the forms of spreekuur of this municipality (those that may be held in this area)."""
    vandaag = timezone.localdate()
    return [
        vorm
        for vorm in profiel.overlegvormen
        if vorm.is_spreekuur
        and vorm.geldt_op(vandaag)
        and (
            gebied is None
            or (gebied.niveau in vorm.niveaus and (not vorm.gebieden or gebied.sleutel in vorm.gebieden))
        )
    ]


@transaction.atomic
def plan(
    *,
    soort: str,
    gebied: Gebied,
    begin: datetime,
    eind: datetime,
    door: Gebruiker,
    locatie: Locatie | None = None,
    plaats: str = "",
    thema: str = "",
) -> Spreekuur:
    """Plan a spreekuur of a form of the profile. Who may: whoever the form names for it, or plans overleggen there."""
    profiel = actief_profiel()
    klachten = []
    if soort not in {vorm.sleutel for vorm in spreekuurvormen(profiel, gebied)}:
        klachten.append(Klacht("Dit soort spreekuur is er niet in dit gebied.", "soort"))
    if eind <= begin:
        klachten.append(Klacht("Het einde ligt voor het begin.", "eind"))
    if locatie is None and not plaats.strip():
        klachten.append(Klacht("Kies een locatie of schrijf op waar het spreekuur is.", "plaats"))
    spreekuur = Spreekuur(
        soort=soort,
        gebied=gebied,
        begin=begin,
        eind=eind,
        locatie=locatie,
        plaats=plaats,
        thema=thema,
        gepland_door=door,
    )
    spreekuur.zet_plek([gebied])
    eis_spreekuur("plannen", spreekuur, door, stand="", ook=klachten)
    spreekuur.save()
    noteer(door=door, stap="spreekuur.plannen", ding=spreekuur, gegevens={"soort": soort})
    return spreekuur


@transaction.atomic
def open_spreekuur(*, spreekuur: Spreekuur, door: Gebruiker) -> Spreekuur:
    """The doors are open: from now on signals can be entered."""
    spreekuur = vergrendel_spreekuur(spreekuur)
    eis_spreekuur("openen", spreekuur, door)
    return _schrijf(spreekuur, "openen", door, stand=SPREEKUUR["openen"].naar)


@transaction.atomic
def zet_aanwezig(
    *, spreekuur: Spreekuur, partijen: Iterable[Partij], functies: Iterable[str] = (), door: Gebruiker
) -> Spreekuur:
    """Record which organisations and functions are present (DHR-20)."""
    spreekuur = vergrendel_spreekuur(spreekuur)
    eis_spreekuur("houden", spreekuur, door, ook=[])
    spreekuur.aanwezig.all().delete()
    Aanwezigheid.objects.bulk_create(
        [
            *(Aanwezigheid(spreekuur=spreekuur, partij=partij) for partij in partijen),
            *(
                Aanwezigheid(spreekuur=spreekuur, functie=functie)
                for functie in dict.fromkeys(functies)
                if functie
            ),
        ]
    )
    return _schrijf(spreekuur, "aanwezigheid", door)


@transaction.atomic
def houd(*, spreekuur: Spreekuur, bezoekers: int | None, samenvatting: str, door: Gebruiker) -> Spreekuur:
    """End it, with how many people came and what it was about."""
    spreekuur = vergrendel_spreekuur(spreekuur)
    klachten = [] if bezoekers is not None else [Klacht("Vul in hoeveel mensen er kwamen.", "bezoekers")]
    eis_spreekuur(
        "houden", spreekuur, door, ook=klachten, gegevens={"bezoekers": bezoekers, "verslag": samenvatting}
    )
    return _schrijf(
        spreekuur,
        "houden",
        door,
        stand=SPREEKUUR["houden"].naar,
        bezoekers=bezoekers,
        samenvatting=samenvatting.strip(),
    )


@transaction.atomic
def zeg_af(*, spreekuur: Spreekuur, reden: str, door: Gebruiker) -> Spreekuur:
    spreekuur = vergrendel_spreekuur(spreekuur)
    klachten = [] if reden.strip() else [Klacht("Geef een reden.", "reden")]
    eis_spreekuur("afzeggen", spreekuur, door, ook=klachten)
    _schrijf(
        spreekuur,
        "afzeggen",
        door,
        reden=reden,
        stand=SPREEKUUR["afzeggen"].naar,
        reden_vervallen=reden.strip(),
    )
    for partij in genodigd(spreekuur):
        bericht_aan(spreekuur, partij, VERVALLEN, door)
    return spreekuur


def mag_spreekuur(stap: str, spreekuur: Spreekuur, door: Gebruiker) -> bool:
    """Whether this person may take this step now: for buttons."""
    kan = spreekuur.stand in SPREEKUUR[stap].van
    return kan and mag_stap(SPREEKUUR[stap], onderwerp_spreekuur(spreekuur), door, _toestemming(spreekuur))


def gebieden_met_spreekuur(gebruiker: Gebruiker) -> QuerySet[Gebied]:
    """Where this person may plan or hear, at the levels at which a form of spreekuur exists."""
    niveaus = {niveau for vorm in spreekuurvormen(actief_profiel()) for niveau in vorm.niveaus}
    gebieden = gebieden_waar(gebruiker, Recht.OVERLEG_PLANNEN) | gebieden_waar(
        gebruiker, Recht.SIGNAAL_REGISTREREN
    )
    return gebieden.filter(niveau__in=niveaus).order_by("naam")


def mag_plannen(gebruiker: Gebruiker) -> bool:
    """Whether this person plans spreekuren anywhere: by right, or because a form of the profile names the role."""
    if heeft_ergens(gebruiker, Recht.OVERLEG_PLANNEN):
        return True
    namen = {wie for vorm in spreekuurvormen(actief_profiel()) for wie in vorm.taken.initiatief}
    rollen = {wie.waarde for wie in namen if wie.soort == "rol"}
    return any(vervulling.rol.sleutel in rollen for vervulling in gebruiker.vervullingen)


BETEKENIS = Betekenis(
    feiten={
        "thema-gekozen": lambda o: bool(_spreekuur(o).thema),
        "openbaar": lambda o: o.profiel.overlegvorm(_spreekuur(o).soort).openbaar != "niet",
        "herhaald": lambda o: Spreekuur.objects.filter(
            soort=_spreekuur(o).soort, gebied=_spreekuur(o).gebied, begin__lt=_spreekuur(o).begin
        ).exists(),
    },
    relaties={
        "signalen": lambda o, per: {"": _spreekuur(o).signalen.count() if o.ding.pk else 0},
        "partijen": lambda o, per: {"": _aanwezig(o).count()},
        "disciplines": lambda o, per: {"": len(_disciplines(o))},
        "discipline-van-thema": lambda o, per: {"": int(_is_gedekt(o))},
        "bezoekers": lambda o, per: {"": _spreekuur(o).bezoekers or 0},
        "gebieden": lambda o, per: {"": 1},
    },
    velden={
        "doel": lambda o: o.profiel.overlegvorm(_spreekuur(o).soort).doel,
        "thema": lambda o: _spreekuur(o).thema,
        "locatie": lambda o: _spreekuur(o).waar,
        "bezoekers": lambda o: _spreekuur(o).bezoekers,
        "verslag": lambda o: _spreekuur(o).samenvatting,
    },
)


def _spreekuur(onderwerp: Onderwerp) -> Spreekuur:
    assert isinstance(onderwerp.ding, Spreekuur)
    return onderwerp.ding


def _aanwezig(onderwerp: Onderwerp) -> Any:
    aanwezig = _spreekuur(onderwerp).aanwezig
    return aanwezig.exclude(partij=None) if onderwerp.ding.pk else Aanwezigheid.objects.none()


def _is_gedekt(onderwerp: Onderwerp) -> bool:
    """Whether somebody was invited, or is there, who goes about its theme."""
    rij = _spreekuur(onderwerp)
    if not rij.thema or rij.pk is None:
        return False
    return not ontbreken(rij, [*genodigd(rij), *aanwezig(rij)])


def _disciplines(onderwerp: Onderwerp) -> set[str]:
    lijsten = _aanwezig(onderwerp).values_list("partij__disciplines", flat=True)
    return {discipline for lijst in lijsten for discipline in lijst}


def onderwerp_spreekuur(
    spreekuur: Spreekuur, gegevens: dict[str, Any] | None = None, *, als: str = "spreekuur"
) -> Onderwerp:
    """A spreekuur as rules see it; `als="overleg"` for what a profile asks of its form as a form of overleg."""
    return Onderwerp(
        object=als,
        soort=spreekuur.soort,
        ding=spreekuur,
        plek=spreekuur.plek(),
        profiel=actief_profiel(),
        betekenis=BETEKENIS,
        themas=(spreekuur.thema,) if spreekuur.thema else (),
        gegevens=gegevens or {},
        naam="spreekuur",
    )


def _toestemming(spreekuur: Spreekuur) -> Toestemming:
    taken = actief_profiel().overlegvorm(spreekuur.soort).taken
    return Toestemming(wie=(*taken.initiatief, *taken.logistiek))


def eis_spreekuur(
    stap: str,
    spreekuur: Spreekuur,
    door: Gebruiker,
    *,
    stand: str | None = None,
    ook: Iterable[Klacht] = (),
    gegevens: dict[str, Any] | None = None,
) -> Uitkomst:
    bekend = any(vorm.sleutel == spreekuur.soort for vorm in actief_profiel().overlegvormen)
    return eis_stap(
        SPREEKUUR[stap],
        onderwerp_spreekuur(spreekuur, gegevens),
        door,
        stand=spreekuur.stand if stand is None else stand,
        toestemming=_toestemming(spreekuur) if bekend else None,
        ook=ook,
    )


def vergrendel_spreekuur(spreekuur: Spreekuur) -> Spreekuur:
    return Spreekuur.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=spreekuur.pk)


def _schrijf(spreekuur: Spreekuur, stap: str, door: Gebruiker, reden: str = "", **velden: Any) -> Spreekuur:
    for naam, waarde in velden.items():
        setattr(spreekuur, naam, waarde)
    if velden:
        spreekuur.save(update_fields=list(velden))
    noteer(door=door, stap=f"spreekuur.{stap}", ding=spreekuur, reden=reden)
    return spreekuur

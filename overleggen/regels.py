"""A meeting, a point on its agenda and its report, as rules of the profile see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from overleggen.models import Afwijking, Agendapunt, Deelnemer, Overleg, Overlegdeel, Verslag
from overleggen.objecten import AGENDAPUNT, OVERLEG, VERSLAG
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.profiel import OnbekendeSleutel, Profiel
from wijkwerk.profiel.rijen.overleg import Overlegvorm
from wijkwerk.regels.service import Betekenis, Onderwerp
from wijkwerk.wijken.models import Gebied, Partij

Waarden = Mapping[str, Any]
PLANBRONNEN = frozenset({"plan", "planitem"})
JA = frozenset({True, "ja"})


def vrijstelling_uit_profiel(vorm: Overlegvorm, gebied: Gebied, profiel: Profiel) -> str:
    """Why the profile does not have this form in this area, or nothing; decisions stand in `afwijkingen`."""
    try:
        rij = profiel.gebied(gebied.sleutel)
    except OnbekendeSleutel:
        return ""
    return next((vrij.reden for vrij in rij.vrijgesteld if vrij.vorm == vorm.sleutel), "")


def vrijstelling(vorm: Overlegvorm, gebied: Gebied, profiel: Profiel, dag: date) -> str:
    """Why this form is not held in this area on that day, or nothing: by decision or by the profile (HEL-50)."""
    rij = Afwijking.objects.geldt_op(dag).filter(vorm=vorm.sleutel, gebied=gebied, soort="vervalt").first()
    return rij.reden if rij else vrijstelling_uit_profiel(vorm, gebied, profiel)


# --- overleg


def _overleg(o: Onderwerp) -> Overleg:
    return cast("Overleg", o.ding)


def _deelnemers(overleg: Overleg) -> list[Deelnemer]:
    return list(overleg.deelnemers.select_related("partij")) if overleg.pk else []


def _op_agenda(overleg: Overleg) -> list[Agendapunt]:
    return list(overleg.punten.op_agenda()) if overleg.pk else []


def _gebieden(o: Onderwerp, per: str | None) -> dict[str, int]:
    """In how many areas this form is held, with this one (BER-02)."""
    overleg = _overleg(o)
    anders = Overleg.objects.gaat_door().filter(vorm=overleg.vorm).exclude(gebied=overleg.gebied_id)
    aantal = anders.values("gebied").distinct().count() + 1
    return {overleg.gebied.naam: 1} if per == "gebied" else {"": aantal}


def _dossiers(o: Onderwerp, per: str | None) -> dict[str, int]:
    return {"": sum(punt.bron_soort == Agendapunt.DOSSIER for punt in _op_agenda(_overleg(o)))}


def _partijen(soort: str) -> Callable[[Onderwerp, str | None], dict[str, int]]:
    def tel(o: Onderwerp, per: str | None) -> dict[str, int]:
        partijen = [rij.partij for rij in _deelnemers(_overleg(o)) if rij.partij]
        return {"": sum(not soort or partij.soort == soort for partij in partijen)}

    return tel


def _disciplines(overleg: Overleg) -> frozenset[str]:
    profiel, gevonden = overleg.profiel, set[str]()
    for rij in _deelnemers(overleg):
        soort, _, waarde = rij.selector.partition(":")
        if rij.partij:
            gevonden |= set(rij.partij.disciplines)
        elif soort == "discipline":
            gevonden.add(waarde)
        elif soort == "rol":
            gevonden |= set(profiel.rol(waarde).disciplines)
    return frozenset(gevonden)


def _discipline_van_thema(o: Onderwerp, per: str | None) -> dict[str, int]:
    """Whether a discipline with the same key as a theme of the meeting takes part."""
    return {"": len(_disciplines(_overleg(o)) & set(o.themas))}


def _uit_json(naam: str) -> Callable[[Onderwerp], Any]:
    return lambda o: (getattr(o.ding, "velden", None) or {}).get(naam)


def _ja(naam: str) -> Callable[[Onderwerp], bool]:
    """A fact that somebody says at the step, or said before."""
    return lambda o: (o.gegevens.get(naam, (getattr(o.ding, "velden", None) or {}).get(naam))) in JA


def _afgesproken(o: Onderwerp, per: str | None) -> dict[str, int]:
    overleg = _overleg(o)
    return {"": overleg.punten.filter(afspraakregels__isnull=False).count() if overleg.pk else 0}


def _met_openbaar_deel(overleg: Overleg) -> bool:
    if not overleg.pk:
        return overleg.vormrij.heeft_open_deel
    return overleg.delen.filter(toegang=Overlegdeel.Toegang.OPENBAAR).exists()


BETEKENIS_OVERLEG = Betekenis(
    feiten={
        "ingedeeld": lambda o: _overleg(o).gebied.grens == Gebied.Grens.VAST,
        "openbaar": lambda o: _met_openbaar_deel(_overleg(o)),
        "vrijgesteld": lambda o: bool(
            vrijstelling(_overleg(o).vormrij, _overleg(o).gebied, o.profiel, _overleg(o).datum)
        ),
        "behoefte-gepeild": _ja("behoefte-gepeild"),
        "cruciale-afwezig": lambda o: any(
            rij.hoe == Deelnemer.Hoe.CRUCIAAL and not rij.is_erbij for rij in _deelnemers(_overleg(o))
        ),
        "verzet": _ja("verzet"),
        "extra": _ja("extra"),
    },
    relaties={
        "gebieden": _gebieden,
        "dossiers": _dossiers,
        "agendapunten": lambda o, per: {"": len(_op_agenda(_overleg(o)))},
        "deelnemers": lambda o, per: {"": len(_deelnemers(_overleg(o)))},
        "disciplines": lambda o, per: {"": len(_disciplines(_overleg(o)))},
        "discipline-van-thema": _discipline_van_thema,
        "afspraken": _afgesproken,
        "bewoners": lambda o, per: {"": sum(_is_bewoner(rij, o.profiel) for rij in _deelnemers(_overleg(o)))},
        "partijen": _partijen(""),
        **{f"partijen.{soort}": _partijen(soort) for soort in Partij.Soort.values},
    },
    velden={naam: _uit_json(naam) for naam in OVERLEG.velden}
    | {
        "doel": lambda o: _overleg(o).vormrij.doel,
        "datum": lambda o: _overleg(o).datum,
        "locatie": lambda o: _overleg(o).waar,
        "gebied": lambda o: _overleg(o).gebied.naam,
        "agendapunten": lambda o: [str(punt) for punt in _op_agenda(_overleg(o))],
    },
)


def _is_bewoner(rij: Deelnemer, profiel: Profiel) -> bool:
    soort, _, waarde = rij.selector.partition(":")
    if soort == "rol":
        return profiel.rol(waarde).kant == "bewoners"
    return "bewoners" in {rij.kant, waarde if soort == "kant" else ""}


def onderwerp_overleg(overleg: Overleg, gegevens: Waarden | None = None) -> Onderwerp:
    return Onderwerp(
        object="overleg",
        soort=overleg.vorm,
        ding=overleg,
        plek=overleg.plek(),
        profiel=overleg.profiel,
        betekenis=BETEKENIS_OVERLEG,
        themas=overleg.vormrij.themas,
        gegevens=gegevens or {},
        naam=overleg.naam,
    )


# --- agendapunt


def _punt(o: Onderwerp) -> Agendapunt:
    return cast("Agendapunt", o.ding)


def _aantal_afspraken(o: Onderwerp, per: str | None) -> dict[str, int]:
    punt = _punt(o)
    return {"": punt.afspraakregels.count() if punt.pk else 0}


def _van_bewoners(gebruiker: Gebruiker | None, plek: Plek) -> bool:
    """Somebody without an account is a resident."""
    return gebruiker is None or any(
        v.rol.kant == "bewoners" and v.geldt_in(plek) for v in gebruiker.vervullingen
    )


BETEKENIS_AGENDAPUNT = Betekenis(
    feiten={
        "uit-plan": lambda o: _punt(o).bron_soort in PLANBRONNEN or _ja("uit-plan")(o),
        "uit-signaal": lambda o: _punt(o).bron_soort == "signaal",
        "uit-dossier": lambda o: _punt(o).bron_soort == Agendapunt.DOSSIER,
        "gevoelig": lambda o: _punt(o).gevoelig != "nee",
        "van-bewoners": lambda o: _van_bewoners(_punt(o).aangedragen_door, o.plek),
        "teruggekoppeld": lambda o: _punt(o).teruggekoppeld_op is not None,
        "besluit-gevraagd": lambda o: _punt(o).doel == Agendapunt.Doel.BESLUITEN,
        "openbaar": lambda o: _punt(o).deel.is_openbaar,
    },
    relaties={
        "afspraken": _aantal_afspraken,
        "signalen": lambda o, per: {"": int(_punt(o).bron_soort == "signaal")},
        "gebieden": lambda o, per: {"": 1},
        **{naam: lambda o, per: {"": 0} for naam in ("deelacties", "disciplines", "partijen")},
        "stukken": lambda o, per: {"": _punt(o).stukken.count() if _punt(o).pk else 0},
    },
    velden={naam: _uit_json(naam) for naam in AGENDAPUNT.velden}
    | {
        "onderwerp": lambda o: _punt(o).titel,
        "doel": lambda o: _punt(o).doel,
        "toelichting": lambda o: _punt(o).toelichting,
        "thema": lambda o: list(_punt(o).themas),
        "gebied": lambda o: _punt(o).overleg.gebied.naam,
        "schaalniveau": lambda o: _punt(o).schaalniveau,
        "uitkomst": lambda o: _punt(o).uitkomst,
        "besluit": lambda o: _punt(o).besluit,
    },
    bronnen=lambda o: frozenset({_punt(o).bron_soort}),
    teruggekoppeld=lambda o: frozenset(
        {f"overleg:{_punt(o).overleg.vorm}"} if _punt(o).teruggekoppeld_op else ()
    ),
)


def onderwerp_agendapunt(punt: Agendapunt, gegevens: Waarden | None = None) -> Onderwerp:
    overleg = punt.overleg
    return Onderwerp(
        object="agendapunt",
        soort=overleg.vorm,
        ding=punt,
        plek=overleg.plek(),
        profiel=overleg.profiel,
        betekenis=BETEKENIS_AGENDAPUNT,
        themas=tuple(punt.themas),
        gegevens=gegevens or {},
        naam=str(punt),
    )


# --- verslag


def _verslag(o: Onderwerp) -> Verslag:
    return cast("Verslag", o.ding)


def _tel_in(lijst: list[dict[str, Any]]) -> Counter[str]:
    punten = [punt for deel in lijst for punt in deel["punten"]]
    return Counter(agendapunten=len(punten), afspraken=sum(len(punt["afspraken"]) for punt in punten))


BETEKENIS_VERSLAG = Betekenis(
    feiten={
        "openbaar": lambda o: bool(_verslag(o).openbaar),
        "met-besloten-deel": lambda o: any(deel["toegang"] != "openbaar" for deel in _verslag(o).inhoud),
        "te-laat": _ja("te-laat"),
    },
    relaties={
        "afspraken": lambda o, per: {"": _tel_in(_verslag(o).inhoud)["afspraken"]},
        "agendapunten": lambda o, per: {"": _tel_in(_verslag(o).inhoud)["agendapunten"]},
        "deelnemers": lambda o, per: {"": sum(rij.is_erbij for rij in _deelnemers(_verslag(o).overleg))},
    },
    velden={naam: _uit_json(naam) for naam in VERSLAG.velden}
    | {
        "tekst": lambda o: _verslag(o).inhoud,
        "openbaar-deel": lambda o: _verslag(o).openbaar,
        "opsteller": lambda o: _verslag(o).opsteller.naam,
        "datum": lambda o: _verslag(o).gemaakt_op.date(),
    },
)


def onderwerp_verslag(verslag: Verslag, gegevens: Waarden | None = None) -> Onderwerp:
    overleg = verslag.overleg
    return Onderwerp(
        object="verslag",
        soort=overleg.vorm,
        ding=verslag,
        plek=overleg.plek(),
        profiel=overleg.profiel,
        betekenis=BETEKENIS_VERSLAG,
        gegevens=gegevens or {},
        naam=str(verslag),
    )

"""Answering: with a kind of the profile, its fields filled, and no part still open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from signalen.acties.afsluiting import koppel_terug_bij_balie
from signalen.acties.antwoordvelden import als_json, klachten_soort, waarde_van
from signalen.acties.basis import (
    bij_antwoord,
    eis_gezien,
    meld,
    meld_melder,
    niet_dubbel,
    schrijf,
    vergrendel,
    zet_eigenaar,
)
from signalen.acties.belofte import TOEGEZEGD, Samen, beloof
from signalen.acties.dossierdeel import klachten_dossier
from signalen.models import Antwoord, Signaal
from signalen.regels import gevraagde_velden, onderwerp
from signalen.routes import eigen_houder, houder_van_sleutel
from signalen.stroom import SIGNAAL
from signalen.termijnen import dag_definitief
from signalen.verstrekken import klachten_buiten
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.profiel.rijen.signalen import Antwoord as Antwoordsoort
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd, Toestemming, bezwaren, eis_stap

UITVOERDER = "uitvoerder"


@dataclass(frozen=True)
class Oordeel:
    """One criterion of an oordeel of the profile, as judged with the answer."""

    oordeel: str
    criterium: str
    ja: bool
    toelichting: str = ""


@transaction.atomic
def beantwoord(
    *,
    signaal: Signaal,
    soort: str,
    velden: Mapping[str, Any],
    door: Gebruiker,
    oordelen: Iterable[Oordeel] = (),
    samen: Samen | None = None,
) -> Antwoord:
    """Answer with a kind of the profile; return the answer.

    `velden` by key: those of the kind (HEL-66..70, ETL-38..40, R09) and those that rules want at this step. Refused
    while a part is open, or refused and not asked of somebody else. An answer that says "later" stays open until
    another kind of its `eindigt_in` takes its place. With `samen` what it promises is promised once for a dossier.
    """
    signaal = vergrendel(signaal)
    eis_gezien(signaal, door)
    vorig = signaal.antwoorden.geldend().first()
    if vorig is not None and not vorig.is_later:
        raise StandVeranderd((Klacht("Dit signaal heeft al een antwoord."),))
    return _geef(signaal, vorig, soort, velden, door, bij_antwoord(signaal, door), oordelen, samen)


@transaction.atomic
def los_op(*, signaal: Signaal, soort: str, velden: Mapping[str, Any], door: Gebruiker) -> Signaal:
    """Solve and close it at once, at the desk or on the work floor: answer, told on the spot, closed (OIJ-17).

    Not when it is shielded, not with "later", and not above a level of escalation that may close by itself.
    """
    signaal = vergrendel(signaal)
    profiel = actief_profiel()
    eis(door, Recht.SIGNAAL_OPLOSSEN, signaal.plek())
    klachten = []
    if signaal.gevoelig == Signaal.Gevoelig.JA:
        klachten.append(Klacht("Een afgeschermd signaal sluit u niet in één keer af."))
    if signaal.escalatie and not profiel.escalatie(signaal.escalatie).zelf_afsluiten:
        naam = profiel.escalatie(signaal.escalatie).naam
        klachten.append(Klacht(f"Op dit niveau ({naam}) sluit u niet in één keer af."))
    if soort in {rij.sleutel for rij in profiel.antwoorden if rij.uitkomst == "later"}:
        klachten.append(Klacht("Met dit antwoord blijft het signaal open.", "soort"))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    if signaal.houder is None:
        zet_eigenaar(signaal, eigen_houder(door, signaal.gebied, Plek(frozenset(signaal.plek_gebieden))))
    # The right to solve was checked: it includes answering and closing.
    iedereen = Toestemming(wie=(Selector("iedereen"),))
    _geef(signaal, None, soort, velden, door, iedereen, ())
    return koppel_terug_bij_balie(signaal, door, iedereen)


@transaction.atomic
def verleng(*, signaal: Signaal, datum: date | None, reden: str, door: Gebruiker) -> Antwoord:
    """Move the day of the definite answer, only with a reason; counted for ever (HEL-69, R11)."""
    signaal = vergrendel(signaal)
    eis_gezien(signaal, door)
    antwoord = signaal.antwoorden.geldend().select_for_update(of=("self",)).first()
    if antwoord is None or not verlengbaar(antwoord):
        raise StandVeranderd((Klacht("Dit signaal heeft geen antwoord dat kan worden verlengd."),))
    klachten = [] if reden.strip() else [Klacht("Geef een reden voor het verlengen.", "reden")]
    if datum is None:
        klachten.append(Klacht("Kies een nieuwe datum.", "datum"))
    elif antwoord.datum_definitief and datum <= antwoord.datum_definitief:
        klachten.append(Klacht("De nieuwe datum ligt na de oude.", "datum"))
    nu = onderwerp(signaal, {"reden": reden})
    eis_stap(
        SIGNAAL["verlengen"],
        nu,
        door,
        stand=signaal.stand,
        toestemming=bij_antwoord(signaal, door),
        ook=niet_dubbel(klachten, bezwaren("verlengen", nu, door)[0]),
    )
    assert datum is not None
    antwoord.datum_definitief = datum
    antwoord.velden = {**antwoord.velden, "datum-definitief": datum.isoformat()}
    antwoord.verlengingen += 1
    antwoord.save(update_fields=["datum_definitief", "velden", "verlengingen"])
    termijn = dag_definitief(
        actief_profiel(), signaal.soort, [("datum-definitief", datum)], timezone.localdate()
    )
    schrijf(signaal, "verlengen", door, reden=reden, gegevens={"datum": datum.isoformat()}, uiterlijk=termijn)
    meld_melder("signaal-verlengd", signaal, moment=datum.isoformat())
    return antwoord


def verlengbaar(antwoord: Antwoord | None) -> bool:
    return antwoord is not None and antwoord.is_later and antwoord.datum_definitief is not None


def _geef(
    signaal: Signaal,
    vorig: Antwoord | None,
    soort: str,
    velden: Mapping[str, Any],
    door: Gebruiker,
    toestemming: Toestemming | None,
    oordelen: Iterable[Oordeel],
    samen: Samen | None = None,
) -> Antwoord:
    profiel = actief_profiel()
    _schrijf_oordelen(signaal, oordelen, door)
    rij = next((rij for rij in profiel.antwoorden_voor(signaal.soort) if rij.sleutel == soort), None)
    extra = gevraagde_velden(profiel, "beantwoorden", signaal.soort, tuple(signaal.themas))
    klachten = [*_klachten_signaal(signaal), *klachten_soort(profiel, rij, vorig)]
    schoon: dict[str, Any] = {}
    for veld in (*(rij.velden if rij else ()), *extra):
        hoort_bij_antwoord = rij is not None and veld in rij.velden
        schoon[veld.sleutel], klacht = waarde_van(
            veld, velden.get(veld.sleutel), rij.eis if hoort_bij_antwoord and rij else None
        )
        klachten += [klacht] if klacht else []
    uitvoerder = _uitvoerder(signaal, rij, schoon, klachten)
    if rij is not None and uitvoerder is not None and rij.uitkomst == TOEGEZEGD:
        klachten += klachten_buiten(signaal, [uitvoerder], UITVOERDER)
    uitkomst = eis_stap(
        SIGNAAL["beantwoorden"],
        onderwerp(signaal, {**schoon, "antwoordsoort": rij.sleutel if rij else ""}),
        door,
        stand=signaal.stand,
        toestemming=toestemming,
        ook=klachten,
    )
    assert rij is not None
    eigen = {veld.sleutel for veld in rij.velden}
    antwoord = _bewaar(signaal, vorig, rij, {s: w for s, w in schoon.items() if s in eigen}, door)
    beloof(antwoord, uitvoerder, schoon, door, samen)
    data = [(sleutel, waarde) for sleutel, waarde in schoon.items() if isinstance(waarde, date)]
    schrijf(
        signaal,
        "beantwoorden",
        door,
        gegevens={"antwoord": rij.sleutel},
        stand=SIGNAAL["beantwoorden"].naar,
        uiterlijk=dag_definitief(profiel, signaal.soort, data, timezone.localdate())
        if antwoord.is_later
        else signaal.uiterlijk,
        velden={**signaal.velden, **{s: als_json(w) for s, w in schoon.items() if s not in eigen and w}},
    )
    meld(uitkomst, "signaal-beantwoord", signaal, door, moment=f"antwoord-{antwoord.pk}")
    return antwoord


def _klachten_signaal(signaal: Signaal) -> Iterable[Klacht]:
    if signaal.houder is None and not actief_profiel().route(signaal.route).is_balie:
        yield Klacht("Zet het signaal eerst uit: het heeft nog geen eigenaar.")
    for deel in signaal.delen.blokkeert().voor_lijst():
        if deel.afspraak.is_open:
            yield Klacht(f"Nog niet klaar: {deel.afspraak.houder}.")
        else:
            yield Klacht(f"{deel.afspraak.houder} nam het deel niet aan. Vraag het eerst aan een ander.")
    if signaal.dossier_id is not None:
        yield from klachten_dossier(signaal.dossier_id)


def _uitvoerder(
    signaal: Signaal, rij: Antwoordsoort | None, schoon: dict[str, Any], klachten: list[Klacht]
) -> Houder | None:
    """Resolve who carries out what is promised: "nu" is a name and a day, not a wish (HEL-67)."""
    sleutel = schoon.get(UITVOERDER)
    if rij is None or not sleutel:
        return None
    houder = houder_van_sleutel(str(sleutel), signaal.gebied)
    if houder is None:
        klachten.append(Klacht("Kies wie het doet.", UITVOERDER, rij.eis))
        return None
    schoon[UITVOERDER] = str(houder)
    return houder


def _bewaar(
    signaal: Signaal, vorig: Antwoord | None, rij: Antwoordsoort, velden: Mapping[str, Any], door: Gebruiker
) -> Antwoord:
    if vorig is not None:
        vorig.vervallen_op = timezone.now()
        vorig.save(update_fields=["vervallen_op"])
        signaal.terugkoppelingen.geldend().update(vervallen_op=timezone.now())
    definitief = velden.get("datum-definitief")
    return Antwoord.objects.create(
        signaal=signaal,
        soort=rij.sleutel,
        uitkomst=rij.uitkomst,
        velden={sleutel: als_json(waarde) for sleutel, waarde in velden.items()},
        motivering=str(
            velden.get("motivering") or velden.get("toelichting") or velden.get("korte-notitie") or ""
        ),
        datum_definitief=definitief if isinstance(definitief, date) else None,
        uiterlijk=signaal.uiterlijk,
        gegeven_door=door,
    )


def _schrijf_oordelen(signaal: Signaal, oordelen: Iterable[Oordeel], door: Gebruiker) -> None:
    for oordeel in oordelen:
        Beoordeling.objects.update_or_create(
            object_soort=signaal._meta.model_name,
            object_id=signaal.pk,
            oordeel=oordeel.oordeel,
            criterium=oordeel.criterium,
            defaults={
                "ja": oordeel.ja,
                "toelichting": oordeel.toelichting,
                "door": door,
                "op": timezone.now(),
            },
        )

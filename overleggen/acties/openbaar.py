"""The public report on the public site: only where the form is open, only the open parts, after a masking check."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils.formats import date_format

from overleggen import service
from overleggen.document import leesklaar
from overleggen.models import Aantekening, Agendapunt, Overleg, Overlegdeel, Verslag
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.service import (
    Benaming,
    Inhoud,
    Publicatie,
    Sectie,
    TePlaatsen,
    Vaststelling,
)
from wijkwerk.regels.service import Klacht, StapGeweigerd


def kan_openbaar(verslag: Verslag) -> bool:
    """Whether the form lets everybody read its open parts, and there is something to read.

    The form as it was when this was planned: what was said in public stays so, and a person decides to publish it.
    """
    return verslag.overleg.vormrij.openbaar == "open delen" and bool(verslag.openbaar)


def is_gepubliceerd(overleg: Overleg, versie: int | None = None) -> bool:
    """Whether a version of the report (this one) stands on the public site."""
    rijen = Publicatie.objects.van(overleg).geldig()
    return (rijen if versie is None else rijen.filter(inhoud__versie=versie)).exists()


def te_plaatsen(verslag: Verslag) -> TePlaatsen:
    """What would be published now: for the preview, the masking check, and the publication itself."""
    overleg = verslag.overleg
    return TePlaatsen(
        # Of all versions together: the public site then knows which one another replaced.
        ding=overleg,
        gebied=overleg.gebied,
        aard=Publicatie.Aard.VASTSTELLING,
        openbaar=Publicatie.Openbaar.IEDEREEN,
        inhoud=maak_inhoud(verslag),
        besloten=_besloten_teksten(verslag),
        feiten={"met-wijzigingen": verslag.versie > 1},
    )


def maak_inhoud(verslag: Verslag) -> Inhoud:
    """The frozen public report as the content of a publication; what became shielded since is left out."""
    overleg = verslag.overleg
    profiel, vorm = overleg.profiel, overleg.vormrij
    secties = [
        *_verbetering(verslag),
        *(sectie for deel in leesklaar(service.openbaar_verslag(verslag)) for sectie in _secties(deel)),
    ]
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=overleg.gebied.sleutel, naam=overleg.gebied.naam),
        vorm=Benaming(sleutel=vorm.sleutel, naam=f"Verslag {vorm.naam}"),
        titel=f"Verslag {overleg.naam}, {date_format(overleg.datum)}",
        versie=verslag.versie,
        periode_van=overleg.datum,
        peildatum=verslag.vastgesteld_op or verslag.gemaakt_op,
        vaststelling=_vaststelling(verslag),
        secties=tuple(secties),
    )


def _vaststelling(verslag: Verslag) -> Vaststelling | None:
    if verslag.vastgesteld_op is None:
        return None
    return Vaststelling(door="het overleg", op=verslag.vastgesteld_op.date())


def _verbetering(verslag: Verslag) -> list[Sectie]:
    """What changed in this version, above the rest; it goes through the masking check as any text does."""
    tekst = verslag.openbare_correctie
    return [Sectie(sleutel="verbetering", naam="Verbeterd in deze versie", tekst=tekst)] if tekst else []


def _secties(deel: dict[str, Any]) -> list[Sectie]:
    """One section per point, and one for what was noted at the part itself."""
    punten = [(punt["titel"], _tekst(punt), punt["punt"]) for punt in deel["punten"]]
    secties = [Sectie(sleutel=f"punt-{pk}", naam=titel, tekst=tekst) for titel, tekst, pk in punten]
    regels = [_regel(regel) for regel in deel["aantekeningen"]]
    if regels:
        verder = f"Verder besproken: {deel['naam']}"
        secties.append(Sectie(sleutel=f"deel-{deel['sleutel']}", naam=verder, tekst="\n\n".join(regels)))
    return secties


def _tekst(punt: dict[str, Any]) -> str:
    alineas = [f"{veld['naam']}: {veld['waarde']}" for veld in punt["velden"]]
    if punt["stand"] == "doorgeschoven":
        alineas.append("Niet besproken. Dit punt komt terug in een volgend overleg.")
    alineas += [_regel(regel) for regel in punt["aantekeningen"]]
    for kop, veld in (("", "uitkomst"), ("Besluit: ", "besluit"), ("Teruggekoppeld: ", "terugkoppeling")):
        if punt[veld]:
            alineas.append(f"{kop}{punt[veld]}")
    alineas += [
        f"Afspraak: {rij['wat']} ({rij['wie']}, uiterlijk {date_format(rij['dag'])})"
        for rij in punt["afspraken"]
    ]
    return "\n\n".join(alineas)


def _regel(regel: dict[str, str]) -> str:
    if regel["soort"] != Aantekening.Soort.VRAAG:
        return regel["tekst"]
    antwoord = f"\nAntwoord: {regel['antwoord']}" if regel["antwoord"] else ""
    return f"Vraag van een bewoner: {regel['tekst']}{antwoord}"


def _besloten_teksten(verslag: Verslag) -> list[str]:
    """What was said behind closed doors in this meeting, and at its shielded points."""
    overleg = verslag.overleg
    punten = overleg.punten.met_gevoelig().select_related("deel")
    dicht = [punt for punt in punten if punt.is_gevoelig or not punt.deel.is_openbaar]
    teksten = [tekst for punt in dicht for tekst in _woorden(punt)]
    regels = Aantekening.objects.filter(deel__overleg=overleg).exclude(
        deel__toegang=Overlegdeel.Toegang.OPENBAAR
    )
    for regel in regels:
        teksten += [regel.tekst, regel.antwoord]
    return [tekst for tekst in teksten if tekst]


def _woorden(punt: Agendapunt) -> list[str]:
    return [punt.toelichting, punt.uitkomst, punt.besluit, punt.terugkoppeling]


@transaction.atomic
def publiceer(
    *, verslag: Verslag, bevestigd: Collection[str], door: Gebruiker, gezien: str | None = None
) -> Publicatie:
    """Place the public report, once per version; `gezien` is the seal of the preview.

    Raises PermissionDenied, StapGeweigerd.
    """
    verslag = (
        Verslag.objects.select_for_update(of=("self",)).select_related("overleg__gebied").get(pk=verslag.pk)
    )
    klachten = []
    if not verslag.is_vastgesteld:
        klachten.append(Klacht("Stel het verslag eerst vast."))
    if not kan_openbaar(verslag):
        klachten.append(
            Klacht("Van dit overleg komt geen verslag op de openbare site.", eis=verslag.overleg.vormrij.eis)
        )
    if is_gepubliceerd(verslag.overleg, verslag.versie):
        klachten.append(Klacht("Deze versie van het verslag is al gepubliceerd."))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    return publicaties.plaats(nieuw=te_plaatsen(verslag), bevestigd=bevestigd, gezien=gezien, door=door)

"""The tree of areas as the municipality keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from django.apps import apps
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.plek import OpPlek
from wijkwerk.gebruikers.rechten import Plek, Recht, eis
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.regels import Besloten
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.wijken.acties import KringInGebieden, plaats
from wijkwerk.wijken.models import Gebied, Gebiedscode

# What a rule of the profile calls an area whose border was decided about.
INGEDEELD = "ingedeeld"
ZELF = "soort:bewonersorgaan"


@dataclass(frozen=True)
class Gebiedgegevens:
    """What is known of an area. `codes` are those of a register, such as the CBS.

    The decision is asked where a border becomes final that the profile wants decided.
    """

    naam: str
    niveau: str
    ouder: Gebied | None = None
    grens: str = Gebied.Grens.VAST
    codes: tuple[str, ...] = ()
    besluit_van: str = ""
    besluit_op: date | None = None
    kenmerk: str = ""


def wie_delen_in() -> list[tuple[str, str]]:
    """Who may decide about a border that is not final (BER-04); nobody where no rule of the profile asks for it.

    Until such a rule holds the residents may do it themselves; from then on only whom it names.
    """
    profiel = actief_profiel()
    regels = [
        regel
        for regel in profiel.regels
        if isinstance(regel, Besloten) and regel.feit == INGEDEELD and regel.ontkend
    ]
    keuzes = {
        str(wie): profiel.rol(wie.waarde).naam for regel in regels for wie in regel.door if wie.soort == "rol"
    }
    if regels and not any(regel.geldt_op(timezone.localdate()) for regel in regels):
        keuzes = {ZELF: f"de {profiel.term('bewonersorgaan').meer} zelf", **keuzes}
    return list(keuzes.items())


@transaction.atomic
def bewaar_gebied(*, gebied: Gebied | None, gegevens: Gebiedgegevens, door: Gebruiker | None) -> Gebied:
    """Make an area, or change one; whoever lies below moves along. Raises StapGeweigerd with every complaint."""
    if door is not None:
        eis(door, Recht.GEMEENTE_INRICHTEN, Plek())
    klachten = list(_klachten_gebied(gebied, gegevens))
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    stap = "gebied.wijzigen" if gebied else "gebied.maken"
    deelt_in = _deelt_in(gebied, gegevens)
    if gebied is None:
        gebied = Gebied(sleutel=_vrije_sleutel(gegevens.naam))
    verhuist = gebied.pk is None or gebied.ouder_id != (gegevens.ouder.pk if gegevens.ouder else None)
    gebied.naam, gebied.niveau, gebied.grens = gegevens.naam.strip(), gegevens.niveau, gegevens.grens
    gebied.save()
    if verhuist:
        oud = dict(Gebied.objects.values_list("pk", "voorouders"))
        try:
            plaats(gebied=gebied, ouder=gegevens.ouder)
        except KringInGebieden as kring:
            raise StapGeweigerd((Klacht(str(kring), "ouder"),)) from None
        _verhuis_wat_er_ligt(gebied, oud)
    gebied.codes.exclude(code__in=gegevens.codes).delete()
    bekend = set(gebied.codes.values_list("code", flat=True))
    Gebiedscode.objects.bulk_create(
        Gebiedscode(gebied=gebied, code=code) for code in gegevens.codes if code not in bekend
    )
    noteer(door=door, stap=stap, ding=gebied)
    if deelt_in and door is not None and gegevens.besluit_op is not None:
        _leg_indeling_vast(gebied, gegevens, gegevens.besluit_op, door)
    return gebied


def _deelt_in(gebied: Gebied | None, gegevens: Gebiedgegevens) -> bool:
    was_voorlopig = gebied is not None and gebied.grens == Gebied.Grens.VOORLOPIG
    return was_voorlopig and gegevens.grens == Gebied.Grens.VAST and bool(wie_delen_in())


def _leg_indeling_vast(gebied: Gebied, gegevens: Gebiedgegevens, datum: date, door: Gebruiker) -> None:
    besluit = Besluit.objects.create(
        object_soort="gebied",
        object_id=gebied.pk,
        orgaan=gegevens.besluit_van,
        datum=datum,
        kenmerk=gegevens.kenmerk.strip(),
        vastgelegd_door=door,
    )
    noteer(
        door=door,
        stap="gebied.indelen",
        ding=gebied,
        gegevens={"orgaan": besluit.orgaan, "datum": besluit.datum.isoformat(), "kenmerk": besluit.kenmerk},
    )


def _klachten_indeling(gegevens: Gebiedgegevens) -> Iterator[Klacht]:
    """A border that becomes final names who decided that, and when (BER-04)."""
    if gegevens.besluit_van not in dict(wie_delen_in()):
        yield Klacht("Kies wie over de grens heeft besloten.", "besluit_van")
    if gegevens.besluit_op is None:
        yield Klacht("Vul in wanneer dat is besloten.", "besluit_op")
    elif gegevens.besluit_op > timezone.localdate():
        yield Klacht("De datum van het besluit ligt in de toekomst.", "besluit_op")


def _verhuis_wat_er_ligt(gebied: Gebied, oud: Mapping[int, list[int]]) -> None:
    """Renew where everything in a moved area lies, so that rights and visibility follow the tree.

    Of the areas kept beside a row only the lowest count: the others are above them.
    """
    nieuw = dict(Gebied.objects.values_list("pk", "voorouders"))
    for model in apps.get_models():
        if not issubclass(model, OpPlek):
            continue
        for ding in model._default_manager.select_for_update(of=("self",)).filter(
            plek_gebieden__contains=[gebied.pk]
        ):
            boven = {pk for plek in ding.plek_gebieden for pk in oud.get(plek, []) if pk != plek}
            laagste = [plek for plek in ding.plek_gebieden if plek not in boven]
            ding.plek_gebieden = sorted({pk for plek in laagste for pk in nieuw.get(plek, [])})
            ding.save(update_fields=["plek_gebieden"])


def _klachten_gebied(gebied: Gebied | None, gegevens: Gebiedgegevens) -> Iterator[Klacht]:
    if _deelt_in(gebied, gegevens):
        yield from _klachten_indeling(gegevens)
    niveaus = {rij.sleutel: rij for rij in actief_profiel().niveaus}
    niveau = niveaus.get(gegevens.niveau)
    if niveau is None:
        yield Klacht("Kies een niveau.", "niveau")
    elif niveau.onder and (gegevens.ouder is None or gegevens.ouder.niveau not in niveau.onder):
        namen = " of ".join(niveaus[sleutel].naam for sleutel in niveau.onder)
        yield Klacht(f"Een {niveau.naam} ligt in een {namen}. Kies waarin dit gebied ligt.", "ouder")
    if not gegevens.naam.strip():
        yield Klacht("Vul de naam in.", "naam")
    zelfde = Gebied.objects.filter(naam__iexact=gegevens.naam.strip(), ouder=gegevens.ouder)
    if (zelfde.exclude(pk=gebied.pk) if gebied else zelfde).exists():
        yield Klacht("Dit gebied staat er al.", "naam")


def _vrije_sleutel(naam: str) -> str:
    """A key for urls that nobody has yet."""
    basis = slugify(naam)[:70] or "gebied"
    bezet = set(Gebied.objects.filter(sleutel__startswith=basis).values_list("sleutel", flat=True))
    return next(sleutel for n in count(1) if (sleutel := basis if n == 1 else f"{basis}-{n}") not in bezet)

"""The standpunt: who decides, and weighing all advice on a subject."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from adviezen.acties.gemeen import vergrendel
from adviezen.models import Advies, Adviesonderwerp, Standpunt
from adviezen.regels import onderwerp_standpunt
from adviezen.stroom import STANDPUNT
from wijkwerk.berichten.service import trek_in
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gebruikers.wie import is_een, rollen_van
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Besloten
from wijkwerk.regels.models import Besluit
from wijkwerk.regels.service import Klacht, Onderwerp, StapGeweigerd, eis_recht, eis_stap, selector_naam
from wijkwerk.wijken.models import Partij


@dataclass(frozen=True)
class Orgaan:
    """A body that decides here, and whether this person is it or records what it decided."""

    sleutel: str
    naam: str
    zelf: bool


@dataclass(frozen=True, kw_only=True)
class Weging:
    """What the municipality says."""

    oordeel: str
    tekst: str
    motivering: str = ""
    alternatief: str = ""
    vervolg: str = ""
    aanspreekpunt: str = ""
    aanspreekpunt_e_mail: str = ""


def organen_voor(over: Adviesonderwerp, door: Gebruiker) -> list[Orgaan]:
    """The bodies for which this person can write the standpunt (HEL-30).

    The profile names them, by the flag formele inspraak. A body of the bestuur decides on paper: who weighs advice for the
    municipality may record that. Where the profile names none, it is the own role.
    """
    ding = onderwerp_standpunt(over)
    wie = _genoemd(ding)
    if not wie:
        rollen = [
            v.rol
            for v in door.vervullingen
            if Recht.ADVIES_STANDPUNT in v.rol.mag and v.geldt_in(over.plek())
        ]
        return [Orgaan(f"rol:{rol.sleutel}", rol.naam, True) for rol in dict.fromkeys(rollen)]
    ambtelijk = any(
        v.rol.kant == "gemeente" and Recht.ADVIES_STANDPUNT in v.rol.mag for v in door.vervullingen
    )
    gevonden = []
    for selector in wie:
        zelf = is_een(door, (selector,), over.plek())
        if zelf or (ambtelijk and _is_bestuur(selector, ding)):
            gevonden.append(Orgaan(str(selector), selector_naam(selector, ding), zelf))
    return gevonden


def _genoemd(ding: Onderwerp) -> tuple[Selector, ...]:
    regels = ding.profiel.regels_bij("standpunt", "innemen", soort_sleutel="", themas=ding.themas)
    return tuple(
        selector
        for regel in regels
        if isinstance(regel, Besloten) and (not regel.als or ding.feit(regel.als))
        for selector in regel.door
    )


def _is_bestuur(selector: Selector, ding: Onderwerp) -> bool:
    return selector.soort == "rol" and ding.profiel.rol(selector.waarde).kant == "bestuur"


@transaction.atomic
def neem_in(
    *,
    over: Adviesonderwerp,
    adviezen: Collection[int],
    weging: Weging,
    orgaan: str,
    besloten_op: date | None,
    kenmerk: str = "",
    door: Gebruiker,
) -> Standpunt:
    """Take the standpunt on all advice that came in; `adviezen` are the ids of those that it names (HEL-28).

    Raises PermissionDenied for who may not decide here (HEL-30), StapGeweigerd with every complaint at once (HEL-29).
    """
    over = vergrendel(over)
    eis_recht(STANDPUNT["innemen"], onderwerp_standpunt(over), door)
    keuzes = {keuze.sleutel: keuze for keuze in organen_voor(over, door)}
    if not keuzes:
        ding = onderwerp_standpunt(over)
        namen = " of ".join(selector_naam(wie, ding) for wie in _genoemd(ding))
        raise PermissionDenied(f"Dit standpunt bepaalt: {namen}.")
    if over.heeft_standpunt:
        raise StapGeweigerd((Klacht("Er is al een standpunt op dit onderwerp."),))
    gekozen = keuzes.get(orgaan)
    ook = [
        *_over_adviezen(over, adviezen),
        *_over_besluit(gekozen, besloten_op, kenmerk),
        *_over_tekst(weging),
    ]
    if gekozen is not None and besloten_op is not None:
        _leg_besluit_vast(over, gekozen, besloten_op, kenmerk, door)
    gegevens = {
        "oordeel": weging.oordeel,
        "standpunt": weging.tekst.strip(),
        "motivering": weging.motivering.strip(),
        "alternatief": weging.alternatief.strip(),
        "vervolg": weging.vervolg.strip(),
        "aanspreekpunt-gemeente": weging.aanspreekpunt,
    }
    eis_stap(STANDPUNT["innemen"], onderwerp_standpunt(over, gegevens), door, stand="", ook=ook)
    assert gekozen is not None
    assert besloten_op is not None
    standpunt = Standpunt.objects.create(
        onderwerp=over,
        oordeel=weging.oordeel,
        tekst=weging.tekst.strip(),
        motivering=weging.motivering.strip(),
        alternatief=weging.alternatief.strip(),
        vervolg=weging.vervolg.strip(),
        aanspreekpunt=weging.aanspreekpunt,
        aanspreekpunt_e_mail=weging.aanspreekpunt_e_mail,
        orgaan=gekozen.sleutel,
        orgaan_naam=gekozen.naam,
        besloten_op=besloten_op,
        kenmerk=kenmerk.strip(),
        ingenomen_door=door,
    )
    _sluit_vragen(over, door)
    noteer(
        door=door,
        stap="standpunt.innemen",
        ding=standpunt,
        gegevens={"adviezen": sorted(adviezen), "oordeel": weging.oordeel, "orgaan": gekozen.sleutel},
    )
    return standpunt


def _over_adviezen(over: Adviesonderwerp, genoemd: Collection[int]) -> list[Klacht]:
    ontvangen = list(over.adviezen.ontvangen().select_related("partij"))
    if not ontvangen:
        return [Klacht("Er is nog geen advies om te wegen.", "adviezen")]
    mist = [advies.van for advies in ontvangen if advies.pk not in genoemd]
    return [
        *(Klacht(f"Noem ook het advies van {van}.", "adviezen") for van in mist),
        *(
            Klacht(
                f"Er is ook advies van {advies.van} over hetzelfde. Zet dat eerst bij dit onderwerp.",
                "adviezen",
            )
            for advies in elders_over_hetzelfde(over)
        ),
    ]


def elders_over_hetzelfde(over: Adviesonderwerp) -> list[Advies]:
    """Advice that came in on the same dossier, project or plan, and waits on another subject."""
    if not over.bron_soort:
        return []
    zelfde = Adviesonderwerp.objects.open().over(over.bron_soort, over.bron_id or 0).exclude(pk=over.pk)
    rijen = Advies.objects.ontvangen().filter(onderwerp__in=zelfde)
    return list(rijen.select_related("partij", "onderwerp").order_by("pk"))


def _over_besluit(gekozen: Orgaan | None, op: date | None, kenmerk: str) -> list[Klacht]:
    klachten = []
    if gekozen is None:
        klachten.append(Klacht("Kies wie het standpunt bepaalde.", "orgaan"))
    elif not gekozen.zelf and not kenmerk.strip():
        klachten.append(Klacht(f"Noem het kenmerk van het besluit van: {gekozen.naam}.", "kenmerk"))
    if op is None:
        klachten.append(Klacht("Kies de datum van het standpunt.", "besloten_op"))
    elif op > timezone.localdate():
        klachten.append(Klacht("De datum van het standpunt ligt in de toekomst.", "besloten_op"))
    return klachten


def _over_tekst(weging: Weging) -> list[Klacht]:
    klachten = []
    if weging.oordeel not in Standpunt.Oordeel.values:
        klachten.append(Klacht("Kies of u het advies volgt.", "oordeel"))
    if not weging.tekst.strip():
        klachten.append(Klacht("Schrijf het standpunt op.", "tekst"))
    if weging.oordeel == Standpunt.Oordeel.WIJKT_AF and not weging.motivering.strip():
        klachten.append(Klacht("Schrijf op waarom u van het advies afwijkt.", "motivering"))
    van_bewoners = Partij.objects.filter(soort__in=("bewonersorgaan", "bewonersgroep"))
    adres = weging.aanspreekpunt_e_mail
    if adres and van_bewoners.filter(e_mail__iexact=adres).exists():
        klachten.append(
            Klacht("Het aanspreekpunt is van de gemeente, niet van bewoners.", "aanspreekpunt_e_mail")
        )
    return klachten


def _leg_besluit_vast(over: Adviesonderwerp, orgaan: Orgaan, op: date, kenmerk: str, door: Gebruiker) -> None:
    Besluit.objects.create(
        object_soort="adviesonderwerp",
        object_id=over.pk,
        orgaan=orgaan.sleutel,
        datum=op,
        kenmerk=kenmerk.strip(),
        vastgelegd_door=door,
    )


def _sluit_vragen(over: Adviesonderwerp, door: Gebruiker) -> None:
    """What is still asked lapses: there is nothing left to advise on."""
    for advies in over.adviezen.gevraagd():
        trek_in("advies-gevraagd", advies, reden="De vraag is vervallen.")
        noteer(door=door, stap="advies.vervallen", ding=advies)
    over.adviezen.gevraagd().update(
        stand=Advies.Stand.VERVALLEN,
        # Who was asked reads this before the standpunt is told: it says nothing of it (HEL-29).
        vervallen_reden="De gemeente weegt nu de adviezen die er zijn.",
        vervallen_door=door,
        vervallen_op=timezone.now(),
    )


def functies(over: Adviesonderwerp) -> list[str]:
    """The functions of the municipality that somebody fills here: never a body of residents (HEL-32)."""
    rollen = [rol for rol in actief_profiel().rollen if rol.kant == "gemeente"]
    vervuld = rollen_van(Selector("kant", "gemeente"), over.plek())
    eerst = [rol.naam for rol in rollen if rol.sleutel in vervuld and rol.aanspreekpunt]
    return list(dict.fromkeys([*eerst, *(rol.naam for rol in rollen if rol.sleutel in vervuld)]))

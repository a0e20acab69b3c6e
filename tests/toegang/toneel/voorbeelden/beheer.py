"""What is of the whole area or of the municipality, and the addresses that somebody follows."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from overleggen.models import Agendasleutel
from overleggen.models.agendasleutel import merk_van
from signalen.models import BewaardeLijst, Mailconcept, Meldpunt
from tests.toegang.toneel.basis import BESLOTEN, GEWOON, Argumenten, Plek
from tests.toegang.toneel.plannen import volgsleutel
from wijkwerk.berichten.models import Bericht
from wijkwerk.cijfers.models import Cijfer, Cijfergebied, Indicator, Invoer
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.wijken.models import Kaartinvoer


def _gast(plek: Plek) -> Gebruiker:
    """Somebody of the area for the pages of beheer."""
    return Gebruiker.objects.get(email=f"gast-{plek.gebied.sleutel}@voorbeeld.example")


def _lijst(plek: Plek) -> BewaardeLijst:
    """Of somebody: for everybody else it does not exist."""
    lijst, _nieuw = BewaardeLijst.objects.get_or_create(gebruiker=_gast(plek), naam="Te laat")
    return lijst


def _bericht() -> Bericht:
    bericht = Bericht.objects.order_by("pk").first()
    assert bericht is not None
    return bericht


def _cijferinvoer(plek: Plek) -> Invoer:
    """By the installation: only who brings in figures of everything sees it."""
    return Invoer.objects.get_or_create(
        formaat="kwb", bron=f"CBS {plek.gebied}", stand=Invoer.Stand.MISLUKT, fout="Geen bestand."
    )[0]


def _eigen_cijfer(plek: Plek) -> Invoer:
    """A figure of this area that the installation brought in: only who sets up the municipality takes it back."""
    tellingen = {"perioden": [202400], "gebieden": 1, "nieuw": 1, "gewijzigd": 0, "gelijk": 0}
    invoer = Invoer.objects.get_or_create(
        formaat="eigen", bron=f"Telling {plek.gebied}", stand=Invoer.Stand.KLAAR, tellingen=tellingen
    )[0]
    Cijfer.objects.get_or_create(
        indicator=Indicator.objects.get_or_create(sleutel="inwoners")[0],
        periode=202400,
        plek=Cijfergebied.objects.get_or_create(
            soort="eigen", code=plek.gebied.sleutel, naam=plek.gebied.naam, gebied=plek.gebied
        )[0],
        defaults={"invoer": invoer, "waarde": 100},
    )
    return invoer


NIEMANDS_INVOER = UUID("00000000-0000-4000-8000-000000000000")


def _agendasleutel(plek: Plek) -> str:
    """Of somebody with meetings: whoever has the address reads that calendar, whoever that is."""
    overleg = plek.overleggen[BESLOTEN] or plek.overleggen[GEWOON]
    van = overleg.komend.gepland_door if overleg else _gast(plek)
    Agendasleutel.objects.update_or_create(
        gebruiker=van, defaults={"merk": merk_van(f"toneel-{plek.gebied.pk}")}
    )
    return f"toneel-{plek.gebied.pk}"


def _kaartinvoer() -> Kaartinvoer:
    return Kaartinvoer.objects.get_or_create(jaar=2024, dienst="pdok", stand="klaar")[0]


BEHEER: dict[str, Callable[[Plek], Argumenten]] = {
    "gebiedscijfers:gebied": lambda p: {"sleutel": p.gebied.sleutel},
    "mail:gedaan": lambda p: {"naam": "aanname"},
    "nieuwsmail:kijk": lambda p: {"sleutel": volgsleutel(p.gebied)},
    "nieuwsmail:bevestiging": lambda p: {"sleutel": volgsleutel(p.gebied)},
    "nieuwsmail:einde": lambda p: {"sleutel": volgsleutel(p.gebied)},
    "agenda:eigen": lambda p: {"sleutel": _agendasleutel(p)},
    "agenda:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "agenda:ics_gebied": lambda p: {"gebied": p.gebied.sleutel},
    "agenda:atom_gebied": lambda p: {"gebied": p.gebied.sleutel},
    "terecht:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "melden:gebied": lambda p: {"gebied": p.gebied.sleutel},
    "beheer:gebied": lambda p: {"pk": p.gebied.pk},
    "beheer:kaart-invoer": lambda _p: {"pk": _kaartinvoer().pk},
    "beheer:mens": lambda p: {"pk": _gast(p).pk},
    "beheer:rol-nieuw": lambda p: {"pk": _gast(p).pk},
    "beheer:overdracht": lambda p: {"pk": _gast(p).pk},
    "beheer:rol-einde": lambda p: {"pk": _gast(p).roltoewijzingen.get().pk},
    "signalen:lijst-bestand": lambda p: {"vorm": "csv"},
    "signalen:lijst-standaard": lambda p: {"pk": _lijst(p).pk},
    "signalen:lijst-verwijdering": lambda p: {"pk": _lijst(p).pk},
    "beheer:invoer-soort": lambda p: {"soort": "personen"},
    "beheer:invoer-voorbeeldbestand": lambda p: {"soort": "personen", "vorm": "csv"},
    "beheer:invoer-controle": lambda p: {"soort": "personen", "nummer": NIEMANDS_INVOER},
    "beheer:invoer-doorvoering": lambda p: {"soort": "personen", "nummer": NIEMANDS_INVOER},
    "signalen:concept": lambda p: {"pk": Mailconcept.objects.get(van=_gast(p)).pk},
    "signalen:concept-weg": lambda p: {"pk": Mailconcept.objects.get(van=_gast(p)).pk},
    "meldsysteem:punt-weg": lambda p: {"pk": Meldpunt.objects.get(gebied=p.gebied).pk},
    "cijfers:invoer": lambda p: {"pk": _cijferinvoer(p).pk},
    "cijfers:intrekken": lambda p: {"pk": _eigen_cijfer(p).pk},
    "berichten:opnieuw": lambda p: {"pk": _bericht().pk},
    "berichten:tekst": lambda p: {"soort": "afspraak-gevraagd"},
    "berichten:herstel": lambda p: {"soort": "afspraak-gevraagd"},
}

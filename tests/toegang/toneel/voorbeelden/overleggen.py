"""Meetings, their points and reports, and the programme of a visit."""

from __future__ import annotations

from collections.abc import Callable

from overleggen.aanmelden import adres as aanmeldadres
from overleggen.models import Agendapunt, Inbreng, Programmaonderdeel
from overleggen.zicht import is_deelnemer
from tests.toegang.toneel.basis import Argumenten
from tests.toegang.toneel.overlegscene import Overlegscene
from wijkwerk.gebruikers.models import Gebruiker

OVERLEGGEN: dict[str, Callable[[Overlegscene], Argumenten]] = {
    "overleggen:detail": lambda o: {"pk": o.bezig.pk},
    "overleggen:wijziging": lambda o: {"pk": o.komend.pk},
    "overleggen:verval": lambda o: {"pk": o.komend.pk},
    "overleggen:uitnodiging": lambda o: {"pk": o.komend.pk},
    "overleggen:opening": lambda o: {"pk": o.uitgenodigd.pk},
    "overleggen:afronding": lambda o: {"pk": o.bezig.pk},
    "overleggen:kalender": lambda o: {"pk": o.komend.pk},
    "overleggen:deelnemers": lambda o: {"pk": o.komend.pk},
    "overleggen:nieuwe_deelnemer": lambda o: {"pk": o.komend.pk},
    "overleggen:verwijdering": lambda o: {"pk": o.komend.pk, "deelnemer": o.deelnemer.pk},
    "overleggen:aanwezigheid": lambda o: {"pk": o.bezig.pk},
    "overleggen:voorstel": lambda o: {"pk": o.komend.pk},
    "overleggen:nieuw_punt": lambda o: {"pk": o.komend.pk},
    "overleggen:tijdens": lambda o: {"pk": o.bezig.pk},
    "overleggen:verslag": lambda o: {"pk": o.afgerond.pk},
    "overleggen:verslag_pdf": lambda o: {
        "pk": o.vastgesteld.pk if o.vastgesteld else 0,
        "versie": 1,
        "soort": "volledig" if o.dicht else "openbaar",
    },
    "overleggen:verslag_docx": lambda o: {
        "pk": o.vastgesteld.pk if o.vastgesteld else 0,
        "versie": 1,
        "soort": "volledig" if o.dicht else "openbaar",
    },
    "overleggen:verslag_archief": lambda o: {"pk": o.vastgesteld.pk if o.vastgesteld else 0, "versie": 1},
    "overleggen:verslag_publicatie": lambda o: {"pk": o.vastgesteld.pk if o.vastgesteld else 0},
    "overleggen:vaststelling": lambda o: {"pk": o.afgerond.pk},
    "overleggen:verbetering": lambda o: {"pk": o.afgerond.pk},
    "overleggen:agendering": lambda o: {"pk": o.aangedragen.pk},
    "overleggen:volgorde": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:afvoer": lambda o: {"pk": o.aangedragen.pk},
    "overleggen:bespreking": lambda o: {"pk": o.open_punt.pk},
    "overleggen:terugkoppeling": lambda o: {"pk": o.besproken.pk},
    "overleggen:punt_vaststelling": lambda o: {"pk": _verslagpunt(o)},
    "overleggen:doorschuiving": lambda o: {"pk": o.open_punt.pk},
    "overleggen:afspraak": lambda o: {"pk": o.besproken.pk},
    "overleggen:nieuws": lambda o: {"pk": o.bezig.pk},
    "overleggen:tijden": lambda o: {"pk": o.bezig.pk},
    "overleggen:overdracht": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:verloop": lambda o: {"pk": o.besproken.pk},
    "overleggen:begin": lambda o: {"pk": o.open_punt.pk},
    "overleggen:aantekening_punt": lambda o: {"pk": o.open_punt.pk},
    "overleggen:aantekening_deel": lambda o: {"pk": o.open_punt.deel_id},
    "overleggen:herschrijving": lambda o: {"pk": o.aantekening.pk if o.aantekening else 0},
    "overleggen:aanmelding": lambda o: {"pk": o.uitgenodigd.pk},
    "overleggen:briefing": lambda o: {"pk": o.komend.pk},
    "overleggen:verwijzing": lambda o: {"pk": o.aangedragen.pk},
    "overleggen:informatie": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:nieuw_stuk": lambda o: {"pk": o.geagendeerd.pk},
    "overleggen:stuk": lambda o: {"pk": o.geagendeerd.pk, "stuk_pk": o.stuk.pk},
    "overleggen:stuk-verwijdering": lambda o: {"pk": o.geagendeerd.pk, "stuk_pk": o.stuk.pk},
    "aanmelden:aanmelding": lambda o: {"sleutel": _uitnodiging(o)},
    "inbreng:punt": lambda o: {"pk": o.uitgenodigd.pk},
    "inbreng:stand": lambda o: {"sleutel": _inbreng(o)},
    "inbreng:ontvangst": lambda o: {"sleutel": _inbreng(o)},
}

BEZOEKEN: dict[str, Callable[[Programmaonderdeel], Argumenten]] = {
    "overleggen:programma": lambda o: {"pk": o.overleg_id},
    "overleggen:programma_nieuw": lambda o: {"pk": o.overleg_id},
    "overleggen:programma_wijziging": lambda o: {"pk": o.overleg_id, "onderdeel_pk": o.pk},
    "overleggen:programma_weg": lambda o: {"pk": o.overleg_id, "onderdeel_pk": o.pk},
}


def _uitnodiging(scene: Overlegscene) -> str:
    """The key in the mail to somebody who was invited."""
    overleg = scene.uitgenodigd
    mensen = Gebruiker.objects.filter(is_active=True).order_by("pk")
    genodigde = next((wie for wie in mensen if is_deelnemer(overleg, wie)), None)
    return aanmeldadres(overleg, genodigde).strip("/").split("/")[-1]


def _verslagpunt(scene: Overlegscene) -> int:
    """A point of the running meeting about the report of the one before it."""
    dit = {"overleg": scene.bezig, "bron_soort": Agendapunt.VERSLAG, "bron_id": scene.afgerond.pk}
    anders = {
        "deel": scene.open_punt.deel,
        "titel": f"Verslag van {scene.afgerond}",
        "stand": Agendapunt.Stand.GEAGENDEERD,
        "aangedragen_door": scene.open_punt.aangedragen_door,
    }
    return Agendapunt.objects.get_or_create(**dit, defaults=anders)[0].pk


def _inbreng(scene: Overlegscene) -> str:
    """The key of a resident who follows a point of this agenda."""
    rij = Inbreng.objects.filter(punt=scene.geagendeerd).first() or Inbreng(punt=scene.geagendeerd)
    if rij.pk is None:
        rij.zet_sleutel()
        rij.save()
    return rij.sleutel


# What can be read of a closed meeting, and the steps whose page shows its words.
VAN_BESLOTEN = {
    f"overleggen:{naam}": OVERLEGGEN[f"overleggen:{naam}"]
    for naam in (
        "detail", "kalender", "deelnemers", "voorstel", "nieuw_punt", "tijdens", "verslag", "vaststelling",
        "agendering", "bespreking", "terugkoppeling", "afspraak", "nieuws", "tijden", "aantekening_punt",
        "aantekening_deel", "herschrijving", "verslag_pdf", "verslag_docx", "verslag_archief", "verslag_publicatie", "overdracht", "verloop",
        "informatie", "nieuw_stuk", "stuk", "briefing",
    )
}  # fmt: skip

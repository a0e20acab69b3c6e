"""Points of residents without an account: for which meetings they may bring one in, and what they read of it.

Open to them is a meeting that everybody may know of, of a form whose open parts are public and that has such a part in
which residents may speak, from the invitation until it begins. Whoever follows a point reads where it stands and why,
never a word of another point, and nothing at all of one that became shielded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from overleggen import zicht
from overleggen.models import Agendapunt, Inbreng, Overleg
from overleggen.publiek import neemt_punten, openbaar_q
from signalen.models import Statusadres
from wijkwerk.berichten.termijnen import als_dag
from wijkwerk.gebruikers.menu import Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.publicatie.service import Publicatie

# A point that moved on more often than this has another problem.
VERSTE = 50


def kan_inbrengen(overleg: Overleg) -> bool:
    return neemt_punten(overleg) and is_bekend(overleg)


def is_bekend(overleg: Overleg) -> bool:
    """Whether everybody may know of this meeting."""
    return Overleg.objects.filter(openbaar_q(), pk=overleg.pk).exists()


# --- following


@dataclass(frozen=True)
class Inbrengkijk:
    """What the page says. `stand`: wacht, agenda, besproken, verwezen, niet, vervallen, elders or afgeschermd."""

    stand: str
    sinds: date
    overleg: str = ""
    datum: date | None = None
    reden: str = ""
    terugkoppeling: str = ""
    # It came back from an earlier meeting.
    eerder: bool = False
    verder: Verwijzing | None = None


def zoek(sleutel: str) -> Inbreng | None:
    """Return what is followed with this key (one query)."""
    return Inbreng.objects.met_sleutel(sleutel).select_related("punt__overleg__gebied", "punt__deel").first()


def laatste(punt: Agendapunt) -> Agendapunt:
    """The same matter where it came last."""
    for _ in range(VERSTE):
        later = Agendapunt.objects.filter(doorgeschoven_van=punt).select_related("overleg__gebied", "deel")
        volgende = later.order_by("-pk").first()
        if volgende is None:
            break
        punt = volgende
    return punt


def eerste(punt: Agendapunt) -> Agendapunt:
    """The same matter where it was brought in first."""
    for _ in range(VERSTE):
        if punt.doorgeschoven_van_id is None:
            break
        punt = Agendapunt.objects.get(pk=punt.doorgeschoven_van_id)
    return punt


def is_van_bewoner(punt: Agendapunt) -> bool:
    """Whether the matter began with a resident without an account, wherever it moved since."""
    return eerste(punt).aangedragen_door_id is None


def volg(inbreng: Inbreng) -> Inbrengkijk:
    punt, sinds = laatste(inbreng.punt), als_dag(inbreng.gemaakt_op)
    if Agendapunt.objects.filter(zicht.gevoelig_q(), pk__in=[inbreng.punt_id, punt.pk]).exists():
        return Inbrengkijk("afgeschermd", sinds)
    if not (punt.deel.is_openbaar and is_bekend(punt.overleg)):
        return Inbrengkijk("elders", sinds)
    stand = _stand(punt)
    return Inbrengkijk(
        stand,
        sinds,
        overleg=punt.overleg.naam,
        datum=punt.overleg.datum,
        reden=punt.afvoerreden if stand in {"niet", "verwezen"} else "",
        terugkoppeling=punt.terugkoppeling,
        eerder=punt.pk != inbreng.punt_id,
        verder=_verder(punt, stand),
    )


_STANDEN = {
    Agendapunt.Stand.AANGEDRAGEN: "wacht",
    Agendapunt.Stand.GEAGENDEERD: "agenda",
    Agendapunt.Stand.DOORGESCHOVEN: "doorgeschoven",
    Agendapunt.Stand.AFGEVOERD: "niet",
}


def _stand(punt: Agendapunt) -> str:
    if punt.stand == Agendapunt.Stand.AFGEVOERD and punt.bron_soort == "signaal":
        return "verwezen"
    if punt.overleg.stand == Overleg.Stand.VERVALLEN and punt.stand != Agendapunt.Stand.AFGEVOERD:
        return "vervallen"
    # Taken off after it was spoken of: it is done.
    if punt.uitkomst:
        return "besproken"
    return _STANDEN.get(Agendapunt.Stand(punt.stand), "besproken")


def _verder(punt: Agendapunt, stand: str) -> Verwijzing | None:
    """Where to read on: how the signal stands, or the report when it is on the public site."""
    if stand == "verwezen":
        adres = Statusadres.objects.filter(signaal=punt.bron_id).first()
        return (
            Verwijzing("Volg uw melding", adres.get_absolute_url()) if adres and adres.is_leesbaar else None
        )
    if stand != "besproken":
        return None
    rij = Publicatie.objects.openbaar().van(punt.overleg).geldig().order_by("-nummer").first()
    return Verwijzing("Lees het verslag", rij.get_absolute_url()) if rij is not None else None


# --- mail

BESLOTEN = "Uw punt wordt behandeld in een overleg, of in een deel daarvan, dat niet openbaar is."


def berichtvelden_van_inbreng(ding: Inbreng, soort: str, context: object) -> dict[str, str]:
    """The words of a mail to who brought it in; of a shielded point the mail asks for none."""
    kijk = volg(ding)
    return {
        "overleg": kijk.overleg or "een ander overleg",
        "dag": date_format(kijk.datum, "l j F Y") if kijk.datum else "",
        "reden": kijk.reden,
        "besloten": BESLOTEN if kijk.stand == "elders" else "",
    }


def link_voor_inbrenger(ding: Inbreng, ontvanger: Gebruiker | None) -> Verwijzing | None:
    return Verwijzing("Bekijk hoe het staat", ding.get_absolute_url()) if ding.is_leesbaar else None

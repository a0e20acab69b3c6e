"""Referring a signal to another party, who takes it over only by accepting it (ETL-61)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from signalen.acties.basis import eis_onveranderd, schrijf, vergrendel, zet_eigenaar
from signalen.acties.uitzetting import Deelvraag, zet_uit
from signalen.models import Deelactie, Signaal
from signalen.routes import eigen_houder
from signalen.verstrekken import Verklaring
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.regels.service import Klacht, StapGeweigerd


@transaction.atomic
def verwijs_door(
    *,
    signaal: Signaal,
    naar: Houder,
    wat: str,
    uiterlijk: date | None,
    door: Gebruiker,
    gezien: str = "",
    verklaring: Verklaring | None = None,
) -> Signaal:
    """Ask a party to take it over. Until it accepts the owner stays who it was; who may, and `verklaring`: as for sending it out."""
    signaal = vergrendel(signaal)
    eis_onveranderd(signaal, gezien)
    if signaal.houder == naar:
        raise StapGeweigerd((Klacht(f"{naar} is al eigenaar.", "houder"),))
    eigenaar = signaal.houder or eigen_houder(door, signaal.gebied, Plek(frozenset(signaal.plek_gebieden)))
    vraag = Deelvraag(naar, wat, uiterlijk, verwijst=True, verklaring=verklaring)
    signaal = zet_uit(signaal=signaal, door=door, delen=[vraag], eigenaar=eigenaar)
    adviezen = signaal.adviezen
    schrijf(signaal, "doorverwijzen", door, gegevens={"deel": signaal.delen.latest("pk").pk})
    signaal.adviezen = adviezen
    return signaal


def neem_over(deel: Deelactie, signaal: Signaal, door: Gebruiker | None) -> None:
    """Make who accepted a referral the owner; inside the transaction of accepting."""
    houder = deel.afspraak.houder
    if deel.verwijst and houder is not None:
        zet_eigenaar(signaal, houder)
        schrijf(signaal, "overnemen", door, gegevens={"deel": deel.pk})

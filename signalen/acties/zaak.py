"""Pointing at the zaak in the municipality's zaaksysteem."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.basis import bij_afhandeling, schrijf, vergrendel
from signalen.models import Signaal
from signalen.regels import onderwerp
from signalen.stroom import SIGNAAL
from signalen.zicht import toont_zaak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, eis_stap, mag_stap
from wijkwerk.zaak import fout_in_adres


def mag_zaak(signaal: Signaal, door: Gebruiker) -> bool:
    """Whoever handles it there and sees it; `signaal` comes from `zichtbaar_voor`."""
    return toont_zaak(signaal) and mag_stap(
        SIGNAAL["zaak"], onderwerp(signaal), door, bij_afhandeling(signaal, door)
    )


@transaction.atomic
def zet_zaak(*, signaal: Signaal, adres: str, door: Gebruiker) -> Signaal:
    """Set the address of its zaak, or take it away (empty). The logboek says that, not which."""
    signaal = vergrendel(signaal)
    if not toont_zaak(Signaal.objects.met_zicht(door).get(pk=signaal.pk)):
        raise PermissionDenied("U mag de zaak van dit signaal niet zien.")
    adres = adres.strip()
    fout = fout_in_adres(adres)
    eis_stap(
        SIGNAAL["zaak"],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=bij_afhandeling(signaal, door),
        ook=[Klacht(fout, "zaak_adres")] if fout else [],
    )
    return schrijf(signaal, "zaak", door, gegevens={"weg": not adres}, zaak_adres=adres)

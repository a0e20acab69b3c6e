"""What the steps share: locking a round with its steps, who may, telling whom the profile names."""

from __future__ import annotations

from gebiedscyclus.models import Ronde, Stap
from gebiedscyclus.regels import onderwerp
from gebiedscyclus.zicht import leiders, uitvoerders
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import Wie, is_een
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Toestemming, wie_hoort_het


def vergrendel(ronde: Ronde) -> tuple[Ronde, list[Stap]]:
    """Lock the round: its steps change only under that lock. Return it with its steps and what carries them."""
    ronde = Ronde.objects.select_for_update(of=("self",)).select_related("gebied", "vorige").get(pk=ronde.pk)
    stappen = list(Stap.objects.met_drager().filter(ronde=ronde))
    for stap in stappen:
        stap.ronde = ronde
    return ronde, stappen


def vind(stap: Stap, stappen: list[Stap]) -> Stap:
    return next(rij for rij in stappen if rij.pk == stap.pk)


def alleen(wie: Wie) -> Toestemming:
    """These and nobody else; where the profile names nobody, nobody."""
    return Toestemming(wie=wie or (Selector("houder"),), alleen=True, betrokkenen={"houder": frozenset()})


def wie_neemt(stap: Stap) -> Wie:
    """Who ends or moves a step: who is to take it, and who keeps the cycle."""
    rij = stap.ronde.rij
    return tuple(dict.fromkeys((*uitvoerders(rij, stap.rij), *leiders(rij))))


def mag_stap_nemen(stap: Stap, door: Gebruiker) -> bool:
    return is_een(door, wie_neemt(stap), stap.ronde.plek())


def vertel_afgerond(stap: Stap, door: Gebruiker | None) -> None:
    """Tell whom the profile names that this step is done (OIJ-36)."""
    wie = wie_hoort_het("afronden", onderwerp(stap))
    if wie:
        zet_klaar_voor(
            wie,
            "stap-afgerond",
            ding=stap,
            plek=stap.ronde.plek(),
            moment=str(stap.vastgesteld_op),
            behalve=door,
        )

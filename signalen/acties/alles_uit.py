"""At the end of a spreekuur: everything on its way in one step, each by its own route."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.bundelen import vergrendel_dossier
from signalen.acties.dossierdeel import zet_dossier_uit
from signalen.acties.uitzetting import Deelvraag, zet_uit
from signalen.acties.uitzetvoorstel import Voorstel, voorstellen
from signalen.models import Spreekuur
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd

# How a signal stood when it was proposed (`gezien_van`): nobody was asked yet.
NOG_NIEMAND = "geregistreerd:0"


@dataclass
class Uitzetting:
    """What went, what was refused after all and why, and what stayed because it could not go."""

    gelukt: list[Voorstel] = field(default_factory=list)
    geweigerd: list[tuple[Voorstel, str]] = field(default_factory=list)
    bleef: list[Voorstel] = field(default_factory=list)


@transaction.atomic
def zet_spreekuur_uit(*, spreekuur: Spreekuur, door: Gebruiker) -> Uitzetting:
    """Send every signal of this spreekuur that waits and can go where its route proposes; each by its own rules.

    What one refuses is told and the others go on. Raises nothing of its own: who may send nothing, sends nothing.
    """
    uitslag = Uitzetting()
    for voorstel in voorstellen(spreekuur, door):
        if not voorstel.kan:
            uitslag.bleef.append(voorstel)
            continue
        try:
            with transaction.atomic():
                _zet(voorstel, door)
        except (StapGeweigerd, PermissionDenied) as geweigerd:
            uitslag.geweigerd.append((voorstel, _reden(geweigerd)))
        else:
            uitslag.gelukt.append(voorstel)
    if uitslag.gelukt:
        noteer(
            door=door,
            stap="spreekuur.uitzetten",
            ding=spreekuur,
            gegevens={"signalen": sum(voorstel.aantal for voorstel in uitslag.gelukt)},
        )
    return uitslag


def _zet(voorstel: Voorstel, door: Gebruiker) -> None:
    dossier = voorstel.dossier
    if dossier is not None and vergrendel_dossier(dossier).houder != dossier.houder:
        raise StandVeranderd((Klacht("Iemand anders zette dit dossier net uit."),))
    if dossier is not None and dossier.houder is not None:
        for signaal in voorstel.signalen:
            zet_uit(signaal=signaal, door=door, eigenaar=dossier.houder, zonder_deel=True, gezien=NOG_NIEMAND)
        return
    vragen = [
        Deelvraag(doel.houder, voorstel.wat, voorstel.uiterlijk, doel.discipline)
        for doel in voorstel.doelen
        if doel.houder is not None and not doel.overleg
    ]
    if dossier is not None:
        zet_dossier_uit(
            dossier=dossier,
            houder=vragen[0].houder,
            wat=voorstel.wat,
            uiterlijk=voorstel.uiterlijk,
            door=door,
        )
    else:
        zet_uit(signaal=voorstel.signalen[0], door=door, delen=vragen, gezien=NOG_NIEMAND)


def _reden(geweigerd: StapGeweigerd | PermissionDenied) -> str:
    if isinstance(geweigerd, StapGeweigerd):
        return " ".join(str(klacht) for klacht in geweigerd.klachten)
    return str(geweigerd)

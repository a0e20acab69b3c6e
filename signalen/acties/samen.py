"""One answer and one round of telling for all signals of a dossier.

Every signal takes its own steps, by its own rules: what one refuses is told, and the others go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from signalen.acties.afsluiting import Aan, Wijze, koppel_terug, nog_terug_te_koppelen, sluit
from signalen.acties.antwoord import Oordeel, beantwoord
from signalen.acties.belofte import Samen
from signalen.acties.bundelen import vergrendel_dossier
from signalen.acties.dossierdeel import leden
from signalen.models import Antwoord, Dossier, Signaal
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, StandVeranderd, StapGeweigerd


@dataclass
class Uitslag:
    """Which signals took the step, and what each of the others said."""

    gelukt: list[Signaal] = field(default_factory=list)
    geweigerd: list[tuple[Signaal, StapGeweigerd | PermissionDenied]] = field(default_factory=list)


@transaction.atomic
def beantwoord_dossier(
    *,
    dossier: Dossier,
    soort: str,
    velden: Mapping[str, Any],
    door: Gebruiker,
    oordelen: Iterable[Oordeel] = (),
) -> Uitslag:
    """Give every signal that waits for an answer this one. Raises StapGeweigerd when it fits none of them."""
    dossier = vergrendel_dossier(dossier)
    samen = Samen(dossier)
    wachten = te_beantwoorden(dossier, door)
    oordelen = list(oordelen)

    def stap(lid: Signaal) -> None:
        beantwoord(signaal=lid, soort=soort, velden=velden, door=door, oordelen=oordelen, samen=samen)

    return _elk(wachten, stap)


def te_beantwoorden(dossier: Dossier, door: Gebruiker) -> list[Signaal]:
    """The signals of the dossier without a definite answer, as far as they exist for this person."""
    klaar = Antwoord.objects.geldend().exclude(uitkomst="later").filter(signaal__dossier=dossier)
    rijen = leden(dossier, door).exclude(pk__in=klaar.values("signaal"))
    return list(rijen.exclude(stand=Signaal.Stand.GESLOTEN))


@transaction.atomic
def vertel_dossier(*, dossier: Dossier, door: Gebruiker) -> Uitslag:
    """Tell every melder who left an address by mail, record who wants nothing, and close what is told.

    Who must be told otherwise (by telephone, in an overleg) stays, each on the own page.
    """
    dossier = vergrendel_dossier(dossier)
    rijen = leden(dossier, door).filter(stand__in=["beantwoord", "teruggekoppeld"])

    def stap(lid: Signaal) -> None:
        if lid.stand == Signaal.Stand.BEANTWOORD and (aan := vanzelf(lid)):
            wijze = Wijze.MAIL if aan == Aan.MELDER else Wijze.GEEN
            lid = koppel_terug(signaal=lid, aan=aan, wijze=wijze, door=door)
        if lid.stand != Signaal.Stand.TERUGGEKOPPELD:
            raise StapGeweigerd((Klacht("Dit vertelt u zelf: in een gesprek of in het overleg."),))
        if not lid.antwoorden.geldend().filter(uitkomst="later").exists():
            sluit(signaal=lid, door=door)

    return _elk(rijen, stap)


def vanzelf(signaal: Signaal) -> str:
    """How this answer can be told without anybody speaking: by mail, or not at all because nobody wants to hear it."""
    if "melder" not in nog_terug_te_koppelen(signaal):
        return ""
    melder = signaal.melder
    if melder is None or not melder.terugkoppeling_gewenst:
        return Aan.NIET_GEWENST
    return Aan.MELDER if melder.e_mail_kenmerk else ""


def _elk(rijen: Iterable[Signaal], stap: Callable[[Signaal], None]) -> Uitslag:
    """Take a step on each, in a savepoint of its own; a step that none took is refused with what the first one said."""
    uitslag = Uitslag()
    for lid in rijen:
        try:
            with transaction.atomic():
                stap(lid)
        except (StapGeweigerd, PermissionDenied) as geweigerd:
            uitslag.geweigerd.append((lid, geweigerd))
        else:
            uitslag.gelukt.append(lid)
    if not uitslag.gelukt:
        if uitslag.geweigerd:
            raise uitslag.geweigerd[0][1]
        raise StandVeranderd((Klacht("In dit dossier wacht geen signaal hierop."),))
    return uitslag

"""A path for everybody: about what, who takes part at which rung and when, who decided, what was done with what they said.

Never what somebody said, never a person: inbreng is counted, and told by what came of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from django.utils import timezone

from participatie.acties.gemeen import vergrendel
from participatie.models import Betrokkene, Traject, Trajectinbreng
from participatie.models.traject import GEWIST
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, mag
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.publicatie import service as publicaties
from wijkwerk.publicatie.service import (
    Benaming,
    Inhoud,
    Item,
    Publicatie,
    Sectie,
    TePlaatsen,
    Vaststelling,
    Waarde,
)
from wijkwerk.regels.service import Klacht, StapGeweigerd

VORM = Benaming(sleutel="traject", naam="Participatietraject")
SOORT = Benaming(sleutel="betrokkene", naam="Wie meedoet")


def mag_publiceren(traject: Traject, door: Gebruiker) -> bool:
    """Once it was decided; about something that is shielded, or whose words left, nothing leaves."""
    return (
        not traject.is_open
        and traject.gevoelig == "nee"
        and traject.titel != GEWIST
        and mag(door, Recht.PUBLICATIE_PLAATSEN, traject.plek())
    )


def te_plaatsen(traject: Traject) -> TePlaatsen:
    """What would be published now: for the preview, the masking check, and the publication itself."""
    eerder = publicaties.laatste_van(traject)
    return TePlaatsen(
        ding=traject,
        gebied=traject.gebied,
        aard=Publicatie.Aard.VOORTGANG if eerder else Publicatie.Aard.VASTSTELLING,
        openbaar=Publicatie.Openbaar.IEDEREEN,
        inhoud=_inhoud(traject),
        besloten=_besloten(traject),
    )


def _besloten(traject: Traject) -> list[str]:
    """What was said, and what who draws it up wrote for colleagues."""
    teksten = [*traject.inbreng.values_list("tekst", "uitleg", "anders_verteld")]
    rijen = [tekst for rij in teksten for tekst in rij]
    rijen += traject.notities.values_list("tekst", flat=True)
    rijen += traject.scores.values_list("toelichting", flat=True)
    return [tekst for tekst in (*rijen, traject.afwijking) if tekst]


def _inhoud(traject: Traject) -> Inhoud:
    profiel = actief_profiel()
    hoe = [hoofdletter(traject.trede), ", ".join(traject.instrumenten)]
    teksten = (
        ("doel", "Doel", traject.doel),
        ("waarover", "Waarover mensen meepraten", traject.waarover),
        ("kaders", "Wat al vaststaat", traject.kaders),
        ("hoe", "Hoe mensen meedoen", "\n".join(filter(None, hoe))),
        ("terugkoppeling", "Hoe mensen horen wat er met hun inbreng is gedaan", traject.terugkoppeling),
        ("inbreng", "Wat er met de inbreng is gedaan", _inbreng(traject)),
        ("resultaat", "Wat het opleverde", traject.resultaat),
    )
    besluit = None
    if traject.besloten_op is not None:
        besluit = Vaststelling(door=traject.orgaan_naam, op=traject.besloten_op, kenmerk=traject.kenmerk)
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=traject.gebied.sleutel, naam=traject.gebied.naam),
        vorm=VORM,
        titel=traject.titel,
        samenvatting="Dit traject is afgerond." if traject.resultaat else "Dit traject loopt.",
        versie=1,
        peildatum=timezone.now(),
        vaststelling=besluit,
        secties=tuple(Sectie(sleutel=s, naam=naam, tekst=tekst) for s, naam, tekst in teksten if tekst),
        itemsoorten=(SOORT,),
        items=tuple(_item(rij) for rij in traject.betrokkenen.select_related("partij")),
    )


def _item(rij: Betrokkene) -> Item:
    velden = (
        ("rol", "Rol", rij.rol),
        ("trede", "Trede", rij.trede),
        ("moment", "Wanneer", rij.moment),
        ("waarover", "Waarover", rij.waarover),
    )
    return Item(
        spoor=str(uuid5(NAMESPACE_URL, f"betrokkene:{rij.pk}")),
        soort=SOORT.sleutel,
        soortnaam=SOORT.naam,
        nummer="",
        titel=rij.naam,
        stand="opgenomen",
        velden=tuple(Waarde(sleutel=s, label=label, waarde=hoofdletter(w)) for s, label, w in velden if w),
    )


def _inbreng(traject: Traject) -> str:
    """How much came in, and what was done with it, in numbers."""
    standen = Counter(traject.inbreng.values_list("verwerking", flat=True))
    aantal = sum(standen.values())
    if not aantal:
        return ""
    regels = [f"Er kwam {aantal} keer inbreng."]
    namen = [*Trajectinbreng.Verwerking.choices, ("", "Nog niet verwerkt")]
    regels += [f"{naam}: {standen[sleutel]}." for sleutel, naam in namen if standen[sleutel]]
    return "\n".join(regels)


@transaction.atomic
def publiceer(
    *, traject: Traject, bevestigd: Collection[str], gezien: str | None = None, door: Gebruiker
) -> Publicatie:
    """Freeze it for everybody; again only when something changed. Raises StapGeweigerd with every complaint."""
    traject = vergrendel(traject)
    nieuw = te_plaatsen(traject)
    ook = []
    if not mag_publiceren(traject, door):
        ook.append(Klacht("U kunt dit traject niet publiceren."))
    ook += publicaties.klacht_zelfde(nieuw)
    if ook:
        raise StapGeweigerd((*ook, *publicaties.klachten_uit(nieuw.bevindingen(), bevestigd)))
    publicatie = publicaties.plaats(nieuw=nieuw, bevestigd=bevestigd, gezien=gezien, door=door)
    noteer(door=door, stap="traject.publiceren", ding=traject, gegevens={"publicatie": publicatie.pk})
    return publicatie

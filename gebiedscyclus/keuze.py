"""Which areas could be chosen next, each with what speaks for it (DHR-51): open signals, how long ago, contact, figures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max
from django.utils import timezone

from gebiedscyclus.contact import laatste_contact, momenten
from gebiedscyclus.models import Ronde
from gebiedscyclus.zicht import leidt
from signalen.models import Signaal
from wijkwerk.cijfers.service import cijfers_van, maten_met_cijfers
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel.rijen.plannen import Cyclus
from wijkwerk.wijken.models import Gebied

# Of the measures that have a good side so many, and themes so many.
MEESTE_MATEN = 6
MEESTE_THEMAS = 2
DAGEN_PER_JAAR = 365


@dataclass
class Voorstel:
    """An area that can be chosen, and why it might be."""

    gebied: Gebied
    signalen: int = 0
    themas: Counter[str] = field(default_factory=Counter)
    laatst: date | None = None
    contact: date | None = None
    minder_goed: list[str] = field(default_factory=list)

    @property
    def punten(self) -> tuple[int, int, int, str]:
        """For the order: signals, then figures, then how long ago; the name last, so that it is always the same."""
        jaren = _jaren_geleden(self.laatst) if self.laatst else 99
        return (-self.signalen, -len(self.minder_goed), -jaren, self.gebied.naam)

    @property
    def redenen(self) -> list[str]:
        """What speaks for it, in the words of the screen."""
        gevonden = []
        if self.signalen:
            namen = {rij.sleutel: rij.naam for rij in actief_profiel().themas}
            over = [namen.get(thema, thema).lower() for thema, _ in self.themas.most_common(MEESTE_THEMAS)]
            term = actief_profiel().term("signaal")
            woord = term.enkel if self.signalen == 1 else term.meer
            gevonden.append(f"{self.signalen} open {woord}{f', vooral {_en(over)}' if over else ''}")
        gevonden.append(f"laatst gekozen in {self.laatst.year}" if self.laatst else "nog niet eerder gekozen")
        if self.contact is None:
            gevonden.append("nog geen contact bekend")
        elif (weken := (timezone.localdate() - self.contact).days // 7) >= 4:
            gevonden.append(f"{weken} weken geen contact")
        return gevonden + self.minder_goed


def _en(woorden: list[str]) -> str:
    return " en ".join(woorden)


def _jaren_geleden(dag: date) -> int:
    return (timezone.localdate() - dag).days // DAGEN_PER_JAAR


def kiesbaar(rij: Cyclus, gebruiker: Gebruiker) -> list[Gebied]:
    """Areas in which this person may begin a round, and in which none is open."""
    bezet = set(Ronde.objects.open().filter(cyclus=rij.sleutel).values_list("gebied", flat=True))
    gebieden = Gebied.objects.actief().filter(niveau__in=rij.niveaus).order_by("naam")
    return [
        gebied
        for gebied in gebieden
        if gebied.pk not in bezet and leidt(gebruiker, rij, Plek(frozenset(gebied.voorouders)))
    ]


def voorstellen(rij: Cyclus, gebruiker: Gebruiker) -> list[Voorstel]:
    """What can be chosen, with the most to say for it first. A fixed number of queries."""
    rijen = {gebied.pk: Voorstel(gebied) for gebied in kiesbaar(rij, gebruiker)}
    if not rijen:
        return []
    _tel_signalen(rijen, gebruiker)
    eerder = Ronde.objects.filter(cyclus=rij.sleutel, gebied__in=rijen).order_by()
    for pk, laatst in eerder.values_list("gebied").annotate(laatst=Max("periode_van")):
        rijen[pk].laatst = laatst
    for gebied in Gebied.objects.filter(pk__in=rijen).annotate(**momenten("pk")):
        rijen[gebied.pk].contact = laatste_contact(gebied)
    _vergelijk_cijfers(rijen)
    return sorted(rijen.values(), key=lambda voorstel: voorstel.punten)


def _tel_signalen(rijen: dict[int, Voorstel], gebruiker: Gebruiker) -> None:
    """Open signals of which this person may know; nothing of what is shielded."""
    open_ = Signaal.objects.zichtbaar_voor(gebruiker).open().filter(gevoelig="nee")
    for plek, themas in open_.filter(plek_gebieden__overlap=sorted(rijen)).values_list(
        "plek_gebieden", "themas"
    ):
        for pk in rijen.keys() & set(plek):
            rijen[pk].signalen += 1
            rijen[pk].themas.update(themas)


def _vergelijk_cijfers(rijen: dict[int, Voorstel]) -> None:
    """Measures with a good side, in their newest period: where an area is the worst of these."""
    gericht = [(maat, perioden[0]) for maat, perioden in maten_met_cijfers() if maat.richting != "neutraal"]
    gericht = gericht[:MEESTE_MATEN]
    if not gericht:
        return
    gebieden = [voorstel.gebied for voorstel in rijen.values()]
    waarden = cijfers_van(
        gebieden, [maat.sleutel for maat, _ in gericht], {periode for _, periode in gericht}
    )
    for maat, periode in gericht:
        hier = {pk: waarden[pk, maat.sleutel, periode] for pk in rijen}
        getallen = {pk: waarde.getal for pk, waarde in hier.items() if waarde.getal is not None}
        if len(set(getallen.values())) < 2:
            continue
        slechtste = (min if maat.richting == "hoger" else max)(getallen.values())
        for pk in (pk for pk, getal in getallen.items() if getal == slechtste):
            wanneer = hier[pk].periode_in_woorden
            rijen[pk].minder_goed.append(f"{maat.naam}: het minst goed van deze gebieden ({wanneer})")

"""What goes along of a signal to somebody outside the municipality: what is declared, and nothing else.

By the profile; where that says nothing, by whoever sends it out, for this signal and this receiver.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from signalen.models import Signaal
from signalen.models import Verstrekking as Gegeven
from signalen.regels import onderwerp
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import heet
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Selector
from wijkwerk.profiel.regels import Verstrekking
from wijkwerk.profiel.wie import KANT_VAN_SOORT
from wijkwerk.regels.service import Klacht

IN_WOORDEN = {
    "omschrijving": "wat er gezegd is",
    "straat": "de plek",
    "thema": "het thema",
    "foto": "de foto's",
    "melder": "wie het meldde",
}
BUITEN = {"partner", "bewoners"}
# What whoever sends it may let go along: who told it only where the profile says so.
VERKLAARBAAR = ("omschrijving", "straat", "thema", "foto")
MINSTE_GRONDSLAG = 5


@dataclass(frozen=True)
class Verklaring:
    """What the sender declares where the profile does not: on what legal basis, and what goes along."""

    grondslag: str
    toont: tuple[str, ...] = ()

    @property
    def is_compleet(self) -> bool:
        return len(self.grondslag.strip()) >= MINSTE_GRONDSLAG and set(self.toont) <= set(VERKLAARBAAR)


def is_buiten(houder: Houder) -> bool:
    """Whether this holder works outside the municipality."""
    if houder.partij is not None:
        return KANT_VAN_SOORT[houder.partij.soort] in BUITEN
    if houder.persoon is not None:
        rollen = houder.persoon.vervullingen
        return bool(rollen) and all(vervulling.is_buiten for vervulling in rollen)
    return actief_profiel().rol(houder.rol).kant in BUITEN


def verstrekking_aan(
    signaal: Signaal, houder: Houder, verklaring: Verklaring | None = None
) -> Verstrekking | Verklaring | None:
    """Return what may go along to this one; None when nothing may.

    What the profile says, of several rules the strictest. Where it says nothing: what the sender declares now, or
    declared before for this signal and this receiver; never the earlier one where the sender began another.
    """
    regels = [regel for regel in _regels(signaal) if any(_is(houder, selector) for selector in regel.aan)]
    if regels:
        return min(regels, key=lambda regel: len(regel.toont))
    if verklaring is not None:
        return verklaring if verklaring.is_compleet else None
    return _verklaard(signaal, houder)


def _regels(signaal: Signaal) -> list[Verstrekking]:
    nu = onderwerp(signaal)
    regels = nu.profiel.verstrekkingen(signaal.soort, signaal.themas)
    return [regel for regel in regels if not regel.als or nu.feit(regel.als)]


def _verklaard(signaal: Signaal, houder: Houder) -> Verklaring | None:
    if signaal.stand == Signaal.Stand.GEREGISTREERD:
        # Nobody sent it yet.
        return None
    rijen = Gegeven.objects.filter(signaal=signaal, verklaard=True).order_by("-pk")
    rijen = rijen.select_related("houder_partij", "houder_gebied", "houder_persoon")
    rij = next((rij for rij in rijen if rij.houder == houder), None)
    return Verklaring(rij.grondslag, tuple(rij.velden)) if rij else None


def zegt_alles(signaal: Signaal) -> bool:
    """Whether the profile says for every organisation outside what goes along, so that nobody need be asked."""
    iedereen = {Selector("iedereen"), Selector("kant", "partner")}
    return any(iedereen & set(regel.aan) for regel in _regels(signaal))


def _is(houder: Houder, selector: Selector) -> bool:
    if selector.soort == "iedereen":
        return True
    if houder.persoon is not None:
        return any(heet(vervulling, selector) for vervulling in houder.persoon.vervullingen)
    if houder.partij is not None:
        partij = houder.partij
        return selector in {
            Selector("partij", partij.sleutel),
            Selector("soort", partij.soort),
            Selector("kant", KANT_VAN_SOORT[partij.soort]),
            *(Selector("discipline", discipline) for discipline in partij.disciplines),
        }
    rol = actief_profiel().rol(houder.rol)
    return selector in {
        Selector("rol", rol.sleutel),
        Selector("kant", rol.kant),
        *(Selector("discipline", discipline) for discipline in rol.disciplines),
    }


def wat_gaat_mee(signaal: Signaal, houder: Houder) -> str:
    """Return, for who is about to send it, what goes outside and on what basis; empty for who works inside."""
    if not is_buiten(houder):
        return ""
    regel = verstrekking_aan(signaal, houder)
    return f"{_velden(regel.toont)}. Grondslag: {regel.grondslag}" if regel else GEEN_GRONDSLAG


def mag_lezen(signaal: Signaal, houder: Houder, verklaring: Verklaring | None = None) -> bool:
    """Whether what was said goes along to this one."""
    regel = verstrekking_aan(signaal, houder, verklaring) if is_buiten(houder) else None
    return not is_buiten(houder) or (regel is not None and "omschrijving" in regel.toont)


def _velden(velden: Iterable[str]) -> str:
    namen = [IN_WOORDEN[veld] for veld in velden]
    return f"Dit gaat mee: {', '.join(namen)}" if namen else "Alleen soort en gebied gaan mee"


GEEN_GRONDSLAG = "Er is niet vastgelegd op welke grondslag dit daarheen mag. Schrijf die hieronder op."


def klachten_buiten(signaal: Signaal, houders: Iterable[Houder], veld: str = "houder") -> list[Klacht]:
    """Refuse giving it to somebody outside for whom nothing was declared, where nobody can be asked for it.

    `veld` is where that one was chosen.
    """
    return [
        Klacht(
            f"Naar {houder} mag dit niet: er is niet vastgelegd op welke grondslag. Zet dit signaal eerst zelf uit "
            f"naar {houder} met de knop Uitzetten: daar schrijft u de grondslag op.",
            veld,
        )
        for houder in houders
        if is_buiten(houder) and verstrekking_aan(signaal, houder) is None
    ]


def klachten_vraag(
    signaal: Signaal, houder: Houder, wat: str, verklaring: Verklaring | None, veld: str
) -> list[Klacht]:
    """Refuse asking this outside without a basis, which the sender can declare (`veld`), or in words that do not go along."""
    if is_buiten(houder) and verstrekking_aan(signaal, houder, verklaring) is None:
        tekst = f"Naar {houder} mag dit niet: er is niet vastgelegd op welke grondslag. Schrijf die op."
        return [Klacht(tekst, veld)]
    return klachten_woorden(signaal, houder, wat, verklaring)


def klachten_woorden(
    signaal: Signaal, houder: Houder, wat: str, verklaring: Verklaring | None = None
) -> list[Klacht]:
    """Refuse asking something in the words of the signal (what a form begins with) when those do not go along."""
    # As long as what is asked may be; a browser ends its lines otherwise.
    woorden = " ".join(signaal.tekst[:300].split())
    begint_ermee = woorden and " ".join(wat.split()).startswith(woorden)
    if not begint_ermee or mag_lezen(signaal, houder, verklaring):
        return []
    tekst = f"Wat er gezegd is gaat niet mee naar {houder}. Schrijf in uw eigen woorden wat u vraagt."
    return [Klacht(tekst, "wat")]


def leg_vast(
    signaal: Signaal, houders: Iterable[Houder], door: Gebruiker, verklaring: Verklaring | None = None
) -> None:
    """Write down what went along, to whom, on what basis: inside the step that sends it."""
    for houder in houders:
        regel = verstrekking_aan(signaal, houder, verklaring) if is_buiten(houder) else None
        if regel is None:
            continue
        rij = Gegeven(
            signaal=signaal,
            velden=list(regel.toont),
            grondslag=regel.grondslag.strip(),
            verklaard=isinstance(regel, Verklaring),
            gegeven_door=door,
        )
        rij.houder = houder
        rij.save()
        reden = f"Aan {houder.functie()}. {_velden(regel.toont)}. Grondslag: {regel.grondslag}"
        noteer(
            door=door,
            stap="signaal.verstrekken",
            ding=signaal,
            reden=reden,
            gegevens={"verstrekking": rij.pk},
        )

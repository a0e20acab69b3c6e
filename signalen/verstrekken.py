"""What goes along of a signal to somebody outside the municipality: what the profile declares, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

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


def is_buiten(houder: Houder) -> bool:
    """Whether this holder works outside the municipality."""
    if houder.partij is not None:
        return KANT_VAN_SOORT[houder.partij.soort] in BUITEN
    if houder.persoon is not None:
        rollen = houder.persoon.vervullingen
        return bool(rollen) and all(vervulling.is_buiten for vervulling in rollen)
    return actief_profiel().rol(houder.rol).kant in BUITEN


def verstrekking_aan(signaal: Signaal, houder: Houder) -> Verstrekking | None:
    """Return what the profile lets go along to this one; of several rules the strictest, None when nothing does."""
    nu = onderwerp(signaal)
    regels = [
        regel
        for regel in nu.profiel.verstrekkingen(signaal.soort, signaal.themas)
        if any(_is(houder, selector) for selector in regel.aan) and (not regel.als or nu.feit(regel.als))
    ]
    return min(regels, key=lambda regel: len(regel.toont), default=None)


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
    return f"{_velden(regel.toont)}. Grondslag: {regel.grondslag}" if regel else geen_grondslag(houder)


def mag_lezen(signaal: Signaal, houder: Houder) -> bool:
    """Whether what was said goes along to this one."""
    regel = verstrekking_aan(signaal, houder) if is_buiten(houder) else None
    return not is_buiten(houder) or (regel is not None and "omschrijving" in regel.toont)


def _velden(velden: Iterable[str]) -> str:
    namen = [IN_WOORDEN[veld] for veld in velden]
    return f"Dit gaat mee: {', '.join(namen)}" if namen else "Alleen soort en gebied gaan mee"


def geen_grondslag(houder: Houder) -> str:
    return (
        f"Naar {houder} mag dit niet: er is niet vastgelegd op welke grondslag. "
        "Vraag het de beheerder van het profiel."
    )


def klachten_buiten(signaal: Signaal, houders: Iterable[Houder], veld: str = "houder") -> list[Klacht]:
    """Refuse sending it to somebody outside for whom nothing was declared; `veld` is where that one was chosen."""
    return [
        Klacht(geen_grondslag(houder), veld)
        for houder in houders
        if is_buiten(houder) and verstrekking_aan(signaal, houder) is None
    ]


def klachten_woorden(signaal: Signaal, vragen: Iterable[tuple[Houder, str]]) -> list[Klacht]:
    """Refuse asking somebody something in the words of the signal (what a form begins with) when those do not go along."""
    # As long as what is asked may be; a browser ends its lines otherwise.
    woorden = " ".join(signaal.tekst[:300].split())
    return [
        Klacht(
            f"Wat er gezegd is gaat niet mee naar {houder}. Schrijf in uw eigen woorden wat u vraagt.", "wat"
        )
        for houder, wat in vragen
        if woorden and " ".join(wat.split()).startswith(woorden) and not mag_lezen(signaal, houder)
    ]


def leg_vast(signaal: Signaal, houders: Iterable[Houder], door: Gebruiker) -> None:
    """Write down what went along, to whom, on what basis: inside the step that sends it."""
    for houder in houders:
        regel = verstrekking_aan(signaal, houder) if is_buiten(houder) else None
        if regel is None:
            continue
        rij = Gegeven(signaal=signaal, velden=list(regel.toont), grondslag=regel.grondslag, gegeven_door=door)
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

"""What goes along of a signal, put together at the moment that it leaves."""

from __future__ import annotations

from signalen.meldsysteem.aansluiting import Geweigerd, Melding
from signalen.models import LIJNEN, Meldpunt, Meldsysteem, Overdracht, Signaal
from wijkwerk.versleuteling import InvalidToken
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.punt import Punt

# What a report there can hold.
TEKST_HOOGSTENS = 3000


def waarom_niet_meer(signaal: Signaal) -> str:
    """Return why this signal must not leave any more, or nothing."""
    if signaal.is_afgeschermd:
        return "Dit signaal is afgeschermd. Het gaat niet naar een ander systeem."
    if signaal.stand != Signaal.Stand.UITGEZET:
        return "Dit signaal heeft al een antwoord."
    return ""


def stel_samen(overdracht: Overdracht, systeem: Meldsysteem) -> Melding:
    """Return what goes along; raises Geweigerd when something is missing, with what to do."""
    signaal = overdracht.signaal
    punt = signaal.punt or meldpunt_van(signaal.gebied)
    categorie = systeem.categorie_van(signaal)
    if overdracht.via in LIJNEN:
        _eis_compleet(signaal, punt, categorie)
    e_mail, telefoon = contact_van(overdracht, systeem)
    return Melding(
        overdracht=overdracht.pk,
        poging=overdracht.pogingen,
        kenmerk=kenmerk_van(signaal),
        tekst=tekst_van(signaal),
        begon_op=signaal.geregistreerd_op,
        lengte=float(punt.lengte) if punt else 0,
        breedte=float(punt.breedte) if punt else 0,
        categorie=categorie,
        bron=systeem.bron,
        dringend=signaal.urgentie == Signaal.Urgentie.HOOG,
        e_mail=e_mail,
        telefoon=telefoon,
        twijfel_sinds=overdracht.twijfel_sinds,
    )


def _eis_compleet(signaal: Signaal, punt: Meldpunt | Punt | None, categorie: str) -> None:
    """Honest about what a line needs and we do not have: never a place that we made up."""
    mist = []
    if punt is None:
        mist.append(f"een punt op de kaart voor {signaal.gebied}")
    if not categorie:
        mist.append(f"een categorie voor “{signaal.soortnaam}”")
    if mist:
        raise Geweigerd(
            f"Er mist {' en '.join(mist)}. De beheerder stelt dit in. Zolang kunt u mailen of het zelf melden."
        )


def meldpunt_van(gebied: Gebied) -> Meldpunt | None:
    """Return the point of this area, else of the nearest one above it."""
    punten = {punt.gebied_id: punt for punt in Meldpunt.objects.filter(gebied__in=gebied.voorouders)}
    return next((punten[pk] for pk in reversed(gebied.voorouders) if pk in punten), None)


def kenmerk_van(signaal: Signaal) -> str:
    """Our own number, with a piece of the id that no other installation can have."""
    return f"{signaal.nummer}-{signaal.client_id.hex[:12]}"


def contact_van(overdracht: Overdracht, systeem: Meldsysteem) -> tuple[str, str]:
    """Return e-mail address and telephone number, only when the beheerder and the melder both agreed."""
    melder = overdracht.signaal.melder
    if melder is None or not overdracht.contact_mee or not systeem.geeft_contact_mee:
        return "", ""
    try:
        return melder.e_mail, melder.telefoon
    except InvalidToken:
        return "", ""


def tekst_van(signaal: Signaal) -> str:
    """What was said and where, with the place in words: without a point of its own their map shows the middle of the area."""
    plek = f"{signaal.waar}, {signaal.gebied}" if signaal.waar else str(signaal.gebied)
    midden = "" if signaal.punt else " Het punt op de kaart is het midden van het gebied."
    staart = f"\n\nPlek: {plek}.{midden}\nNummer bij ons: {signaal.nummer}."
    ruimte = TEKST_HOOGSTENS - len(staart)
    gezegd = signaal.tekst if len(signaal.tekst) <= ruimte else f"{signaal.tekst[: ruimte - 12]}… (ingekort)"
    return gezegd + staart

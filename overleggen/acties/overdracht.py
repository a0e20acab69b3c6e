"""Handing a point to another form of meeting: up to the one that is prepared, or down to where it belongs (BER-06)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import transaction

from overleggen import poort
from overleggen.acties.agenda import bewaar, draag_aan, haal_punt, is_opener
from overleggen.acties.overleg import haal
from overleggen.models import Agendapunt, Overleg, Overlegdeel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.service import noteer
from wijkwerk.regels.service import Klacht, StapGeweigerd

# Who may do any of these with the point may also hand it over.
STAPPEN = ("agenderen", "doorschuiven", "afvoeren")
NOG_NIET_BESPROKEN = (Agendapunt.Stand.AANGEDRAGEN, Agendapunt.Stand.GEAGENDEERD)
EIGEN_WOORDEN = Klacht(
    "In dat deel horen meer mensen het dan hier. Schrijf in eigen woorden waar het over gaat.", "titel"
)


def mag_overdragen(punt: Agendapunt, gebruiker: Gebruiker) -> bool:
    """Whether to show the button; no query."""
    return _kan_weg(punt) and any(_heeft_recht(punt, stap, gebruiker) for stap in STAPPEN)


def _kan_weg(punt: Agendapunt) -> bool:
    """Not spoken of yet, or spoken of and not done: what was told or taken off stays where it is."""
    if punt.overleg.is_afgerond:
        # Where the form wants the result told here, it stays until that was done (DHR-39).
        besproken = not punt.overleg.vormrij.terugkoppeling and punt.stand == Agendapunt.Stand.BESPROKEN
        return besproken or punt.stand == Agendapunt.Stand.DOORGESCHOVEN
    return punt.stand in {*NOG_NIET_BESPROKEN, Agendapunt.Stand.DOORGESCHOVEN}


def _heeft_recht(punt: Agendapunt, stap: str, gebruiker: Gebruiker) -> bool:
    try:
        poort.eis_kans(punt, stap, gebruiker)
    except PermissionDenied:
        return False
    return True


@transaction.atomic
def draag_over(
    *,
    punt: Agendapunt,
    naar: Overleg,
    reden: str,
    door: Gebruiker,
    titel: str = "",
    deel: Overlegdeel | None = None,
) -> Agendapunt:
    """Move a point to a coming meeting of another form; it is proposed there, with where it came from.

    Moved, never copied: here it stands as moved on, or as taken off when it was only proposed, with the reason. Into a part where more people listen goes nothing
    but `titel`, written for them; a shielded point goes there not at all. Raises PermissionDenied, StapGeweigerd.
    """
    for pk in sorted({punt.overleg_id, naar.pk}):
        haal(Overleg(pk=pk))
    punt, naar = haal_punt(punt), haal(naar)
    if not any(_heeft_recht(punt, stap, door) for stap in STAPPEN):
        raise PermissionDenied("U geeft de punten van dit overleg niet door.")
    klachten = [*_niet(punt, naar, reden), *_lekken(punt, naar, deel, titel)]
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    nieuw = draag_aan(
        overleg=naar,
        door=door,
        titel=titel if titel.strip() != punt.titel else "",
        van=punt,
        deel=deel,
        doel=punt.doel,
        aanleiding=f"Doorgegeven door {punt.overleg.vormrij.naam}.",
    )
    if punt.stand in NOG_NIET_BESPROKEN:
        # What was only brought in was on no agenda, and comes on none.
        was_geagendeerd = punt.stand == Agendapunt.Stand.GEAGENDEERD
        punt.stand = Agendapunt.Stand.DOORGESCHOVEN if was_geagendeerd else Agendapunt.Stand.AFGEVOERD
        punt.afvoerreden = reden.strip()
        bewaar(punt, "overdragen", door, ["stand", "afvoerreden"])
    else:
        noteer(door=door, stap="agendapunt.overdragen", ding=punt, reden=reden, gegevens={"naar": nieuw.pk})
    return nieuw


def _niet(punt: Agendapunt, naar: Overleg, reden: str) -> list[Klacht]:
    klachten = []
    if not reden.strip():
        klachten.append(Klacht("Schrijf op waarom u dit punt doorgeeft.", "reden"))
    if not _kan_weg(punt):
        klachten.append(Klacht("Dit punt is hier al klaar, of van de agenda."))
    if naar.vorm == punt.overleg.vorm and naar.gebied_id == punt.overleg.gebied_id:
        klachten.append(Klacht("Dit is hetzelfde overleg. Schuif het punt door.", "naar"))
    if not naar.is_komend:
        klachten.append(Klacht("Kies een overleg dat nog komt.", "naar"))
    if not _hoort_bij(punt.overleg, naar):
        klachten.append(Klacht("Dat overleg gaat over een ander gebied.", "naar"))
    return klachten


def _hoort_bij(van: Overleg, naar: Overleg) -> bool:
    """The same area, one above it or one below it."""
    return van.gebied_id in naar.gebied.voorouders or naar.gebied_id in van.gebied.voorouders


def _lekken(punt: Agendapunt, naar: Overleg, deel: Overlegdeel | None, titel: str) -> list[Klacht]:
    """What was said behind closed doors stays there, whatever part is chosen."""
    if deel is None or deel.overleg_id != naar.pk:
        return [Klacht("Kies in welk deel het punt komt.", "deel")]
    if not is_opener(deel, punt.deel):
        return []
    if Agendapunt.objects.met_gevoelig().get(pk=punt.pk).is_gevoelig:
        return [Klacht("Een afgeschermd punt gaat niet naar een deel waar meer mensen bij zijn.", "deel")]
    return [] if titel.strip() and titel.strip() != punt.titel else [EIGEN_WOORDEN]

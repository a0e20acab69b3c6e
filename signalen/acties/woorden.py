"""Correcting the words of a signal: a number or a name found afterwards, or something misheard. The old words are gone."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import models, transaction

from signalen.acties.basis import bij_afhandeling, schrijf, vergrendel
from signalen.acties.belofte import beloofd
from signalen.models import Initiatief, Project, Signaal
from signalen.regels import onderwerp
from signalen.stroom import SIGNAAL
from signalen.zicht import Niveau, is_beperkt, niveau_van
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.regels.service import Klacht, eis_stap, mag_stap

# As long as what is asked may be.
WAT = 300


class Waarom(models.TextChoices):
    """Chosen, never typed: a reason in words would soon repeat what had to go."""

    PERSOON = "persoon", "Er stond iets in over een persoon"
    FOUT = "fout", "Het was niet goed opgeschreven"


def mag_verbeteren(signaal: Signaal, door: Gebruiker) -> bool:
    """Whoever reads it and handles it there, or wrote it down for somebody else; also when it is closed.

    `signaal` comes from `zichtbaar_voor`; costs no query.
    """
    if not _leest(signaal) or signaal.tekst_gewist_op is not None:
        return False
    return mag_stap(SIGNAAL["verbeteren"], onderwerp(signaal), door, bij_afhandeling(signaal, door))


def _leest(signaal: Signaal) -> bool:
    """Who was given a part of it outside the municipality corrects nothing: the form would show the rest."""
    return niveau_van(signaal) >= Niveau.EIGEN and not is_beperkt(signaal)


@transaction.atomic
def verbeter_woorden(*, signaal: Signaal, door: Gebruiker, tekst: str, waar: str, waarom: str) -> Signaal:
    """Replace what was said and where; return the signal.

    What took these words over word for word (a part, a promise, an initiative, a project) gets the new ones. The log keeps which were
    corrected and why, neither the old words nor the new. Raises StapGeweigerd with every complaint at once.
    """
    signaal = vergrendel(signaal)
    gezien = Signaal.objects.met_zicht(door).get(pk=signaal.pk)
    if not _leest(gezien) or signaal.tekst_gewist_op is not None:
        raise PermissionDenied("U mag de woorden van dit signaal niet verbeteren.")
    nieuw = {"tekst": tekst.strip(), "waar": waar.strip()}
    anders = {naam: waarde for naam, waarde in nieuw.items() if waarde != getattr(signaal, naam)}
    klachten = [] if nieuw["tekst"] else [Klacht("Schrijf op wat er gezegd is.", "tekst")]
    if not anders:
        klachten.append(Klacht("U hebt nog niets veranderd.", "tekst"))
    if waarom not in Waarom.values:
        klachten.append(Klacht("Kies waarom u dit verbetert.", "waarom"))
    eis_stap(
        SIGNAAL["verbeteren"],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=bij_afhandeling(signaal, door),
        ook=klachten,
    )
    if "tekst" in anders:
        _volg(signaal, signaal.tekst, anders["tekst"])
    reden = f"{Waarom(waarom).label}."
    return schrijf(signaal, "verbeteren", door, reden=reden, gegevens={"velden": sorted(anders)}, **anders)


def _volg(signaal: Signaal, oud: str, nieuw: str) -> None:
    # What a part asks begins with what was said (`standaard_wat`).
    delen = Afspraak.objects.filter(bron_soort="signaal", bron_id=signaal.pk)
    delen.filter(wat=oud[:WAT].strip()).update(wat=nieuw[:WAT].strip())
    delen.filter(wat=beloofd(signaal, oud)).update(wat=beloofd(signaal, nieuw))
    Initiatief.objects.filter(signaal=signaal, omschrijving=oud).update(omschrijving=nieuw)
    Project.objects.filter(initiatief__signaal=signaal, doel=oud).update(doel=nieuw)

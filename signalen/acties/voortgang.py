"""What whoever told a signal hears while it waits: how it stands, by a person or else by the clock."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Max

from signalen.acties.basis import bij_antwoord, eis_gezien, meld_melder, schrijf, vergrendel
from signalen.models import Antwoord, Signaal, Voortgangsbericht
from signalen.regels import onderwerp
from signalen.stroom import SIGNAAL
from signalen.termijnen import TIJD_VOOR_EEN_MENS, is_verteld, tussenmoment
from wijkwerk.berichten.termijnen import als_dag, plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.regels.service import Klacht, StandVeranderd, eis_stap


@transaction.atomic
def vertel_voortgang(*, signaal: Signaal, tekst: str, door: Gebruiker) -> Voortgangsbericht:
    """Tell whoever waits for a definite answer how it stands (HEL-69, ETL-39); by mail when an address is known."""
    signaal = vergrendel(signaal)
    eis_gezien(signaal, door)
    antwoord = signaal.antwoorden.geldend().first()
    if antwoord is None or not antwoord.is_later:
        raise StandVeranderd((Klacht("Dit signaal wacht niet op een definitief antwoord."),))
    eis_stap(
        SIGNAAL["vertellen"],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=bij_antwoord(signaal, door),
        ook=[] if tekst.strip() else [Klacht("Schrijf op hoe het staat.", "tekst")],
    )
    bericht = Voortgangsbericht.objects.create(antwoord=antwoord, tekst=tekst.strip(), door=door)
    schrijf(signaal, "vertellen", door)
    if wil_horen(signaal):
        meld_melder(
            "signaal-voortgang",
            signaal,
            moment=f"voortgang-{bericht.pk}",
            context={"voortgang_id": bericht.pk},
        )
    return bericht


def wil_horen(signaal: Signaal) -> bool:
    """Whether the melder asked to hear of it, and a mail may say something."""
    melder = signaal.melder
    return signaal.gevoelig != "ja" and melder is not None and melder.terugkoppeling_gewenst


@transaction.atomic
def stuur_tussenberichten(*, dag: date) -> int:
    """Mail everybody who waits for a definite answer when it is time, or when the promised day passed (R10).

    Returns how many mails were put in the outbox; a second run on the same day puts in none.
    """
    wachtend = (
        Antwoord.objects.geldend()
        .filter(uitkomst="later", signaal__stand=Signaal.Stand.TERUGGEKOPPELD)
        .filter(signaal__melder__terugkoppeling_gewenst=True)
        .exclude(signaal__melder__e_mail_kenmerk="")
        .exclude(signaal__gevoelig="ja")
        .annotate(verteld_op=Max("voortgang__op"))
        .select_related("signaal__melder", "signaal__gebied")
    )
    return sum(_stuur(antwoord, dag) for antwoord in wachtend)


def _stuur(antwoord: Antwoord, dag: date) -> bool:
    beloofd = antwoord.datum_definitief
    if beloofd is not None and beloofd < dag:
        return meld_melder("signaal-te-laat", antwoord.signaal, moment=f"te-laat-{beloofd}")
    moment = _tijd_om_te_vertellen(antwoord, dag)
    return moment is not None and meld_melder("signaal-voortgang", antwoord.signaal, moment=moment)


def _tijd_om_te_vertellen(antwoord: Antwoord, dag: date) -> str | None:
    """The occasion that passed without a word of a person."""
    elke = actief_profiel().antwoord(antwoord.soort).bericht_elke
    moment = tussenmoment(als_dag(antwoord.gegeven_op), elke, dag) if elke else None
    if moment is None or plus_werkdagen(moment, TIJD_VOOR_EEN_MENS) > dag:
        return None
    return None if is_verteld(getattr(antwoord, "verteld_op", None), moment) else f"tussenbericht-{moment}"

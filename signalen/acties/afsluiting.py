"""Telling it back, closing, reopening. A signal closes only with an owner, an answer, and the answer told."""

from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone

from signalen.acties.basis import bij_afhandeling, eis_gekend, meld, meld_melder, schrijf, vergrendel
from signalen.models import Melder, Signaal, Terugkoppeling
from signalen.regels import onderwerp
from signalen.stroom import SIGNAAL
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Selector
from wijkwerk.regels.service import Klacht, StandVeranderd, Toestemming, eis_stap

Aan = Terugkoppeling.Aan
Wijze = Terugkoppeling.Wijze
OPEN_VOOR_TERUGKOPPELING = ("beantwoord", "teruggekoppeld")


def nog_terug_te_koppelen(signaal: Signaal) -> list[str]:
    """Return to whom it must still be told ("melder", "overleg"), by the route and by what the melder wanted."""
    gedaan = set(signaal.terugkoppelingen.geldend().values_list("aan", flat=True))
    route = actief_profiel().route(signaal.route).terugkoppeling if signaal.route else "melder"
    wil_het_horen = signaal.melder is not None and signaal.melder.terugkoppeling_gewenst
    nodig = []
    if route == "overleg" and not gedaan & {Aan.OVERLEG, Aan.NIET_MOGELIJK}:
        nodig.append("overleg")
    if (wil_het_horen and not gedaan & {Aan.MELDER, Aan.NIET_MOGELIJK}) or (
        route != "overleg" and not gedaan
    ):
        nodig.append("melder")
    return nodig


@transaction.atomic
def koppel_terug(
    *,
    signaal: Signaal,
    aan: str,
    door: Gebruiker,
    wijze: str = "",
    reden: str = "",
    vanuit: models.Model | None = None,
) -> Signaal:
    """Record that the answer was told, and send the mail to the melder when that is how (HEL-06, ETL-13).

    `vanuit` is the overleg in which it was told; the right to do that is checked by that overleg (DHR-39). The
    signal moves on when everybody who must hear it has heard it.
    """
    signaal = vergrendel(signaal)
    if not vanuit:
        eis_gekend(signaal, door)
    klachten = _klachten(signaal, aan, wijze, reden)
    toestemming = Toestemming(wie=(Selector("iedereen"),)) if vanuit else bij_afhandeling(signaal, door)
    uitkomst = eis_stap(
        SIGNAAL["terugkoppelen"],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=toestemming,
        ook=klachten,
    )
    Terugkoppeling.objects.create(
        signaal=signaal,
        aan=aan,
        wijze=Wijze.OVERLEG if aan == Aan.OVERLEG else wijze if aan == Aan.MELDER else Wijze.GEEN,
        reden=reden.strip(),
        bron_soort=(vanuit._meta.model_name or "") if vanuit else "",
        bron_id=vanuit.pk if vanuit else None,
        door=door,
    )
    nog = nog_terug_te_koppelen(signaal)
    stand = signaal.stand if nog else SIGNAAL["terugkoppelen"].naar
    schrijf(signaal, "terugkoppelen", door, gegevens={"aan": aan, "nog": nog}, stand=stand)
    antwoord = signaal.antwoorden.geldend().first()
    moment = f"antwoord-{antwoord.pk}" if antwoord else ""
    if aan == Aan.MELDER and wijze == Wijze.MAIL:
        meld_melder("signaal-opgepakt" if signaal.gevoelig == "ja" else "signaal-antwoord", signaal, moment)
    meld(uitkomst, "signaal-teruggekoppeld", signaal, door, moment=moment)
    return signaal


def _klachten(signaal: Signaal, aan: str, wijze: str, reden: str) -> list[Klacht]:
    melder = signaal.melder
    wil_het_horen = melder is not None and melder.terugkoppeling_gewenst
    klachten = []
    if aan not in Aan.values:
        klachten.append(Klacht("Kies aan wie is teruggekoppeld.", "aan"))
    if aan == Aan.NIET_GEWENST and wil_het_horen:
        klachten.append(
            Klacht("De melder wil wel iets horen. Koppel terug, of schrijf op waarom dat niet kan.", "aan")
        )
    if aan == Aan.NIET_MOGELIJK and not reden.strip():
        klachten.append(Klacht("Schrijf op waarom terugkoppelen niet kan.", "reden"))
    if aan == Aan.MELDER and wijze not in {Wijze.MAIL, Wijze.GESPROKEN}:
        klachten.append(Klacht("Kies hoe de melder het hoort.", "wijze"))
    if aan == Aan.MELDER and wijze == Wijze.MAIL and not (melder and melder.e_mail_kenmerk):
        klachten.append(Klacht("Van deze melder is geen e-mailadres bekend.", "wijze"))
    return klachten


@transaction.atomic
def sluit(*, signaal: Signaal, door: Gebruiker) -> Signaal:
    """Close it: owner, definite answer and terugkoppeling are there. Contact data get their last day."""
    signaal = vergrendel(signaal)
    eis_gekend(signaal, door)
    return _sluit(signaal, door, bij_afhandeling(signaal, door))


def _sluit(signaal: Signaal, door: Gebruiker, toestemming: Toestemming) -> Signaal:
    antwoord = signaal.antwoorden.geldend().first()
    klachten = []
    if signaal.houder is None:
        klachten.append(Klacht("Dit signaal heeft geen eigenaar."))
    if antwoord is None:
        klachten.append(Klacht("Dit signaal heeft nog geen antwoord."))
    elif antwoord.is_later:
        klachten.append(Klacht("Dit antwoord volgt later. Geef eerst het definitieve antwoord."))
    if nog_terug_te_koppelen(signaal):
        klachten.append(Klacht("Er is nog niet teruggekoppeld."))
    uitkomst = eis_stap(
        SIGNAAL["sluiten"],
        onderwerp(signaal),
        door,
        stand=signaal.stand,
        toestemming=toestemming,
        ook=klachten,
    )
    schrijf(
        signaal,
        "sluiten",
        door,
        stand=SIGNAAL["sluiten"].naar,
        gesloten_op=timezone.now(),
        gesloten_door=door,
    )
    if signaal.melder:
        _zet_bewaartermijn(signaal.melder)
    meld(uitkomst, "signaal-gesloten", signaal, door)
    return signaal


def koppel_terug_bij_balie(signaal: Signaal, door: Gebruiker, toestemming: Toestemming) -> Signaal:
    """Told on the spot and closed: the last two steps of solving at the desk. Inside the caller's transaction."""
    aan = Aan.MELDER if signaal.melder else Aan.NIET_GEWENST
    if signaal.route and actief_profiel().route(signaal.route).terugkoppeling == "overleg":
        aan = Aan.NIET_MOGELIJK
    Terugkoppeling.objects.create(
        signaal=signaal,
        aan=aan,
        wijze=Wijze.GESPROKEN if aan == Aan.MELDER else Wijze.GEEN,
        reden="Meteen opgelost." if aan == Aan.NIET_MOGELIJK else "",
        door=door,
    )
    eis_stap(SIGNAAL["terugkoppelen"], onderwerp(signaal), door, stand=signaal.stand, toestemming=toestemming)
    schrijf(signaal, "terugkoppelen", door, gegevens={"aan": aan}, stand=SIGNAAL["terugkoppelen"].naar)
    return _sluit(signaal, door, toestemming)


def _zet_bewaartermijn(melder: Melder) -> None:
    """Contact data leave so many months after the last signal of this person closed."""
    if melder.signalen.open().exists():
        return
    melder.bewaren_tot = plus_maanden(timezone.localdate(), actief_profiel().bewaren.contact)
    melder.save(update_fields=["bewaren_tot"])


@transaction.atomic
def heropen(*, signaal: Signaal, reden: str, door: Gebruiker) -> Signaal:
    """Take it up again, with a reason: what was answered and told no longer counts."""
    signaal = vergrendel(signaal)
    eis_gekend(signaal, door)
    klachten = [] if reden.strip() else [Klacht("Geef een reden voor het heropenen.", "reden")]
    uitkomst = eis_stap(
        SIGNAAL["heropenen"],
        onderwerp(signaal, {"reden": reden}),
        door,
        stand=signaal.stand,
        toestemming=bij_afhandeling(signaal, door),
        ook=klachten,
    )
    nu = timezone.now()
    signaal.antwoorden.geldend().update(vervallen_op=nu)
    signaal.terugkoppelingen.geldend().update(vervallen_op=nu)
    if signaal.melder:
        signaal.melder.bewaren_tot = None
        signaal.melder.save(update_fields=["bewaren_tot"])
    schrijf(
        signaal,
        "heropenen",
        door,
        reden=reden,
        stand=SIGNAAL["heropenen"].naar,
        gesloten_op=None,
        gesloten_door=None,
    )
    meld(uitkomst, "signaal-heropend", signaal, door, moment=nu.isoformat(timespec="seconds"))
    return signaal


__all__ = [
    "StandVeranderd",
    "heropen",
    "koppel_terug",
    "koppel_terug_bij_balie",
    "nog_terug_te_koppelen",
    "sluit",
]

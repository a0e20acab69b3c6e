"""The one door for other apps: signals and spreekuren for Vandaag, reminders, overleggen, plans, the demo and mail."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db.models import Count, F, Q
from django.urls import reverse

from signalen.acties import (
    Deelvraag,
    Melderinvoer,
    Oordeel,
    beantwoord,
    bundel,
    haal_uit_dossier,
    heropen,
    houd,
    koppel,
    koppel_herhaling,
    koppel_terug,
    los_op,
    meld_klaar,
    neem_aan,
    nog_terug_te_koppelen,
    open_dossier,
    open_spreekuur,
    plan,
    registreer,
    schaal_op,
    scherm_af,
    sluit,
    sluit_dossier,
    verleng,
    verwijs_acuut,
    weiger,
    weiger_dossier,
    werk_bij,
    zeg_af,
    zet_aanwezig,
    zet_uit,
)
from signalen.acties.basis import geef_statusadres
from signalen.acties.melden import eigenaar_van_voorstel, eigenaar_zonder_tafel
from signalen.acties.melder import vergeet
from signalen.acties.registratie import maak_melder
from signalen.acties.spreekuur import mag_plannen, spreekuurvormen
from signalen.brieven import adres_van_melder, berichtvelden, link_voor_melder
from signalen.cijfers.schild import in_woorden
from signalen.forms.zonder_account import ZonderAccountForm
from signalen.geteld import delen_klaar_van, spreekuren_van
from signalen.herinneringen import herinneringen
from signalen.initiatiefkijk import bedrag
from signalen.kijk import als_regel
from signalen.mailstap import afspraak_van_oude_link, mailstap_herkomst
from signalen.models import Deelactie, Dossier, Signaal, Spreekuur
from signalen.models.doorzetting import wie_hoort_doorzetten
from signalen.opruimen import ruim_op
from signalen.periode import Tijdvak
from signalen.routes import gevoelig_bij_registratie, routes_voor, verwachte_route
from signalen.sleutels import sleutels_in_gebruik
from signalen.spreekuurmail import berichtvelden_van_spreekuur, bijlagen_van_spreekuur
from signalen.stroom import SIGNAAL
from signalen.vandaag import werkvoorraad
from signalen.volgende import mag_antwoorden
from signalen.zicht import NOOIT, Niveau, genoemd_q, toont_antwoord, toont_tekst, zicht
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.menu import MenuPunt
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

__all__ = [
    "Deelvraag",
    "Melderinvoer",
    "Niveau",
    "Oordeel",
    "Tijdvak",
    "ZonderAccountForm",
    "adres_van_melder",
    "afspraak_van_oude_link",
    "als_regel",
    "beantwoord",
    "bedrag",
    "berichtvelden",
    "berichtvelden_van_spreekuur",
    "bijlagen_van_spreekuur",
    "bundel",
    "delen_klaar_van",
    "eigenaar_van_voorstel",
    "eigenaar_zonder_tafel",
    "gedekt",
    "geef_statusadres",
    "gevoelig_bij_registratie",
    "haal_uit_dossier",
    "herinneringen",
    "heropen",
    "houd",
    "koppel",
    "koppel_herhaling",
    "koppel_terug",
    "link_voor_melder",
    "los_op",
    "maak_melder",
    "mag_antwoorden",
    "mailstap_herkomst",
    "meld_klaar",
    "menu",
    "neem_aan",
    "neem_stap_van_deel",
    "neem_stap_van_dossier",
    "nog_terug_te_koppelen",
    "open_dossier",
    "open_signalen",
    "open_spreekuur",
    "plan",
    "registreer",
    "routes_voor",
    "ruim_op",
    "schaal_op",
    "scherm_af",
    "sleutels_in_gebruik",
    "sluit",
    "sluit_dossier",
    "spreekuren_van",
    "spreekuurvormen",
    "te_beantwoorden",
    "telling",
    "toont_antwoord",
    "toont_tekst",
    "vergeet",
    "verleng",
    "verwachte_route",
    "verwijs_acuut",
    "wacht_op_terugkoppeling",
    "weiger",
    "werk_bij",
    "werkvoorraad",
    "zeg_af",
    "zet_aanwezig",
    "zet_uit",
    "zicht",
]


# --- what other apps read


def gedekt(sleutels: frozenset[str], sinds: date | None) -> set[int]:
    """The areas where a spreekuur of one of these forms was, since that day if there is one."""
    spreekuren = Spreekuur.objects.filter(
        soort__in=sleutels, stand__in=[Spreekuur.Stand.OPEN, Spreekuur.Stand.GEHOUDEN]
    )
    if sinds is not None:
        spreekuren = spreekuren.filter(begin__date__gte=sinds)
    return set(spreekuren.order_by().values_list("gebied", flat=True))


def neem_stap_van_deel(stap: str, *, afspraak: Afspraak, door: Gebruiker | None, **gegevens: Any) -> bool:
    """Take a step of the register as the step of the part that it is; return False when it is no part.

    Who works from Vandaag comes by the register: a refused part then returns to who sent it, all the same (DHR-17).
    """
    stappen: dict[str, Callable[..., Deelactie]] = {
        "toezeggen": neem_aan,
        "weigeren": weiger,
        "bijwerken": werk_bij,
        "afronden": meld_klaar,
    }
    deel = Deelactie.objects.select_related("signaal", "afspraak").filter(afspraak=afspraak).first()
    if deel is None or stap not in stappen:
        return False
    stappen[stap](deel=deel, door=door, **gegevens)
    return True


def neem_stap_van_dossier(stap: str, *, afspraak: Afspraak, door: Gebruiker, **gegevens: Any) -> bool:
    """A party that refuses a whole dossier hands all its signals back; the other steps are those of the register."""
    if stap != "weigeren":
        return False
    weiger_dossier(afspraak=afspraak, door=door, **gegevens)
    return True


def te_beantwoorden(pks: Iterable[int], gebruiker: Gebruiker) -> set[int]:
    """Which of these signals wait for an answer that this person may give, as right and profile have it (one query)."""
    signalen = signalen_van(pks, gebruiker) if pks else {}
    return {
        pk
        for pk, signaal in signalen.items()
        if signaal.stand in SIGNAAL["beantwoorden"].van
        and signaal.stand != Signaal.Stand.BEANTWOORD
        and mag_antwoorden(signaal, gebruiker)
    }


def open_signalen(gebied: Gebied, gebruiker: Gebruiker) -> list[Signaal]:
    """Open signals in this area (or below) as far as this person sees them, newest first.

    Show `titel` and `stand`; `tekst` only when `toont_tekst(signaal)`.
    """
    signalen = Signaal.objects.zichtbaar_voor(gebruiker).open().in_gebied(gebied).voor_lijst()
    return list(signalen)


def wacht_op_terugkoppeling(gebied: Gebied, gebruiker: Gebruiker) -> list[Signaal]:
    """Answered signals whose route wants the answer told in an overleg, and where that was not done yet (DHR-39)."""
    routes = [route.sleutel for route in actief_profiel().routes if route.terugkoppeling == "overleg"]
    signalen = (
        Signaal.objects.zichtbaar_voor(gebruiker)
        .filter(stand=Signaal.Stand.BEANTWOORD, route__in=routes)
        .in_gebied(gebied)
        .voor_lijst()
    )
    return [signaal for signaal in signalen if "overleg" in nog_terug_te_koppelen(signaal)]


def afspraakkring(gebruiker: Gebruiker) -> Q:
    """The afspraken of signals that this person reads in full, as a condition on Afspraak."""
    return Q(bron_id__in=Signaal.objects.helemaal_zichtbaar_voor(gebruiker).values("pk"))


def afspraakkring_dossier(gebruiker: Gebruiker) -> Q:
    """The same for afspraken that many signals have together."""
    return Q(bron_id__in=Dossier.objects.zichtbaar_voor(gebruiker).values("pk"))


def telling(gebruiker: Gebruiker) -> list[Mapping[str, Any]]:
    """What this person may only count: per kind and area, as {soort, gebied, aantal}, the number in words (R08). One query."""
    drempel = actief_profiel().bewaren.kleine_aantallen
    rijen = (
        Signaal.objects.alleen_geteld_voor(gebruiker)
        .open()
        .values("soort", naam=F("gebied__naam"))
        .annotate(aantal=Count("pk"))
        .order_by("naam", "soort")
    )
    profiel = actief_profiel()
    return [
        {
            "soort": profiel.signaalsoort(rij["soort"]).naam,
            "gebied": rij["naam"],
            "aantal": in_woorden(rij["aantal"], drempel),
        }
        for rij in rijen
    ]


# --- menu


def beginpunt(gebruiker: Gebruiker) -> MenuPunt | None:
    """What who writes signals down starts from nothing: a spreekuur, or else a signal."""
    profiel = actief_profiel()
    schrijft = any(
        heeft_ergens(gebruiker, recht) for recht in (Recht.SIGNAAL_REGISTREREN, Recht.SIGNAAL_MELDEN)
    )
    if not profiel.heeft("signalen") or not schrijft:
        return None
    if profiel.heeft("spreekuren") and mag_plannen(gebruiker):
        return MenuPunt(
            f"Plan of open een {profiel.term('spreekuur').enkel}", reverse("signalen:spreekuur-planning"), 1
        )
    naam = "kort" if _is_buiten(gebruiker) else "nieuw"
    return MenuPunt(f"Schrijf een {profiel.term('signaal').enkel} op", reverse(f"signalen:{naam}"), 2)


def _is_buiten(gebruiker: Gebruiker) -> bool:
    """Who tells what the own eyes see, or solves it there, and reads nothing of others: on the street."""
    if not heeft_ergens(gebruiker, Recht.SIGNAAL_REGISTREREN):
        return True
    return heeft_ergens(gebruiker, Recht.SIGNAAL_OPLOSSEN) and not heeft_ergens(gebruiker, Recht.SIGNAAL_ZIEN)


def menu(gebruiker: Gebruiker) -> Iterator[MenuPunt]:
    profiel = actief_profiel()
    if not profiel.heeft("signalen"):
        return
    rechten = (
        Recht.SIGNAAL_ZIEN,
        Recht.SIGNAAL_REGISTREREN,
        Recht.SIGNAAL_MELDEN,
        Recht.SIGNAAL_UITZETTEN,
        Recht.AFSPRAAK_BEHANDELEN,
    )
    if any(heeft_ergens(gebruiker, recht) for recht in rechten):
        yield MenuPunt(profiel.term("signaal").meer.capitalize(), reverse("signalen:lijst"), 10)
    if profiel.heeft("doorzetten") and mag_doorzettingen_zien(gebruiker):
        yield MenuPunt("Doorzettingen", reverse("signalen:doorzettingen"), 45)
    if profiel.heeft("spreekuren") and heeft_ergens(gebruiker, Recht.SIGNAAL_REGISTREREN):
        yield MenuPunt(profiel.term("spreekuur").meer.capitalize(), reverse("signalen:spreekuren"), 20)


def mag_doorzettingen_zien(gebruiker: Gebruiker) -> bool:
    """Whoever has that power somewhere, or is one of those whom the profile wants told; costs no query."""
    genoemd = genoemd_q(gebruiker, wie_hoort_doorzetten(actief_profiel()))
    return heeft_ergens(gebruiker, Recht.AFSPRAAK_DOORZETTEN) or genoemd is not NOOIT


def signalen_van(pks: Iterable[int], gebruiker: Gebruiker) -> dict[int, Signaal]:
    """Return those of these signals that exist for this person, by id: for lists in other apps (one query)."""
    signalen = Signaal.objects.zichtbaar_voor(gebruiker).filter(pk__in=list(pks)).voor_lijst()
    return {signaal.pk: signaal for signaal in signalen}

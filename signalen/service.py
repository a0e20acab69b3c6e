"""The one door for other apps: signals and spreekuren for Vandaag, reminders, overleggen, plans, the demo and mail."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from signalen.acties import (
    Deelvraag,
    Melderinvoer,
    Oordeel,
    beantwoord,
    heropen,
    houd,
    koppel,
    koppel_herhaling,
    koppel_terug,
    los_op,
    meld_klaar,
    neem_aan,
    nog_terug_te_koppelen,
    open_spreekuur,
    plan,
    registreer,
    schaal_op,
    scherm_af,
    sluit,
    verleng,
    verwijs_acuut,
    weiger,
    werk_bij,
    zeg_af,
    zet_aanwezig,
    zet_uit,
)
from signalen.acties.spreekuur import spreekuurvormen
from signalen.models import Antwoord, Deelactie, Melder, Signaal, Spreekuur
from signalen.routes import gevoelig_bij_registratie, routes_voor, verwachte_route
from signalen.termijnen import termijn_voor
from signalen.vandaag import werkvoorraad
from signalen.versleuteling import InvalidToken
from signalen.zicht import Niveau, toont_antwoord, toont_tekst, zicht
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.berichten.service import Herinnering
from wijkwerk.berichten.termijnen import herinnermoment, plus_maanden
from wijkwerk.gebruikers.menu import MenuPunt, Verwijzing
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, heeft_ergens
from wijkwerk.gebruikers.wie import Wie, personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied

__all__ = [
    "Deelvraag",
    "Melderinvoer",
    "Niveau",
    "Oordeel",
    "adres_van_melder",
    "beantwoord",
    "berichtvelden",
    "gevoelig_bij_registratie",
    "herinneringen",
    "heropen",
    "houd",
    "komende_spreekuren",
    "koppel",
    "koppel_herhaling",
    "koppel_terug",
    "los_op",
    "meld_klaar",
    "menu",
    "neem_aan",
    "nog_terug_te_koppelen",
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
    "spreekuurvormen",
    "telling",
    "toont_antwoord",
    "toont_tekst",
    "verleng",
    "verwachte_route",
    "verwijs_acuut",
    "verwijzing",
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


def verwijzing(pk: int, gebruiker: Gebruiker) -> Verwijzing | None:
    """Return how this person sees the signal in a list elsewhere; None when it does not exist for them."""
    signaal = Signaal.objects.zichtbaar_voor(gebruiker).select_related("gebied").filter(pk=pk).first()
    return Verwijzing(f"{signaal.nummer} {signaal.titel}", signaal.get_absolute_url()) if signaal else None


def komende_spreekuren(gebruiker: Gebruiker) -> list[Spreekuur]:
    """The next spreekuren that this person sees, soonest first: open ones, and from today on."""
    vandaag = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    spreekuren = Spreekuur.objects.zichtbaar_voor(gebruiker).komend().voor_lijst()
    return list(spreekuren.filter(Q(stand=Spreekuur.Stand.OPEN) | Q(begin__gte=vandaag))[:10])


def telling(gebruiker: Gebruiker) -> list[Mapping[str, Any]]:
    """What this person may only count: per kind and area, as {soort, gebied, aantal}; small numbers are None.

    One query. Below `bewaren.kleine-aantallen` the number itself would say too much.
    """
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
            "aantal": rij["aantal"] if rij["aantal"] >= drempel else None,
        }
        for rij in rijen
    ]


# --- menu, keys, mail


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
    if profiel.heeft("spreekuren") and heeft_ergens(gebruiker, Recht.SIGNAAL_REGISTREREN):
        yield MenuPunt(profiel.term("spreekuur").meer.capitalize(), reverse("signalen:spreekuren"), 20)


def sleutels_in_gebruik() -> set[tuple[str, str]]:
    """The keys of the profile that signals and spreekuren refer to."""
    signalen = Signaal.objects.order_by()
    paren = {("signaalsoort", sleutel) for sleutel in signalen.values_list("soort", flat=True).distinct()}
    paren |= {("route", sleutel) for sleutel in signalen.values_list("route", flat=True).distinct()}
    paren |= {("escalatie", sleutel) for sleutel in signalen.values_list("escalatie", flat=True).distinct()}
    paren |= {("niveau", sleutel) for sleutel in signalen.values_list("schaalniveau", flat=True).distinct()}
    paren |= {
        ("antwoord", sleutel)
        for sleutel in Antwoord.objects.order_by().values_list("soort", flat=True).distinct()
    }
    paren |= {
        ("discipline", sleutel)
        for sleutel in Deelactie.objects.order_by().values_list("discipline", flat=True).distinct()
    }
    paren |= {
        ("overlegvorm", sleutel)
        for sleutel in Spreekuur.objects.order_by().values_list("soort", flat=True).distinct()
    }
    paren |= {
        ("thema", thema) for lijst in signalen.values_list("themas", flat=True).distinct() for thema in lijst
    }
    profiel = actief_profiel()
    kanalen = {rij.sleutel for rij in profiel.kanalen}
    for kanaal in signalen.values_list("kanaal", flat=True).distinct():
        paren.add(("kanaal" if kanaal in kanalen else "overlegvorm", kanaal))
    return {(tabel, sleutel) for tabel, sleutel in paren if sleutel}


def adres_van_melder(pk: int) -> str | None:
    """Return the e-mail address at the moment a mail leaves; None when it is gone or cannot be opened."""
    melder = Melder.objects.filter(pk=pk).first()
    if melder is None:
        return None
    try:
        return melder.e_mail or None
    except InvalidToken:
        return None


def berichtvelden(ding: Signaal, soort: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of a mail about a signal that is not shielded (the mail asks for none of another)."""
    profiel = actief_profiel()
    waarden = {"nummer": ding.nummer, "soort": ding.soortnaam, "gebied": str(ding.gebied)}
    antwoord = ding.antwoorden.geldend().first()
    if antwoord is not None and soort in {"signaal-antwoord", "signaal-verlengd", "signaal-beantwoord"}:
        waarden["antwoord"] = profiel.antwoord(antwoord.soort).naam
        waarden["motivering"] = antwoord.motivering
        if antwoord.datum_definitief:
            waarden["datum"] = f"{antwoord.datum_definitief:%d-%m-%Y}"
    return waarden


# --- what falls due


def herinneringen(dag: date) -> Iterator[Herinnering]:
    """Signals that must be sent out or answered, and answers that were promised for later."""
    if not actief_profiel().heeft("signalen"):
        return
    yield from _nog_uit_te_zetten(dag)
    yield from _nog_te_beantwoorden(dag)
    yield from _tussenberichten(dag)


def _nog_uit_te_zetten(dag: date) -> Iterator[Herinnering]:
    signalen = Signaal.objects.filter(stand=Signaal.Stand.GEREGISTREERD, uitzetten_voor__isnull=False)
    for signaal in signalen.filter(uitzetten_voor__lte=_vooruit(dag)).select_related("gebied"):
        termijn = termijn_voor(
            actief_profiel(), signaal.soort, "uitzetten", dag=signaal.geregistreerd_op.date()
        )
        if termijn and signaal.uitzetten_voor:
            yield from _herinner(
                signaal, signaal.uitzetten_voor, termijn.herinner, termijn.te_laat_naar, dag, "uitzetten"
            )


def _nog_te_beantwoorden(dag: date) -> Iterator[Herinnering]:
    later = Antwoord.objects.geldend().filter(signaal=OuterRef("pk"), uitkomst="later")
    wacht = Q(stand__in=[Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET])
    signalen = (
        Signaal.objects.open()
        .filter(uiterlijk__lte=_vooruit(dag))
        .annotate(is_later=Exists(later))
        .filter(wacht | Q(is_later=True))
        .select_related("gebied", "houder_partij", "houder_gebied", "houder_persoon")
    )
    for signaal in signalen:
        is_later = bool(getattr(signaal, "is_later", False))
        termijn = termijn_voor(
            actief_profiel(),
            signaal.soort,
            "beantwoorden",
            vanaf_datum="datum-definitief" if is_later else "",
            dag=signaal.geregistreerd_op.date(),
        )
        if termijn and signaal.uiterlijk:
            yield from _herinner(
                signaal, signaal.uiterlijk, termijn.herinner, termijn.te_laat_naar, dag, "beantwoorden"
            )


def _vooruit(dag: date) -> date:
    """No reminder of a profile comes earlier than this."""
    dagen = [
        n for termijn in actief_profiel().termijnen for n in termijn.herinner if termijn.object == "signaal"
    ]
    return plus_maanden(dag, max(dagen, default=0) // 15 + 1)


def _herinner(
    signaal: Signaal, uiterlijk: date, herinner: tuple[int, ...], te_laat_naar: Wie, dag: date, stap: str
) -> Iterator[Herinnering]:
    """Before the day the owner; after it also whoever the profile names."""
    moment = herinnermoment(uiterlijk, herinner, dag)
    if moment is None:
        return
    ontvangers = {persoon.pk: persoon for persoon in signaal.houder.personen()} if signaal.houder else {}
    if moment.endswith("te-laat"):
        ontvangers |= {persoon.pk: persoon for persoon in personen(te_laat_naar, signaal.plek())}
    woord = "Zet uit" if stap == "uitzetten" else "Beantwoord"
    for persoon in ontvangers.values():
        yield Herinnering(
            ontvanger=persoon,
            soort="herinnering",
            ding=signaal,
            moment=f"{stap}:{moment}",
            uiterlijk=uiterlijk,
            titel=f"{woord}: {signaal.titel} ({signaal.nummer})",
            url=signaal.get_absolute_url(),
        )


def _tussenberichten(dag: date) -> Iterator[Herinnering]:
    """While an answer waits for later, the owner tells how it stands every so many months (HEL-69)."""
    profiel = actief_profiel()
    maanden = {rij.sleutel: rij.bericht_elke for rij in profiel.antwoorden if rij.bericht_elke}
    wachtend = Antwoord.objects.geldend().filter(uitkomst="later", soort__in=maanden)
    velden = (
        "signaal__gebied",
        "signaal__houder_partij",
        "signaal__houder_gebied",
        "signaal__houder_persoon",
    )
    for antwoord in wachtend.select_related(*velden):
        elke = maanden[antwoord.soort] or 1
        begin = timezone.localdate(antwoord.gegeven_op)
        keer = ((dag.year - begin.year) * 12 + dag.month - begin.month) // elke
        moment = plus_maanden(begin, keer * elke)
        if keer < 1 or moment > dag or antwoord.signaal.houder is None:
            continue
        for persoon in antwoord.signaal.houder.personen():
            yield Herinnering(
                ontvanger=persoon,
                soort="herinnering",
                ding=antwoord.signaal,
                moment=f"tussenbericht:{moment}",
                uiterlijk=moment,
                titel=f"Vertel hoe het staat: {antwoord.signaal.titel} ({antwoord.signaal.nummer})",
                url=antwoord.signaal.get_absolute_url(),
            )


# --- what leaves by itself


@transaction.atomic
def ruim_op() -> int:
    """Remove contact data past their term, and the words of shielded signals; return the number of rows touched."""
    vandaag = timezone.localdate()
    weg, _ = Melder.objects.te_wissen(vandaag).delete()
    grens = plus_maanden(vandaag, -actief_profiel().bewaren.gevoelige_tekst)
    oud = Signaal.objects.filter(gevoelig="ja", stand=Signaal.Stand.GESLOTEN, gesloten_op__date__lt=grens)
    gewist = 0
    for signaal in oud.exclude(tekst=""):
        gewist += _wis_tekst(signaal)
    return weg + gewist


def _wis_tekst(signaal: Signaal) -> int:
    """Empty what was said and answered; kind, area and dates stay, so it is still counted."""
    signaal.tekst, signaal.waar, signaal.belevingsgebied, signaal.velden = "", "", "", {}
    signaal.tekst_gewist_op = timezone.now()
    signaal.save(update_fields=["tekst", "waar", "belevingsgebied", "velden", "tekst_gewist_op"])
    signaal.antwoorden.update(motivering="", velden={})
    Afspraak.objects.filter(bron_soort="signaal", bron_id=signaal.pk).update(
        wat=f"Deel van {signaal}", resultaat=""
    )
    return 1


def signalen_van(pks: Iterable[int], gebruiker: Gebruiker) -> dict[int, Signaal]:
    """Return those of these signals that exist for this person, by id: for lists in other apps (one query)."""
    signalen = Signaal.objects.zichtbaar_voor(gebruiker).filter(pk__in=list(pks)).voor_lijst()
    return {signaal.pk: signaal for signaal in signalen}

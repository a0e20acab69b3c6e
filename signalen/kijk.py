"""What a page may show of a signal to one person. Templates get this and never the row itself.

So a forgotten condition in a template can show nothing that the shield hides: it is not there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from signalen.acties.foto import mag_foto_weghalen
from signalen.kijkwaarden import (
    SNEDE,
    AntwoordKijk,
    DeelKijk,
    FotoKijk,
    Gebeurtenis,
    Kijk,
    MelderKijk,
    Regel,
)
from signalen.meldsysteem.kijk import bekijk_overdracht
from signalen.models import Antwoord, Deelactie, Dossier, Signaal, Terugkoppeling, overdracht_van
from signalen.punt import puntkaart
from signalen.tijdlijn import tijdlijn
from signalen.zicht import (
    Niveau,
    is_beperkt,
    mag_bij_melder,
    niveau_van,
    toont,
    toont_alle_delen,
    toont_antwoord,
    toont_tekst,
    toont_zaak,
)
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.wijken.models import Gebied


def als_regel(signaal: Signaal) -> Regel:
    """Return what a list shows; a shielded signal has no words there, for nobody."""
    open_ = signaal.gevoelig == "nee" and toont_tekst(signaal)
    kop = signaal.tekst[:SNEDE] + ("…" if len(signaal.tekst) > SNEDE else "") if open_ else ""
    return Regel(
        pk=signaal.pk,
        nummer=signaal.nummer,
        titel=signaal.titel,
        url=signaal.get_absolute_url(),
        stand=signaal.stand,
        urgentie=signaal.urgentie,
        gebied=str(signaal.gebied),
        eigenaar=str(signaal.houder or ""),
        sinds=signaal.geregistreerd_op,
        uiterlijk=signaal.uiterlijk,
        is_te_laat=signaal.is_te_laat,
        wacht=signaal.stand in {Signaal.Stand.GEREGISTREERD, Signaal.Stand.UITGEZET},
        afgeschermd=signaal.is_afgeschermd,
        kop=kop,
    )


def bekijk(
    signaal: Signaal, gebruiker: Gebruiker, delen: Iterable[Deelactie], antwoord: Antwoord | None
) -> Kijk:
    """Return what this person may see; `signaal` comes from `zichtbaar_voor`, `delen` from `voor_lijst`."""
    delen = list(delen)
    tekst = toont_tekst(signaal)
    beperkt = is_beperkt(signaal)
    punt = signaal.punt if toont(signaal, "straat") else None
    gebieden = list(signaal.gebieden.all()) if toont(signaal, "straat") else []
    return Kijk(
        regel=als_regel(signaal),
        niveau=niveau_van(signaal),
        gevoelig=signaal.gevoelig,
        tekst=_tekst(signaal) if tekst else "",
        feiten=_feiten(signaal, gebieden),
        delen=_delen(signaal, gebruiker, delen),
        antwoord=_antwoord(signaal, antwoord) if antwoord else None,
        terugkoppelingen=_terugkoppelingen(signaal) if antwoord else [],
        melder=_melder(signaal, gebruiker),
        tijdlijn=tijdlijn(signaal, gebruiker, delen),
        schild=_schild(signaal),
        zaak=(signaal.zaak_adres, signaal.zaaksysteem)
        if signaal.zaak_adres and toont_zaak(signaal)
        else None,
        leest_afgeschermd=signaal.is_afgeschermd and tekst,
        herhaling_van=_herhaling_van(signaal, gebruiker) if tekst and not beperkt else None,
        overdracht=None if beperkt else bekijk_overdracht(signaal),
        herhalingen=signaal.herhalingen.count() if toont_alle_delen(signaal) else 0,
        dossier=_dossier(signaal, gebruiker),
        fotos=_fotos(signaal, gebruiker) if toont(signaal, "foto") else [],
        punt=str(punt) if punt else "",
        plek=puntkaart(punt, gebieden) if punt else None,
    )


def _fotos(signaal: Signaal, gebruiker: Gebruiker) -> list[FotoKijk]:
    return [
        FotoKijk(
            url=foto.get_absolute_url(),
            breed=foto.breed,
            hoog=foto.hoog,
            tekst=foto.omschrijving or f"Foto {nummer} bij {signaal.nummer}, zonder omschrijving",
            weg_url=reverse("signalen:foto-verwijdering", args=[signaal.pk, foto.pk])
            if mag_foto_weghalen(foto, signaal, gebruiker)
            else "",
        )
        for nummer, foto in enumerate(signaal.fotos.zonder_beeld(), start=1)
    ]


def _tekst(signaal: Signaal) -> str:
    return signaal.tekst or "De tekst is gewist, omdat de bewaartermijn voorbij is."


def _feiten(signaal: Signaal, gebieden: list[Gebied]) -> list[tuple[str, str]]:
    profiel = actief_profiel()
    feiten = [
        ("Soort", signaal.soortnaam),
        (hoofdletter(profiel.niveau(signaal.gebied.niveau).naam), str(signaal.gebied)),
        ("Eigenaar", str(signaal.houder or "Nog niemand")),
    ]
    if niveau_van(signaal) >= Niveau.STAND and signaal.route and niveau_van(signaal) != Niveau.DEEL:
        feiten.append(("Route", profiel.route(signaal.route).naam))
    if signaal.escalatie:
        feiten.append(("Niveau", profiel.escalatie(signaal.escalatie).naam))
    if toont(signaal, "straat"):
        anders = [str(gebied) for gebied in gebieden if gebied.pk != signaal.gebied_id]
        feiten += [
            ("Ook in", ", ".join(anders)),
            ("Plek", signaal.waar),
            ("Bewoners noemen het", signaal.belevingsgebied),
        ]
    if toont(signaal, "thema"):
        feiten.append(("Thema", ", ".join(profiel.thema(thema).naam for thema in signaal.themas)))
    feiten.append(("Kwam binnen via", signaal.kanaalnaam))
    if (
        signaal.route
        and overdracht_van(signaal) is None
        and profiel.route(signaal.route).is_meldsysteem
        and signaal.stand != Signaal.Stand.GEREGISTREERD
    ):
        feiten.append(("Meldsysteem", signaal.systeemnummer or "Nog niet overgedragen"))
    return feiten


def _delen(signaal: Signaal, gebruiker: Gebruiker, delen: list[Deelactie]) -> list[DeelKijk]:
    """All parts; of another's part what it is about only for who sees everything. A holder sees the own part alone."""
    alles = toont_alle_delen(signaal)
    vervangen = {deel.vervangt_id for deel in delen}
    rijen = []
    for deel in delen:
        afspraak = deel.afspraak
        houder = afspraak.houder
        eigen = houder is not None and houder.is_van(gebruiker)
        if (niveau_van(signaal) == Niveau.DEEL or is_beperkt(signaal)) and not eigen:
            continue
        open_ = alles or eigen
        rijen.append(
            DeelKijk(
                pk=deel.pk,
                houder=str(houder),
                stand=afspraak.stand,
                uiterlijk=afspraak.uiterlijk,
                discipline=actief_profiel().discipline(deel.discipline).naam if deel.discipline else "",
                url=deel.get_absolute_url(),
                is_open=afspraak.is_open,
                is_eigen=eigen,
                wat=afspraak.wat if open_ else "",
                resultaat=afspraak.resultaat if open_ else "",
                weigeringsreden=afspraak.weigeringsreden if open_ or signaal.gevoelig != "ja" else "",
                verwijst=deel.verwijst,
                vraagt_ander=afspraak.stand == "geweigerd" and deel.pk not in vervangen,
            )
        )
    return rijen


def _antwoord(signaal: Signaal, antwoord: Antwoord) -> AntwoordKijk | None:
    """What was answered; who sees only the state hears that there is an answer."""
    profiel = actief_profiel()
    rij = profiel.antwoord(antwoord.soort)
    if not toont_antwoord(signaal):
        return AntwoordKijk(
            naam="Er is een antwoord",
            is_later=antwoord.is_later,
            op=antwoord.gegeven_op,
            verlengingen=antwoord.verlengingen,
            datum_definitief=antwoord.datum_definitief,
        )
    return AntwoordKijk(
        naam=rij.naam,
        is_later=antwoord.is_later,
        op=antwoord.gegeven_op,
        verlengingen=antwoord.verlengingen,
        datum_definitief=antwoord.datum_definitief,
        velden=[(naam, waarde) for _, naam, waarde in velden_van_antwoord(antwoord)],
        afspraak_url=reverse("afspraken:detail", args=[antwoord.afspraak_id]) if antwoord.afspraak_id else "",
    )


def velden_van_antwoord(antwoord: Antwoord) -> list[tuple[str, str, str]]:
    """Return what was filled with an answer, as (key, label of the profile, words)."""
    namen = {veld.sleutel: veld.naam for veld in actief_profiel().antwoord(antwoord.soort).velden}
    return [
        (sleutel, namen.get(sleutel, sleutel), _mooi(waarde))
        for sleutel, waarde in antwoord.velden.items()
        if waarde
    ]


def _mooi(waarde: Any) -> str:
    if isinstance(waarde, list):
        return ", ".join(str(deel) for deel in waarde)
    if isinstance(waarde, str) and len(waarde) == 10 and waarde[4:5] == "-":
        try:
            return date_format(date.fromisoformat(waarde))
        except ValueError:
            return waarde
    return str(waarde)


def _terugkoppelingen(signaal: Signaal) -> list[Gebeurtenis]:
    rijen = signaal.terugkoppelingen.geldend().select_related("door")
    open_ = toont_antwoord(signaal)
    return [
        Gebeurtenis(rij.op, _verteld(rij), str(rij.door), rij.reden if open_ else "", "bericht")
        for rij in rijen
    ]


def _verteld(rij: Terugkoppeling) -> str:
    match rij.aan:
        case Terugkoppeling.Aan.MELDER:
            return f"Verteld aan de melder, {rij.get_wijze_display().lower()}"
        case Terugkoppeling.Aan.OVERLEG:
            return "Verteld in het overleg"
        case Terugkoppeling.Aan.NIET_GEWENST:
            return "De melder hoeft niets te horen"
        case _:
            return "Terugkoppelen kon niet"


def _melder(signaal: Signaal, gebruiker: Gebruiker) -> MelderKijk | None:
    """That there is somebody to tell, for who must tell the answer."""
    melder = signaal.melder
    if melder is None or not mag_bij_melder(gebruiker, signaal):
        return None
    delen = (
        ("naam", melder.naam_gesloten),
        ("e-mailadres", melder.e_mail_kenmerk),
        ("telefoonnummer", melder.telefoon_kenmerk),
    )
    bekend = ", ".join(naam for naam, waarde in delen if waarde)
    return MelderKijk(melder.hoedanigheid, bekend, melder.terugkoppeling_gewenst, melder.bewaren_tot)


def _schild(signaal: Signaal) -> str:
    if signaal.gevoelig == "nee":
        return ""
    if signaal.gevoelig == "beperkt":
        return "Dit signaal is beperkt zichtbaar. Het staat nooit in iets dat openbaar is."
    if toont_tekst(signaal):
        return "Dit signaal is afgeschermd. Vertel de inhoud alleen aan wie ermee werkt."
    return "Dit signaal is afgeschermd. U ziet waar het ligt en hoe het staat, niet wat er gezegd is."


def _dossier(signaal: Signaal, gebruiker: Gebruiker) -> tuple[str, str] | None:
    if signaal.dossier_id is None:
        return None
    dossier = Dossier.objects.zichtbaar_voor(gebruiker).filter(pk=signaal.dossier_id).first()
    return (str(dossier), dossier.get_absolute_url()) if dossier else None


def _herhaling_van(signaal: Signaal, gebruiker: Gebruiker) -> Regel | None:
    if signaal.herhaling_van_id is None:
        return None
    eerste = (
        Signaal.objects.zichtbaar_voor(gebruiker).voor_lijst().filter(pk=signaal.herhaling_van_id).first()
    )
    return als_regel(eerste) if eerste else None

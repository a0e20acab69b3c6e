"""Bringing a report together: the apps count, small numbers are hidden here, people's sentences come beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.text import slugify

from verantwoording.models import Raadsrapportage
from verantwoording.vergelijken import Vorige, vorige_van
from verantwoording.voorheen import beurt
from wijkwerk.formaten import hoofdletter
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import Plek
from wijkwerk.gebruikers.wie import is_een, personen
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.grafiek.waarde import getal
from wijkwerk.onderdrukken import Beurt, onderdruk
from wijkwerk.profiel.rijen.volgen import TEKST_PER_GEBIED, Rapportage
from wijkwerk.publicatie.inhoud import Telblok, Telcel, Telregel
from wijkwerk.publicatie.service import (
    Benaming,
    Bevinding,
    Inhoud,
    Publicatie,
    Sectie,
    TePlaatsen,
    Vaststelling,
    ontdooi,
)
from wijkwerk.regels.service import Klacht, StapGeweigerd
from wijkwerk.tellingen import Cel, Kolom, Plaats, Telling, Vraag
from wijkwerk.wijken.models import Gebied

INLEIDING = "inleiding"
# No area has this id.
GEEN_GEBIED = 0


def gemeentegebied() -> Gebied | None:
    """The area that stands for the municipality: the one at the top; of several that with most areas in it.

    None as long as there is no area. One query.
    """
    alle = list(Gebied.objects.actief().order_by("pk"))
    binnen = Counter(boven for gebied in alle for boven in gebied.voorouders)
    boven = [gebied for gebied in alle if gebied.ouder_id is None]
    return max(boven, key=lambda gebied: binnen[gebied.pk], default=None)


def bovenste_gebied() -> Gebied:
    """The same. Raises StapGeweigerd without any area: nothing can be reported on yet."""
    gebied = gemeentegebied()
    if gebied is None:
        raise StapGeweigerd((Klacht("Er zijn nog geen gebieden. Voer die eerst in bij Beheer."),))
    return gebied


def overal() -> Plek:
    """Every area: for whom the profile names a role, wherever it is filled."""
    return Plek(frozenset(Gebied.objects.actief().values_list("pk", flat=True)))


def geschreven_delen(rij: Rapportage) -> list[str]:
    """The parts that its maker writes: no app counts them."""
    return [
        naam
        for naam in rij.onderdelen
        if naam != TEKST_PER_GEBIED and not settings.RAPPORTAGE_ONDERDELEN.get(naam)
    ]


@dataclass(frozen=True)
class Zin:
    """What is written of one area, or not yet; and whether this person may."""

    gebied: Gebied
    tekst: str
    mag: bool


def zinnen(rapport: Raadsrapportage, gebruiker: Gebruiker) -> list[Zin]:
    """Of every area that the report asks a sentence of. Two queries."""
    rij = rapport.rij
    if rij is None or TEKST_PER_GEBIED not in rij.onderdelen:
        return []
    teksten = dict(rapport.teksten.filter(gebied__isnull=False).values_list("gebied", "tekst"))
    return [
        Zin(gebied, teksten.get(gebied.pk, ""), mag_zin(gebruiker, rij, gebied))
        for gebied in gebieden_van(rij)
    ]


def mag_zin(gebruiker: Gebruiker, rij: Rapportage, gebied: Gebied) -> bool:
    return is_een(gebruiker, rij.tekst_van, Plek(frozenset(gebied.voorouders)))


def schrijvers(rij: Rapportage, gebied: Gebied) -> Iterable[Gebruiker]:
    return personen(rij.tekst_van, Plek(frozenset(gebied.voorouders)))


def gebieden_van(rij: Rapportage) -> list[Gebied]:
    return list(Gebied.objects.actief().filter(niveau__in=rij.niveaus).order_by("naam", "pk"))


# --- counting


def vraag_voor(rapport: Raadsrapportage, rij: Rapportage) -> Vraag:
    """For which days and areas the apps count. One query."""
    alle = list(Gebied.objects.actief().order_by("naam", "pk"))
    ouders = {gebied.ouder_id for gebied in alle}
    boven = frozenset(gebied.pk for gebied in alle if gebied.ouder_id is None)
    top = Plaats(rapport.gebied_id, rapport.gebied.naam)
    if len(boven) > 1:
        # The municipality is no area itself: what lies in any of them counts.
        top = Plaats(GEEN_GEBIED, actief_profiel().gemeente.naam, ook=boven)

    def plaats(gebied: Gebied) -> Plaats:
        return Plaats(gebied.pk, gebied.naam, frozenset(gebied.voorouders) - {gebied.pk})

    return Vraag(
        van=rapport.van,
        tot=rapport.tot,
        alles=top,
        gebieden=tuple(plaats(g) for g in alle if g.niveau in rij.niveaus),
        buurten=tuple(plaats(g) for g in alle if g.pk not in ouders and g.pk != top.pk),
        drempel=actief_profiel().bewaren.kleine_aantallen,
    )


def tellingen(naam: str, vraag: Vraag, naast: Beurt) -> list[Telling]:
    """What one part says, hidden what is small or would be found with earlier reports beside it; nothing for what people write."""
    pad = settings.RAPPORTAGE_ONDERDELEN.get(naam)
    if not pad:
        return []
    geteld: Sequence[Telling] = import_string(pad)(vraag)
    return [onderdruk(telling, vraag.drempel, naast) for telling in geteld]


# --- the content


def inhoud_van(rapport: Raadsrapportage) -> Inhoud:
    """As it was established; of a concept as it would be now."""
    if rapport.inhoud is not None:
        return ontdooi(rapport.inhoud)
    rij = rapport.rij
    profiel = actief_profiel()
    teksten = {(t.gebied_id, t.onderdeel): t.tekst for t in rapport.teksten.all()}
    secties: list[Sectie] = []
    blokken: list[Telblok] = []
    vraag = vraag_voor(rapport, rij) if rij else None
    naast = beurt(rapport, vraag.drempel) if vraag else None
    vorige = vorige_van(rapport, rij) if rij else None
    for naam in rij.onderdelen if rij else ():
        if naam == TEKST_PER_GEBIED:
            secties += _van_gebieden(rij, teksten)
            continue
        sleutel = slugify(naam)
        tekst = teksten.get((None, naam), "")
        secties.append(Sectie(sleutel=sleutel, naam=hoofdletter(naam), tekst=tekst))
        if vraag and naast and vorige:
            geteld = tellingen(naam, vraag, naast)
            blokken += [_blok(sleutel, telling, vorige, vraag.drempel) for telling in geteld]
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=rapport.gebied.sleutel, naam=rapport.gebied.naam),
        vorm=Benaming(sleutel=f"rapportage-{rapport.rapportage}", naam=rapport.naam),
        titel=str(rapport),
        samenvatting=teksten.get((None, INLEIDING), ""),
        versie=1,
        periode_van=rapport.van,
        periode_tot=rapport.tot,
        peildatum=timezone.now(),
        secties=tuple(secties),
        cijfers=tuple(blokken),
        vergeleken=vorige.zin if vorige and blokken else "",
    )


def _van_gebieden(rij: Rapportage | None, teksten: dict[tuple[int | None, str], str]) -> list[Sectie]:
    return [
        Sectie(sleutel=f"gebied-{gebied.sleutel}", naam=gebied.naam, tekst=tekst)
        for gebied in (gebieden_van(rij) if rij else ())
        if (tekst := teksten.get((gebied.pk, "")))
    ]


def _blok(deel: str, telling: Telling, vorige: Vorige, drempel: int) -> Telblok:
    return Telblok(
        deel=deel,
        titel=telling.titel,
        kop=hoofdletter(actief_profiel().term("gebied").enkel) if telling.kop == "Gebied" else telling.kop,
        koppen=tuple(kolom.naam for kolom in telling.kolommen),
        regels=tuple(
            Telregel(
                naam=regel.naam,
                samen=regel.samen,
                cellen=tuple(
                    vorige.bij(
                        _cel(cel, kolom), kolom, (deel, telling.titel, regel.naam, kolom.naam), drempel
                    )
                    for cel, kolom in zip(regel.cellen, telling.kolommen, strict=True)
                ),
            )
            for regel in telling.regels
        ),
        bron=telling.bron,
        uitleg=telling.uitleg,
        grafiek=telling.grafiek,
    )


def _cel(cel: Cel, kolom: Kolom) -> Telcel:
    if cel.getal is None:
        return Telcel(tekst=cel.tekst or cel.reden, is_reden=bool(cel.reden))
    tekst = getal(cel.getal)
    if kolom.soort == "bedrag":
        tekst = f"€ {cel.getal:,.2f}".translate(str.maketrans(",.", ".,"))
    elif kolom.soort == "procent":
        tekst = f"{tekst}%"
    return Telcel(tekst=tekst, waarde=str(cel.getal), voorlopig=cel.voorlopig)


def te_plaatsen(rapport: Raadsrapportage, inhoud: Inhoud) -> TePlaatsen:
    """What would be published: for the preview, the masking check and the publication itself."""
    rij = rapport.rij
    return TePlaatsen(
        ding=rapport,
        gebied=rapport.gebied,
        aard=Publicatie.Aard.VASTSTELLING,
        openbaar=Publicatie.Openbaar.IEDEREEN,
        inhoud=inhoud,
        wie=rij.door if rij else (),
    )


def bevindingen(rapport: Raadsrapportage, inhoud: Inhoud) -> list[Bevinding]:
    """What the masking check finds in it; also of a report that is for some."""
    return te_plaatsen(rapport, inhoud).bevindingen()


def met_vaststelling(inhoud: Inhoud, door: str) -> Inhoud:
    return inhoud.model_copy(update={"vaststelling": Vaststelling(door=door, op=timezone.localdate())})

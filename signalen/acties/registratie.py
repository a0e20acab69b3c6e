"""Hearing a signal: what was said becomes a row with a number, a route, a shield and a term."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from signalen.acties.basis import meld, meld_eigenaar
from signalen.acties.bundelen import bundel
from signalen.acties.herhaling import koppel_herhaling
from signalen.models import Dossier, Melder, Nummerreeks, Signaal, Spreekuur, Verwezen
from signalen.punt import beoordeel
from signalen.regels import onderwerp
from signalen.routes import begin_escalatie, gevoelig_bij_registratie, strengste, verwachte_route
from signalen.stroom import SIGNAAL
from signalen.termijnen import dag_voor
from signalen.verstrekken import klachten_buiten, leg_vast
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht, eis, mag
from wijkwerk.gebruikers.rollen import plek_van_indiener
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel import Profiel, Selector
from wijkwerk.regels.service import Klacht, StapGeweigerd, Toestemming, eis_stap
from wijkwerk.wijken.models import Gebied
from wijkwerk.wijken.punt import Punt


@dataclass(frozen=True)
class Melderinvoer:
    """Who told it, as far as that person wants to be known."""

    hoedanigheid: str = ""
    naam: str = ""
    e_mail: str = ""
    telefoon: str = ""
    terugkoppeling_gewenst: bool = False

    def __bool__(self) -> bool:
        return any((self.hoedanigheid, self.naam, self.e_mail, self.telefoon, self.terugkoppeling_gewenst))

    @property
    def klachten(self) -> list[Klacht]:
        if self.terugkoppeling_gewenst and not (self.e_mail.strip() or self.telefoon.strip()):
            return [
                Klacht(
                    "Vul een e-mailadres of telefoonnummer in, anders kan niemand terugkoppelen.", "e_mail"
                )
            ]
        return []


@transaction.atomic
def registreer(
    *,
    tekst: str,
    soort: str,
    gebieden: Sequence[Gebied],
    door: Gebruiker | None,
    kanaal: str = "",
    spreekuur: Spreekuur | None = None,
    themas: Iterable[str] = (),
    urgentie: str = Signaal.Urgentie.NORMAAL,
    gevoelig: str = Signaal.Gevoelig.NEE,
    belevingsgebied: str = "",
    waar: str = "",
    punt: Punt | None = None,
    schaalniveau: str = "",
    melder: Melderinvoer | None = None,
    eigenaar: Houder | None = None,
    velden: Mapping[str, Any] | None = None,
    client_id: uuid.UUID | None = None,
    dossier: Dossier | None = None,
    nagekomen: bool = False,
    herhaling_van: Signaal | None = None,
    toestemming: Toestemming | None = None,
) -> Signaal:
    """Register what was said; return the signal, with `adviezen` of the profile.

    The first of `gebieden` is the main one. `kanaal` is a kanaal or overlegvorm of the profile; of an entry at a
    spreekuur it is that form. `gevoelig` follows the kind and its themes and can only be raised here. `dossier`
    is what it is bundled in at once, `herhaling_van` the earlier one that it repeats. The same `client_id` twice is the
    same signal, not a second one, also when both come in at the same moment. `nagekomen`: a device kept it while it had
    no line, so the spreekuur may be over. `door` None: somebody without account, who may choose only what the profile
    opens on its form (`meld_zonder_account`). `toestemming`: a step of another app that ends in a signal brings who may.
    Raises PermissionDenied without `signaal.registreren` (or `signaal.melden`) there, StapGeweigerd with every
    complaint at once.
    """
    if client_id and (eerder := Signaal.objects.filter(client_id=client_id).first()):
        return _eerder(eerder, door)
    profiel = actief_profiel()
    kanaal = spreekuur.soort if spreekuur else kanaal
    fout, hints = beoordeel(punt, gebieden)
    klachten = [
        *_klachten(profiel, tekst, soort, kanaal, gebieden),
        *(klachten_formulier(profiel, soort, kanaal, spreekuur) if door is None else []),
        *(melder.klachten if melder else []),
        *(
            [Klacht("Dit spreekuur is niet open.")]
            if spreekuur and not _neemt_in(spreekuur, nagekomen)
            else []
        ),
        *fout,
    ]
    if klachten:
        raise StapGeweigerd(tuple(klachten))
    rij = profiel.signaalsoort(soort)
    themas = list(dict.fromkeys([*themas, *([rij.thema] if rij.thema else [])]))
    route = verwachte_route(profiel, soort, kanaal)
    vandaag = timezone.localdate()
    signaal = Signaal(
        client_id=client_id or uuid.uuid4(),
        tekst=tekst.strip(),
        soort=soort,
        themas=themas,
        gebied=gebieden[0],
        belevingsgebied=belevingsgebied,
        waar=waar,
        lengte=punt.lengte if punt else None,
        breedte=punt.breedte if punt else None,
        kanaal=kanaal,
        spreekuur=spreekuur,
        urgentie=urgentie,
        gevoelig=strengste(gevoelig_bij_registratie(profiel, soort, themas), gevoelig),
        route=route.sleutel,
        schaalniveau=schaalniveau or gebieden[0].niveau,
        escalatie=begin_escalatie(profiel, route, eigenaar),
        velden=dict(velden or {}),
        uitzetten_voor=dag_voor(profiel, soort, "uitzetten", vandaag),
        uiterlijk=dag_voor(profiel, soort, "beantwoorden", vandaag),
        geregistreerd_door=door,
    )
    signaal.houder = eigenaar
    signaal.zet_plek(gebieden, [eigenaar.partij] if eigenaar and eigenaar.partij else [])
    uitkomst = eis_stap(
        SIGNAAL["registreren"],
        onderwerp(signaal, {"eigenaar": eigenaar}),
        door,
        stand="",
        toestemming=toestemming or _melden(signaal, door),
        ook=klachten_buiten(signaal, [eigenaar] if eigenaar else []),
    )
    try:
        with transaction.atomic():
            if melder:
                signaal.melder = maak_melder(melder)
            signaal.jaar = vandaag.year
            signaal.volgnummer = Nummerreeks.volgende(vandaag.year)
            signaal.save()
    except IntegrityError:
        # Twice at the same moment: the other one was first.
        dezelfde = Signaal.objects.filter(client_id=signaal.client_id).first()
        if dezelfde is None:
            raise
        return _eerder(dezelfde, door)
    signaal.gebieden.add(*gebieden)
    noteer(
        door=door,
        stap="signaal.registreren",
        ding=signaal,
        gegevens={"soort": soort, "route": route.sleutel, "gevoelig": signaal.gevoelig, "kanaal": kanaal},
    )
    if eigenaar is not None and door is not None:
        leg_vast(signaal, [eigenaar], door)
    signaal.adviezen = (*uitkomst.adviezen, *hints)
    meld(uitkomst, "signaal-nieuw", signaal, door, aan_melder="signaal-ontvangen")
    meld_eigenaar(signaal, door)
    if dossier is not None and door is not None:
        bundel(dossier=dossier, signalen=[signaal], door=door)
        signaal.dossier = dossier
    if herhaling_van is not None and door is not None:
        adviezen = signaal.adviezen
        signaal = koppel_herhaling(signaal=signaal, van=herhaling_van, door=door)
        signaal.adviezen = adviezen
    return signaal


def klachten_formulier(
    profiel: Profiel, soort: str, kanaal: str, spreekuur: Spreekuur | None
) -> Iterable[Klacht]:
    """What the form for everybody does not open is closed, whatever is sent in."""
    rij = profiel.formulierkanaal
    if rij is None or kanaal != rij.sleutel or spreekuur is not None:
        yield Klacht("Deze gemeente heeft geen formulier voor iedereen.")
    elif soort not in {keuze.soort for keuze in rij.formulier}:
        yield Klacht("Kies waar het over gaat.", "soort")


def _eerder(signaal: Signaal, door: Gebruiker | None) -> Signaal:
    """The device sent it a second time: the line fell away before our answer came."""
    if signaal.geregistreerd_door_id != (door.pk if door else None):
        raise StapGeweigerd((Klacht("Dit formulier is al gebruikt. Open een nieuw formulier."),))
    return signaal


def _neemt_in(spreekuur: Spreekuur, nagekomen: bool) -> bool:
    return spreekuur.is_open or (nagekomen and spreekuur.stand == Spreekuur.Stand.GEHOUDEN)


def _klachten(
    profiel: Profiel, tekst: str, soort: str, kanaal: str, gebieden: Sequence[Gebied]
) -> Iterable[Klacht]:
    vandaag = timezone.localdate()
    if not tekst.strip():
        yield Klacht("Schrijf op wat er gezegd is.", "tekst")
    if not any(rij.sleutel == soort and rij.geldt_op(vandaag) for rij in profiel.signaalsoorten):
        yield Klacht("Kies een soort.", "soort")
    if kanaal not in kanalen_in(profiel):
        yield Klacht("Kies hoe dit binnenkwam.", "kanaal")
    if not gebieden:
        yield Klacht("Kies een gebied.", "gebied")


def kanalen_in(profiel: Profiel) -> dict[str, str]:
    """Return key and name of every way in: kanalen that take in, and the forms of overleg."""
    vandaag = timezone.localdate()
    kanalen = {
        rij.sleutel: rij.naam for rij in profiel.kanalen if rij.richting != "uit" and rij.geldt_op(vandaag)
    }
    return kanalen | {rij.sleutel: rij.naam for rij in profiel.overlegvormen if rij.geldt_op(vandaag)}


def _melden(signaal: Signaal, door: Gebruiker | None) -> Toestemming | None:
    """Residents bring in their own signal by the right `signaal.melden`; a proposal also by `plan.voorstellen` (ETL-53)."""
    if door is None:
        return None
    voorstel = actief_profiel().signaalsoort(signaal.soort).wordt == "voorstel"
    plek = plek_van_indiener(door, signaal.plek_gebieden)
    if not mag(door, Recht.SIGNAAL_MELDEN, signaal.plek()) and not (
        voorstel and mag(door, Recht.PLAN_VOORSTELLEN, plek)
    ):
        return None
    return Toestemming(wie=(Selector("indiener"),), betrokkenen={"indiener": frozenset({door.pk})})


def maak_melder(invoer: Melderinvoer) -> Melder:
    melder = Melder(
        hoedanigheid=invoer.hoedanigheid.strip(), terugkoppeling_gewenst=invoer.terugkoppeling_gewenst
    )
    melder.zet_contact(naam=invoer.naam, e_mail=invoer.e_mail, telefoon=invoer.telefoon)
    melder.save()
    return melder


@transaction.atomic
def verwijs_acuut(
    *, soort: str, gebied: Gebied, door: Gebruiker | None, spreekuur: Spreekuur | None = None
) -> Verwezen:
    """There is danger now: record only that somebody was sent to the emergency line, and nothing else."""
    leeg = Signaal(gebied=gebied)
    leeg.zet_plek([gebied])
    if door is not None and not mag(door, Recht.SIGNAAL_MELDEN, leeg.plek()):
        eis(door, Recht.SIGNAAL_REGISTREREN, leeg.plek())
    verwezen = Verwezen.objects.create(soort=soort, gebied=gebied, spreekuur=spreekuur)
    noteer(door=door, stap="signaal.verwijzen", ding=verwezen)
    return verwezen

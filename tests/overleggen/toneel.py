"""A wijk with meetings in every state, for tests that look at pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta

from django.utils import timezone

from overleggen import acties
from overleggen.models import Agendapunt, Overleg
from overleggen.voorstel import stel_voor
from signalen import service as signalen
from signalen.models import Signaal
from tests.hulp import activeer, gebied, partij, persoon
from tests.overleggen.hulp import begonnen, besproken, gepland, punt
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker

WIJK = "nieuw-den-helder"


@dataclass(frozen=True)
class Toneel:
    manager: Gebruiker
    afgerond: Overleg
    bezig: Overleg
    komend: Overleg

    @property
    def adressen(self) -> list[str]:
        """Every page of a meeting, in the state in which it has most to show."""
        komend, bezig, afgerond = self.komend.pk, self.bezig.pk, self.afgerond.pk
        wacht = self.komend.punten.filter(stand="aangedragen").get().pk
        open_punt = self.bezig.punten.filter(stand="geagendeerd", gevoelig="nee").get().pk
        besproken_punt = self.bezig.punten.filter(stand="besproken").get().pk
        signaal = Signaal.objects.exclude(gevoelig="ja").latest("pk").pk
        return [
            "/overleggen/",
            "/overleggen/planning/",
            "/overleggen/planning/?vorm=coordinatieteam",
            "/overleggen/nieuw/",
            f"/overleggen/nieuw/?vorm=coordinatieteam&gebied={self.komend.gebied_id}",
            f"/overleggen/{komend}/",
            f"/overleggen/{komend}/deelnemers/",
            f"/overleggen/{komend}/deelnemers/nieuw/",
            f"/overleggen/{komend}/voorstel/",
            f"/overleggen/{komend}/punten/nieuw/",
            f"/overleggen/{komend}/uitnodiging/",
            f"/overleggen/{komend}/wijziging/",
            f"/overleggen/{komend}/verval/",
            f"/overleggen/punten/{wacht}/agendering/",
            f"/overleggen/punten/{wacht}/afvoer/",
            f"/overleggen/{bezig}/",
            f"/overleggen/{bezig}/deelnemers/",
            f"/overleggen/{bezig}/tijdens/",
            f"/overleggen/{bezig}/afronding/",
            f"/overleggen/punten/{open_punt}/bespreking/",
            f"/overleggen/punten/{open_punt}/afspraak/",
            f"/overleggen/punten/{besproken_punt}/terugkoppeling/",
            f"/overleggen/{bezig}/tijden/",
            f"/overleggen/punten/{open_punt}/aantekening/",
            f"/overleggen/punten/{open_punt}/overdracht/",
            f"/overleggen/punten/{open_punt}/verloop/",
            f"/overleggen/{afgerond}/verslag/",
            f"/overleggen/{afgerond}/verslag/?versie=1",
            f"/overleggen/agenderen/signaal/{signaal}/",
        ]


def zet_op() -> Toneel:
    activeer("den-helder")
    manager = persoon("wijkmanager", gebied=WIJK, naam="Wim de Wijkmanager")
    concierge = persoon("wijkconcierge", gebied=WIJK, naam="Coba Conciërge")
    for tekst, soort in (
        ("Losse tegels bij de school", "openbare-ruimte"),
        ("Verwarde buurman", "zorg"),
        ("Geluid in het portiek", "wonen"),
    ):
        signalen.registreer(
            tekst=tekst, soort=soort, gebieden=[gebied(WIJK)], kanaal="spreekuur", door=concierge
        )
    afgerond = _afgerond(manager)
    bezig = _bezig(manager)
    return Toneel(manager, afgerond, bezig, _komend(manager))


def _afgerond(manager: Gebruiker) -> Overleg:
    overleg = begonnen("coordinatieteam", WIJK, manager, begin=time(9), plaats="wijkhuis De Draaikolk")
    rij = besproken(overleg, manager, "Jongeren op het pleintje")
    _spreek_af(rij, manager)
    acties.schuif_door(punt=punt(overleg, manager, "Zwerfvuil bij de winkels"), door=manager)
    acties.rond_af(overleg=overleg, door=manager)
    acties.stel_vast(verslag=overleg.verslagen.get(), door=manager)
    acties.verbeter(overleg=overleg, correctie="De wijkagent was vervangen.", door=manager)
    return overleg


def _spreek_af(rij: Agendapunt, manager: Gebruiker) -> None:
    acties.maak_afspraak(
        punt=rij,
        wat="Elke avond langs het pleintje",
        houder=Houder(partij=partij("opbouwwerk")),
        uiterlijk=timezone.localdate() + timedelta(days=14),
        door=manager,
    )


def _bezig(manager: Gebruiker) -> Overleg:
    overleg = begonnen("coordinatieteam", WIJK, manager, begin=time(11), plaats="wijkhuis De Draaikolk")
    afwezig = overleg.deelnemers.filter(hoe="cruciaal").latest("pk")
    acties.leg_aanwezigheid_vast(overleg=overleg, aanwezig={afwezig.pk: "nee"}, door=manager)
    rij = besproken(
        overleg, manager, "Verkeer bij de brede school", toelichting="Ouders vragen om een veilige oversteek."
    )
    _spreek_af(rij, manager)
    punt(overleg, manager, "Stapeling: drie organisaties bij dezelfde ouderen")
    dicht = [rij for rij in stel_voor(overleg, manager) if rij.afgeschermd]
    acties.neem_over(overleg=overleg, voorstellen=dicht, door=manager)
    return overleg


def _komend(manager: Gebruiker) -> Overleg:
    overleg = gepland("coordinatieteam", WIJK, manager, over=14, plaats="buurthuis", eind=time(12))
    punt(overleg, manager, "Rondje langs de velden")
    punt(overleg, manager, "Plan voor de zomer", toelichting="Wat doen we met de jeugd in de vakantie?")
    collega = persoon("handhaving", gebied=WIJK, naam="Hans Handhaver")
    acties.draag_aan(
        overleg=overleg, titel="Fietsen voor de ingang", toelichting="Al drie meldingen.", door=collega
    )
    return overleg

"""A million signals with what belongs to them: areas, parts, answers, what was told, and each step in the logboek."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from bench.groot import gemeente
from bench.groot.kopie import LEEG, kopieer, zet_tellers_goed, zonder_indexen
from signalen.models import Antwoord, Deelactie, Nummerreeks, Signaal, Terugkoppeling
from signalen.routes import gevoelig_bij_registratie
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel.rijen.signalen import Signaalsoort

ZAAD = 20261126
JAREN = timedelta(days=5 * 365)
# A word in one of twenty texts, and one in one of twenty thousand.
GEWOON, ZELDZAAM = "tegel", "zwerfkei"
WOORDEN = (
    "de het een bij naast achter voor langs op in straat plein school winkel speeltuin bushalte flat portiek stoep "
    "lantaarn boom heg gras water sloot brug fietspad bankje prullenbak container afval glas blikjes hond vogels lawaai "
    "muziek jongeren ouderen buren kinderen gezin bewoners overlast hard donker glad los scheef kapot vies vol leeg "
    "onveilig gevaarlijk vervelend elke week dag avond nacht ochtend weekend zomer winter al lang nu weer nog steeds"
)
LETTERGREPEN = "bak den grol hij kast lem mor nak pril rust stam tol ver wan zel brug dor fiet huis kant"
ZINNEN = 20_000
SCHAAL = 2654435761


def kies(nummer: int, zout: int, uit: int) -> int:
    """A number below `uit` that looks drawn, and is the same every time."""
    waarde = (nummer * SCHAAL + zout * 374761393 + ZAAD) & 0xFFFFFFFF
    waarde ^= waarde >> 15
    waarde = waarde * 2246822519 & 0xFFFFFFFF
    return (waarde ^ waarde >> 13) % uit


@dataclass(frozen=True)
class Lot:
    """Everything that is drawn for one signal; each table makes its rows from it."""

    nummer: int
    soort: int
    buurt: int
    op: datetime
    stand: str
    deel: bool
    antwoord: bool


class Vuller:
    def __init__(self, aantal: int) -> None:
        self.aantal = aantal
        self.nu = timezone.now().replace(microsecond=0)
        self.profiel = actief_profiel()
        self.buurten = gemeente.buurten()
        self.teams = gemeente.teams()
        self.soorten = [self._soort(rij) for rij in self.profiel.signaalsoorten]
        self.schrijvers = [wie.pk for wie in gemeente.mensen("wijkconcierge")]
        self.managers = [wie.pk for wie in gemeente.mensen("wijkmanager")]
        self.zinnen = self._zinnen()

    def _soort(self, rij: Signaalsoort) -> dict[str, Any]:
        antwoorden = [
            soort for soort in self.profiel.antwoorden_voor(rij.sleutel) if soort.uitkomst != "later"
        ]
        themas = [rij.thema] if rij.thema else []
        return {
            "sleutel": rij.sleutel,
            "themas": themas,
            "gevoelig": gevoelig_bij_registratie(self.profiel, rij.sleutel, themas),
            "route": rij.route,
            "antwoord": antwoorden[0],
        }

    @staticmethod
    def _zinnen() -> list[str]:
        """Sentences of thousands of different words, a few of them often and most of them seldom: as in any text."""
        bron = Random(ZAAD)
        lettergrepen = LETTERGREPEN.split()
        lang = ["".join(bron.choices(lettergrepen, k=bron.randint(2, 4))) for _ in range(6000)]
        woorden = [*WOORDEN.split(), *lang]
        kansen = [1 / (rang + 3) for rang in range(len(woorden))]
        zinnen = (" ".join(bron.choices(woorden, kansen, k=bron.randint(6, 14))) for _ in range(ZINNEN))
        return [f"{zin.capitalize()}." for zin in zinnen]

    def vul(self) -> None:
        gebieden = Signaal.gebieden.through
        plekken = Afspraak.gebieden.through
        modellen = (Signaal, gebieden, Afspraak, plekken, Deelactie, Antwoord, Terugkoppeling, Logregel)
        with zonder_indexen(*modellen):
            self._signalen()
            kopieer(
                gebieden,
                ["id", "signaal_id", "gebied_id"],
                (f"{lot.nummer}\t{lot.nummer}\t{self.buurten[lot.buurt].pk}" for lot in self.loten()),
            )
            self._delen(plekken)
            self._antwoorden()
            self._logboek()
        zet_tellers_goed(*modellen)
        Nummerreeks.objects.update_or_create(jaar=self.nu.year, defaults={"laatste": self.aantal})

    def loten(self) -> Iterator[Lot]:
        stap = JAREN / self.aantal
        for nummer in range(1, self.aantal + 1):
            op = self.nu - JAREN + nummer * stap
            dagen = (self.nu - op).days
            if dagen < 3:
                stand = "geregistreerd"
            elif dagen < 14 or kies(nummer, 1, 200) == 0:
                stand = "uitgezet"
            elif dagen < 21:
                stand = "beantwoord"
            else:
                stand = "teruggekoppeld" if dagen < 28 else "gesloten"
            yield Lot(
                nummer,
                kies(nummer, 2, len(self.soorten)),
                kies(nummer, 3, len(self.buurten)),
                op,
                stand,
                deel=stand != "geregistreerd" and kies(nummer, 4, 5) > 0,
                antwoord=stand not in {"geregistreerd", "uitgezet"},
            )

    def _team(self, lot: Lot) -> int:
        return self.teams[(lot.soort + lot.buurt // 60) % len(self.teams)].pk

    def _tekst(self, nummer: int) -> str:
        tekst = f"{self.zinnen[kies(nummer, 5, ZINNEN)]} {self.zinnen[kies(nummer, 6, ZINNEN)]}"
        tekst += f" Het gaat om een losse {GEWOON}." if kies(nummer, 7, 20) == 0 else ""
        return tekst + (f" Er ligt een {ZELDZAAM}." if nummer % 20_000 == 77 else "")

    def _signalen(self) -> None:
        kolommen = [
            "id", "jaar", "volgnummer", "client_id", "tekst", "soort", "themas", "gebied_id", "plek_gebieden",
            "plek_partijen", "houder_partij_id", "houder_rol", "houder_gebied_id", "kanaal", "gevoelig", "route",
            "stand", "uiterlijk", "geregistreerd_door_id", "geregistreerd_op", "gesloten_op", "gesloten_door_id",
        ]  # fmt: skip
        kopieer(Signaal, kolommen, map(self._signaal, self.loten()))

    def _signaal(self, lot: Lot) -> str:
        soort, buurt = self.soorten[lot.soort], self.buurten[lot.buurt]
        plek = ",".join(map(str, buurt.voorouders))
        heeft_eigenaar = lot.stand != "geregistreerd"
        team = self._team(lot) if heeft_eigenaar and lot.deel else None
        rol = heeft_eigenaar and not lot.deel
        gesloten = lot.stand == "gesloten"
        return "\t".join(
            (
                str(lot.nummer), str(lot.op.year), str(lot.nummer), str(uuid.UUID(int=lot.nummer)), self._tekst(lot.nummer),
                soort["sleutel"], "{" + ",".join(soort["themas"]) + "}", str(buurt.pk), "{" + plek + "}",
                "{" + str(team or "") + "}", str(team or LEEG), "wijkmanager" if rol else "",
                str(buurt.ouder_id) if rol else LEEG, "telefoon", soort["gevoelig"], soort["route"], lot.stand,
                (lot.op + timedelta(days=14)).date().isoformat(), str(self.schrijvers[kies(lot.nummer, 8, len(self.schrijvers))]),
                lot.op.isoformat(), (lot.op + timedelta(days=25)).isoformat() if gesloten else LEEG,
                str(self.managers[lot.buurt // 10]) if gesloten else LEEG,
            )
        )  # fmt: skip

    def _delen(self, plekken: type[Any]) -> None:
        kolommen = [
            "id", "wat", "uiterlijk", "eerste_uiterlijk", "stand", "houder_partij_id", "plek_gebieden", "plek_partijen",
            "gevoelig", "bron_soort", "bron_id", "gevraagd_door_id", "gevraagd_op", "klaar_op",
        ]  # fmt: skip
        kopieer(Afspraak, kolommen, (self._afspraak(lot) for lot in self.loten() if lot.deel))
        kopieer(
            plekken,
            ["id", "afspraak_id", "gebied_id"],
            (f"{lot.nummer}\t{lot.nummer}\t{self.buurten[lot.buurt].pk}" for lot in self.loten() if lot.deel),
        )
        kopieer(
            Deelactie,
            ["id", "signaal_id", "afspraak_id"],
            (f"{lot.nummer}\t{lot.nummer}\t{lot.nummer}" for lot in self.loten() if lot.deel),
        )

    def _afspraak(self, lot: Lot) -> str:
        uiterlijk = (lot.op + timedelta(days=16)).date().isoformat()
        stand = "klaar" if lot.antwoord else ("gevraagd" if kies(lot.nummer, 9, 2) else "loopt")
        team, plek = self._team(lot), ",".join(map(str, self.buurten[lot.buurt].voorouders))
        klaar = lot.op + timedelta(days=4 + kies(lot.nummer, 10, 10))
        return "\t".join(
            (
                str(lot.nummer), "Ga kijken en laat weten wat kan.", uiterlijk, uiterlijk, stand, str(team), "{" + plek + "}",
                "{" + str(team) + "}", self.soorten[lot.soort]["gevoelig"], "signaal", str(lot.nummer),
                str(self.managers[lot.buurt // 10]), (lot.op + timedelta(days=2)).isoformat(),
                klaar.isoformat() if stand == "klaar" else LEEG,
            )
        )  # fmt: skip

    def _antwoorden(self) -> None:
        kolommen = [
            "id",
            "signaal_id",
            "soort",
            "uitkomst",
            "motivering",
            "uiterlijk",
            "gegeven_door_id",
            "gegeven_op",
        ]
        kopieer(Antwoord, kolommen, (self._antwoord(lot) for lot in self.loten() if lot.antwoord))
        kopieer(
            Terugkoppeling,
            ["id", "signaal_id", "aan", "wijze", "door_id", "op"],
            (
                f"{lot.nummer}\t{lot.nummer}\tmelder\tgesproken\t{self.managers[lot.buurt // 10]}\t"
                f"{(lot.op + timedelta(days=22)).isoformat()}"
                for lot in self.loten()
                if lot.stand in {"teruggekoppeld", "gesloten"}
            ),
        )

    def _antwoord(self, lot: Lot) -> str:
        soort = self.soorten[lot.soort]["antwoord"]
        gegeven = lot.op + timedelta(days=5 + kies(lot.nummer, 11, 12))
        termijn = (lot.op + timedelta(days=14)).date().isoformat()
        return "\t".join(
            (
                str(lot.nummer), str(lot.nummer), soort.sleutel, soort.uitkomst, "Wij hebben het bekeken en opgepakt.", termijn,
                str(self.managers[lot.buurt // 10]), gegeven.isoformat(),
            )
        )  # fmt: skip

    def _logboek(self) -> None:
        kolommen = ["op", "door_id", "aard", "stap", "object_soort", "object_id", "id"]
        kopieer(Logregel, kolommen, self._logregels())

    def _logregels(self) -> Iterator[str]:
        teller = 0
        for lot in self.loten():
            manager = self.managers[lot.buurt // 10]
            schrijver = self.schrijvers[kies(lot.nummer, 8, len(self.schrijvers))]
            stappen = [(0, schrijver, "signaal.registreren")]
            if lot.stand != "geregistreerd":
                stappen.append((2, manager, "signaal.uitzetten"))
            if lot.antwoord:
                stappen.append((17, manager, "signaal.beantwoorden"))
            if lot.stand in {"teruggekoppeld", "gesloten"}:
                stappen.append((22, manager, "signaal.terugkoppelen"))
            if lot.stand == "gesloten":
                stappen.append((25, manager, "signaal.sluiten"))
            for dagen, wie, stap in stappen:
                teller += 1
                op = (lot.op + timedelta(days=dagen)).isoformat()
                yield f"{op}\t{wie}\tstap\t{stap}\tsignaal\t{lot.nummer}\t{teller}"
            if lot.deel:
                for dagen, stap in ((2, "maken"), (3, "toezeggen"), (14, "afronden")):
                    teller += 1
                    op = (lot.op + timedelta(days=dagen)).isoformat()
                    yield f"{op}\t{manager}\tstap\tafspraak.{stap}\tafspraak\t{lot.nummer}\t{teller}"

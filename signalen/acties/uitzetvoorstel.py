"""What would happen if everything of a spreekuur were sent now: to whom, by which route, and what cannot go and why.

The same rows are shown before and acted on: `acties.zet_spreekuur_uit` sends what `kan` says, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone

from signalen.acties.overdracht import AFGESCHERMD
from signalen.acties.uitzetting import mag_uitzetten
from signalen.models import Dossier, Signaal, Spreekuur
from signalen.regels import gevraagde_velden
from signalen.routes import Bestemming, bestemmingen, is_beleidsroute
from signalen.verstrekken import klachten_buiten, mag_lezen
from signalen.zicht import toont_tekst
from wijkwerk.berichten.termijnen import plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.signalen import Route


@dataclass(frozen=True)
class Voorstel:
    """One signal, or the signals of one dossier together: whom it goes to, or why it stays."""

    signalen: tuple[Signaal, ...]
    route: Route
    dossier: Dossier | None = None
    doelen: tuple[Bestemming, ...] = ()
    wat: str = ""
    uiterlijk: date | None = None
    reden: str = ""

    @property
    def kan(self) -> bool:
        return not self.reden

    @property
    def aantal(self) -> int:
        return len(self.signalen)

    @property
    def naam(self) -> str:
        """How lists call it, shielded or not."""
        eerste = self.signalen[0]
        return str(self.dossier) if self.dossier else f"{eerste.nummer} {eerste.titel}"

    @property
    def naar(self) -> str:
        if self.dossier and self.dossier.houder:
            return str(self.dossier.houder)
        return " en ".join(doel.naam for doel in self.doelen) or self.route.naam

    @property
    def url(self) -> str:
        """Where one does it by hand."""
        if self.dossier:
            return self.dossier.get_absolute_url()
        return reverse("signalen:detail", args=[self.signalen[0].pk])


def voorstellen(spreekuur: Spreekuur, door: Gebruiker) -> list[Voorstel]:
    """Return what of this spreekuur waits for an owner, as far as it exists for this person, oldest first."""
    wachten = (
        Signaal.objects.zichtbaar_voor(door)
        .filter(spreekuur=spreekuur, stand=Signaal.Stand.GEREGISTREERD)
        .voor_lijst()
        .select_related(
            "dossier", "dossier__houder_partij", "dossier__houder_gebied", "dossier__houder_persoon"
        )
        .order_by("pk")
    )
    groepen: dict[tuple[str, int], list[Signaal]] = {}
    for signaal in wachten:
        dossier = signaal.dossier if signaal.dossier and signaal.dossier.is_open else None
        sleutel = ("dossier", dossier.pk) if dossier else ("signaal", signaal.pk)
        groepen.setdefault(sleutel, []).append(signaal)
    wegen = Wegen(actief_profiel(), door)
    return [wegen.voorstel(groep) for groep in groepen.values()]


class Wegen:
    """The destinations of each route and area, looked up once: not for every signal anew."""

    def __init__(self, profiel: Profiel, door: Gebruiker) -> None:
        self.profiel, self.door = profiel, door
        self._bekend: dict[tuple[str, int, tuple[str, ...]], list[Bestemming]] = {}

    def voorstel(self, signalen: list[Signaal]) -> Voorstel:
        eerste = signalen[0]
        route = self.profiel.route(eerste.route)
        dossier = eerste.dossier if eerste.dossier and eerste.dossier.is_open else None
        doelen = tuple(doel for doel in self._doelen(route, eerste) if doel.voorgesteld)
        redenen = (self._waarom_niet(signaal, route, doelen, dossier) for signaal in signalen)
        return Voorstel(
            signalen=tuple(signalen),
            route=route,
            dossier=dossier,
            doelen=doelen,
            wat=(dossier.vraag[:300] or str(dossier))
            if dossier
            else standaard_wat(eerste, toont_tekst(eerste) and leest_iedereen(eerste, doelen)),
            uiterlijk=standaard_dag(eerste),
            reden=next((reden for reden in redenen if reden), ""),
        )

    def _doelen(self, route: Route, signaal: Signaal) -> list[Bestemming]:
        sleutel = (route.sleutel, signaal.gebied_id, tuple(signaal.themas))
        if sleutel not in self._bekend:
            self._bekend[sleutel] = bestemmingen(self.profiel, route, signaal)
        return self._bekend[sleutel]

    def _waarom_niet(
        self, signaal: Signaal, route: Route, doelen: tuple[Bestemming, ...], dossier: Dossier | None
    ) -> str:
        """Return what stands in the way, in words for the screen; empty when it can go."""
        if route.is_balie:
            return "Dit gaat nergens heen: u geeft zelf antwoord."
        beleid = is_beleidsroute(self.profiel, route.bestemming(themas=tuple(signaal.themas)))
        if not mag_uitzetten(signaal, self.door, route):
            return f"Dit mag u niet zelf uitzetten. {self._wie_wel(route)}".strip()
        if beleid:
            return "Kies zelf bij welke adviseur deze vraag hoort."
        velden = gevraagde_velden(self.profiel, "uitzetten", signaal.soort, tuple(signaal.themas))
        if nodig := [veld.naam for veld in velden if veld.verplicht]:
            return f"Vul eerst in: {', '.join(nodig).lower()}."
        if route.is_meldsysteem:
            return AFGESCHERMD if signaal.is_afgeschermd else ""
        if dossier and dossier.houder:
            return ""
        houders = [doel.houder for doel in doelen if doel.houder and not doel.overleg]
        if buiten := klachten_buiten(signaal, houders):
            return str(buiten[0])
        return _bij_doelen(route, doelen, samen=dossier is not None)

    def _wie_wel(self, route: Route) -> str:
        namen = [self.profiel.rol(wie.waarde).naam for wie in route.door if wie.soort == "rol"]
        return f"Dat doet: {' of '.join(namen)}." if namen else ""


def _bij_doelen(route: Route, doelen: tuple[Bestemming, ...], *, samen: bool) -> str:
    if not doelen:
        return "Er is hier nog geen partij bekend die dit oppakt."
    partijen = [doel for doel in doelen if not doel.overleg]
    if samen and (len(partijen) != 1 or partijen[0].houder is None):
        return "Kies zelf wie eigenaar wordt van dit dossier."
    if any(doel.houder is None for doel in doelen):
        return "Er is hier nog niemand bekend die dit oppakt."
    if len(partijen) > 1 and not (route.splitsen or len(route.naar) >= len(partijen)):
        return "Er zijn meer partijen mogelijk. Kies zelf welke."
    return ""


def leest_iedereen(signaal: Signaal, doelen: Iterable[Bestemming]) -> bool:
    """Whether what was said may go to all of them: else it does not stand in what they are asked."""
    return all(mag_lezen(signaal, doel.houder) for doel in doelen if doel.houder)


def standaard_wat(signaal: Signaal, tekst_zichtbaar: bool) -> str:
    """What is asked, to begin with: what was said; of a shielded signal only its number."""
    if signaal.gevoelig != "ja" and tekst_zichtbaar:
        return signaal.tekst[:300]
    return f"Signaal {signaal.nummer} oppakken"


def standaard_dag(signaal: Signaal) -> date:
    """The day on which the answer is due, and never sooner than three working days from now."""
    vandaag = timezone.localdate()
    vroegst = plus_werkdagen(vandaag, 3)
    return max(vroegst, signaal.uiterlijk) if signaal.uiterlijk else plus_werkdagen(vandaag, 10)


def aantal_van(voorstellen: Iterable[Voorstel]) -> int:
    return sum(voorstel.aantal for voorstel in voorstellen)

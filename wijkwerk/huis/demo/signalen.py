"""The life of signals in the demo: heard, owned, asked, answered, told; each as far as its age would have brought it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from signalen import acties
from signalen.acties.registratie import kanalen_in
from signalen.acties.spreekuur import spreekuurvormen
from signalen.meldsysteem.overdragen import draag_over_wat_klaarstaat
from signalen.models import Deelactie, Overdracht, Signaal, Spreekuur
from signalen.routes import bestemmingen
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.initiatieven import Initiatiefleven
from wijkwerk.huis.demo.kaart import een_punt_in
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.velden import vul
from wijkwerk.huis.demo.verhaal import Verhaal, verhalen
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.signalen import Antwoord
from wijkwerk.regels.service import houder_sleutel
from wijkwerk.wijken.models import Gebied


class Signaalleven:
    """Carries the stories through time. A step that the profile refuses simply does not happen."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag
        self.profiel = actief_profiel()

    def leef(self) -> list[Signaal]:
        """Spread the stories over three months, newest last; return the signals."""
        rij = list(verhalen())
        signalen = []
        initiatieven = Initiatiefleven(self.spelers, self.vandaag)
        for plaats, verhaal in enumerate(rij):
            dagen_geleden = max(1, 85 - plaats * 85 // max(1, len(rij) - 1))
            signaal = self._hoor(verhaal, werkdag(self.vandaag, dagen_geleden), self._melder(plaats))
            if signaal is not None:
                if verhaal.idee and self.profiel.heeft("initiatieven"):
                    initiatieven.leef(signaal, verhaal.idee, dagen_geleden)
                    self._vertel(signaal, plaats, dagen_geleden - 20)
                else:
                    self._handel_af(signaal, plaats, dagen_geleden)
                signalen.append(signaal)
        self._bundel(signalen)
        return signalen

    def leef_toen(self, hoeveel: int = 8) -> None:
        """Some stories of different things and places, answered and closed before `vandaag`: what a report of then counts."""
        anders: list[Verhaal] = []
        for verhaal in verhalen():
            al_verteld = any(
                rij.gebied == verhaal.gebied or (rij.soort, rij.themas) == (verhaal.soort, verhaal.themas)
                for rij in anders
            )
            if not (verhaal.idee or al_verteld):
                anders.append(verhaal)
        for plaats, verhaal in enumerate(anders[:hoeveel]):
            dagen_geleden = 85 - 4 * plaats
            melder = acties.Melderinvoer("bewoner", e_mail="", terugkoppeling_gewenst=False)
            signaal = self._hoor(verhaal, werkdag(self.vandaag, dagen_geleden), melder)
            if signaal is not None:
                self._handel_af(signaal, plaats, dagen_geleden)

    def _vertel(self, signaal: Signaal, plaats: int, dagen_geleden: int) -> None:
        """Who told it hears how it goes on."""
        with op(werkdag(self.vandaag, max(1, dagen_geleden))):
            if self._beantwoord(signaal, plaats):
                self._koppel_terug_en_sluit(signaal)

    def _bundel(self, signalen: list[Signaal]) -> None:
        """The first two that are open, of one kind, and written down by one person, become one dossier."""
        samen: dict[tuple[str, int], list[Signaal]] = {}
        for signaal in signalen:
            signaal.refresh_from_db()
            if not signaal.is_gesloten and signaal.gevoelig == "nee" and signaal.geregistreerd_door_id:
                samen.setdefault((signaal.soort, signaal.geregistreerd_door_id), []).append(signaal)
        paar = next((rij[:2] for rij in samen.values() if len(rij) > 1), None)
        if paar is not None:
            dossier = self.spelers.doe(
                acties.open_dossier,
                eerst=[wie for wie in (paar[0].geregistreerd_door,) if wie],
                titel=f"{paar[0].soortnaam.capitalize()} in {paar[0].gebied}",
                signalen=paar,
            )
            if dossier is not None:
                self.spelers.doe(
                    acties.maak_notitie,
                    dossier=dossier,
                    titel=f"Wat wij horen over {paar[0].soortnaam}",
                    speelt="Op verschillende plekken zeggen bewoners hetzelfde. Losse oplossingen helpen tot nu toe maar even.",
                    vraag="Neem dit mee als het beleid weer wordt besproken.",
                )

    def _melder(self, plaats: int) -> acties.Melderinvoer:
        """Every third one wants to hear of it by mail."""
        adres = "" if plaats % 3 else f"bewoner-{plaats}@voorbeeld.example"
        return acties.Melderinvoer("bewoner", e_mail=adres, terugkoppeling_gewenst=bool(adres))

    def _hoor(self, verhaal: Verhaal, dag: date, melder: acties.Melderinvoer) -> Signaal | None:
        with op(dag):
            gegevens: dict[str, Any] = {
                "tekst": verhaal.tekst,
                "soort": verhaal.soort,
                "gebieden": [verhaal.gebied],
                "urgentie": verhaal.urgentie,
                "waar": verhaal.waar,
                "punt": een_punt_in(verhaal.gebied) if verhaal.waar else None,
                "themas": verhaal.themas,
                "velden": self._extra(verhaal.soort, "registreren") | verhaal.velden,
                "melder": melder,
                "eigenaar": self._eigenaar(verhaal.gebied),
            }
            spreekuur = self._open_spreekuur(verhaal.gebied)
            if spreekuur is None:
                kanaal = next(iter(kanalen_in(self.profiel)))
                return self.spelers.doe(acties.registreer, bij=verhaal.gebied.pk, kanaal=kanaal, **gegevens)
            signaal = self.spelers.doe(
                acties.registreer, bij=verhaal.gebied.pk, spreekuur=spreekuur, **gegevens
            )
            self.spelers.doe(
                acties.houd,
                bij=verhaal.gebied.pk,
                spreekuur=spreekuur,
                bezoekers=4,
                samenvatting="Rustig spreekuur. Eén vraag opgeschreven, drie mensen konden meteen verder.",
            )
            return signaal

    def _eigenaar(self, gebied: Gebied) -> Houder | None:
        """Where the profile wants an owner at once: the first role of the area that may handle it."""
        verplicht = self.profiel.regels_bij("signaal", "registreren", soort_sleutel="")
        if not any(
            veld.sleutel == "eigenaar" for regel in verplicht for veld in getattr(regel, "velden", ())
        ):
            return None
        rol = next(
            rol for rol in self.profiel.rollen if rol.bereik == "gebied" and "signaal.beantwoorden" in rol.mag
        )
        return Houder(rol=rol.sleutel, gebied=gebied)

    def _open_spreekuur(self, gebied: Gebied) -> Spreekuur | None:
        vormen = spreekuurvormen(self.profiel, gebied)
        if not vormen:
            return None
        with op(timezone.localdate()) as begin:
            spreekuur = self.spelers.doe(
                acties.plan,
                bij=gebied.pk,
                soort=vormen[0].sleutel,
                gebied=gebied,
                begin=begin,
                eind=begin + timedelta(hours=2),
                plaats="buurthuis (voorbeeld)",
            )
            return (
                self.spelers.doe(acties.open_spreekuur, bij=gebied.pk, spreekuur=spreekuur)
                if spreekuur
                else None
            )

    def _handel_af(self, signaal: Signaal, plaats: int, dagen_geleden: int) -> None:
        """As far as its age would have brought it; every seventh one lies longer than it should."""
        ver = dagen_geleden - (25 if plaats % 7 == 3 else 0)
        if ver < 4:
            return
        with op(werkdag(self.vandaag, dagen_geleden - 2)):
            if not self._zet_uit(signaal):
                return
        if ver < 10:
            return
        with op(werkdag(self.vandaag, dagen_geleden - 5)):
            self._neem_aan(signaal)
        if ver < 18:
            return
        with op(werkdag(self.vandaag, dagen_geleden - 12)):
            self._meld_klaar(signaal)
            if not self._beantwoord(signaal, plaats):
                return
        if ver < 24:
            return
        with op(werkdag(self.vandaag, dagen_geleden - 15)):
            self._koppel_terug_en_sluit(signaal)

    def _zet_uit(self, signaal: Signaal) -> bool:
        route = self.profiel.route(signaal.route)
        delen = [
            acties.Deelvraag(
                houder=plek.houder,
                wat=f"Bekijk dit signaal en laat weten wat u kunt doen: {self.profiel.signaalsoort(signaal.soort).naam}",
                uiterlijk=signaal.geregistreerd_op.date() + timedelta(days=14),
                discipline=plek.discipline,
            )
            for plek in bestemmingen(self.profiel, route, signaal)
            if plek.houder is not None
        ][:1]
        uitgezet = self.spelers.doe(acties.zet_uit, bij=signaal.gebied_id, signaal=signaal, delen=delen)
        # What goes to the meldsysteem leaves at its own moment, not when the worker starts.
        draag_over_wat_klaarstaat()
        return uitgezet is not None

    def _neem_aan(self, signaal: Signaal) -> None:
        self._krijg_nummer(signaal)
        for deel in self._delen(signaal):
            self.spelers.doe(acties.neem_aan, eerst=self._mensen(deel), deel=deel)

    def _krijg_nummer(self, signaal: Signaal) -> None:
        """The people of the meldsysteem answered the mail."""
        if Overdracht.objects.filter(signaal=signaal, nummer="").exists():
            self.spelers.doe(
                acties.vul_nummer, bij=signaal.gebied_id, signaal=signaal, nummer=f"MLD-{1000 + signaal.pk}"
            )

    def _meld_klaar(self, signaal: Signaal) -> None:
        for deel in self._delen(signaal):
            self.spelers.doe(
                acties.meld_klaar,
                eerst=self._mensen(deel),
                deel=deel,
                resultaat="Ter plaatse bekeken en opgepakt.",
            )

    def _delen(self, signaal: Signaal) -> list[Deelactie]:
        return list(Deelactie.objects.filter(signaal=signaal).select_related("afspraak", "signaal"))

    def _mensen(self, deel: Deelactie) -> list[Gebruiker]:
        houder = deel.afspraak.houder
        return list(houder.personen()) if houder else []

    def _beantwoord(self, signaal: Signaal, plaats: int) -> bool:
        soorten = self.profiel.antwoorden_voor(signaal.soort)
        soort = soorten[plaats % len(soorten)]
        signaal.refresh_from_db()
        wie = signaal.houder
        return (
            self.spelers.doe(
                acties.beantwoord,
                bij=(signaal.soort, signaal.gebied_id),
                eerst=list(wie.personen()) if wie else [],
                signaal=signaal,
                soort=soort.sleutel,
                velden=vul(soort.velden)
                | self._extra(signaal.soort, "beantwoorden")
                | self._uitvoerder(soort, signaal),
            )
            is not None
        )

    def _uitvoerder(self, soort: Antwoord, signaal: Signaal) -> dict[str, str]:
        """Who carries it out is a holder, not a word."""
        if not any(veld.sleutel == "uitvoerder" for veld in soort.velden) or signaal.houder is None:
            return {}
        return {"uitvoerder": houder_sleutel(signaal.houder)}

    def _extra(self, soort: str, stap: str) -> dict[str, Any]:
        """What rules want at this step beside the fields of the kind."""
        regels = self.profiel.regels_bij("signaal", stap, soort_sleutel=soort)
        velden = [
            veld for regel in regels for veld in getattr(regel, "velden", ()) if veld.sleutel != "eigenaar"
        ]
        return vul(velden)

    def _koppel_terug_en_sluit(self, signaal: Signaal) -> None:
        signaal.refresh_from_db()
        for aan in acties.nog_terug_te_koppelen(signaal):
            self.spelers.doe(
                acties.koppel_terug, bij=signaal.gebied_id, signaal=signaal, aan=aan, wijze="gesproken"
            )
        signaal.refresh_from_db()
        if signaal.antwoorden.geldend().filter(uitkomst="later").exists():
            return
        self.spelers.doe(acties.sluit, bij=signaal.gebied_id, signaal=signaal)

"""Signals in every state, open and shielded, with parts that were asked, refused, taken and finished."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from signalen import acties
from signalen.acties.registratie import kanalen_in
from signalen.beeld import Beeld
from signalen.models import Deelactie, Doorzetting, Dossier, Overdracht, Signaal, Spreekuur, Via
from signalen.routes import bestemmingen
from tests.toegang.toneel.signaalscene import Signaalscene, Teksten, geheime_tekst, open_tekst
from tests.toegang.toneel.spelers import Spelers
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.huis.demo.velden import vul
from wijkwerk.profiel import Veld
from wijkwerk.profiel.rijen.signalen import Antwoord, Signaalsoort
from wijkwerk.regels.service import houder_sleutel
from wijkwerk.wijken.models import Partij


class Signaalmaker:
    """Brings signals of one kind as far as a page wants them."""

    def __init__(self, spelers: Spelers, soort: Signaalsoort, teksten: Teksten) -> None:
        self.spelers = spelers
        self.profiel = spelers.profiel
        self.soort = soort
        self.teksten = teksten

    def alles(self) -> Signaalscene:
        return Signaalscene(
            soort=self.soort,
            nieuw=self.met_foto(self.registreer()),
            gevraagd=self.zet_uit(self.registreer()),
            bezig=self.neem_aan(self.zet_uit(self.registreer())),
            klaar=self.maak_klaar(self.registreer()),
            later=self.antwoord(self.maak_klaar(self.registreer()), later=True),
            beantwoord=self.draag_over(self.antwoord(self.maak_klaar(self.registreer(), weigert=True))),
            verteld=self.vertel(self.antwoord(self.maak_klaar(self.registreer()))),
            gesloten=self.sluit(self.vertel(self.antwoord(self.maak_klaar(self.registreer())))),
            bundel=self.bundel(self.registreer()),
            besluit=self.zet_door(self.registreer()),
        )

    def weinig(self) -> Signaalscene:
        """The same names with two signals: enough for who should see nothing of it."""
        nieuw, deel = self.met_foto(self.registreer()), self.zet_uit(self.registreer())
        rij = self.draag_over(deel.signaal)
        return Signaalscene(self.soort, nieuw, deel, deel, rij, rij, rij, rij, rij, self.bundel(rij), None)

    def draag_over(self, signaal: Signaal) -> Signaal:
        """It also lay in the other system, which answered; the shield may have come down later."""
        Overdracht.objects.create(
            signaal=signaal,
            via=Via.SIGNALEN,
            stand=Overdracht.Stand.OVERGEDRAGEN,
            overgedragen_op=timezone.now(),
            nummer="SIG-1",
            antwoord=self.teksten("elders"),
            afgehandeld_op=timezone.now(),
        )
        return signaal

    def met_foto(self, signaal: Signaal) -> Signaal:
        """What it shows stands in words beside it: those carry the mark, the picture itself is a file."""
        self.spelers.doe(
            acties.voeg_foto_toe,
            eerst=[signaal.geregistreerd_door],
            signaal=signaal,
            beeld=Beeld(b"jpeg", 4, 3),
            omschrijving=self.teksten("foto"),
        )
        return signaal

    def bundel(self, signaal: Signaal) -> Dossier | None:
        dossier: Dossier | None = self.spelers.probeer(
            acties.open_dossier,
            eerst=[signaal.geregistreerd_door],
            titel=self.teksten("dossier"),
            vraag=self.teksten("dossier"),
            signalen=[signaal],
        )
        if dossier is not None and dossier.gevoelig == "nee":
            tekst = self.teksten("dossier")
            self.spelers.doe(acties.maak_notitie, dossier=dossier, titel=tekst, speelt=tekst)
        return dossier

    def registreer(self, spreekuur: Spreekuur | None = None) -> Signaal:
        gevraagd = self.profiel.regels_bij("signaal", "registreren", soort_sleutel=self.soort.sleutel)
        velden = [veld for regel in gevraagd for veld in getattr(regel, "velden", ())]
        eigenaar = self._eigenaar() if any(veld.sleutel == "eigenaar" for veld in velden) else None
        return self.spelers.doe(
            acties.registreer,
            tekst=self.teksten("tekst"),
            soort=self.soort.sleutel,
            gebieden=[self.spelers.gebied],
            kanaal=next(iter(kanalen_in(self.profiel))),
            waar=self.teksten("waar"),
            belevingsgebied=self.teksten("beleving"),
            velden=self._vul([veld for veld in velden if veld.sleutel != "eigenaar"], "antwoord"),
            melder=acties.Melderinvoer(
                hoedanigheid=self.teksten("hoedanigheid"),
                naam=self.teksten("melder"),
                e_mail=f"{self.teksten('melder').split()[0].lower()}@voorbeeld.example",
                terugkoppeling_gewenst=True,
            ),
            eigenaar=eigenaar,
        )

    def zet_door(self, signaal: Signaal) -> Doorzetting | None:
        if not self.profiel.heeft("doorzetten"):
            return None
        partij = Partij.objects.actief().filter(soort="organisatie").order_by("pk").first()
        assert partij is not None
        return self.spelers.probeer(
            acties.zet_door,
            signaal=signaal,
            houder=Houder(partij=partij),
            wat=self.teksten("wat"),
            uiterlijk=timezone.localdate() + timedelta(days=14),
            onderwerp=self.teksten("wat"),
            partijen=[partij],
            motivering=self.teksten("antwoord"),
        )

    def _eigenaar(self) -> Houder:
        recht = "signaal.zien-gevoelig" if self.soort.gevoelig == "ja" else "signaal.beantwoorden"
        rol = next(rol for rol in self.profiel.rollen if rol.bereik == "gebied" and recht in rol.mag)
        return Houder(rol=rol.sleutel, gebied=self.spelers.gebied)

    def bestemming(self, signaal: Signaal) -> Houder:
        """Where the route leads; a route to a meeting or a system leads to a team of the municipality here."""
        plekken = bestemmingen(self.profiel, self.profiel.route(signaal.route), signaal)
        houders = [plek.houder for plek in plekken if plek.houder and not plek.overleg]
        return houders[0] if houders else self._eigenaar()

    def zet_uit(self, signaal: Signaal, *, weigert: bool = False) -> Deelactie:
        """Ask a part; with `weigert` first of a party that refuses, and then of who takes it."""
        doel = self.bestemming(signaal)
        eerst = self._vraag(signaal, Houder(partij=self._weigeraar(doel)), None) if weigert else None
        if eerst is not None:
            self.spelers.doe(
                acties.weiger,
                eerst=self.spelers.van(eerst.afspraak.houder),
                deel=eerst,
                reden=self.teksten("weigering"),
            )
        return self._vraag(signaal, doel, eerst)

    def _weigeraar(self, doel: Houder) -> Partij:
        """A party that was asked by mistake: the first organisation that somebody works for and that is not the goal."""
        namen = {sleutel for rol in self.profiel.rollen for sleutel in rol.partijen if rol.bereik == "partij"}
        partijen = Partij.objects.actief().filter(soort="organisatie").order_by("pk")
        if doel.partij is not None:
            partijen = partijen.exclude(pk=doel.partij.pk)
        weigeraar = partijen.filter(sleutel__in=namen).first() or partijen.first()
        assert weigeraar is not None
        return weigeraar

    def _vraag(self, signaal: Signaal, houder: Houder, vervangt: Deelactie | None) -> Deelactie:
        signaal.refresh_from_db()
        vraag = acties.Deelvraag(
            houder, self.teksten("wat"), timezone.localdate() + timedelta(days=14), vervangt=vervangt
        )
        velden = self._gevraagd("uitzetten")
        self.spelers.doe(
            acties.zet_uit,
            eerst=[signaal.geregistreerd_door],
            signaal=signaal,
            delen=[vraag],
            velden=self._vul(velden, "antwoord"),
        )
        deel = signaal.delen.voor_lijst().latest("pk")
        deel.signaal.refresh_from_db()
        return deel

    def neem_aan(self, deel: Deelactie) -> Deelactie:
        wie = self.spelers.van(deel.afspraak.houder)
        self.spelers.doe(acties.neem_aan, eerst=wie, deel=deel)
        self.spelers.doe(
            acties.werk_bij, eerst=wie, deel=deel, stand="loopt", tekst=self.teksten("voortgang")
        )
        return deel

    def maak_klaar(self, signaal: Signaal, *, weigert: bool = False) -> Signaal:
        deel = self.neem_aan(self.zet_uit(signaal, weigert=weigert))
        wie = self.spelers.van(deel.afspraak.houder)
        self.spelers.doe(acties.meld_klaar, eerst=wie, deel=deel, resultaat=self.teksten("resultaat"))
        signaal.refresh_from_db()
        return signaal

    def antwoord(self, signaal: Signaal, *, later: bool = False) -> Signaal:
        soorten = list(self.profiel.antwoorden_voor(self.soort.sleutel))
        soort = next((rij for rij in soorten if (rij.uitkomst == "later") == later), soorten[0])
        self.spelers.doe(
            acties.beantwoord,
            eerst=self.spelers.van(signaal.houder),
            signaal=signaal,
            soort=soort.sleutel,
            velden=self._antwoordvelden(soort, signaal),
            oordelen=self._oordelen(),
        )
        signaal.refresh_from_db()
        return signaal

    def _antwoordvelden(self, soort: Antwoord, signaal: Signaal) -> dict[str, Any]:
        velden = self._vul([*soort.velden, *self._gevraagd("beantwoorden")], "antwoord")
        if "uitvoerder" in velden and signaal.houder is not None:
            velden["uitvoerder"] = houder_sleutel(signaal.houder)
        return velden

    def _oordelen(self) -> list[acties.Oordeel]:
        regels = self.profiel.regels_bij("signaal", "beantwoorden", soort_sleutel=self.soort.sleutel)
        namen = [regel.oordeel for regel in regels if regel.soort == "beoordeeld"]
        return [
            acties.Oordeel(naam, criterium.sleutel, True, self.teksten("antwoord"))
            for naam in namen
            for criterium in self.profiel.oordeel(naam).criteria
        ]

    def vertel(self, signaal: Signaal) -> Signaal:
        while nog := acties.nog_terug_te_koppelen(signaal):
            aan = nog[0]
            self.spelers.doe(
                acties.koppel_terug,
                eerst=[*self.spelers.van(signaal.houder), signaal.geregistreerd_door],
                signaal=signaal,
                aan="niet-mogelijk" if aan == "overleg" else aan,
                wijze="mail" if aan == "melder" else "",
                reden=self.teksten("antwoord"),
            )
            signaal.refresh_from_db()
        return signaal

    def sluit(self, signaal: Signaal) -> Signaal:
        wie = [*self.spelers.van(signaal.houder), signaal.geregistreerd_door]
        self.spelers.doe(acties.sluit, eerst=wie, signaal=signaal)
        signaal.refresh_from_db()
        return signaal

    def _gevraagd(self, stap: str) -> list[Veld]:
        regels = self.profiel.regels_bij("signaal", stap, soort_sleutel=self.soort.sleutel)
        return [
            veld for regel in regels for veld in getattr(regel, "velden", ()) if veld.sleutel != "eigenaar"
        ]

    def _vul(self, velden: list[Veld], tekst: str) -> dict[str, Any]:
        waarden = vul(velden)
        return waarden | {veld.sleutel: self.teksten(tekst) for veld in velden if veld.soort == "tekst"}


def soort_met(spelers: Spelers, gevoelig: str) -> Signaalsoort | None:
    """The first kind that begins this shielded and, if possible, is sent to somebody."""
    soorten = [rij for rij in spelers.profiel.signaalsoorten if rij.gevoelig == gevoelig]
    routes = {rij.sleutel: rij for rij in spelers.profiel.routes}

    def past(rij: Signaalsoort) -> tuple[bool, bool]:
        route = routes[rij.route]
        naar = {
            selector.soort for selector in (*route.naar, *(s for keuze in route.kiezen for s in keuze.naar))
        }
        return (not naar & {"rol", "partij", "discipline", "soort"}, rij.wordt is not None)

    return min(soorten, key=past, default=None)


def maak_signalen(spelers: Spelers, gevoelig: str, *, veel: bool) -> Signaalscene | None:
    soort = soort_met(spelers, gevoelig)
    if soort is None:
        return None
    maker = Signaalmaker(spelers, soort, geheime_tekst if gevoelig == "ja" else open_tekst)
    return maker.alles() if veel else maker.weinig()

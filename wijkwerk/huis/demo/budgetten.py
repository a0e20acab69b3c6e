"""Money in the demo: amounts of this year, a request that waits, one that was awarded, one that was accounted for, one declined."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from budgetten import acties
from budgetten.acties import Besluitinvoer, Inhoud, Rekening, Verdeling
from budgetten.acties.oordelen import gevraagde_oordelen
from budgetten.models import Budgetaanvraag
from budgetten.organen import organen_voor
from budgetten.planpunten import punten
from budgetten.wie import ZELF, gebieden_voor, lopende_budgetten, namens_keuzes
from wijkagenda.models import Planitem
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.huis.demo.wie import Spelers
from wijkwerk.profiel.rijen.geld import Budget
from wijkwerk.wijken.models import Gebied

BAKKEN = Inhoud(
    titel="Plantenbakken op het plein",
    doel="Het plein is kaal en in de zomer heet. Met bakken en bankjes wordt het een plek om te zitten.",
    voor_wie="Voor iedereen die rond het plein woont, en voor de school.",
    bedrag=Decimal("1250.00"),
    begroting="Tien plantenbakken, 800 euro\nAarde en planten, 450 euro",
    eigen_inbreng="Bewoners vullen de bakken en geven om de beurt water.",
    uitvoering_door_bewoners=True,
    draagvlak="Zestig bewoners tekenden de lijst. De school doet mee.",
)
AVOND = Inhoud(
    titel="Kennismaken op straat",
    doel="Nieuwe en oude buren leren elkaar kennen, met soep en muziek.",
    voor_wie="Voor de hele buurt.",
    bedrag=Decimal("475.50"),
    begroting="Soep en brood, 225,50 euro\nHuur van tafels, 250 euro",
    eigen_inbreng="Bewoners koken, bouwen op en ruimen op.",
    uitvoering_door_bewoners=True,
    draagvlak="Twintig bewoners helpen mee.",
)
VUURWERK = Inhoud(
    titel="Vuurwerk bij de jaarwisseling",
    doel="Een vuurwerk voor de buurt om middernacht.",
    bedrag=Decimal("900.00"),
    eigen_inbreng="Bewoners zorgen voor de afzetting.",
    uitvoering_door_bewoners=True,
)


class Budgetleven:
    """Enters, asks, decides and accounts, through the actions. Where nobody works with budgets nothing happens."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self) -> None:
        if not actief_profiel().heeft("budgetten"):
            return
        for budget in lopende_budgetten():
            self._bedragen(budget)
        # What residents ask for most comes first; each story in an area of its own.
        budgetten = sorted(lopende_budgetten(), key=lambda rij: rij.verdeling != "aanvraag")
        gebieden = hoofdgebieden()[:2]
        for n, gebied in enumerate(gebieden):
            self._verhaal(budgetten[n % len(budgetten)], gebied)

    def _bedragen(self, budget: Budget) -> None:
        """An amount for each main area; by inhabitants where the profile divides so; else one for the whole."""
        gebieden = hoofdgebieden()[:6]
        with op(werkdag(self.vandaag, 80)):
            if budget.verdeling == "inwoners":
                inwoners = {rij: 2400 + 731 * n for n, rij in enumerate(gebieden)}
                self.spelers.doe(
                    acties.verdeel_naar_inwoners,
                    bij=budget.sleutel,
                    budget=budget.sleutel,
                    verdeling=Verdeling(
                        totaal=Decimal(25000),
                        jaar=self.vandaag.year,
                        inwoners=dict(inwoners),
                        bron="Voorbeeld",
                    ),
                )
                return
            waar = list(Gebied.objects.actief().filter(ouder=None)) if budget.verdeling == "aanvraag" else []
            for gebied in waar or gebieden:
                pot = self._voer_in(budget, gebied)
                if pot is None and waar:
                    # Who manages it does so per area.
                    for deel in gebieden:
                        self._voer_in(budget, deel)

    def _voer_in(self, budget: Budget, gebied: Gebied) -> object:
        return self.spelers.probeer(
            acties.voer_in, budget=budget.sleutel, jaar=self.vandaag.year, gebied=gebied, bedrag=Decimal(3500)
        )

    def _verhaal(self, budget: Budget, gebied: Gebied) -> None:
        self._vraag(budget, gebied, BAKKEN, 6)
        klaar = self._vraag(budget, gebied, AVOND, 60)
        if klaar is not None and self._ken_toe(klaar, 50):
            self._verantwoord(klaar, 12)
        nee = self._vraag(budget, gebied, VUURWERK, 30)
        if nee is not None:
            self._wijs_af(nee, 25)

    def _vraag(self, budget: Budget, gebied: Gebied, inhoud: Inhoud, geleden: int) -> Budgetaanvraag | None:
        soort = next(iter(budget.categorieen), "")
        begin = werkdag(self.vandaag, geleden)
        inhoud = Inhoud(
            **{
                **inhoud.__dict__,
                "categorie": soort,
                "startdatum": begin,
                "einddatum": begin + timedelta(days=14),
            }
        )
        with op(begin):
            for mens in self._vragers(budget, gebied):
                namens = next(iter(namens_keuzes(mens, [])), ZELF)
                gevraagd = self.spelers.probeer(
                    acties.dien_in,
                    eerst=[mens],
                    budget=budget.sleutel,
                    gebied=gebied,
                    namens=namens,
                    inhoud=inhoud,
                    planitem=self._punt(mens, budget, gebied),
                )
                if gevraagd is not None:
                    return gevraagd
        return None

    def _vragers(self, budget: Budget, gebied: Gebied) -> list[Gebruiker]:
        """Who asks for themselves or their party there first, then who handles it."""
        mensen = [
            (mens, namens_keuzes(mens, []), gebieden_voor(mens, budget)[0]) for mens in self.spelers.mensen
        ]
        kan = [(mens, bool(namens)) for mens, namens, waar in mensen if gebied in waar]
        return [mens for mens, zelf in sorted(kan, key=lambda paar: not paar[1])][:3]

    def _punt(self, mens: Gebruiker, budget: Budget, gebied: Gebied) -> Planitem | None:
        return punten(mens, budget, gebied).first()

    def _besluit(
        self, aanvraag: Budgetaanvraag, geleden: int, tekst: str
    ) -> tuple[Gebruiker, Besluitinvoer] | None:
        for mens in self.spelers.mensen:
            if organen := organen_voor(aanvraag, mens):
                return mens, Besluitinvoer(
                    orgaan=organen[0].sleutel,
                    motivering=tekst,
                    besloten_op=werkdag(self.vandaag, geleden),
                    kenmerk="" if organen[0].zelf else "B-2026-114",
                )
        return None

    def _ken_toe(self, aanvraag: Budgetaanvraag, geleden: int) -> bool:
        with op(werkdag(self.vandaag, geleden)):
            for oordeel in gevraagde_oordelen(aanvraag):
                for criterium in oordeel.criteria:
                    self.spelers.probeer(
                        acties.beoordeel,
                        aanvraag=aanvraag,
                        oordeel=oordeel.sleutel,
                        criterium=criterium.sleutel,
                        ja=True,
                        toelichting="Dat blijkt uit de aanvraag.",
                    )
            besluit = self._besluit(
                aanvraag, geleden, "Dit brengt buren bij elkaar, en bewoners doen het zelf."
            )
            if besluit is None:
                return False
            gegeven = self.spelers.probeer(
                acties.ken_toe,
                eerst=[besluit[0]],
                aanvraag=aanvraag,
                bedrag=aanvraag.bedrag,
                besluit=besluit[1],
            )
        return gegeven is not None

    def _wijs_af(self, aanvraag: Budgetaanvraag, geleden: int) -> None:
        besluit = self._besluit(aanvraag, geleden, "Vuurwerk past niet bij de afspraken over veiligheid.")
        if besluit is not None:
            with op(werkdag(self.vandaag, geleden)):
                self.spelers.probeer(
                    acties.wijs_af, eerst=[besluit[0]], aanvraag=aanvraag, besluit=besluit[1]
                )

    def _verantwoord(self, aanvraag: Budgetaanvraag, geleden: int) -> None:
        rekening = Rekening(
            besteed=Decimal("431.20"),
            verantwoording="Soep en brood, 206,20 euro\nHuur van tafels, 225 euro",
            resultaat="Tachtig buren kwamen eten. Er is nu een appgroep van de straat.",
        )
        with op(werkdag(self.vandaag, geleden)):
            self.spelers.probeer(acties.verantwoord, aanvraag=aanvraag, rekening=rekening)

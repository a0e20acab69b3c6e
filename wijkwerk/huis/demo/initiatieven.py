"""Ideas of residents in the demo: taken up, carried out by themselves, or weighed and worked out as a project."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from signalen.acties import initiatief as acties
from signalen.acties import project as projectacties
from signalen.acties.klussen import vraag_klus
from signalen.forms.initiatief import eigenaarkeuzes
from signalen.forms.project import TeamForm, leiderkeuzes
from signalen.models import Initiatief, Klus, Project, Signaal
from signalen.rolgrenzen import grens
from signalen.routes import houder_van_sleutel
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rechten import Recht
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.wie import Spelers


class Initiatiefleven:
    """Carries an idea as far as its story says. A step that the profile refuses simply does not happen."""

    def __init__(self, spelers: Spelers, vandaag: date) -> None:
        self.spelers = spelers
        self.vandaag = vandaag

    def leef(self, signaal: Signaal, idee: dict[str, Any], dagen_geleden: int) -> None:
        """`idee` is what residents said, by the names of the model, and `loop`: "project" or nothing."""
        gehoord = [wie for wie in (signaal.geregistreerd_door,) if wie]
        velden = {naam: waarde for naam, waarde in idee.items() if naam != "loop"}
        with self._dag(dagen_geleden):
            initiatief = self.spelers.doe(
                acties.dien_in,
                eerst=gehoord,
                gebieden=[signaal.gebied],
                signaal=signaal,
                omschrijving=signaal.tekst,
                waar=signaal.waar,
                **velden,
            )
        if initiatief is None:
            return
        with self._dag(dagen_geleden - 2):
            keuzes = eigenaarkeuzes(initiatief, gehoord[0])
            eigenaar = houder_van_sleutel(keuzes[0][0], initiatief.gebied)
            self.spelers.doe(
                acties.neem_in_behandeling, eerst=gehoord, initiatief=initiatief, eigenaar=eigenaar
            )
        with self._dag(dagen_geleden - 6):
            self._spreek(initiatief, "Samen gelopen en gekeken wat er kan. De bewoners maken een lijstje.")
        if idee.get("loop") == "project":
            self._naar_project(initiatief, dagen_geleden)
        else:
            with self._dag(dagen_geleden - 8):
                self.spelers.doe(
                    acties.laat_uitvoeren, eerst=self._eigenaars(initiatief), initiatief=initiatief
                )
                self._vraag(initiatief, Klus.Soort.REGELEN, "Vraag na waar de bakken mogen staan", initiatief)

    def _dag(self, geleden: int) -> Any:
        return op(werkdag(self.vandaag, max(1, geleden)))

    def _eigenaars(self, ding: Initiatief | Project) -> list[Gebruiker]:
        houder = type(ding).objects.get(pk=ding.pk).houder
        return list(houder.personen()) if houder else []

    def _spreek(self, initiatief: Initiatief, tekst: str) -> None:
        self.spelers.doe(
            acties.schrijf_contact,
            eerst=self._eigenaars(initiatief),
            initiatief=initiatief,
            op=timezone.localdate(),
            soort="bezoek",
            tekst=tekst,
        )

    def _vraag(self, ding: Initiatief | Project, soort: str, wat: str, van: Initiatief) -> None:
        """Ask it of the owner of the initiative: the contact of the residents."""
        van.refresh_from_db()
        self.spelers.doe(
            vraag_klus,
            eerst=self._eigenaars(ding),
            ding=ding,
            soort=soort,
            houder=van.houder,
            wat=wat,
            uiterlijk=self.vandaag + timedelta(days=12),
        )

    def _naar_project(self, initiatief: Initiatief, dagen_geleden: int) -> None:
        with self._dag(dagen_geleden - 9):
            reden = "De inrichting verandert. Dat vraagt uitwerking en geld."
            self.spelers.doe(acties.leg_ter_weging, initiatief=initiatief, reden=reden)
        with self._dag(dagen_geleden - 16):
            self.spelers.doe(
                acties.weeg,
                initiatief=initiatief,
                besluit=Initiatief.Gewogen.JA,
                datum=timezone.localdate(),
                kenmerk="B en W 12 (voorbeeld)",
                prioriteit="hoog, dit jaar beginnen",
                randvoorwaarden="Binnen het budget voor groen. Het hoofdpad blijft toegankelijk voor hulpdiensten.",
            )
        with self._dag(dagen_geleden - 18):
            profiel = actief_profiel()
            leider = houder_van_sleutel(leiderkeuzes(profiel, initiatief.gebied)[0][0], initiatief.gebied)
            project = self.spelers.doe(
                acties.maak_project, initiatief=initiatief, projectleider=leider, naam=initiatief.titel
            )
        if project is not None:
            self._werk_uit(project, initiatief, dagen_geleden - 20)

    def _werk_uit(self, project: Project, initiatief: Initiatief, dagen_geleden: int) -> None:
        leider = self._eigenaars(project)
        with self._dag(dagen_geleden):
            self.spelers.doe(
                projectacties.wijzig_project,
                eerst=leider,
                project=project,
                opdrachtgever="College van burgemeester en wethouders",
                belanghebbenden="Buren rond de plek\nSchool\nSportvereniging",
                planning="Schets met bewoners in het voorjaar, aanleg na de zomer.",
                communicatie="Brief aan de straten eromheen, een bewonersavond en een bord op de plek.",
                begin=timezone.localdate(),
                eind=self.vandaag + timedelta(days=200),
            )
            for lid in self._team(project):
                self.spelers.doe(
                    projectacties.voeg_toe, eerst=leider, project=project, gebruiker=lid, taak=""
                )
            self.spelers.doe(projectacties.start, eerst=leider, project=project)
        with self._dag(dagen_geleden - 3):
            self._vraag(project, Klus.Soort.REGELEN, "Regel een plek voor de bewonersavond", initiatief)
            self._vraag(
                project,
                Klus.Soort.AANSPREEKPUNT,
                "Wees er bij de bewonersavond als aanspreekpunt",
                initiatief,
            )

    def _team(self, project: Project) -> list[Gebruiker]:
        """Two people who may: not the leader, and nobody whose role forbids it."""
        keuze = TeamForm(None, project=project).fields["gebruiker"].queryset  # type: ignore[attr-defined]
        leider = {mens.pk for mens in self._eigenaars(project)}
        mag = [
            mens
            for mens in keuze
            if mens.pk not in leider
            and not grens(actief_profiel(), mens, Recht.PROJECT_MEEDOEN, project.plek())
        ]
        return mag[:2]

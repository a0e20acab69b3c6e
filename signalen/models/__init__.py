"""Signals: where they are heard, what was said, who takes which part, and what became of it."""

from signalen.models.antwoord import Antwoord, Terugkoppeling, Voortgangsbericht
from signalen.models.deelactie import Deelactie
from signalen.models.doorzetting import Doorzetting
from signalen.models.dossier import Dossier, DossierQuerySet
from signalen.models.foto import Foto, FotoQuerySet
from signalen.models.initiatief import Contactmoment, Initiatief
from signalen.models.inschatting import Inschatting
from signalen.models.lijst import BewaardeLijst
from signalen.models.mailconcept import Mailconcept
from signalen.models.melder import Melder
from signalen.models.meldsysteem import LIJNEN, Meldpunt, Meldsysteem, Overdracht, Via, overdracht_van
from signalen.models.notitie import Notitie, NotitieQuerySet
from signalen.models.project import Klus, Project, Teamlid
from signalen.models.ritme import Ritme
from signalen.models.signaal import OPEN, Nummerreeks, Signaal, SignaalQuerySet, te_laat_q
from signalen.models.spreekuur import Aanwezigheid, Spreekuur, Verwezen
from signalen.models.statusadres import Statusadres
from signalen.models.uitnodiging import Uitnodiging
from signalen.models.verstrekking import Verstrekking

__all__ = [
    "LIJNEN",
    "OPEN",
    "Aanwezigheid",
    "Antwoord",
    "BewaardeLijst",
    "Contactmoment",
    "Deelactie",
    "Doorzetting",
    "Dossier",
    "DossierQuerySet",
    "Foto",
    "FotoQuerySet",
    "Initiatief",
    "Inschatting",
    "Klus",
    "Mailconcept",
    "Melder",
    "Meldpunt",
    "Meldsysteem",
    "Notitie",
    "NotitieQuerySet",
    "Nummerreeks",
    "Overdracht",
    "Project",
    "Ritme",
    "Signaal",
    "SignaalQuerySet",
    "Spreekuur",
    "Statusadres",
    "Teamlid",
    "Terugkoppeling",
    "Uitnodiging",
    "Verstrekking",
    "Verwezen",
    "Via",
    "Voortgangsbericht",
    "overdracht_van",
    "te_laat_q",
]

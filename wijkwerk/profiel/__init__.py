"""The language in which a municipality describes itself: typed, frozen, checked. No Django, no database."""

from wijkwerk.profiel.fouten import Fout, OnbekendeSleutel, ProfielFout
from wijkwerk.profiel.frequentie import Frequentie, Tijdvak
from wijkwerk.profiel.lezen import lees, lees_tekst
from wijkwerk.profiel.namen import selectornaam
from wijkwerk.profiel.profiel import Aanname, Profiel
from wijkwerk.profiel.regels import Regel
from wijkwerk.profiel.taal import Objectsoort, Taal
from wijkwerk.profiel.velden import Veld
from wijkwerk.profiel.vergelijken import Verschil, vergelijk
from wijkwerk.profiel.wie import Selector, Wie

__all__ = [
    "Aanname",
    "Fout",
    "Frequentie",
    "Objectsoort",
    "OnbekendeSleutel",
    "Profiel",
    "ProfielFout",
    "Regel",
    "Selector",
    "Taal",
    "Tijdvak",
    "Veld",
    "Verschil",
    "Wie",
    "lees",
    "lees_tekst",
    "selectornaam",
    "vergelijk",
]

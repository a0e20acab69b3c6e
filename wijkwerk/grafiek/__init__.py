"""Charts that we draw ourselves: one SVG for the page and the PDF, with its text alternative and its numbers as a table.

No library gives all of it: a drawing without style or script (strict CSP), an alternative text that reaches the PDF, and no
browser to draw it (NORMEN, Charts). A caller makes values and rows, asks for a chart and shows it with
`onderdelen/grafiek.html`. Nothing here knows what a figure is about, or asks the database.
"""

from wijkwerk.grafiek.kaart import Kaartvlak, kaart
from wijkwerk.grafiek.lijn import Punt, Reeks, lijn, veelvoud
from wijkwerk.grafiek.staven import Groep, Staaf, groepen, staven
from wijkwerk.grafiek.vorm import Grafiek, Palet
from wijkwerk.grafiek.waarde import Waarde

__all__ = [
    "Grafiek",
    "Groep",
    "Kaartvlak",
    "Palet",
    "Punt",
    "Reeks",
    "Staaf",
    "Waarde",
    "groepen",
    "kaart",
    "lijn",
    "staven",
    "veelvoud",
]

"""What residents of the demo do themselves, without an account."""

from __future__ import annotations

from datetime import date

from signalen import acties
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.huis.demo.klok import op, werkdag
from wijkwerk.huis.demo.mensen import hoofdgebieden
from wijkwerk.regels.service import StapGeweigerd

TEKSTEN = (
    "Op het pleintje ligt al weken een losse tegel. Mijn moeder is er bijna over gevallen.",
    "Bij de bushalte staat altijd water als het regent. Wij lopen dan over de weg.",
)


def meld(vandaag: date) -> int:
    """Bring in something by the form for everybody, where the profile has one; return how many."""
    kanaal = actief_profiel().formulierkanaal
    if kanaal is None:
        return 0
    gelukt = 0
    for nummer, (tekst, gebied) in enumerate(zip(TEKSTEN, hoofdgebieden(), strict=False)):
        melder = acties.Melderinvoer(e_mail="buurvrouw@voorbeeld.example", terugkoppeling_gewenst=True)
        with op(werkdag(vandaag, 2 + nummer)):
            try:
                acties.meld_zonder_account(
                    tekst=tekst,
                    soort=kanaal.formulier[0].soort,
                    gebied=gebied,
                    melder=None if nummer else melder,
                )
            except StapGeweigerd:
                continue
            gelukt += 1
    return gelukt

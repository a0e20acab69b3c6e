"""Looking at what was read as a whole, before it counts: is it a whole file, and does it add up?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from wijkwerk.cijfers.catalogus import Maat
from wijkwerk.cijfers.fouten import BestandFout
from wijkwerk.cijfers.inlezen import klaarzet
from wijkwerk.cijfers.inlezen.kolommen import zegt_dubbel
from wijkwerk.cijfers.inlezen.rijen import Oogst, Vraag
from wijkwerk.cijfers.models import Reden
from wijkwerk.cijfers.periode import in_woorden

# The CBS rounds figures of wijken and buurten to 5, so each part can be off by this.
AFRONDING = Decimal("2.5")
# Under this part of the municipality's figure the buurten tell too little (another division, or withheld).
GENOEG = Decimal("0.9")
# The measure of which CBS figures always add up: when it does not, the file is not whole.
VOLLEDIG = "inwoners"


def kijk_na(vraag: Vraag, oogst: Oogst, maten: Mapping[int, Maat], jaar: int) -> list[str]:
    """Return warnings. Raises BestandFout when this is half a file."""
    if not oogst.cijfers:
        raise BestandFout(
            "In dit bestand staat geen enkel cijfer dat wij kunnen gebruiken."
            + (f" Van andere gemeenten: {oogst.elders} rijen." if oogst.elders else "")
        )
    dubbel = [zegt_dubbel(oogst.dubbele_kolommen)] if oogst.dubbele_kolommen else []
    maanden = _maanden(vraag)
    klaarzet.tel()
    zegt = [*dubbel, *maanden, *_leeg(vraag, maten)]
    _niets_kwijt(vraag, jaar)
    return [*zegt, *_totalen(vraag, maten)]


def _maanden(vraag: Vraag) -> list[str]:
    if not vraag.formaat.maanden:
        return []
    klaarzet.doe(klaarzet.MAANDEN_NAAR_JAAR)
    half = [str(jaar) for (jaar,) in klaarzet.vraag(klaarzet.HALVE_JAREN)]
    klaarzet.doe(klaarzet.MAANDEN_WEG)
    return (
        [f"Van {', '.join(half)} zijn niet alle maanden er: daar maken wij geen jaarcijfer van."]
        if half
        else []
    )


def _leeg(vraag: Vraag, maten: Mapping[int, Maat]) -> list[str]:
    """A column without a single number, in every row: not published yet, as the CBS does for months."""
    if not vraag.formaat.leeg_is_nog_niet:
        return []
    leeg = klaarzet.vraag(klaarzet.HELEMAAL_LEEG)
    if leeg:
        kolommen = [list(kolom) for kolom in zip(*leeg, strict=True)]
        klaarzet.doe(klaarzet.ZET_NOG_NIET, (Reden.NOG_NIET, *kolommen))
        klaarzet.tel()
    return [
        f"{maten[indicator].naam}, {in_woorden(periode)}: de hele kolom is leeg. Wij zetten: nog niet gepubliceerd."
        for indicator, periode in leeg
    ]


def _niets_kwijt(vraag: Vraag, jaar: int) -> None:
    kwijt = [code for (code,) in klaarzet.vraag(klaarzet.KWIJT, (jaar, vraag.formaat.sleutel))]
    if kwijt:
        veel = f"{len(kwijt)} of meer" if len(kwijt) == 50 else str(len(kwijt))
        raise BestandFout(
            f"In dit bestand ontbreken {veel} gebieden waarvan wij deze cijfers al hebben, zoals {kwijt[0]}. "
            "Is het bestand heel?"
        )


def _totalen(vraag: Vraag, maten: Mapping[int, Maat]) -> list[str]:
    sommen = [nummer for nummer, maat in maten.items() if maat.telt_op == "som"]
    zegt = []
    onvolledig = False
    for soort, woord in (("BU", "buurten"), ("WK", "wijken")):
        for gemeente, indicator, periode, geheel, som, delen, leeg in klaarzet.geheel_en_delen(soort, sommen):
            maat = maten[indicator]
            verschil = abs(geheel - som)
            waar = f"{maat.naam}, {in_woorden(periode)}, {gemeente}: de {woord} zijn samen {som.normalize():f} van {geheel.normalize():f}"
            if vraag.formaat.maanden and soort == "BU":
                if som < GENOEG * geheel:
                    onvolledig = True
                    klaarzet.doe(
                        klaarzet.BUURTEN_ONVOLLEDIG, (Reden.ONVOLLEDIG, gemeente, indicator, periode)
                    )
                    zegt.append(f"{waar}. Dat is te weinig: wij laten ze niet zien.")
                elif som != geheel:
                    zegt.append(f"{waar}.")
            elif leeg == 0 and verschil > AFRONDING * delen:
                if maat.sleutel == VOLLEDIG:
                    raise BestandFout(f"{waar}. Is het bestand heel?")
                zegt.append(f"{waar}.")
            elif maat.sleutel == VOLLEDIG and verschil > AFRONDING * (delen + leeg) + geheel / 10:
                raise BestandFout(f"{waar}. Is het bestand heel?")
    if onvolledig:
        klaarzet.tel()
    return zegt

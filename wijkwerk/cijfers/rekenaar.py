"""The figure of an area of ours out of those that the sources have of it, or of its parts."""

from __future__ import annotations

from collections.abc import Sequence

from wijkwerk.cijfers import delen
from wijkwerk.cijfers.catalogus import Catalogus, Maat
from wijkwerk.cijfers.delen import Blad, Code, Ruw
from wijkwerk.cijfers.optellen import Deel, tel_op
from wijkwerk.cijfers.periode import in_woorden, van_jaar
from wijkwerk.cijfers.waarden import VAN_REDEN, Geen, Waarde

# Weights of another year tell how an average of this year is made, up to so many years away.
MEESTE_JAREN_ERNAAST = 5


def als_waarde(maat: Maat, periode: int, ruw: Ruw) -> Waarde:
    """A figure as it is kept, as others get to see it."""
    return Waarde(
        maat,
        periode,
        getal=ruw.getal,
        geen=VAN_REDEN.get(ruw.reden),
        voorlopig=ruw.voorlopig,
        bron=ruw.bron,
        peildatum=ruw.peildatum,
    )


class Rekenaar:
    """Figures of our areas out of those of the sources."""

    def __init__(self, alle: Catalogus, blad: Blad, ruw: delen.Cijfers) -> None:
        self.alle, self.blad, self.ruw = alle, blad, ruw

    def waarde(self, maat: Maat, periode: int, gebied: int, codes: Sequence[Code]) -> Waarde:
        gevonden = self.ruw.get((maat.sleutel, periode), {})
        eigen = self.blad.eigen.get(gebied)
        zelf = als_waarde(maat, periode, gevonden[eigen]) if eigen in gevonden else None
        if maat.eigen:
            return zelf or Waarde(maat, periode, geen=Geen.ONTBREEKT)
        # What somebody counted here never goes before a figure of the national source.
        landelijk = self._landelijk(maat, periode, codes, gevonden)
        return zelf if zelf and landelijk.geen is Geen.ONTBREEKT else landelijk

    def _landelijk(self, maat: Maat, periode: int, codes: Sequence[Code], gevonden: dict[int, Ruw]) -> Waarde:
        if not codes:
            return Waarde(
                maat, periode, geen=Geen.ONTBREEKT, uitleg="Aan dit gebied is geen CBS-gebied gekoppeld."
            )
        for jaar in self.blad.jaren:
            plekken = self.blad.delen(codes, jaar, gevonden)
            if any(plek in gevonden for plek in plekken):
                return self._samen(maat, periode, plekken, gevonden, codes, jaar)
        return Waarde(maat, periode, geen=Geen.ONTBREEKT)

    def _samen(
        self,
        maat: Maat,
        periode: int,
        plekken: Sequence[int | None],
        gevonden: dict[int, Ruw],
        codes: Sequence[Code],
        jaar: int,
    ) -> Waarde:
        if len(plekken) == 1 and plekken[0] is not None:
            return als_waarde(maat, periode, gevonden[plekken[0]])
        gewichten, van = self._gewichten(maat, periode, plekken)
        uitkomst = tel_op(
            maat,
            [self._deel(plek, gevonden, gewichten) for plek in plekken],
            self.alle.maten.get(maat.weeg_met),
        )
        bron = next(gevonden[plek] for plek in plekken if plek in gevonden)
        ander = (
            f" Met de aantallen van {in_woorden(van)}."
            if van != periode and uitkomst.getal is not None
            else ""
        )
        return Waarde(
            maat,
            periode,
            getal=uitkomst.getal,
            geen=uitkomst.geen,
            voorlopig=uitkomst.voorlopig,
            berekend=True,
            bron=bron.bron,
            peildatum=bron.peildatum,
            uitleg=f"{uitkomst.uitleg}{ander}",
        )

    def _gewichten(
        self, maat: Maat, periode: int, plekken: Sequence[int | None]
    ) -> tuple[dict[int, Ruw], int]:
        """The weights of this period; where these areas have none, of the nearest year that has, an earlier one first.

        The areas are of one division, so their borders are the same; how many live in each shifts little in a few years.
        """
        eigen = self.ruw.get((maat.weeg_met, periode), {}) if maat.weeg_met else {}
        if not maat.weeg_met or any(plek in eigen for plek in plekken):
            return eigen, periode
        for afstand in range(1, MEESTE_JAREN_ERNAAST + 1):
            for ander in (periode - van_jaar(afstand), periode + van_jaar(afstand)):
                gewichten = self.ruw.get((maat.weeg_met, ander), {})
                if all(plek in gewichten and gewichten[plek].getal is not None for plek in plekken if plek):
                    return gewichten, ander
        return eigen, periode

    @staticmethod
    def _deel(plek: int | None, gevonden: dict[int, Ruw], gewichten: dict[int, Ruw]) -> Deel:
        ruw = gevonden.get(plek) if plek is not None else None
        gewicht = gewichten[plek].getal if plek in gewichten else None
        if ruw is None:
            return Deel(None, None, gewicht=gewicht)
        return Deel(ruw.getal, ruw.reden or None, ruw.voorlopig, gewicht)

"""How far the map and the municipality's own areas have been linked: what is not, what is twice, what a year changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from wijkwerk.cijfers.service import namen_per_jaar
from wijkwerk.huis.koppelvoorstel import Voorstel, Voorsteller
from wijkwerk.wijken.kaart import Blad, codes_van, nieuwste_blad
from wijkwerk.wijken.kaartblad import kale_naam
from wijkwerk.wijken.meetkunde import Vorm
from wijkwerk.wijken.models import Gebied, Gebiedscode, Omtrek
from wijkwerk.wijken.overlap import Vlakken, is_verschoven


@dataclass(frozen=True)
class Verandering:
    """What a year changed at a code of an area, in words."""

    gebied: Gebied
    code: str
    zegt: str


@dataclass(frozen=True)
class Koppelstand:
    """Where own areas and the map stand; every list is by name."""

    blad: Blad
    met: int
    zonder: list[Gebied]
    voorstellen: list[Voorstel]
    # Codes at an area that are not on this map.
    onbekend: list[tuple[Gebied, str]]
    # On the map, while neither it nor what it lies in belongs to an area below the municipality: (code, name).
    los: list[tuple[str, str]]
    # What belongs to areas of which none lies in another: (the areas, the names on the map).
    dubbel: list[tuple[list[Gebied], list[str]]]
    veranderd: list[Verandering]


def koppelstand() -> Koppelstand | None:
    """Return how it stands, or None when no map was loaded. Five queries, whatever the number of areas."""
    blad = nieuwste_blad()
    if blad is None:
        return None
    gebieden = list(Gebied.objects.actief())
    codes = codes_van([gebied.pk for gebied in gebieden], blad.jaar)
    delen = {pk: [deel for code in eigen for deel in blad.delen(code)] for pk, eigen in codes.items()}
    zonder = [gebied for gebied in gebieden if not delen.get(gebied.pk)]
    kaarten = _Kaarten(blad, {code for eigen in codes.values() for code in eigen})
    boven = {gebied.pk: gebied for gebied in gebieden}
    bezet = _bezet(boven, delen, blad)
    return Koppelstand(
        blad=blad,
        met=len(gebieden) - len(zonder),
        zonder=zonder,
        voorstellen=_voorstellen(gebieden, codes, delen, kaarten, Voorsteller(blad, kaarten.nu, bezet)),
        onbekend=[
            (gebied, code)
            for gebied in gebieden
            for code in codes.get(gebied.pk, [])
            if not blad.delen(code) and code.startswith(Omtrek.SCHETSCODE) == blad.is_schets
        ],
        los=_los({code for eigen in codes.values() for code in eigen}, blad),
        dubbel=_dubbel(boven, delen, blad),
        veranderd=list(_veranderd(gebieden, codes, kaarten)),
    )


class _Kaarten:
    """The outlines that matter: those of this map, of the one before, and those the municipality drew."""

    def __init__(self, blad: Blad, codes: set[str]) -> None:
        """One query; none for a sketch, which has nothing to compare."""
        self.blad = blad
        self.nu: dict[str, Vorm] = {}
        # Of the newest older map that has it.
        self.eerder: dict[str, tuple[int, str, Vorm]] = {}
        self.eigen: dict[str, Vorm] = {}
        if blad.is_schets:
            return
        nodig = Q(jaar=blad.jaar) | Q(soort=Omtrek.Soort.EIGEN) | Q(jaar__gt=0, code__in=codes)
        for soort, code, jaar, naam, vorm in (
            Omtrek.objects.filter(nodig).order_by("jaar").values_list("soort", "code", "jaar", "naam", "vorm")
        ):
            if soort == Omtrek.Soort.EIGEN:
                self.eigen[code.removeprefix(Omtrek.EIGENCODE)] = vorm
            elif jaar == blad.jaar:
                self.nu[code] = vorm
            else:
                self.eerder[code] = (jaar, naam, vorm)

    def vervallen(self, codes: Iterable[str]) -> list[str]:
        """Those of an older map; a kind of area of which this map has none was just not loaded yet."""
        soorten = {code[:2] for code in self.blad.namen}
        return [
            code
            for code in codes
            if code not in self.blad.namen and code in self.eerder and code[:2] in soorten
        ]

    def vorm_van(self, gebied: Gebied, codes: Sequence[str]) -> Vorm | None:
        """What the municipality drew, else what its codes were that this map does not have any more."""
        if gebied.sleutel in self.eigen:
            return self.eigen[gebied.sleutel]
        oud = [vlak for code in self.vervallen(codes) for vlak in self.eerder[code][2]]
        return oud or None


def _voorstellen(
    gebieden: Sequence[Gebied],
    codes: Mapping[int, list[str]],
    delen: Mapping[int, list[str]],
    kaarten: _Kaarten,
    voorsteller: Voorsteller,
) -> list[Voorstel]:
    uit = []
    for gebied in gebieden:
        eigen = codes.get(gebied.pk, [])
        # What has the whole municipality needs nothing more.
        if any(code.startswith("GM") for code in eigen):
            continue
        op_de_kaart = [code for code in eigen if kaarten.blad.delen(code)]
        keuzes = voorsteller.voor(gebied, op_de_kaart, kaarten.vorm_van(gebied, eigen))
        if keuzes:
            weg = kaarten.vervallen(eigen)
            namen = tuple(f"{kaarten.eerder[code][1]} ({code})" for code in weg)
            uit.append(Voorstel(gebied, tuple(keuzes), namen))
    return uit


def _bezet(
    boven: Mapping[int, Gebied], delen: Mapping[int, list[str]], blad: Blad
) -> dict[str, list[Gebied]]:
    """Per code on the map the areas that have it, or a part of it, or what it lies in."""
    bezet: dict[str, list[Gebied]] = defaultdict(list)
    for pk, eigen in delen.items():
        binnen = {blad_code for code in eigen for blad_code in (code, *_erboven(code), *_eronder(code, blad))}
        for code in binnen:
            bezet[code].append(boven[pk])
    return bezet


def _erboven(code: str) -> list[str]:
    return [f"WK{code[2:8]}"] if code.startswith("BU") else []


def _eronder(code: str, blad: Blad) -> list[str]:
    if not code.startswith("WK"):
        return []
    return [c for c in blad.namen if c.startswith(f"BU{code[2:]}")]


def _dubbel(
    boven: Mapping[int, Gebied], delen: Mapping[int, list[str]], blad: Blad
) -> list[tuple[list[Gebied], list[str]]]:
    """What several areas have, while none of those lies in another: their figures count it twice."""
    per_code: dict[str, set[int]] = defaultdict(set)
    for pk, eigen in delen.items():
        for code in eigen:
            for klein in _eronder(code, blad) or [code]:
                per_code[klein].add(pk)
    paren: dict[tuple[int, ...], list[str]] = defaultdict(list)
    for code, pks in per_code.items():
        binnenste = [pk for pk in pks if not any(pk in boven[a].voorouders for a in pks - {pk})]
        if len(binnenste) > 1:
            paren[tuple(sorted(binnenste, key=lambda pk: boven[pk].naam))].append(blad.namen[code])
    return [([boven[pk] for pk in pks], sorted(namen)) for pks, namen in paren.items()]


def _veranderd(
    gebieden: Sequence[Gebied], codes: Mapping[int, list[str]], kaarten: _Kaarten
) -> Iterable[Verandering]:
    """Codes that this map has not, or has elsewhere or under another name; and years of figures without them."""
    blad = kaarten.blad
    vlakken = Vlakken(kaarten.nu) if kaarten.nu else None
    jaren = {} if blad.is_schets else namen_per_jaar()
    for gebied in gebieden:
        for code in codes.get(gebied.pk, []):
            if code in kaarten.eerder and vlakken is not None:
                jaar, naam, vorm = kaarten.eerder[code]
                if kaarten.vervallen([code]):
                    soort = code[:2]
                    naar = [
                        f"{blad.namen[c]} ({round(deel * 100)} procent)"
                        for c, deel in vlakken.deel_van(vorm).items()
                        if c.startswith(soort)
                    ]
                    waar = f" Het ligt nu in {', '.join(naar)}." if naar else ""
                    yield Verandering(
                        gebied,
                        code,
                        f"{naam} stond op de kaart van {jaar}, niet op die van {blad.jaar}.{waar}",
                    )
                elif code in kaarten.nu and is_verschoven(vorm, kaarten.nu[code]):
                    yield Verandering(
                        gebied, code, f"{naam}: de grens is in {blad.jaar} een andere dan in {jaar}."
                    )
            mist = [str(jaar) for jaar, namen in jaren.items() if code not in namen and _kent(namen, code)]
            if mist:
                yield Verandering(
                    gebied, code, f"Deze code komt niet voor in de cijfers van {', '.join(mist)}."
                )
            heette = {
                (jaar, namen[code])
                for jaar, namen in jaren.items()
                if namen.get(code)
                and code in blad.namen
                and kale_naam(namen[code]) != kale_naam(blad.namen[code])
            }
            for jaar, naam in sorted(heette):
                yield Verandering(
                    gebied,
                    code,
                    f"Deze code was in de cijfers van {jaar} {naam}, en is nu {blad.namen[code]}.",
                )


def _kent(namen: Mapping[str, str], code: str) -> bool:
    """Whether figures of this year go into areas of this kind at all."""
    return any(ander[:2] == code[:2] for ander in namen)


def vervallen_codes(stand: Koppelstand, gebieden: Iterable[Gebied]) -> list[int]:
    """Ids of the codes of these areas that the map does not have any more (one query)."""
    weg = {voorstel.gebied.pk for voorstel in stand.voorstellen if voorstel.vervallen}
    rijen = Gebiedscode.objects.filter(gebied__in=[rij for rij in gebieden if rij.pk in weg], jaar_tot=None)
    return [rij.pk for rij in rijen if not stand.blad.delen(rij.code)]


def _los(codes: set[str], blad: Blad) -> list[tuple[str, str]]:
    """What is in no area; a wijk whose buurten are linked is not named apart from them."""
    eigen = {code for code in codes if not code.startswith("GM")}
    los = [
        code
        for code in blad.namen
        if code[:2] in {"WK", "BU"}
        and code not in blad.water
        and code not in eigen
        and f"WK{code[2:8]}" not in eigen
        and not any(ander.startswith(f"BU{code[2:]}") for ander in eigen)
    ]
    # The buurten of a wijk that is named itself need no naming.
    wijken = {code[2:] for code in los if code.startswith("WK")}
    over = [code for code in los if code.startswith("WK") or code[2:8] not in wijken]
    return sorted(((code, blad.namen[code]) for code in over), key=lambda paar: paar[1])

"""The kinds of check of a profile, each one plain function: regel and onderwerp in, complaints out.

Three kinds are not here: `meldt` says who is told of a step (`service.wie_hoort_het`), `afgeschermd` who sees what of a
shielded thing, and `verstrekking` what of a signal goes outside the municipality (`signalen.verstrekken`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.wie import is_een
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel, Selector, selectornaam
from wijkwerk.profiel import regels as regelsoorten
from wijkwerk.regels.klachten import Klacht
from wijkwerk.regels.models import Beoordeling, Besluit, Instemming
from wijkwerk.regels.onderwerp import Onderwerp, stand_van_vorm

Klachten = Iterator[Klacht]


def is_leeg(waarde: Any) -> bool:
    """No answer was given; `nee` and 0 are answers."""
    return (
        waarde is None
        or waarde == ""
        or (isinstance(waarde, (list, tuple, set, frozenset, dict)) and not waarde)
    )


def verplicht(regel: regelsoorten.Verplicht, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    for veld in regel.velden:
        ouder, _, kind = veld.sleutel.rpartition(".")
        if not ouder:
            if is_leeg(onderwerp.veld(veld.sleutel)):
                yield Klacht(regel.zegt or f"Vul in: {veld.naam}.", veld.sleutel, regel.eis)
            continue
        for deel in onderwerp.onderdelen(ouder):
            if is_leeg(deel.veld(kind)):
                yield Klacht(
                    regel.zegt or f"Vul bij “{deel.naam}” in: {veld.naam or kind}.", veld.sleutel, regel.eis
                )


def minstens(regel: regelsoorten.Minstens, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    telling = onderwerp.telling(regel.wat, regel.per)
    for groep, aantal in telling.items():
        if aantal < regel.n:
            yield Klacht(regel.zegt or _te_weinig(regel, aantal, groep), regel.wat, regel.eis)
    if not telling and "." not in regel.wat and regel.n > 0 and regel.per is None:
        yield Klacht(regel.zegt or _te_weinig(regel, 0, ""), regel.wat, regel.eis)


def hoogstens(regel: regelsoorten.Hoogstens, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    for groep, aantal in onderwerp.telling(regel.wat, regel.per).items():
        if aantal > regel.n:
            te_veel = f"Te veel bij {_van(regel.wat, groep)}: {aantal}. Toegestaan: hoogstens {regel.n}."
            yield Klacht(regel.zegt or te_veel, regel.wat, regel.eis)


def _te_weinig(regel: regelsoorten.Minstens, aantal: int, groep: str) -> str:
    return f"Te weinig bij {_van(regel.wat, groep)}: {aantal}. Nodig: ten minste {regel.n}."


def _van(wat: str, groep: str) -> str:
    """Name what is counted, without a number before it: the profile has one word for one and for more."""
    ouder, _, kind = wat.rpartition(".")
    if groep:
        return f"“{kind}” van “{groep}”"
    return f"“{ouder}: {kind}”" if ouder else f"“{kind}”"


def beoordeeld(regel: regelsoorten.Beoordeeld, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    oordeel = onderwerp.profiel.oordeel(regel.oordeel)
    gegeven = {
        rij.criterium: rij for rij in Beoordeling.objects.bij(onderwerp.ding).filter(oordeel=oordeel.sleutel)
    }
    for criterium in oordeel.criteria:
        rij = gegeven.get(criterium.sleutel)
        if rij is None:
            yield Klacht(regel.zegt or f"Beoordeel eerst: {criterium.naam}.", criterium.sleutel, regel.eis)
        elif not rij.ja:
            uitweg = f" Wat wel kan: {oordeel.anders}." if oordeel.anders else ""
            yield Klacht(
                regel.zegt or f"Niet voldaan: {criterium.naam}.{uitweg}", criterium.sleutel, regel.eis
            )


def ingestemd(regel: regelsoorten.Ingestemd, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    standen = _instemmingen(onderwerp)
    for wie, naam in _allen(regel.wie, onderwerp):
        if standen.get(wie) != Instemming.Stand.AKKOORD:
            yield Klacht(regel.zegt or f"Nog niet akkoord: {naam}.", "instemming", regel.eis)


def gehoord(regel: regelsoorten.Gehoord, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    eigen = onderwerp.betekenis.gehoord
    standen = eigen(onderwerp) if eigen else _instemmingen(onderwerp)
    for wie, naam in _allen(regel.wie, onderwerp):
        if standen.get(wie) in {None, Instemming.Stand.GEVRAAGD}:
            yield Klacht(regel.zegt or f"Nog niet gehoord: {naam}.", "instemming", regel.eis)


def _instemmingen(onderwerp: Onderwerp) -> Mapping[str, str]:
    return dict(Instemming.objects.bij(onderwerp.ding).values_list("wie", "stand"))


def _allen(wie: tuple[Selector, ...], onderwerp: Onderwerp) -> Iterator[tuple[str, str]]:
    """The key and the name of each one meant: a word such as `trekker` stands for all holders of that kind."""
    for selector in wie:
        houders = onderwerp.houders.get(str(selector), onderwerp.houders.get(selector.soort))
        if houders is None:
            yield str(selector), selector_naam(selector, onderwerp)
        else:
            yield from dict.fromkeys((houder_sleutel(houder), str(houder)) for houder in houders)


def houder_sleutel(houder: Houder) -> str:
    """A stable key for a holder in `Instemming.wie`."""
    if houder.partij is not None:
        return f"partij:{houder.partij.sleutel}"
    if houder.persoon is not None:
        return f"persoon:{houder.persoon.pk}"
    return f"rol:{houder.rol}"


def selector_naam(selector: Selector, onderwerp: Onderwerp) -> str:
    """How a selector reads on a screen."""
    return selectornaam(selector, onderwerp.profiel)


def besloten(regel: regelsoorten.Besloten, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    organen = {str(selector) for selector in regel.door}
    if not Besluit.objects.bij(onderwerp.ding).filter(orgaan__in=organen).exists():
        namen = " of ".join(selector_naam(selector, onderwerp) for selector in regel.door)
        yield Klacht(regel.zegt or f"Leg eerst het besluit vast van: {namen}.", "besluit", regel.eis)


def pas_na(regel: regelsoorten.PasNa, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    if stand_van_vorm(regel.vorm, onderwerp.plek) != regel.stand:
        yield Klacht(
            regel.zegt or f"Dit kan pas na: {_vormnaam(onderwerp.profiel, regel.vorm)} ({regel.stand}).",
            "",
            regel.eis,
        )


def nooit_door(regel: regelsoorten.NooitDoor, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    if door is None or not is_een(door, regel.wie, onderwerp.plek):
        return
    if regel.namens and not _namens(regel.namens, onderwerp):
        return
    tekst = regel.zegt or (f"{regel.naam}." if regel.naam else "Met uw rol mag u deze stap niet zetten.")
    yield Klacht(tekst, "namens" if regel.namens else "", regel.eis)


def _namens(namens: tuple[Selector, ...], onderwerp: Onderwerp) -> bool:
    """`gegevens["namens"]` names on whose behalf, as selectors: {"rol:bewoner", "kant:bewoners"}."""
    opgegeven = onderwerp.gegevens.get("namens") or ()
    return any(str(selector) in opgegeven for selector in namens)


def vier_ogen(regel: regelsoorten.VierOgen, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    """Also for who holds both roles: it is about the person. What the system does by itself is nobody's."""
    if door is None or onderwerp.ding.pk is None:
        return
    gezet = [f"{onderwerp.object}.{stap}" for stap in regel.na]
    if Logregel.objects.stappen().van(onderwerp.ding).filter(door=door, stap__in=gezet).exists():
        tekst = "Dit moet iemand anders doen: u zette zelf al een eerdere stap."
        yield Klacht(regel.zegt or tekst, "", regel.eis)


def schaal(regel: regelsoorten.Schaal, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    niveau = onderwerp.veld("schaalniveau")
    if is_leeg(niveau):
        yield Klacht("Kies de schaal: voor welk gebied is dit van belang?", "schaalniveau", regel.eis)
        return
    if str(niveau) in _niveaus_onder(onderwerp.profiel, regel.minimaal):
        route = onderwerp.profiel.route(regel.anders).naam if regel.anders else ""
        weg = f" Dit hoort bij: {route}." if route else ""
        naam = onderwerp.profiel.niveau(regel.minimaal).naam
        yield Klacht(
            regel.zegt or f"Dit punt is te klein; het moet ten minste {naam} raken.{weg}",
            "schaalniveau",
            regel.eis,
        )


def _niveaus_onder(profiel: Profiel, niveau: str) -> set[str]:
    """Every level that lies below this one, at any depth."""
    onder = {rij.sleutel for rij in profiel.niveaus if niveau in rij.onder}
    return onder.union(*(_niveaus_onder(profiel, kind) for kind in onder))


def bron(regel: regelsoorten.Bron, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    bronnen = onderwerp.betekenis.bronnen(onderwerp) if onderwerp.betekenis.bronnen else frozenset()
    if not bronnen & set(regel.uit):
        namen = " of ".join(_vormnaam(onderwerp.profiel, naam) for naam in regel.uit)
        yield Klacht(regel.zegt or f"Noem waar dit uit voortkomt: {namen}.", "herkomst", regel.eis)


def _vormnaam(profiel: Profiel, sleutel: str) -> str:
    """The name of a form of plan, overleg or peiling; other sources are words already."""
    vormen = (*profiel.planvormen, *profiel.overlegvormen, *profiel.peilingen)
    return next((vorm.naam for vorm in vormen if vorm.sleutel == sleutel), sleutel)


def samenloop(regel: regelsoorten.Samenloop, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    if onderwerp.betekenis.samenloop is None:
        return
    for ander in onderwerp.betekenis.samenloop(onderwerp, regel.op, regel.dagen):
        yield Klacht(regel.zegt or f"Er loopt al iets dat hierop lijkt: {ander}.", "", regel.eis)


def gemotiveerd(regel: regelsoorten.Gemotiveerd, onderwerp: Onderwerp, door: Gebruiker | None) -> Klachten:
    if is_leeg(onderwerp.gegevens.get("reden")):
        yield Klacht(regel.zegt or f"Geef een reden.{_keren(regel, onderwerp)}", "reden", regel.eis)


def _keren(regel: regelsoorten.Gemotiveerd, onderwerp: Onderwerp) -> str:
    if not regel.telt:
        return ""
    keren = aantal_keren(onderwerp, regel.bij)
    return f" Dit gebeurde al {keren} keer." if keren else ""


def aantal_keren(onderwerp: Onderwerp, stap: str) -> int:
    """How often a step was taken on this thing, from the logboek."""
    return Logregel.objects.stappen().van(onderwerp.ding).filter(stap=stap).count()


def teruggekoppeld(
    regel: regelsoorten.Teruggekoppeld, onderwerp: Onderwerp, door: Gebruiker | None
) -> Klachten:
    gedaan = (
        onderwerp.betekenis.teruggekoppeld(onderwerp) if onderwerp.betekenis.teruggekoppeld else frozenset()
    )
    for selector in regel.aan:
        if str(selector) not in gedaan:
            naam = selector_naam(selector, onderwerp)
            yield Klacht(regel.zegt or f"Nog niet teruggekoppeld aan: {naam}.", "terugkoppeling", regel.eis)


SOORTEN: dict[str, Callable[..., Klachten]] = {
    "verplicht": verplicht,
    "minstens": minstens,
    "hoogstens": hoogstens,
    "beoordeeld": beoordeeld,
    "ingestemd": ingestemd,
    "gehoord": gehoord,
    "besloten": besloten,
    "pas_na": pas_na,
    "nooit_door": nooit_door,
    "vier_ogen": vier_ogen,
    "schaal": schaal,
    "bron": bron,
    "samenloop": samenloop,
    "gemotiveerd": gemotiveerd,
    "teruggekoppeld": teruggekoppeld,
}

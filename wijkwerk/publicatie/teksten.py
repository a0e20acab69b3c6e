"""Every text in a content, with the place where a person finds it: what the masking check reads, and what is searched."""

from __future__ import annotations

from collections.abc import Iterator

from wijkwerk.publicatie.inhoud import Inhoud, Item, Telblok

# A search vector holds a megabyte; no plan comes near. What stands further on is not found, but published all the same.
LANGST = 300_000
# With these the database says what was found: nothing that was typed may look like them.
BEGIN, EIND = "\x02", "\x03"
ZONDER_MERKEN = dict.fromkeys(map(ord, BEGIN + EIND))


def alle_teksten(inhoud: Inhoud) -> Iterator[tuple[str, str]]:
    """Yield (waar, tekst) in the order of the document; nothing that will be shown is left out."""
    yield "Titel", inhoud.titel
    yield from _om_te_lezen(inhoud)
    for bijdrage in inhoud.bijdragen:
        yield f"Bijdrage van {bijdrage.van}", bijdrage.tekst
    for akkoord in inhoud.akkoorden:
        yield "Akkoord", f"{akkoord.wie}\n{akkoord.functie}"
    for contact in inhoud.contact:
        yield "Contact", f"{contact.functie}\n{contact.e_mail}"


def zoektekst(inhoud: Inhoud) -> str:
    """Return what is searched beside the title: what a reader reads, without who agreed and whom to ask."""
    teksten = (tekst.strip() for _waar, tekst in _om_te_lezen(inhoud))
    return "\n".join(tekst for tekst in teksten if tekst).translate(ZONDER_MERKEN)[:LANGST]


def _om_te_lezen(inhoud: Inhoud) -> Iterator[tuple[str, str]]:
    yield "Samenvatting", inhoud.samenvatting
    if inhoud.vaststelling:
        yield "Vaststelling", f"{inhoud.vaststelling.door} {inhoud.vaststelling.kenmerk}"
    if inhoud.besluit:
        yield "Besluit", f"{inhoud.besluit.door} {inhoud.besluit.kenmerk}"
    for waarde in inhoud.velden:
        yield waarde.label, waarde.waarde
    for sectie in inhoud.secties:
        yield sectie.naam, sectie.tekst
    for blok in inhoud.cijfers:
        yield from _van_blok(blok)
    for item in inhoud.items:
        yield from _van_item(item)
    for afspraak in inhoud.vorige_afspraken:
        yield (
            f"Vorige periode, {afspraak.nummer}",
            f"{afspraak.wat}\n{afspraak.wie}\n{afspraak.uitleg}\n{afspraak.reden}",
        )
    for bron in inhoud.bronnen:
        yield f"Bron: {bron.herkomst}", f"{bron.tekst}\n{bron.herkomst}"


def _van_blok(blok: Telblok) -> Iterator[tuple[str, str]]:
    yield blok.titel, f"{blok.titel}\n{blok.uitleg}\n{blok.bron}"
    for regel in blok.regels:
        woorden = (cel.tekst for cel in regel.cellen if cel.waarde is None)
        yield f"{blok.titel}, {regel.naam}", "\n".join((regel.naam, *woorden))


def _van_item(item: Item) -> Iterator[tuple[str, str]]:
    waar = f"{item.soortnaam} {item.nummer}".strip()
    yield waar, item.titel
    for waarde in item.velden:
        yield f"{waar}, {waarde.label.lower()}", waarde.waarde
    yield f"{waar}, trekker", item.trekker
    yield f"{waar}, herkomst", "\n".join(item.herkomst)
    yield f"{waar}, reden", item.reden
    for rij in item.herkenningen:
        yield f"{waar}, herkend", f"{rij.groep}\n{rij.aanvulling}\n{rij.bij}"
    if item.meting:
        yield f"{waar}, cijfer", f"{item.meting.wens}\n{item.meting.woord}\n{item.meting.begin.zin}"
    for cijfer in item.bevindingen:
        yield f"{waar}, cijfer van een bevinding", cijfer.regel
    for bron in item.verhalen:
        yield f"{waar}, verhaal", f"{bron.tekst}\n{bron.herkomst}"
    if item.uitvoering:
        yield f"{waar}, uitvoering", item.uitvoering.woord
    if item.afspraak:
        yield (
            f"{waar}, afspraak",
            f"{item.afspraak.wat}\n{item.afspraak.wie}\n{item.afspraak.uitleg}\n{item.afspraak.reden}",
        )

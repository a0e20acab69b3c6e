"""From a plan to the frozen content of a publication: exactly what may be seen, as values."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils import timezone

from wijkagenda import velden
from wijkagenda.acties.vragen import naam_van
from wijkagenda.bewijs import bewijs_van, bronnen_van
from wijkagenda.controle import soorten_in
from wijkagenda.models import Bijdrage, Plan, Planitem
from wijkagenda.rangorde import rangen
from wijkagenda.regels import onderwerp
from wijkagenda.voorgangers import eerdere_plannen
from wijkwerk.afspraken.models import Afspraak, Voortgang
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Roltoewijzing
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.profiel.rijen.plannen import Itemsoort, Planvorm
from wijkwerk.publicatie.service import (
    Afspraakblok,
    Akkoord,
    Benaming,
    Bijdrageblok,
    Contact,
    Inhoud,
    Item,
    Sectie,
    Vaststelling,
    Waarde,
)
from wijkwerk.regels.models import Instemming
from wijkwerk.regels.service import Onderwerp, houder_sleutel
from wijkwerk.wijken.models import Partij

# No field of a profile has such a key: what a form declares stays its own.
PRIORITEIT = "rangorde"

# How the state of an afspraak reads for the public: (key, word).
PUBLIEKE_STAND: dict[str, tuple[str, str]] = {
    "gevraagd": ("gepland", "Gepland"),
    "toegezegd": ("gepland", "Gepland"),
    "geweigerd": ("vervallen", "Gaat niet door"),
    "loopt": ("loopt", "Loopt"),
    "knelpunt": ("knelpunt", "Knelpunt"),
    "later": ("later", "Later gepland"),
    "klaar": ("gereed", "Gereed"),
    "vervallen": ("vervallen", "Vervallen"),
}


def maak_inhoud(plan: Plan) -> Inhoud:
    """Return the content as it is now; who does something is a party or a function, never a name."""
    profiel, vorm = plan.profiel, plan.planvorm
    over = onderwerp(plan)
    items = list(plan.items.voor_lijst())
    return Inhoud(
        gemeente=Benaming(sleutel=profiel.gemeente.code or "", naam=profiel.gemeente.naam),
        gebied=Benaming(sleutel=plan.gebied.sleutel, naam=plan.gebied.naam),
        gebieden=_gebieden(items),
        vorm=Benaming(sleutel=vorm.sleutel, naam=vorm.naam),
        titel=plan.titel,
        samenvatting=plan.samenvatting,
        versie=plan.nummer,
        periode_van=plan.periode_van,
        periode_tot=plan.periode_tot,
        peildatum=timezone.now(),
        vaststelling=_vaststelling(plan),
        besluit=_besluit(plan),
        secties=_secties(plan, vorm),
        velden=tuple(
            Waarde(
                sleutel=veld.sleutel,
                label=veld.naam,
                waarde=velden.leesbaar(veld, plan.velden.get(veld.sleutel)),
            )
            for veld in velden.planvelden(profiel, vorm)
        ),
        itemsoorten=tuple(Benaming(sleutel=soort.sleutel, naam=soort.naam) for soort in vorm.items),
        items=_items(items, plan, profiel, vorm),
        vorige_afspraken=_vorige(plan, vorm),
        bronnen=bronnen_van(plan, items),
        bijdragen=tuple(_bijdrage(rij, over) for rij in plan.bijdragen.geleverd().select_related("partij")),
        akkoorden=tuple(_akkoorden(plan, over)),
        contact=_contact(plan, profiel),
    )


def _gebieden(items: Iterable[Planitem]) -> tuple[Benaming, ...]:
    gebieden = {gebied.sleutel: gebied.naam for item in items for gebied in item.gebieden.all()}
    return tuple(Benaming(sleutel=sleutel, naam=naam) for sleutel, naam in sorted(gebieden.items()))


def _vaststelling(plan: Plan) -> Vaststelling | None:
    if plan.vastgesteld_op is None:
        return None
    return Vaststelling(door=plan.vastgesteld_door, op=plan.vastgesteld_op, kenmerk=plan.kenmerk)


def _besluit(plan: Plan) -> Vaststelling | None:
    if plan.besluit_op is None:
        return None
    return Vaststelling(door=plan.besluit_van, op=plan.besluit_op, kenmerk=plan.besluit_nummer)


def _secties(plan: Plan, vorm: Planvorm) -> tuple[Sectie, ...]:
    teksten = {rij.sleutel: rij.tekst for rij in plan.secties.all()}
    return tuple(
        Sectie(
            sleutel=sectie.sleutel,
            naam=sectie.naam,
            tekst=teksten.get(sectie.sleutel, ""),
            itemsoorten=tuple(soorten_in(sectie, vorm)),
        )
        for sectie in vorm.secties
    )


def _items(items: list[Planitem], plan: Plan, profiel: Profiel, vorm: Planvorm) -> tuple[Item, ...]:
    soorten = {soort.sleutel: soort for soort in vorm.items}
    sporen = {item.pk: str(item.spoor) for item in items}
    klaar = [item for item in items if item.stand != Planitem.Stand.VOORGENOMEN and item.soort in soorten]
    waarom = redenen(item.afspraak for item in klaar if item.afspraak)
    rang = rangen(items, vorm)
    bewijs = bewijs_van(plan, klaar)
    return tuple(
        _item(item, soorten[item.soort], plan, profiel, sporen, waarom, rang.get(item.pk)).model_copy(
            update=bewijs.get(item.pk, {})
        )
        for item in klaar
    )


def _item(
    item: Planitem,
    soort: Itemsoort,
    plan: Plan,
    profiel: Profiel,
    sporen: dict[int, str],
    waarom: dict[int, str],
    rang: int | None,
) -> Item:
    trekker = item.trekker
    elders = [gebied.naam for gebied in item.gebieden.all() if gebied.pk != plan.gebied_id]
    return Item(
        spoor=str(item.spoor),
        soort=soort.sleutel,
        soortnaam=soort.naam,
        nummer=item.nummer if item.stand == Planitem.Stand.OPGENOMEN else "",
        titel=item.titel,
        ouder=sporen.get(item.ouder_id or 0, ""),
        thema=profiel.thema(item.thema).naam if item.thema else "",
        stand=item.stand,
        reden=item.reden,
        velden=tuple(_waarden(item, soort, profiel, rang)),
        gebieden=tuple(elders),
        herkomst=tuple(herkomst.tekst for herkomst in item.herkomsten.all()),
        trekker=trekker.functie() if trekker else "",
        afspraak=afspraakblok(item.afspraak, item, waarom.get(item.afspraak.pk, ""))
        if item.afspraak
        else None,
    )


def _waarden(item: Planitem, soort: Itemsoort, profiel: Profiel, rang: int | None) -> Iterable[Waarde]:
    """The declared fields; trekker and day stand in the afspraak once there is one."""
    vast = velden.kolomvelden(soort)
    if rang is not None:
        yield Waarde(sleutel=PRIORITEIT, label="Prioriteit", waarde=str(rang))
    for veld in velden.eigen_velden(soort, profiel):
        waarde = velden.leesbaar(veld, (item.velden or {}).get(veld.sleutel))
        yield Waarde(sleutel=veld.sleutel, label=veld.naam, waarde=waarde)
    partijen = ", ".join(sorted(partij.naam for partij in item.partijen.all()))
    if partijen:
        yield Waarde(sleutel="partijen", label="Met", waarde=partijen)
    if item.afspraak is None:
        for veld in soort.velden:
            if veld.sleutel in vast and veld.sleutel == velden.datumveld(soort) and item.einddatum:
                waarde = velden.leesbaar(veld.model_copy(update={"soort": "datum"}), item.einddatum)
                yield Waarde(sleutel=veld.sleutel, label=veld.naam, waarde=waarde)


def redenen(afspraken: Iterable[Afspraak]) -> dict[int, str]:
    """Why these are late, stuck or dropped: the line that goes with the state, else the reason of the last postponement."""
    per_pk = {afspraak.pk: afspraak for afspraak in afspraken}
    stappen = ("afspraak.verzetten", "afspraak.vervallen", "afspraak.weigeren")
    gevonden = {
        regel.object_id: regel.reden
        for regel in Logregel.objects.stappen()
        .filter(object_soort="afspraak", object_id__in=per_pk, stap__in=stappen)
        .order_by("op", "pk")
        if regel.object_id is not None and regel.reden
    }
    for regel in Voortgang.objects.filter(afspraak__in=per_pk, stand__in=("knelpunt", "later")).order_by(
        "op", "pk"
    ):
        if per_pk[regel.afspraak_id].stand == regel.stand:
            gevonden[regel.afspraak_id] = regel.tekst
    return gevonden


def afspraakblok(afspraak: Afspraak, item: Planitem, reden: str = "") -> Afspraakblok:
    """A promise as the public reads it; of one that was shielded after it came on the plan no word.

    In the words of the plan: those of an afspraak made elsewhere (with the answer to a proposal) may be a resident's.
    """
    open_ = afspraak.gevoelig == "nee"
    stand, woord = PUBLIEKE_STAND[afspraak.stand]
    houder: Houder | None = afspraak.houder
    return Afspraakblok(
        nummer=item.nummer,
        wat=item.titel if open_ else str(afspraak),
        wie=houder.functie() if houder else "",
        uiterlijk=afspraak.uiterlijk,
        eerste_uiterlijk=afspraak.eerste_uiterlijk,
        uitgesteld=afspraak.uitgesteld,
        stand=stand,
        stand_woord=woord,
        reden=reden if open_ else "",
        nagekomen=afspraak.nagekomen,
        uitleg=afspraak.nagekomen_toelichting if open_ else "",
    )


def _vorige(plan: Plan, vorm: Planvorm) -> tuple[Afspraakblok, ...]:
    """What the version before and the predecessors promised and is done or judged; what lives on stands in the plan."""
    items = Planitem.objects.opgenomen().filter(plan__in=eerdere_plannen(plan, vorm), afspraak__isnull=False)
    verder = plan.items.niet_weggelaten().filter(afspraak__isnull=False).values("afspraak")
    items = items.exclude(afspraak__in=verder).filter(afspraak__gevoelig="nee").voor_lijst()
    return tuple(afspraakblok(item.afspraak, item) for item in items if item.afspraak)


def _bijdrage(rij: Bijdrage, over: Onderwerp) -> Bijdrageblok:
    van = rij.partij.naam if rij.partij else naam_van(rij.van, over)
    return Bijdrageblok(van=van, geleverd_op=timezone.localdate(rij.geleverd_op) if rij.geleverd_op else None)


def _akkoorden(plan: Plan, over: Onderwerp) -> Iterable[Akkoord]:
    namen = {houder_sleutel(houder): houder.functie() for houder in over.houders.get("trekker", ())}
    for rij in (
        Instemming.objects.bij(plan)
        .filter(stand=Instemming.Stand.AKKOORD, gegeven_op__isnull=False)
        .order_by("gegeven_op")
    ):
        assert rij.gegeven_op is not None
        if rij.wie.startswith("persoon:"):
            continue
        yield Akkoord(
            wie=naam_van(rij.wie, over, namen),
            functie=rij.functie,
            op=timezone.localdate(rij.gegeven_op),
            soort="ondertekening" if rij.wie.startswith("ondertekening:") else "instemming",
        )


def _contact(plan: Plan, profiel: Profiel) -> tuple[Contact, ...]:
    """Functions that residents can turn to here: those that the profile calls aanspreekpunt (ETL-23), and residents' bodies."""
    vervuld = set(
        Roltoewijzing.objects.geldig().filter(gebied__in=plan.gebied.voorouders).values_list("rol", flat=True)
    )
    rollen = [
        rol for rol in profiel.rollen if rol.sleutel in vervuld and rol.van_het_huis and rol.aanspreekpunt
    ]
    rollen = (
        rollen or [rol for rol in profiel.rollen if rol.sleutel in vervuld and rol.kant == "gemeente"][:1]
    )
    organen = Partij.objects.actief().filter(
        soort=Partij.Soort.BEWONERSORGAAN, gebieden__in=plan.gebied.voorouders
    )
    return (
        *(Contact(functie=rol.naam) for rol in rollen),
        *(Contact(functie=partij.naam, e_mail=partij.e_mail) for partij in organen.distinct()),
    )

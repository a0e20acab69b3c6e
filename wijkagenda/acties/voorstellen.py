"""Proposals: brought in by whoever the profile lets propose, judged, and put on every plan concerned at once."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from signalen import service as signalen
from signalen.models import Signaal
from signalen.service import eigenaar_van_voorstel
from wijkagenda.acties.begin import vergrendel
from wijkagenda.acties.items import Afkomst, Itemgegevens, bewaar_nieuw, vul
from wijkagenda.models import Plan, Planitem
from wijkagenda.regels import onderwerp_item, onderwerp_voorstel
from wijkagenda.stroom import VOORSTEL
from wijkagenda.toestemming import wie_mag
from wijkagenda.voorstellen import HERKOMST, Agenda, Doel, agendas, alle_doelen, stand_van, voorwaarden
from wijkwerk.berichten.service import zet_klaar_voor
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.gebruikers.rollen import plek_van_indiener
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.logboek.service import noteer
from wijkwerk.profiel.regels import Bron
from wijkwerk.profiel.rijen.geld import Oordeel
from wijkwerk.regels.models import Beoordeling
from wijkwerk.regels.service import Klacht, StapGeweigerd, Toestemming, bezwaren, eis_stap
from wijkwerk.wijken.models import Gebied


@transaction.atomic
def dien_in(
    *,
    soort: str,
    tekst: str,
    gebieden: Sequence[Gebied],
    door: Gebruiker,
    client_id: uuid.UUID | None = None,
) -> Signaal:
    """Propose a topic by the right `plan.voorstellen` (ETL-11, ETL-53); return the signaal that it is.

    It gets the route, the term and the receipt of its kind, and an address at which it is followed. The same
    `client_id` twice is one proposal. Raises PermissionDenied, or StapGeweigerd with every complaint.
    """
    leeg = Signaal(soort=soort, gebied=gebieden[0] if gebieden else None)
    leeg.zet_plek(gebieden)
    leeg.plek_partijen = sorted(plek_van_indiener(door, leeg.plek_gebieden).partijen)
    eis_stap(
        VOORSTEL["indienen"],
        onderwerp_voorstel(leeg),
        door,
        stand="",
        ook=[] if gebieden else [Klacht("Kies waar het over gaat.", "gebieden")],
    )
    signaal = signalen.registreer(
        tekst=tekst,
        soort=soort,
        gebieden=gebieden,
        door=door,
        kanaal=_kanaal(),
        eigenaar=eigenaar_van_voorstel(actief_profiel(), soort, gebieden[0]),
        melder=signalen.Melderinvoer(e_mail=door.email, naam=door.naam, terugkoppeling_gewenst=True),
        client_id=client_id,
    )
    signalen.geef_statusadres(signaal)
    return signaal


def _kanaal() -> str:
    """By which way it comes in: the form of the municipality, else the first way there is."""
    profiel = actief_profiel()
    kanaal = profiel.formulierkanaal or next((rij for rij in profiel.kanalen if rij.richting != "uit"), None)
    return kanaal.sleutel if kanaal else ""


def beoordelaars_van(oordeel: Oordeel, mogelijk: Sequence[Doel]) -> Toestemming:
    """Who judges: whom the oordeel names, else who makes one of the plans that it can go onto."""
    return Toestemming(wie=oordeel.door or tuple(wie for doel in mogelijk for wie in doel.vorm.auteur))


@transaction.atomic
def beoordeel_voorstel(
    *, signaal: Signaal, oordeel: str, criterium: str, ja: bool, toelichting: str, door: Gebruiker
) -> Beoordeling:
    """Judge one condition of a proposal, yes or no, always with why (ETL-54, BER-27).

    Raises KeyError for a condition that is not asked here, PermissionDenied, StapGeweigerd.
    """
    signaal = _vergrendel(signaal)
    mogelijk = alle_doelen(signaal)
    gevraagd = {rij.sleutel: rij.oordeel for rij in voorwaarden(signaal, mogelijk)}
    sleutel = f"{oordeel}.{criterium}"
    if sleutel not in gevraagd:
        raise KeyError(criterium)
    eis_stap(
        VOORSTEL["beoordelen"],
        onderwerp_voorstel(signaal),
        door,
        stand=stand_van(signaal),
        toestemming=beoordelaars_van(gevraagd[sleutel], mogelijk),
        ook=[*_afgeschermd(signaal), *_zonder_uitleg(toelichting)],
    )
    rij, _ = Beoordeling.objects.update_or_create(
        object_soort="signaal",
        object_id=signaal.pk,
        oordeel=oordeel,
        criterium=criterium,
        defaults={"ja": ja, "toelichting": toelichting.strip(), "door": door, "op": timezone.now()},
    )
    noteer(door=door, stap="voorstel.beoordelen", ding=signaal, gegevens={"criterium": criterium, "ja": ja})
    return rij


def _zonder_uitleg(toelichting: str) -> list[Klacht]:
    return [] if toelichting.strip() else [Klacht("Leg uit waarom.", "toelichting")]


def _afgeschermd(signaal: Signaal) -> list[Klacht]:
    return (
        [Klacht("Dit is afgeschermd. Het komt nooit op een plan dat anderen lezen.")]
        if signaal.gevoelig != "nee"
        else []
    )


@transaction.atomic
def neem_voorstel_op(
    *, signaal: Signaal, vorm: str, soort: str, gegevens: Itemgegevens, door: Gebruiker
) -> list[Planitem]:
    """Put a proposal on the plan of every area that it is about, as one topic with one holder (ETL-07).

    Every condition must have been judged yes (ETL-54), every area must have such a plan that can be written in, and the
    rules for an item hold on each plan; else nothing is put anywhere. Who may write in the plan of one of the areas
    may do this for all. Where the trekker must agree first it waits on the plan, not taken up. Raises KeyError for
    a form or kind that is not there, PermissionDenied, StandVeranderd when it is on a plan already, StapGeweigerd.
    """
    signaal = _vergrendel(signaal)
    doel = Doel(actief_profiel().planvorm(vorm), actief_profiel().planvorm(vorm).item(soort))
    # In the order of their ids, so that two proposals at once never wait for each other.
    open_ = {rij.plan.pk: rij.plan for rij in agendas(signaal, doel.vorm) if rij.plan is not None}
    plannen = [vergrendel(open_[pk]) for pk in sorted(open_)]
    eis_stap(
        VOORSTEL["opnemen"],
        onderwerp_voorstel(signaal, vorm),
        door,
        stand=stand_van(signaal),
        toestemming=Toestemming(wie=wie_mag("bewerken", doel.vorm)),
        ook=[
            *_afgeschermd(signaal),
            *_zonder_plan(agendas(signaal, doel.vorm), doel),
            *_niet_voldaan(signaal, doel),
        ],
    )
    gegevens = replace(gegevens, gebieden=list(signaal.gebieden.all()))
    spoor = uuid.uuid4()
    items = [_zet_op(plan, soort, gegevens, spoor, signaal, door) for plan in plannen]
    noteer(
        door=door,
        stap="voorstel.opnemen",
        ding=signaal,
        gegevens={"plannen": [plan.pk for plan in plannen], "items": [item.pk for item in items]},
    )
    for plan in plannen:
        zet_klaar_voor(
            doel.vorm.auteur,
            "voorstel-opgenomen",
            ding=plan,
            plek=plan.plek(),
            moment=f"signaal-{signaal.pk}",
            behalve=door,
        )
    return items


def _zonder_plan(waar: Sequence[Agenda], doel: Doel) -> Iterator[Klacht]:
    for rij in waar:
        if rij.plan is None:
            yield Klacht(f"Begin eerst: {doel.vorm.naam} {rij.gebied}. Die is daar niet in de maak.")
        elif not rij.is_open:
            yield Klacht(f"{rij.plan} ligt klaar voor een besluit en is nu niet te bewerken.")


def _niet_voldaan(signaal: Signaal, doel: Doel) -> Iterator[Klacht]:
    for rij in voorwaarden(signaal, [doel]):
        naam = rij.criterium.naam
        if rij.gegeven is None:
            yield Klacht(f"Beoordeel: {naam}.", eis=rij.eis)
        elif not rij.gegeven.ja:
            yield Klacht(f"Hieraan voldoet het niet: {naam}.", eis=rij.eis)


def _zet_op(
    plan: Plan, soort: str, gegevens: Itemgegevens, spoor: uuid.UUID, signaal: Signaal, door: Gebruiker
) -> Planitem:
    """One item on one plan, judged as the proposal was; it is taken up when nothing but consent is missing."""
    item = Planitem(plan=plan, soort=soort, spoor=spoor, gemaakt_door=door)
    vul(item, gegevens)
    dag = date_format(timezone.localtime(signaal.geregistreerd_op), "F Y")
    bewaar_nieuw(item, gegevens, [Afkomst(HERKOMST, f"Voorstel, {dag}", "signaal", signaal.pk)], door)
    for rij in Beoordeling.objects.bij(signaal):
        rij.pk, rij.object_soort, rij.object_id = None, "planitem", item.pk
        rij.save(force_insert=True)
    hard = bezwaren("opnemen", onderwerp_item(item, plan=plan), door)[0]
    in_de_weg = [klacht for klacht in hard if klacht.veld not in _kan_later(plan, soort)]
    if in_de_weg:
        raise StapGeweigerd(tuple(in_de_weg))
    if not hard:
        item.stand = Planitem.Stand.OPGENOMEN
        item.save(update_fields=["stand"])
        noteer(door=door, stap="planitem.opnemen", ding=item, gegevens={"stand": item.stand})
    return item


def _kan_later(plan: Plan, soort: str) -> frozenset[str]:
    """What can still come when it stands on the plan: consent, and another origin (BER-44).

    Where a rule wants the origin only of some topics (`als`), a field of the form says of which: then it says so now.
    """
    regels = plan.profiel.regels_bij("planitem", "opnemen", soort_sleutel=(soort, plan.vorm))
    met_veld = any(isinstance(regel, Bron) and regel.als for regel in regels)
    return frozenset({"instemming"} if met_veld else {"instemming", "herkomst"})


def _vergrendel(signaal: Signaal) -> Signaal:
    """The row as it is now, locked: two who judge or take up at once do so one after the other."""
    return Signaal.objects.select_for_update(of=("self",)).select_related("gebied").get(pk=signaal.pk)

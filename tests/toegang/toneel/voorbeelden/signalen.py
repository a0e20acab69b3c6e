"""Signals and what hangs on them: dossiers, agreements, spreekuren, initiatives and projects."""

from __future__ import annotations

from collections.abc import Callable

from signalen.acties.basis import geef_statusadres
from signalen.models import Deelactie, Doorzetting, Signaal
from tests.toegang.toneel.basis import Argumenten
from tests.toegang.toneel.initiatieven import Initiatiefscene, Projectscene
from tests.toegang.toneel.signaalscene import Signaalscene
from tests.toegang.toneel.spreekuren import Spreekuren
from wijkwerk.afspraken.mailstap import link_voor_houder


def _pk(signaal: Signaal) -> Argumenten:
    return {"pk": signaal.pk}


def _foto(signaal: Signaal) -> Argumenten:
    return {"pk": signaal.pk, "foto_pk": signaal.fotos.get().pk}


def _deel(deel: Deelactie) -> Argumenten:
    return {"pk": deel.signaal_id, "deel_pk": deel.pk}


def _sleutel(deel: Deelactie) -> str:
    """The key in the mail to the holder; of a shielded part there is none, and a made up one opens nothing."""
    houder = deel.afspraak.houder
    persoon = houder.personen().first() if houder else None
    link = link_voor_houder(deel.afspraak, persoon) if persoon else None
    return link.url.strip("/").split("/")[-1] if link else "geen"


def _klaar(scene: Signaalscene) -> Argumenten:
    return {"pk": scene.beantwoord.delen.latest("pk").afspraak_id}


def _dossier(scene: Signaalscene) -> Argumenten | None:
    return {"pk": scene.bundel.pk} if scene.bundel else None


def _notitie(scene: Signaalscene) -> Argumenten | None:
    notitie = scene.bundel.notities.first() if scene.bundel else None
    return {"pk": notitie.pk} if notitie else None


SIGNALEN: dict[str, Callable[[Signaalscene], Argumenten | None]] = {
    "signalen:detail": lambda s: _pk(s.beantwoord),
    "signalen:uitzetting": lambda s: _pk(s.nieuw),
    "signalen:overdracht": lambda s: _pk(s.beantwoord),
    "signalen:overdracht-poging": lambda s: _pk(s.beantwoord),
    "signalen:koppeling": lambda s: _pk(s.nieuw),
    "signalen:oplossing": lambda s: _pk(s.nieuw),
    "signalen:opschaling": lambda s: _pk(s.nieuw),
    "signalen:doorverwijzing": lambda s: _pk(s.nieuw),
    "signalen:doorzetten": lambda s: _pk(s.nieuw),
    "signalen:woorden": lambda s: _pk(s.nieuw),
    "signalen:wijziging": lambda s: _pk(s.nieuw),
    "signalen:foto-toevoeging": lambda s: _pk(s.nieuw),
    "signalen:foto": lambda s: _foto(s.nieuw),
    "signalen:foto-verwijdering": lambda s: _foto(s.nieuw),
    "signalen:afscherming": lambda s: _pk(s.nieuw),
    "signalen:zaak": lambda s: _pk(s.beantwoord),
    "signalen:herhaling": lambda s: _pk(s.nieuw),
    "signalen:overname": lambda s: _pk(s.nieuw),
    "signalen:initiatief": lambda s: _pk(s.nieuw),
    "signalen:bundeling": lambda s: _pk(s.nieuw),
    "signalen:ontbundeling": lambda s: {"pk": s.bundel.signalen.get().pk} if s.bundel else None,
    "signalen:dossier": _dossier,
    "signalen:notitie-nieuw": _dossier,
    "signalen:notitie": _notitie,
    "signalen:notitie-verwijdering": _notitie,
    "signalen:dossier-toevoeging": _dossier,
    "signalen:dossier-wijziging": _dossier,
    "signalen:dossier-sluiting": _dossier,
    "signalen:dossier-eigenaar": _dossier,
    "signalen:dossier-antwoord": _dossier,
    "signalen:dossier-terugkoppeling": _dossier,
    "signalen:antwoord": lambda s: _pk(s.klaar),
    "signalen:verlenging": lambda s: _pk(s.later),
    "signalen:bericht": lambda s: _pk(s.later),
    "signalen:melder": lambda s: _pk(s.beantwoord),
    "signalen:melder-uitvoer": lambda s: _pk(s.beantwoord) | {"vorm": "json"},
    "signalen:melder-verwijdering": lambda s: _pk(s.beantwoord),
    "signalen:briefje": lambda s: _pk(s.beantwoord),
    "volgen:stand": lambda s: {"sleutel": geef_statusadres(s.beantwoord).sleutel},
    "mail:stap": lambda s: {"sleutel": _sleutel(s.gevraagd)},
    "volgen:ontvangst": lambda s: {"sleutel": geef_statusadres(s.beantwoord).sleutel},
    "signalen:terugkoppeling": lambda s: _pk(s.beantwoord),
    "signalen:sluiting": lambda s: _pk(s.verteld),
    "signalen:heropening": lambda s: _pk(s.gesloten),
    "signalen:deel": lambda s: _deel(s.gevraagd),
    "signalen:acceptatie": lambda s: _deel(s.gevraagd),
    "signalen:weigering": lambda s: _deel(s.gevraagd),
    "signalen:gereedmelding": lambda s: _deel(s.bezig),
    "signalen:voortgang": lambda s: _deel(s.bezig),
}
BESLUITEN: dict[str, Callable[[Doorzetting], Argumenten]] = {"signalen:doorzetting": lambda b: {"pk": b.pk}}
AFSPRAKEN: dict[str, Callable[[Signaalscene], Argumenten]] = {
    "afspraken:detail": _klaar,
    "afspraken:toezegging": lambda s: {"pk": s.gevraagd.afspraak_id},
    "afspraken:weigering": lambda s: {"pk": s.gevraagd.afspraak_id},
    "afspraken:voortgang": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:resultaat": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:heropening": _klaar,
    "afspraken:uitstel": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:verval": lambda s: {"pk": s.bezig.afspraak_id},
    "afspraken:oordeel": _klaar,
}
SPREEKUREN: dict[str, Callable[[Spreekuren], Argumenten]] = {
    "signalen:spreekuur": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-schil": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-wachtrij": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-ritme": lambda s: {"gebied": s.open.gebied.sleutel, "soort": s.open.soort},
    "signalen:spreekuur-uitnodiging": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-kalender": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-opening": lambda s: {"pk": s.gepland.pk},
    "signalen:spreekuur-aanwezigheid": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-afsluiting": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-uitzetting": lambda s: {"pk": s.open.pk},
    "signalen:spreekuur-afzegging": lambda s: {"pk": s.gepland.pk},
}
INITIATIEVEN: dict[str, Callable[[Initiatiefscene], Argumenten]] = {
    "initiatieven:detail": lambda i: {"pk": i.bezig.pk},
    "initiatieven:behandeling": lambda i: {"pk": i.nieuw.pk},
    "initiatieven:uitvoering": lambda i: {"pk": i.bezig.pk},
    "initiatieven:voorlegging": lambda i: {"pk": i.bezig.pk},
    "initiatieven:weging": lambda i: {"pk": i.ter_weging.pk},
    "initiatieven:wording": lambda i: {"pk": i.gewogen.pk},
    "initiatieven:afronding": lambda i: {"pk": i.bezig.pk},
    "initiatieven:overdracht": lambda i: {"pk": i.bezig.pk},
    "initiatieven:contact": lambda i: {"pk": i.bezig.pk},
    "initiatieven:wijziging": lambda i: {"pk": i.nieuw.pk},
    "initiatieven:klus": lambda i: {"pk": i.bezig.pk},
}
PROJECTEN: dict[str, Callable[[Projectscene], Argumenten]] = {
    "projecten:detail": lambda p: {"pk": p.project.pk},
    "projecten:start": lambda p: {"pk": p.project.pk},
    "projecten:wijziging": lambda p: {"pk": p.project.pk},
    "projecten:team": lambda p: {"pk": p.project.pk},
    "projecten:lid-weg": lambda p: {"pk": p.project.pk, "lid": p.lid.pk},
    "projecten:overdracht": lambda p: {"pk": p.project.pk},
    "projecten:afsluiting": lambda p: {"pk": p.project.pk},
    "projecten:klus": lambda p: {"pk": p.project.pk},
    "projecten:inschatting": lambda p: {"pk": p.project.pk},
}

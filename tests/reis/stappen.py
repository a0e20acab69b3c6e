"""The steps that every municipality shares, each in the words of the domain; who takes them the profile decided."""

from __future__ import annotations

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import pikepdf
import time_machine
from django.core import mail
from django.utils import timezone

from tests.reis.bezoeker import TELEFOON, Bezoeker
from tests.reis.conftest import AanHetScherm, Werker
from wijkwerk.berichten.termijnen import eerste_werkdag, is_werkdag, plus_werkdagen
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.pdf import is_mogelijk

HERINNER = ("wijkwerk.berichten.tasks.maak_herinneringen", "wijkwerk.berichten.tasks.verstuur_klaargezette")


def over(dagen: int) -> date:
    return timezone.localdate() + timedelta(days=dagen)


def afgesproken() -> date:
    """The day before which an afspraak is to be done: some weeks from now, on a working day."""
    return eerste_werkdag(over(20))


# --- parts of a signal


def weigert(wie: Bezoeker, vraag: str, reden: str) -> None:
    """From Vandaag; first without a reason, which is refused."""
    wie.klik("Toezeggen of weigeren", bij=vraag).klik("Nee, weigeren")
    wie.klik("Weigeren").fout_bij("Waarom", "reden")
    wie.vul("Waarom", reden).klik("Weigeren").ziet("Geweigerd", reden)


def doet(wie: Bezoeker, vraag: str, resultaat: str) -> None:
    """From Vandaag: take it on, and report what came of it."""
    wie.klik("Toezeggen of weigeren", bij=vraag).klik("Ja, wij doen dit").ziet("Toegezegd")
    wie.klik("Klaar melden").vul("Wat is het resultaat?", resultaat).klik("Klaar melden").ziet(resultaat)
    wie.menu("Vandaag").ziet("Niets wacht op u")


# --- a meeting


def plant_overleg(wie: Bezoeker, vorm: str, gebied: str) -> None:
    """From the page of a signal: a meeting of that form today, with the signal as its first point."""
    wie.klik("Zet op een agenda").klik("Plan een nieuw overleg")
    wie.kies("Welk overleg?", vorm).kies("Waar?", gebied).klik("Verder").ziet_kop(f"{vorm} {gebied}")
    wie.vul("Datum", str(over(0))).vul("Begin", "10:00").vul("Andere plek", "Wijkhuis").klik(
        "Plan het overleg"
    )
    wie.kies(f"{vorm} {gebied}").vul("Wat moet er besproken worden?", "Wat doen wij hier samen aan?")
    wie.klik("Zet op de agenda")


def houdt_overleg(wie: Bezoeker) -> None:
    """Invite, and begin with everybody there."""
    wie.ziet("Wat doen wij hier samen aan?").klik("Nodig uit").klik("Nodig uit").ziet("Uitgenodigd")
    wie.klik("Begin het overleg")
    for deelnemer in wie.pagina.get_by_role("group").all():
        deelnemer.get_by_role("radio", name="Aanwezig", exact=True).check()
    wie.klik("Begin het overleg").ziet("1 punt wacht nog op een uitkomst")


def spreekt_af(wie: Bezoeker, uitkomst: str, wat: str, houder: str) -> None:
    """Record what came of the only point, and who does what."""
    wie.klik("Bewaar").fout_bij("Uitkomst", "Uitkomst")
    wie.vul("Uitkomst", uitkomst).klik("Bewaar").ziet("Besproken")
    wie.klik("Maak een afspraak").vul("Wat wordt er gedaan?", wat).kies("Wie doet het?", houder)
    wie.vul("Uiterlijk wanneer?", str(afgesproken())).klik("Leg vast").ziet(wat, houder)


# --- the public page


def publiceert(wie: Bezoeker, werker: Werker, plan: str) -> str:
    """Establishing is done: publish, and let the worker make the PDF. Return the public address."""
    wie.ga(plan).klik("Publiceren").ziet("Niets gevonden").klik("Publiceren").ziet("Deze tekst staat vast")
    openbaar = wie.adres()
    assert "wijkwerk.publicatie.tasks.maak_pdf" in werker.werk()
    return openbaar


def leest(lezer: Bezoeker, gebied: str, openbaar: str, *teksten: str) -> bytes:
    """A passer-by finds the page from the front page and takes the PDF along."""
    lezer.ga("/").klik(gebied).ziet(*teksten)
    lezer.ga(openbaar).ziet(*teksten).ziet("Deze tekst staat vast").ziet_niet("Er is een nieuwere stand")
    if not is_mogelijk():
        return b""
    bestand = lezer.haalt("Download als PDF")
    assert bestand.startswith(b"%PDF")
    with pikepdf.open(io.BytesIO(bestand)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "nl"
        assert str(pdf.docinfo.Title) == lezer.pagina.locator("h1").inner_text()
    return bestand


def nieuwe_stand(
    wie: Bezoeker, houder: Bezoeker, lezer: Bezoeker, plan: str, openbaar: str, wat: str, eerst: bytes
) -> None:
    """The holder tells how it goes and the page follows; what stood there first stays at its own address."""
    houder.menu("Vandaag").klik("Knelpunt of later", bij=wat)
    houder.kies("Knelpunt").klik("Opslaan").fout_bij("Toelichting", "aan de hand")
    houder.vul("Toelichting", "Er is nog geen sleutel.").klik("Opslaan").ziet(
        "Knelpunt", "Er is nog geen sleutel."
    )
    wie.ga(plan).klik("Werk de openbare pagina nu bij").ziet("De openbare pagina is bijgewerkt")
    lezer.ga(openbaar).ziet("Er is een nieuwere stand", "Gepland")
    if eerst:
        assert lezer.haalt("Download als PDF") == eerst
    lezer.klik("Lees de stand van").ziet("Knelpunt").ziet_niet("Er is een nieuwere stand")


# --- a term that passes


def herinnert_een_keer(aan_het_scherm: AanHetScherm, werker: Werker, houder: Gebruiker, wat: str) -> None:
    """One line in one digest before the day, on the day and after it; never twice; and none once the work is done."""
    uiterlijk = afgesproken()
    eerder = (uiterlijk - timedelta(dagen) for dagen in range(20))
    vooraf = next(dag for dag in eerder if is_werkdag(dag) and plus_werkdagen(dag, 3) == uiterlijk)
    te_laat = plus_werkdagen(uiterlijk, 1)
    for dag in (vooraf, uiterlijk, te_laat):
        assert _post(werker, dag, houder, wat) == 1, dag
        assert _post(werker, dag, houder, wat) == 0, dag
    assert _post(werker, plus_werkdagen(vooraf, 1), houder, wat) == 0

    with op_dag(te_laat):
        scherm = aan_het_scherm(houder, TELEFOON).ziet("Te laat")
        scherm.klik("Gereed", bij=wat).vul("Wat is het resultaat?", "Het loopt.").klik("Klaar melden")
        scherm.ziet("Het loopt.").menu("Vandaag").ziet_niet(wat)
    assert _post(werker, plus_werkdagen(te_laat, 1), houder, wat) == 0


def op_dag(dag: date) -> Any:
    return time_machine.travel(timezone.make_aware(datetime.combine(dag, time(8))))


def _post(werker: Werker, dag: date, houder: Gebruiker, wat: str) -> int:
    """Let the clock do its work that morning; return how many digests to this person name the afspraak."""
    mail.outbox.clear()
    with op_dag(dag):
        werker.werk(*HERINNER)
    aan_houder = [
        bericht for bericht in mail.outbox if bericht.to == [houder.email] and "aandacht" in bericht.subject
    ]
    assert len(aan_houder) <= 1
    return sum(str(bericht.body).count(wat) for bericht in aan_houder)

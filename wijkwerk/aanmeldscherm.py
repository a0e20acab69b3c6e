"""The pages on which somebody without an account asks for something by mail, confirms it and ends it.

Opening a link changes nothing. What the pages of one app say stands in the folder of its templates.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Generic

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from wijkwerk.berichten.aanmelden import A, Aanmelding
from wijkwerk.gemeente.service import actief_profiel
from wijkwerk.openbaar import Grens, te_vaak
from wijkwerk.sleuteladres import BEDENKTIJD

# Of all kinds together.
AANVRAGEN = Grens("aanmeldscherm", hoogstens=20, per=timedelta(hours=1))
MISSERS = Grens("aanmeldsleutel", hoogstens=30, per=timedelta(minutes=10))
TE_VAAK = "Van dit internetadres kwamen net veel aanvragen. Wacht een uur en probeer het opnieuw."


@dataclass(frozen=True)
class Aanmeldscherm(Generic[A]):
    """The pages of one kind of request; `naam` is that of its addresses and its templates."""

    aanmelding: Aanmelding[A]
    naam: str

    def vraag(
        self, request: HttpRequest, form: Form, vraag_aan: Callable[..., None], **context: Any
    ) -> HttpResponse:
        """The form. Who is known here already gets the same answer, and the difference by mail."""
        status = 200
        if request.method == "POST":
            status = 422
            if form.is_valid():
                if not AANVRAGEN.is_voorbij(request):
                    vraag_aan(e_mail=form.cleaned_data["e_mail"])
                    return redirect(f"{self.naam}:verstuurd")
                form.add_error(None, TE_VAAK)
                status = 429
        return self._toon(request, "begin", {"form": form, **context}, status)

    def verstuurd(self, request: HttpRequest) -> HttpResponse:
        return render(request, "aanmelden/verstuurd.html", {"dagen": BEDENKTIJD.days})

    def kijk(self, request: HttpRequest, sleutel: str) -> HttpResponse:
        """What this address asked for, and the button that confirms or ends it."""
        if MISSERS.is_voorbij(request, tel=False):
            return te_vaak(request)
        rij = self._zoek(request, sleutel)
        return self._kijk(request, rij) if rij else self._dood(request)

    def bevestig(self, request: HttpRequest, sleutel: str, bevestig: Callable[[A], A | None]) -> HttpResponse:
        if MISSERS.is_voorbij(request, tel=False):
            return te_vaak(request)
        rij = self._zoek(request, sleutel)
        if rij is None or bevestig(rij) is None:
            return self._dood(request)
        return redirect(f"{self.naam}:kijk", rij.sleutel)

    def einde(self, request: HttpRequest, sleutel: str) -> HttpResponse:
        """The way out. A mail program sends the POST itself (RFC 8058): without cookie, and it follows no redirect.

        So the key alone is enough here, and ending what was ended is well. Nobody is stopped for asking often: many
        send it from one address, and a key is too long to guess.
        """
        rij = self._bij(sleutel)
        if request.method != "POST":
            return self._kijk(request, rij) if rij else self._dood(request)
        if rij is not None:
            self.aanmelding.wis(rij)
        return self._toon(request, "gestopt")

    def _bij(self, sleutel: str) -> A | None:
        """The row of this key while it is good."""
        return self.aanmelding.rijen.geldig().met_sleutel(sleutel).select_related("gebied").first()

    def _zoek(self, request: HttpRequest, sleutel: str) -> A | None:
        """The same; who guesses is stopped long before the first hit."""
        rij = self._bij(sleutel)
        if rij is None:
            MISSERS.is_voorbij(request)
        return rij

    def _kijk(self, request: HttpRequest, rij: A) -> HttpResponse:
        wegen = {weg: reverse(f"{self.naam}:{weg}", args=[rij.sleutel]) for weg in ("bevestiging", "einde")}
        return self._toon(request, "kijk", {"rij": rij, "wegen": wegen})

    def _dood(self, request: HttpRequest) -> HttpResponse:
        return self._toon(request, "dood", status=410)

    def _toon(
        self, request: HttpRequest, pagina: str, context: Mapping[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        bekend = {"dagen": BEDENKTIJD.days, "maanden": actief_profiel().bewaren.contact}
        return render(request, f"{self.naam}/{pagina}.html", {**bekend, **(context or {})}, status=status)

"""What a link in a mail to the holder of a part may say of the signal: where it is about, and nothing of a shielded one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from signalen.models import Deelactie
from wijkwerk.afspraken.models import Afspraak
from wijkwerk.gebruikers.models import Gebruiker


def mailstap_herkomst(afspraak: Afspraak, wie: Gebruiker | None) -> str | None:
    """Return the title of the signal, for the parts that were asked; None where the holder gets no link."""
    deel = Deelactie.objects.select_related("signaal").filter(afspraak=afspraak.pk).first()
    return deel.signaal.titel if deel is not None and deel.signaal.gevoelig == "nee" else None


def afspraak_van_oude_link(inhoud: Mapping[str, Any]) -> int | None:
    """The afspraak of a link that was mailed when only parts had one: it named the part."""
    return Deelactie.objects.filter(pk=inhoud["deel"]).values_list("afspraak", flat=True).first()

"""Mails as programs write them, and as nobody should."""

from __future__ import annotations

from email.message import EmailMessage

SERVER = "mx.gemeente.example"
VAN = "wijkmanager@gemeente.example"
GEZEGD = "De lantaarn bij ons voor de deur is al weken stuk."


def echt(adres: str = VAN, server: str = SERVER) -> str:
    domein = adres.rpartition("@")[2]
    return f"{server}; spf=pass smtp.mailfrom={adres}; dkim=pass header.d={domein}; dmarc=pass header.from={domein}"


def mail(tekst: str = GEZEGD, *, van: str = VAN, echtheid: str | None = None, **koppen: str) -> EmailMessage:
    """A plain mail; `koppen` with underscores for dashes."""
    bericht = EmailMessage()
    bericht["Authentication-Results"] = (
        echtheid if echtheid is not None else echt(van.rpartition("<")[2].rstrip(">"))
    )
    bericht["From"] = van
    bericht["To"] = "signalen@gemeente.example"
    bericht["Subject"] = "Fwd: lantaarn"
    bericht["Message-ID"] = koppen.pop("Message_ID", "<een@gemeente.example>")
    for naam, waarde in koppen.items():
        bericht[naam.replace("_", "-")] = waarde
    bericht.set_content(tekst)
    return bericht


DOORGESTUURD = {
    "gmail": f"""Kun jij hiernaar kijken?

---------- Forwarded message ---------
Van: Anneke Jansen <anneke@bewoner.example>
Date: di 3 nov 2026 om 10:12
Subject: lantaarn
To: <{VAN}>


{GEZEGD}
""",
    "outlook": f"""Kun jij hiernaar kijken?

________________________________
Van: Anneke Jansen <anneke@bewoner.example>
Verzonden: dinsdag 3 november 2026 10:12
Aan: Wijkmanager <{VAN}>
Onderwerp: lantaarn

{GEZEGD}
""",
    "outlook met mailto": f"""Kun jij hiernaar kijken?

-----Oorspronkelijk bericht-----
Van: Anneke Jansen [mailto:anneke@bewoner.example]
Verzonden: dinsdag 3 november 2026 10:12
Aan: Wijkmanager
Onderwerp: lantaarn

{GEZEGD}
""",
    "apple": f"""Kun jij hiernaar kijken?

Begin doorgestuurd bericht:

> Van: Anneke Jansen <anneke@bewoner.example>
> Onderwerp: lantaarn
> Datum: 3 november 2026 om 10:12:00 CET
> Aan: {VAN}
>
> {GEZEGD}
""",
    "thunderbird": f"""Kun jij hiernaar kijken?


-------- Doorgestuurd bericht --------
Onderwerp: \tlantaarn
Datum: \tTue, 3 Nov 2026 10:12:00 +0100
Van: \tAnneke Jansen <anneke@bewoner.example>
Aan: \t{VAN}


{GEZEGD}
""",
    "vette namen": f"""Kun jij hiernaar kijken?

*Van:* Anneke Jansen <anneke@bewoner.example>
*Verzonden:* dinsdag 3 november 2026 10:12
*Aan:* Wijkmanager met een lange naam
<{VAN}>
*Onderwerp:* lantaarn

{GEZEGD}
""",
}

"""Who wrote it first, and what: found in the block of headers that a mail program puts above what it forwards."""

from __future__ import annotations

import re
from dataclasses import dataclass

from signalen.postvak.brief import Brief, ontleed

# What the block names, in the languages of the programs that are used here.
VAN = r"van|from"
NAMEN = rf"{VAN}|aan|to|cc|datum|date|verzonden|sent|onderwerp|subject|beantwoorden|antwoord aan|reply-to"
REGEL = re.compile(rf"^\*?(?P<naam>{NAMEN})\*?\s*:\*?\s*(?P<waarde>.*)$", re.IGNORECASE)
# The line above the block.
STREEP = re.compile(
    r"^[\s>_*-]*(begin )?(doorgestuurd bericht|oorspronkelijk bericht|forwarded message|original message)?[\s:_*-]*$",
    re.IGNORECASE,
)
# Fewer names than this are words of a person, not a block.
MINSTENS = 3
HOOGSTENS = 12


@dataclass(frozen=True)
class Doorgestuurd:
    """What was written first and by whom, and what the forwarder wrote above it."""

    tekst: str
    briefje: str = ""
    naam: str = ""
    e_mail: str = ""


def ontrafel(brief: Brief) -> Doorgestuurd:
    """Return the mail that was forwarded; of a mail that forwards nothing its own words, by nobody else."""
    binnen = brief.ingesloten
    if binnen is not None and binnen.tekst:
        return Doorgestuurd(binnen.tekst, brief.tekst, binnen.naam, binnen.adres)
    regels = [re.sub(r"^(> ?)+", "", regel) for regel in brief.tekst.splitlines()]
    for begin in range(len(regels)):
        blok = _blok(regels, begin)
        if blok is not None:
            einde, afzender = blok
            naam, e_mail = _persoon(afzender)
            rest = "\n".join(regels[einde:]).strip()
            return Doorgestuurd(rest or brief.tekst, _briefje(brief.tekst.splitlines()[:begin]), naam, e_mail)
    return Doorgestuurd(brief.tekst)


def _blok(regels: list[str], begin: int) -> tuple[int, str] | None:
    """Return where the block that begins here ends, and what it says of the sender; None when there is none."""
    if not REGEL.match(regels[begin].strip()):
        return None
    gevonden: dict[str, str] = {}
    laatste, nu = begin, ""
    for plek in range(begin, min(begin + HOOGSTENS, len(regels))):
        regel = regels[plek].strip()
        treffer = REGEL.match(regel)
        if treffer:
            nu = treffer["naam"].casefold()
            gevonden.setdefault(nu, treffer["waarde"])
            laatste = plek
        elif not regel:
            break
        elif nu:
            # A long line that was broken off.
            gevonden[nu] += f" {regel}"
            laatste = plek
    afzender = next((waarde for naam, waarde in gevonden.items() if re.fullmatch(VAN, naam)), None)
    if afzender is None or len(gevonden) < MINSTENS:
        return None
    return laatste + 1, afzender


def _persoon(afzender: str) -> tuple[str, str]:
    """Return name and address of "Jan Jansen <jan@voorbeeld.nl>", "… [mailto:…]", or a bare name."""
    recht = re.sub(r"\[mailto:([^\]]+)\]|<mailto:([^>]+)>", r"<\1\2>", afzender).strip()
    # "a@b <a@b>" and "a@b<mailto:a@b>": the address twice is no name.
    naam, e_mail = ontleed(recht)
    if not e_mail:
        return (recht[:120], "") if recht and "@" not in recht else ("", "")
    return ("" if "@" in naam else naam), e_mail


def _briefje(regels: list[str]) -> str:
    """What stands above the block, without the line of the mail program."""
    while regels and STREEP.match(regels[-1]):
        regels = regels[:-1]
    return "\n".join(regels).strip()

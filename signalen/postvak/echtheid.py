"""Is a mail from whom it says? Only by what our own mail server wrote about it (RFC 8601), never by the mail itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Uitslag:
    """One method and what came of it: dkim=pass header.d=gemeente.nl."""

    methode: str
    uitkomst: str
    eigenschappen: dict[str, str] = field(default_factory=dict)


class Onleesbaar(Exception):
    """Not the header that this RFC describes."""


# Exchange Online leaves its own name out of the header; and of whom it lets in itself it says so elsewhere.
MICROSOFT = "microsoft365"


def is_echt(koppen: Sequence[str], server: str, adres: str, intern: str = "") -> bool:
    """Whether our mail server (`server`, its authserv-id) vouches that this address sent it.

    `koppen`: all Authentication-Results headers, top first. Only the first one counts: a server puts its own above what
    came in with the mail. Enough is: DMARC passed for that domain; a DKIM signature of that domain passed; or the sender
    logged in with that address.
    """
    if not server:
        return False
    if server == MICROSOFT and intern == "Internal":
        return True
    if not koppen:
        return False
    try:
        naam, uitslagen = lees(f"{MICROSOFT}; {koppen[0]}" if server == MICROSOFT else koppen[0])
    except Onleesbaar:
        return False
    if naam != server.casefold():
        return False
    domein = adres.rpartition("@")[2].casefold()
    return any(_bewijst(uitslag, adres.casefold(), domein) for uitslag in uitslagen)


def _bewijst(uitslag: Uitslag, adres: str, domein: str) -> bool:
    if uitslag.uitkomst != "pass" or not domein:
        return False
    match uitslag.methode:
        case "dmarc":
            return uitslag.eigenschappen.get("header.from", "") == domein
        case "dkim":
            van = (
                uitslag.eigenschappen.get("header.d")
                or uitslag.eigenschappen.get("header.i", "").rpartition("@")[2]
            )
            return "." in van and (domein == van or domein.endswith(f".{van}"))
        case "auth":
            namen = ("smtp.auth", "smtp.mailfrom")
            return any(uitslag.eigenschappen.get(naam) == adres for naam in namen)
        case _:
            return False


def lees(kop: str) -> tuple[str, list[Uitslag]]:
    """Return who wrote it and what it found; raises Onleesbaar.

    Read sign by sign: a quoted string or a comment may hold anything that a sender chose.
    """
    delen = [[]]  # type: list[list[str]]
    for woord in _woorden(kop):
        if woord == ";":
            delen.append([])
        else:
            delen[-1].append(woord)
    if not delen[0]:
        raise Onleesbaar
    return delen[0][0].casefold(), [uitslag for deel in delen[1:] if (uitslag := _uitslag(deel))]


def _uitslag(woorden: list[str]) -> Uitslag | None:
    if not woorden or woorden == ["none"]:
        return None
    methode, is_er, uitkomst = woorden[0].partition("=")
    if not is_er:
        raise Onleesbaar
    eigenschappen: dict[str, str] = {}
    for woord in woorden[1:]:
        naam, _, waarde = woord.partition("=")
        # The first one counts: what a server says twice it does not mean.
        eigenschappen.setdefault(naam.casefold(), waarde.casefold())
    return Uitslag(methode.partition("/")[0].casefold(), uitkomst.casefold(), eigenschappen)


def _woorden(kop: str) -> list[str]:
    """Split in words and semicolons. Comments go; what is quoted loses what would split it."""
    woorden: list[str] = []
    nu: list[str] = []
    diepte, in_tekst, ontsnapt = 0, False, False
    for teken in kop:
        if ontsnapt:
            ontsnapt = False
            if not diepte:
                nu.append("?")
        elif teken == "\\" and (in_tekst or diepte):
            ontsnapt = True
        elif in_tekst:
            if teken == '"':
                in_tekst = False
            else:
                nu.append("?" if teken in ';=() \t\r\n"' else teken)
        elif teken == "(":
            diepte += 1
        elif diepte:
            diepte -= teken == ")"
        elif teken == '"':
            in_tekst = True
        elif teken in " \t\r\n;":
            if nu:
                woorden.append("".join(nu))
                nu = []
            if teken == ";":
                woorden.append(";")
        else:
            nu.append(teken)
    if in_tekst or diepte or ontsnapt:
        raise Onleesbaar
    return [*woorden, "".join(nu)] if nu else woorden

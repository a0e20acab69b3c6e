"""A mail as it came in: read without trusting any of it. Whatever it is, this returns or raises Onleesbaar."""

from __future__ import annotations

import hashlib
import html
import re
import unicodedata
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses

# Of the words only so much is read; a mail that is longer than a signal can be is cut.
GROOTSTE_TEKST = 200_000
MEESTE_DELEN = 200
MEESTE_KOPPEN = 500
MEESTE_REGELS = 400_000
MEESTE_GRENZEN = 30
# No mail program writes such a line, or such a header; the parser of Python takes minutes over one.
LANGSTE_REGEL = 20_000
VERVOLG = re.compile(rb"(?:\n[ \t][^\n]*)+")
LANGSTE_KOP = 65_536


class Onleesbaar(Exception):
    """This is no mail that anybody could read."""


@dataclass(frozen=True)
class Brief:
    """What matters of one mail."""

    kenmerk: str
    # Of From, when it names exactly one.
    adres: str
    naam: str
    echtheid: tuple[str, ...]
    is_automatisch: bool
    tekst: str
    bijlagen: int
    # A mail that came along as a whole: "forward as attachment".
    ingesloten: Brief | None = None
    # What Exchange Online says of who logged in; from outside it lets no such header in.
    intern: str = ""


def lees(inhoud: bytes) -> Brief:
    """Return the mail; raises Onleesbaar. Broken headers, odd charsets and endless nesting all end there."""
    if _kost_te_veel(inhoud):
        raise Onleesbaar("too much")
    try:
        bericht = message_from_bytes(inhoud)
        if len(bericht.keys()) > MEESTE_KOPPEN:
            raise Onleesbaar
        return _brief(bericht, inhoud)
    except Onleesbaar:
        raise
    except (Exception, RecursionError) as fout:
        # The parser of Python raises whatever it stumbles over.
        raise Onleesbaar(type(fout).__name__) from fout


def _kost_te_veel(inhoud: bytes) -> bool:
    """Whether reading it would take long: each of these counts takes a moment, and no mail of a person reaches them."""
    return (
        max(inhoud.count(b"\n"), inhoud.count(b"\r")) > MEESTE_REGELS
        or inhoud.lower().count(b"boundary") > MEESTE_GRENZEN
        or max(map(len, inhoud.split(b"\n"))) > LANGSTE_REGEL
        or any(len(deel[0]) > LANGSTE_KOP for deel in VERVOLG.finditer(inhoud))
    )


def _brief(bericht: Message, inhoud: bytes, *, kijk_binnen: bool = True) -> Brief:
    naam, adres = _afzender(bericht)
    delen = _delen(bericht)
    binnen = _ingesloten(delen) if kijk_binnen else None
    return Brief(
        kenmerk=_kenmerk(bericht, inhoud),
        adres=adres,
        naam=naam,
        echtheid=tuple(_kop(waarde) for waarde in bericht.get_all("Authentication-Results", [])),
        is_automatisch=_is_automatisch(bericht),
        tekst=_tekst(delen),
        bijlagen=sum(1 for deel in delen if _is_bijlage(deel)),
        # By whom a mail inside was sent does not matter; how deep it goes neither.
        ingesloten=_brief(binnen, b"", kijk_binnen=False) if binnen is not None else None,
        intern=_kop(bericht.get("X-MS-Exchange-Organization-AuthAs", "")),
    )


def _ingesloten(delen: list[Message]) -> Message | None:
    for deel in delen:
        binnen = deel.get_payload() if deel.get_content_type() == "message/rfc822" else None
        if isinstance(binnen, list) and binnen and isinstance(binnen[0], Message):
            return binnen[0]
    return None


def _delen(bericht: Message) -> list[Message]:
    """The leaves of this mail, not those of a mail inside it."""
    gevonden: list[Message] = []
    stapel = [bericht]
    while stapel:
        deel = stapel.pop()
        gevonden.append(deel)
        if len(gevonden) > MEESTE_DELEN:
            raise Onleesbaar
        if deel.get_content_maintype() == "multipart":
            kinderen = deel.get_payload()
            if isinstance(kinderen, list):
                stapel += [kind for kind in reversed(kinderen) if isinstance(kind, Message)]
    return [deel for deel in gevonden if deel.get_content_maintype() != "multipart"]


def _kop(waarde: object) -> str:
    """Return a header as one line; bytes that are no text become question marks."""
    return " ".join(str(waarde).encode("ascii", "replace").decode().split())


def _afzender(bericht: Message) -> tuple[str, str]:
    """Return name and address of From; nothing when there is not exactly one."""
    koppen = [str(kop) for kop in bericht.get_all("From", [])]
    if len(koppen) != 1:
        return "", ""
    return ontleed(koppen[0])


def ontleed(kop: str) -> tuple[str, str]:
    """Return name and address of one person; nothing when it names none, or more."""
    paren = [paar for paar in getaddresses([kop]) if paar != ("", "")]
    if len(paren) != 1 or not re.fullmatch(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+", paren[0][1]):
        return "", ""
    return schoon(_ontcijfer(paren[0][0]))[:120], paren[0][1][:254]


def _ontcijfer(kop: str) -> str:
    """Undo the encoding of a header; what nobody knows stays as it is."""
    stukken = []
    for stuk, charset in decode_header(kop):
        stukken.append(_als_tekst(stuk, charset or "ascii") if isinstance(stuk, bytes) else stuk)
    return "".join(stukken)


def _als_tekst(inhoud: bytes, charset: str) -> str:
    for naam in (charset, "utf-8"):
        try:
            return inhoud.decode(naam, "replace")
        except (LookupError, ValueError):
            continue
    return inhoud.decode("latin-1")


def schoon(tekst: str) -> str:
    """Return text that a page and a database can hold: no control characters, no halves of characters."""
    tekst = tekst.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace").decode()
    return "".join(t for t in tekst if t in "\n\t" or unicodedata.category(t) not in {"Cc", "Cs"}).strip()


def _kenmerk(bericht: Message, inhoud: bytes) -> str:
    """Return what this mail is recognised by: its Message-ID, else everything that it is."""
    nummer = _kop(bericht.get("Message-ID", ""))
    return hashlib.sha256(nummer.encode() if nummer else inhoud).hexdigest()


def _is_automatisch(bericht: Message) -> bool:
    """Made by a machine: an answer to somebody's absence, a bounce, a list. Nobody forwarded that to us."""
    gemaakt = _kop(bericht.get("Auto-Submitted", "no")).partition(";")[0].strip().casefold()
    voorrang = _kop(bericht.get("Precedence", "")).casefold()
    return (
        gemaakt != "no"
        or voorrang in {"bulk", "junk", "list", "auto_reply"}
        or _kop(bericht.get("Return-Path", "-")) == "<>"
        or any(kop in bericht for kop in ("List-Id", "X-Autoreply", "X-Autorespond", "X-Failed-Recipients"))
        or bericht.get_content_type() == "multipart/report"
    )


def _is_bijlage(deel: Message) -> bool:
    if deel.get_content_type() == "message/rfc822":
        return False
    return deel.get_content_disposition() == "attachment" or deel.get_content_maintype() in {
        "image",
        "application",
    }


def _tekst(delen: list[Message]) -> str:
    """The plain words; else those of the HTML, without the rest of it."""
    woorden = [deel for deel in delen if deel.get_content_maintype() == "text" and not _is_bijlage(deel)]
    for soort in ("text/plain", "text/html"):
        alles = "\n\n".join(_inhoud(deel) for deel in woorden if deel.get_content_type() == soort)
        kort = alles[:GROOTSTE_TEKST]
        tekst = schoon(_zonder_opmaak(kort) if soort == "text/html" else kort)
        if tekst:
            return tekst
    return ""


def _inhoud(deel: Message) -> str:
    inhoud = deel.get_payload(decode=True)
    if not isinstance(inhoud, bytes):
        return ""
    return _als_tekst(inhoud[:GROOTSTE_TEKST], str(deel.get_content_charset() or "utf-8"))


BLOKKEN = frozenset(
    ["p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "hr"]
)
WEG = frozenset(["script", "style", "head", "title", "template", "noscript"])
LABEL = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")


def _zonder_opmaak(opgemaakt: str) -> str:
    """Return the words of HTML: a block begins a line, and what is no text for a reader goes.

    Not by html.parser: that goes back to the beginning at each tag that does not end, and takes minutes over it.
    """
    stukken: list[str] = []
    klein, plek = opgemaakt.lower(), 0
    while plek < len(opgemaakt):
        begin = opgemaakt.find("<", plek)
        begin = begin if begin >= 0 else len(opgemaakt)
        stukken.append(re.sub(r"\s+", " ", html.unescape(opgemaakt[plek:begin])))
        label = LABEL.match(opgemaakt, begin)
        if label is None and opgemaakt[begin + 1 : begin + 2] not in {"!", "?", "/"}:
            stukken.append(opgemaakt[begin : begin + 1])
            plek = begin + 1
            continue
        slot = "-->" if opgemaakt.startswith("<!--", begin) else ">"
        naam = label[2].lower() if label else ""
        if naam in WEG and label and not label[1]:
            slot = f"</{naam}"
        if naam in BLOKKEN:
            stukken.append("\n")
        einde = klein.find(slot, begin)
        if einde < 0:
            break
        plek = einde if slot.startswith("</") else einde + len(slot)
    tekst = "\n".join(regel.strip() for regel in "".join(stukken).splitlines())
    return re.sub(r"\n{3,}", "\n\n", tekst)

"""Reading a mail: the words and who wrote them; and no mail that breaks the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signalen.postvak.brief import Onleesbaar, lees
from signalen.postvak.doorgestuurd import ontrafel
from tests.postvak.mails import DOORGESTUURD, GEZEGD, VAN, mail


@pytest.mark.parametrize("soort", DOORGESTUURD)
def test_who_wrote_it_first_is_found(soort: str) -> None:
    gevonden = ontrafel(lees(mail(DOORGESTUURD[soort]).as_bytes()))

    assert gevonden.tekst == GEZEGD
    assert (gevonden.naam, gevonden.e_mail) == ("Anneke Jansen", "anneke@bewoner.example")
    assert gevonden.briefje == "Kun jij hiernaar kijken?"


def test_a_mail_forwarded_as_a_whole() -> None:
    buiten = mail("Kun jij hiernaar kijken?")
    buiten.add_attachment(mail(van="Anneke Jansen <anneke@bewoner.example>"))

    gevonden = ontrafel(lees(buiten.as_bytes()))

    assert (gevonden.tekst, gevonden.naam) == (GEZEGD, "Anneke Jansen")
    assert gevonden.briefje == "Kun jij hiernaar kijken?"


def test_own_words_are_nobody_elses() -> None:
    gevonden = ontrafel(lees(mail("Van: de week zag ik iets.\nAan de kade ligt afval.").as_bytes()))

    assert gevonden.e_mail == ""
    assert gevonden.tekst.startswith("Van: de week")


def test_html_loses_what_is_no_text() -> None:
    bericht = mail()
    bericht.set_content(
        "<html><head><title>x</title><style>p{}</style></head><body><p>De stoep &amp; de <b>goot</b>.</p>"
        "<script>alert(1)</script><div>Ligt los.</div><img src='https://volg.example/1.gif'></body></html>",
        subtype="html",
    )

    assert lees(bericht.as_bytes()).tekst == "De stoep & de goot.\n\nLigt los."


def test_plain_goes_before_html_and_files_are_counted() -> None:
    bericht = mail()
    bericht.add_alternative(f"<p>{GEZEGD} (opgemaakt)</p>", subtype="html")
    bericht.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="foto.png")

    brief = lees(bericht.as_bytes())

    assert (brief.tekst, brief.bijlagen) == (GEZEGD, 1)


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
def test_accents_survive(charset: str) -> None:
    bericht = mail()
    bericht.set_content("Café op de hoek: één klacht.", charset=charset)

    assert lees(bericht.as_bytes()).tekst == "Café op de hoek: één klacht."


@pytest.mark.parametrize("charset", ["bestaat-niet", "hex", "zip", "x" * 500, "idna", "undefined", "utf-16"])
def test_a_charset_that_is_none_gives_words_all_the_same(charset: str) -> None:
    ruw = mail().as_bytes().replace(b'charset="utf-8"', f'charset="{charset}"'.encode())

    assert lees(ruw).adres == VAN


@pytest.mark.parametrize(
    "van",
    [
        f"Iemand <{VAN}>, Ander <ander@voorbeeld.example>",
        "",
        "geen adres",
        "a@b",
        f'"{VAN}" <kwaad@voorbeeld.example>',
        f"{VAN} <kwaad@voorbeeld.example>",
        f"kwaad@voorbeeld.example({VAN})",
    ],
)
def test_from_names_one_address_or_none(van: str) -> None:
    ruw = mail().as_bytes().replace(f"From: {VAN}".encode(), f"From: {van}".encode())

    assert lees(ruw).adres in {"", "kwaad@voorbeeld.example"}


def test_two_from_headers_name_nobody() -> None:
    ruw = b"From: kwaad@voorbeeld.example\n" + mail().as_bytes()

    assert lees(ruw).adres == ""


@pytest.mark.parametrize(
    "koppen",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner-email=x"},
        {"Precedence": "bulk"},
        {"List_Id": "<lijst.example>"},
        {"Return_Path": "<>"},
        {"X_Autoreply": "yes"},
    ],
)
def test_a_machine_wrote_it(koppen: dict[str, str]) -> None:
    assert lees(mail(**koppen).as_bytes()).is_automatisch


def test_a_person_wrote_it() -> None:
    assert not lees(mail(Auto_Submitted="no", Return_Path=f"<{VAN}>").as_bytes()).is_automatisch


def test_no_control_character_gets_through() -> None:
    ruw = mail().as_bytes().replace(b"lantaarn", b"lan\x00t\x1b[31maarn\x08")

    assert "\x00" not in lees(ruw).tekst
    assert "\x1b" not in lees(ruw).tekst


def _bom() -> bytes:
    """Parts in parts in parts."""
    koppen = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3000)
    )
    return b"From: a@voorbeeld.example\n" + koppen + b"\nx"


@pytest.mark.parametrize(
    "ruw",
    [
        _bom(),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 5000,
        b"X: y\n" * 5000 + b"\nx",
        b"From: " + b"(" * 20000 + b"\n\nx",
        b"From: " + b"=?utf-8?b?" * 5000 + b"\n\nx",
        b"Content-Type: message/rfc822\n\n" * 2000,
        b"Content-Type: text/plain; charset*0*=" + b"%FF" * 5000 + b"\n\nx",
        b"Content-Transfer-Encoding: base64\n\n" + b"!" * 100000,
        b"Content-Type: text/html\n\n" + b"<" * 200000,
        b"Content-Type: text/html\n\n<p" + b" a=" * 60000,
        b"Content-Type: text/html\n\n" + b"<div>" * 40000,
        # What the parsers of Python take minutes over.
        b"Content-Type: text/html\n\n" + (b"<" * 19000 + b"\n") * 20,
        b"Content-Type: text/html\n\n" + (b"<!--" * 4000 + b"\n") * 20,
        b"From: " + b"<" * 1_000_000 + b"\n\nx",
        b"Content-Type: text/plain" + b";\n a=b" * 100_000 + b"\n\nx",
        b"\xff\xfe\x00\x01" * 1000,
        b"",
        b"\n",
    ],
    ids=range(18),
)
def test_a_hostile_mail_is_read_or_refused(ruw: bytes) -> None:
    try:
        brief = lees(ruw)
    except Onleesbaar:
        return
    ontrafel(brief)
    assert len(brief.tekst) <= 200_000


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(ruw: bytes) -> None:
    try:
        ontrafel(lees(ruw))
    except Onleesbaar:
        return


@given(st.text(max_size=300), st.text(max_size=60))
def test_any_text_is_read_or_refused(tekst: str, kop: str) -> None:
    ruw = f"From: {kop}\nSubject: {kop}\nContent-Type: text/html; charset={kop}\n\n{tekst}".encode(
        "utf-8", "replace"
    )
    try:
        ontrafel(lees(ruw))
    except Onleesbaar:
        return

"""Pictures: cleaned, seen by who reads the words, removed by who may, gone by themselves."""

from __future__ import annotations

import io
import struct
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from signalen import acties, beeld
from signalen.models import Foto, Signaal
from signalen.opruimen import ruim_op
from tests.hulp import partij, persoon
from tests.signalen.hulp import over, signaal
from wijkwerk.berichten.termijnen import plus_maanden
from wijkwerk.gebruikers.houder import Houder
from wijkwerk.gebruikers.models import Gebruiker
from wijkwerk.logboek.models import Logregel
from wijkwerk.profiel import Profiel
from wijkwerk.regels.service import StapGeweigerd

pytestmark = pytest.mark.django_db
GPS = 0x8825
MAKER = "Merk van de camera 7731"


def plaatje(
    breed: int = 40, hoog: int = 20, soort: str = "JPEG", kleur: str = "red", draai: int = 1
) -> bytes:
    """A picture as a phone makes it: with its place, the camera, and which side was up."""
    uit, exif = io.BytesIO(), Image.Exif()
    exif[0x010F], exif[0x0112] = MAKER, draai
    exif.get_ifd(GPS)[1] = "N"
    exif.get_ifd(GPS)[2] = (52.0, 57.0, 30.0)
    Image.new("RGB", (breed, hoog), kleur).save(uit, soort, exif=exif)
    return uit.getvalue()


@pytest.fixture
def zorg(concierge: Gebruiker) -> Signaal:
    return signaal(concierge, "visbuurt", "zorg")


def met_foto(rij: Signaal, door: Gebruiker) -> Foto:
    return acties.voeg_foto_toe(signaal=rij, beeld=beeld.maak_schoon(plaatje()), door=door)


def stuur(client: Client, door: Gebruiker, rij: Signaal, inhoud: bytes, naam: str = "foto.jpg") -> int:
    client.force_login(door)
    bestand = SimpleUploadedFile(naam, inhoud, "image/jpeg")
    url = reverse("signalen:foto-toevoeging", args=[rij.pk])
    antwoord = client.post(url, {"bestand": bestand, "omschrijving": "Losse tegel"})
    if antwoord.status_code == 422:
        assert "Losse tegel" in antwoord.text
    return antwoord.status_code


def test_a_picture_loses_where_and_with_what_it_was_made() -> None:
    ruw = plaatje()
    assert MAKER.encode() in ruw

    schoon = beeld.maak_schoon(ruw)

    assert MAKER.encode() not in schoon.inhoud
    assert not Image.open(io.BytesIO(schoon.inhoud)).getexif()


def test_a_picture_stands_upright_and_is_no_larger_than_a_screen() -> None:
    assert (
        beeld.maak_schoon(plaatje(40, 20, draai=6)).breed,
        beeld.maak_schoon(plaatje(3200, 800)).hoog,
    ) == (20, 400)


@pytest.mark.parametrize("soort", ["PNG", "WEBP"])
def test_other_kinds_become_a_jpeg(soort: str) -> None:
    assert Image.open(io.BytesIO(beeld.maak_schoon(plaatje(soort=soort)).inhoud)).format == "JPEG"


def test_what_is_see_through_becomes_white() -> None:
    uit = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(uit, "PNG")

    assert Image.open(io.BytesIO(beeld.maak_schoon(uit.getvalue()).inhoud)).getpixel((4, 4)) == (
        255,
        255,
        255,
    )


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"", "leeg"),
        (b"<svg onload='alert(1)'/>", "geen foto"),
        (b"GIF89a" + b"\0" * 40, "geen foto"),
        (plaatje()[:300], "beschadigd|geen foto"),
    ],
    ids=["empty", "svg", "gif", "half"],
)
def test_what_is_no_picture_is_refused_at_the_field(
    client: Client, concierge: Gebruiker, rij: Signaal, inhoud: bytes, woorden: str
) -> None:
    assert stuur(client, concierge, rij, inhoud) == 422
    assert not Foto.objects.exists()


def test_without_a_file_the_form_says_so(client: Client, concierge: Gebruiker, rij: Signaal) -> None:
    client.force_login(concierge)

    antwoord = client.post(reverse("signalen:foto-toevoeging", args=[rij.pk]), {"omschrijving": "Tegel"})

    assert antwoord.status_code == 422
    assert "Tegel" in antwoord.text


def test_a_picture_of_too_many_pixels_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beeld, "MAX_PIXELS", 100)

    with pytest.raises(beeld.BeeldFout, match="te veel beeldpunten"):
        beeld.maak_schoon(plaatje())


@pytest.mark.parametrize("fout", [TypeError("tag"), struct.error("unpack"), OSError("half")])
def test_whatever_the_reader_trips_over_is_a_broken_picture(
    monkeypatch: pytest.MonkeyPatch, fout: Exception
) -> None:
    def struikel(beeld: Image.Image) -> Image.Image:
        raise fout

    monkeypatch.setattr("signalen.beeld.ImageOps.exif_transpose", struikel)

    with pytest.raises(beeld.BeeldFout, match="beschadigd"):
        beeld.maak_schoon(plaatje())


def test_a_file_that_is_too_big_is_refused(
    client: Client, concierge: Gebruiker, rij: Signaal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(beeld, "MAX_BYTES", 10)

    assert stuur(client, concierge, rij, plaatje()) == 422


def test_the_registrar_adds_one_and_sees_it_on_the_page(
    client: Client, concierge: Gebruiker, rij: Signaal
) -> None:
    assert stuur(client, concierge, rij, plaatje()) == 302
    foto = Foto.objects.get()

    pagina = client.get(rij.get_absolute_url()).text
    antwoord = client.get(foto.get_absolute_url())

    assert f'src="{foto.get_absolute_url()}"' in pagina
    assert 'alt="Losse tegel"' in pagina
    assert antwoord.headers["Content-Type"] == "image/jpeg"
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert MAKER.encode() not in antwoord.content
    assert Logregel.objects.filter(stap="signaal.foto-toevoegen", object_id=rij.pk).count() == 1


def test_the_holder_of_a_part_sees_and_adds_pictures(
    client: Client, concierge: Gebruiker, uitgezet: Signaal, medewerker: Gebruiker
) -> None:
    foto = met_foto(uitgezet, concierge)
    client.force_login(medewerker)

    assert client.get(foto.get_absolute_url()).status_code == 200
    assert stuur(client, medewerker, uitgezet, plaatje(kleur="blue")) == 302
    assert uitgezet.fotos.count() == 2


def test_of_a_shielded_signal_who_sees_the_state_does_not_see_its_pictures(
    client: Client, concierge: Gebruiker, zorg: Signaal
) -> None:
    foto = met_foto(zorg, concierge)
    manager = persoon("wijkmanager", gebied="stad-binnen-de-linie")
    client.force_login(manager)

    pagina = client.get(zorg.get_absolute_url())

    assert pagina.status_code == 200
    assert "Foto's" not in pagina.text
    assert client.get(foto.get_absolute_url()).status_code == 404
    assert client.get(reverse("signalen:foto-toevoeging", args=[zorg.pk])).status_code == 403
    assert client.post(reverse("signalen:foto-verwijdering", args=[zorg.pk, foto.pk])).status_code == 404
    with pytest.raises(PermissionDenied):
        met_foto(zorg, manager)


def test_reading_a_shielded_picture_is_logged(client: Client, concierge: Gebruiker, zorg: Signaal) -> None:
    foto = met_foto(zorg, concierge)
    client.force_login(concierge)
    voor = Logregel.objects.count()

    client.get(foto.get_absolute_url())

    assert Logregel.objects.count() == voor + 1


def test_a_picture_of_another_signal_is_not_found_through_this_one(
    client: Client, concierge: Gebruiker, rij: Signaal, zorg: Signaal
) -> None:
    foto = met_foto(zorg, concierge)
    client.force_login(persoon("wijkmanager", gebied="stad-binnen-de-linie"))

    assert client.get(reverse("signalen:foto", args=[rij.pk, foto.pk])).status_code == 404


def test_there_are_at_most_six(concierge: Gebruiker, rij: Signaal) -> None:
    for _ in range(6):
        met_foto(rij, concierge)

    with pytest.raises(StapGeweigerd, match="al 6 foto's"):
        met_foto(rij, concierge)


def test_who_added_it_removes_it_and_twice_is_once(
    client: Client, concierge: Gebruiker, rij: Signaal
) -> None:
    foto = met_foto(rij, concierge)
    client.force_login(concierge)
    url = reverse("signalen:foto-verwijdering", args=[rij.pk, foto.pk])

    assert "verdwijnt voorgoed" in client.get(url).text
    assert client.post(url).status_code == 302
    acties.haal_foto_weg(foto=foto, door=concierge)

    assert not Foto.objects.exists()
    assert Logregel.objects.filter(stap="signaal.foto-weghalen").count() == 1


def test_the_holder_of_a_part_removes_no_picture_of_another(
    client: Client, concierge: Gebruiker, uitgezet: Signaal, manager: Gebruiker
) -> None:
    vraag = acties.Deelvraag(Houder(partij=partij("politie")), "Ga langs.", over(2))
    acties.zet_uit(signaal=uitgezet, door=manager, delen=[vraag])
    wijkagent = persoon("wijkagent", partij="politie")
    foto, eigen = met_foto(uitgezet, concierge), met_foto(uitgezet, wijkagent)
    client.force_login(wijkagent)

    def verwijder(rij: Foto) -> int:
        return client.post(reverse("signalen:foto-verwijdering", args=[uitgezet.pk, rij.pk])).status_code

    assert [verwijder(foto), verwijder(eigen)] == [403, 302]
    assert list(uitgezet.fotos.all()) == [foto]


def test_pictures_leave_by_their_own_term(
    concierge: Gebruiker, uitgezet: Signaal, den_helder: Profiel
) -> None:
    met_foto(uitgezet, concierge)
    grens = plus_maanden(timezone.localdate(), -den_helder.bewaren.foto)

    def sluit_op(dag: date) -> None:
        moment = timezone.make_aware(datetime.combine(dag, time(12)))
        Signaal.objects.filter(pk=uitgezet.pk).update(
            stand="gesloten", gesloten_op=moment, gesloten_door=concierge
        )
        ruim_op()

    sluit_op(grens)
    assert Foto.objects.count() == 1

    sluit_op(grens - timedelta(days=1))
    assert not Foto.objects.exists()
    assert Logregel.objects.filter(stap="signaal.foto-opruimen", object_id=uitgezet.pk).exists()

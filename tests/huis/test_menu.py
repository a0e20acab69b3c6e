"""The menu says where one is: in one place."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from tests.hulp import persoon
from wijkwerk.profiel import Profiel

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pad", "naam"),
    [
        ("/signalen/spreekuren/", "Spreekuren"),
        ("/signalen/", "Signalen"),
        ("/beheer/cijfers/", "Cijfers invoeren"),
    ],
)
def test_one_item_of_the_menu_is_where_one_is(
    den_helder: Profiel, client: Client, pad: str, naam: str
) -> None:
    client.force_login(persoon("wijkmanager", gebied="stad-binnen-de-linie"))
    menu = BeautifulSoup(client.get(pad).content, "html.parser").select("nav a[aria-current=page]")
    assert {punt.get_text(strip=True) for punt in menu if punt["href"].count("/") > 1} >= {naam}
    assert naam == "Signalen" or "Signalen" not in {punt.get_text(strip=True) for punt in menu}

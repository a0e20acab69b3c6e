"""A telephone with a spreekuur open on it."""

from __future__ import annotations

import json
import re
from typing import Any

from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from wijkwerk.gebruikers.models import Gebruiker

OPSLAAN = re.compile("volgende bezoeker")
IN_DE_RIJ = """() => new Promise((goed) => {
  const vraag = indexedDB.open("wijkwerk-wachtrij", 1);
  vraag.onupgradeneeded = () => vraag.result.createObjectStore("rijen", { keyPath: "client_id" });
  vraag.onsuccess = () => {
    const alles = vraag.result.transaction("rijen").objectStore("rijen").getAll();
    alles.onsuccess = () => { vraag.result.close(); goed(alles.result.map((rij) => JSON.stringify(rij))); };
  };
})"""
DIENST_KLAAR = """async (adres) => {
  await navigator.serviceWorker.ready;
  for (let keer = 0; keer < 100; keer += 1) {
    if (navigator.serviceWorker.controller && await caches.match(adres)) return;
    await new Promise((klaar) => setTimeout(klaar, 100));
  }
  throw new Error("the shell was not kept");
}"""


def log_in(omgeving: BrowserContext, server: LiveServer, wie: Gebruiker) -> None:
    client = Client()
    client.force_login(wie)
    omgeving.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": server.url}]
    )


def open_scherm(omgeving: BrowserContext, adres: str) -> Page:
    """The page of the spreekuur, with its shell on the device."""
    pagina = omgeving.new_page()
    pagina.goto(adres)
    pagina.evaluate(DIENST_KLAAR, adres + "zonder-verbinding/")
    return pagina


def schrijf(pagina: Page, tekst: str, soort: str = "openbare-ruimte", **velden: str) -> None:
    pagina.get_by_label("Wat wordt er gezegd?").fill(tekst)
    pagina.locator(f"[name='soort'][value='{soort}']").check()
    for naam, waarde in velden.items():
        pagina.locator(f"[name='{naam}']").evaluate("(veld, waarde) => { veld.value = waarde; }", waarde)
    pagina.get_by_role("button", name=OPSLAAN).click()


def wachtrij(pagina: Page) -> list[dict[str, Any]]:
    return [json.loads(rij) for rij in pagina.evaluate(IN_DE_RIJ)]


def wacht_op(pagina: Page, tekst: str) -> None:
    """As long as it may take to try again after an attempt that failed."""
    expect(pagina.locator("#wachtrij")).to_contain_text(tekst, timeout=30_000)

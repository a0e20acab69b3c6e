/* Service worker of spreekuren: without a line the shell of a spreekuur (an empty form) instead of an error. It keeps that shell and
   its stylesheet and scripts; never a page on which anything is said. `wijkwerk` is set by the address that imports this. */
(() => {
  "use strict";

  const { versie, bestanden, schil } = self.wijkwerk;
  const VOORRAAD = `wijkwerk-bestanden-${versie}`;
  const SCHILLEN = "wijkwerk-schillen";

  const schilVan = (pagina) => pagina + schil;

  const haalSchil = async (adres) => {
    const schillen = await caches.open(SCHILLEN);
    const antwoord = await fetch(adres, { cache: "no-store" });
    if (antwoord.ok && !antwoord.redirected) await schillen.put(adres, antwoord);
    else await schillen.delete(adres);
  };

  const installeer = async () => {
    await (await caches.open(VOORRAAD)).addAll(bestanden);
    await self.skipWaiting();
  };

  const ververs = async () => {
    for (const naam of await caches.keys()) {
      if (naam.startsWith("wijkwerk-bestanden-") && naam !== VOORRAAD) await caches.delete(naam);
    }
    /* A shell of before names files of before. */
    const oud = await (await caches.open(SCHILLEN)).keys();
    await Promise.all(oud.map((verzoek) => haalSchil(verzoek.url).catch(() => {})));
    await self.clients.claim();
  };

  const paginaOfSchil = (verzoek) => fetch(verzoek).catch(async (fout) => {
    const bewaard = await caches.match(schilVan(new URL(verzoek.url).pathname), { cacheName: SCHILLEN });
    if (bewaard) return bewaard;
    throw fout;
  });

  self.addEventListener("install", (gebeurtenis) => gebeurtenis.waitUntil(installeer()));
  self.addEventListener("activate", (gebeurtenis) => gebeurtenis.waitUntil(ververs()));
  self.addEventListener("message", ({ data }) => { haalSchil(schilVan(data.pagina)).catch(() => {}); });
  self.addEventListener("fetch", (gebeurtenis) => {
    const verzoek = gebeurtenis.request;
    const adres = new URL(verzoek.url);
    if (verzoek.method !== "GET" || adres.origin !== self.location.origin) return;
    if (verzoek.mode === "navigate") gebeurtenis.respondWith(paginaOfSchil(verzoek));
    else if (bestanden.includes(adres.pathname)) gebeurtenis.respondWith(fetch(verzoek).catch(() => caches.match(verzoek)));
  });
})();

/* What was written down at a spreekuur while the line was gone: kept on this device, sent once, and visible until then.
   Only for who is logged in now; never shielded words or contact data (spreekuur.js refuses those). */
(() => {
  "use strict";

  const { wie, adres, inloggen } = document.currentScript.dataset;
  const vak = document.getElementById("wachtrij");
  if (!wie || !vak || !window.indexedDB) return;

  const NAAM = "wijkwerk-wachtrij";
  const WEER_PROBEREN = 20_000;
  // Another attempt was still failing when the line came back: soon again.
  const ZO_WEER = 1_000;
  const omroep = new BroadcastChannel(NAAM);
  const verzonden = new Map();
  let toestand = "";
  let wekker = 0;

  /* --- the rows on this device */

  const opslag = () => new Promise((goed, fout) => {
    const vraag = indexedDB.open(NAAM, 1);
    vraag.onupgradeneeded = () => vraag.result.createObjectStore("rijen", { keyPath: "client_id" });
    vraag.onsuccess = () => goed(vraag.result);
    vraag.onerror = () => fout(vraag.error);
  });

  const doe = async (hoe, werk) => {
    const db = await opslag();
    try {
      return await new Promise((goed, fout) => {
        const transactie = db.transaction("rijen", hoe);
        const vraag = werk(transactie.objectStore("rijen"));
        transactie.oncomplete = () => goed(vraag.result);
        transactie.onerror = transactie.onabort = () => fout(transactie.error);
      });
    } finally {
      db.close();
    }
  };

  const alle = async () => {
    const rijen = await doe("readonly", (rij) => rij.getAll());
    return rijen.sort((a, b) => a.op.localeCompare(b.op));
  };
  const eigen = async () => (await alle()).filter((rij) => rij.wie === wie);
  const haal = async (id) => (await eigen()).find((rij) => rij.client_id === id);
  const schrijf = (rij) => doe("readwrite", (rijen) => rijen.put(rij));
  const verwijder = (id) => doe("readwrite", (rijen) => rijen.delete(id));

  /* --- sending */

  const json = (antwoord) => (antwoord.headers.get("Content-Type") || "").includes("application/json");
  const isUit = (antwoord) => antwoord.type === "opaqueredirect" || antwoord.status === 401;

  /* Who is logged in now, with a fresh token; or what stands in the way. */
  const vraagToegang = async () => {
    const antwoord = await fetch(adres, { redirect: "manual", cache: "no-store" });
    if (isUit(antwoord)) return { hinder: "uitgelogd" };
    if (!antwoord.ok || !json(antwoord)) return { hinder: "server" };
    const toegang = await antwoord.json();
    return toegang.wie === wie ? toegang : { hinder: "ander" };
  };

  /* Send one; return what stands in the way of the rest, or nothing. */
  const zend = async (rij, token) => {
    const antwoord = await fetch(rij.pad, {
      method: "POST",
      redirect: "manual",
      headers: { "X-CSRFToken": token },
      body: new URLSearchParams(rij.gegevens),
    });
    if (isUit(antwoord)) return "uitgelogd";
    if (antwoord.status >= 500 || !json(antwoord)) return "server";
    const inhoud = await antwoord.json();
    if (antwoord.ok) {
      verzonden.set(rij.client_id, inhoud);
      await verwijder(rij.client_id);
    } else {
      await schrijf({ ...rij, stand: "geweigerd", reden: inhoud.klachten });
    }
    return "";
  };

  const zendAlles = async () => {
    const rijen = (await eigen()).filter((rij) => rij.stand === "wacht");
    if (!rijen.length) return "";
    const { hinder, csrf } = await vraagToegang();
    if (hinder) return hinder;
    for (const rij of rijen) {
      const hinder = await zend(rij, csrf);
      if (hinder) return hinder;
    }
    return "";
  };

  /* One tab at a time sends; a second send of the same is the first, the server sees to that. */
  const verzend = async () => {
    clearTimeout(wekker);
    let bezet = false;
    const werk = async (slot) => {
      bezet = slot === null;
      if (bezet) return;
      toestand = await zendAlles().catch(() => "geen-lijn");
    };
    await (navigator.locks ? navigator.locks.request(NAAM, { ifAvailable: true }, werk) : werk());
    await toon();
    if (verzonden.size) omroep.postMessage([...verzonden]);
    const wacht = (await eigen()).some((rij) => rij.stand === "wacht");
    if (wacht && toestand !== "uitgelogd") wekker = setTimeout(verzend, bezet ? ZO_WEER : WEER_PROBEREN);
  };

  /* --- showing */

  const maak = (soort, klasse, ...kinderen) => {
    const deel = document.createElement(soort);
    if (klasse) deel.className = klasse;
    deel.append(...kinderen);
    return deel;
  };
  const link = (naar, woorden) => Object.assign(maak("a", "", woorden), { href: naar });
  const knop = (woorden, klik) => {
    const deel = maak("button", "utrecht-button utrecht-button--secondary-action ww-knop-klein", woorden);
    deel.type = "button";
    deel.addEventListener("click", klik);
    return deel;
  };
  const vlak = (toon, kop, ...kinderen) => maak("div", `utrecht-alert utrecht-alert--${toon}`,
    maak("div", "utrecht-alert__content", maak("p", "utrecht-alert__titel", kop), ...kinderen));
  const veel = (n, een, meer) => `${n} ${n === 1 ? een : meer}`;
  const veld = (rij, naam) => (rij.gegevens.find(([sleutel]) => sleutel === naam) || ["", ""])[1];
  const zeg = (tekst) => document.dispatchEvent(new CustomEvent("wijkwerk:zeg", { detail: tekst }));

  const UITLEG = {
    "": () => ["Dit wordt zo verzonden."],
    "geen-lijn": () => ["Er is geen verbinding. Wat u opschreef staat op dit apparaat. Het wordt verzonden zodra er weer verbinding is."],
    server: () => ["De server gaf een fout. Wij proberen het straks opnieuw."],
    uitgelogd: () => ["U bent niet meer ingelogd. ", link(`${inloggen}?next=${encodeURIComponent(location.pathname)}`, "Log opnieuw in"), ". Wat u opschreef staat nog op dit apparaat."],
    ander: () => ["Er is nu iemand anders ingelogd. Log zelf in om te verzenden."],
  };

  const wachtend = (rijen) => vlak("warning", `${veel(rijen.length, "signaal wacht", "signalen wachten")} op verzending`,
    maak("p", "", ...UITLEG[toestand]()),
    maak("ul", "", ...rijen.map((rij) => maak("li", "", `${rij.naam}: ${veld(rij, "tekst").slice(0, 80)}`))));

  const geweigerd = (rij) => vlak("error", "Dit signaal is niet aangenomen",
    maak("ul", "ww-klachten", ...rij.reden.map((reden) => maak("li", "", reden))),
    maak("p", "", `${rij.naam}: ${veld(rij, "tekst")}`),
    maak("div", "ww-knoppen",
      link(`${rij.pagina}#aanvullen-${rij.client_id}`, "Vul het aan"),
      knop("Verwijder van dit apparaat", () => verwijder(rij.client_id).then(meldVerandering))));

  const aangekomen = () => vlak("ok", `Verzonden: ${veel(verzonden.size, "signaal", "signalen")}`,
    maak("ul", "", ...[...verzonden.values()].map((rij) => maak("li", "", link(rij.url, rij.nummer)))));

  const vanAnder = (rijen) => {
    const weg = knop("Wis ze van dit apparaat", () => {
      weg.replaceWith(knop("Wis ze voorgoed", () => Promise.all(rijen.map((rij) => verwijder(rij.client_id))).then(meldVerandering)));
    });
    return vlak("info", `Op dit apparaat: ${veel(rijen.length, "signaal", "signalen")} van iemand anders`,
      maak("p", "", "Alleen die persoon kan dat verzenden, na inloggen."), weg);
  };

  const toon = async () => {
    const rijen = await alle();
    const mijn = rijen.filter((rij) => rij.wie === wie);
    const wacht = mijn.filter((rij) => rij.stand === "wacht");
    const ander = rijen.filter((rij) => rij.wie !== wie);
    const delen = [
      ...(wacht.length ? [wachtend(wacht)] : []),
      ...mijn.filter((rij) => rij.stand === "geweigerd").map(geweigerd),
      ...(verzonden.size ? [aangekomen()] : []),
      ...(ander.length ? [vanAnder(ander)] : []),
    ];
    const kop = (delen[0] && delen[0].querySelector("p").textContent) || "";
    if (kop && kop !== vak.dataset.gezegd) zeg(kop);
    vak.dataset.gezegd = kop;
    vak.dataset.wacht = String(wacht.length);
    vak.replaceChildren(...delen);
    vak.hidden = !delen.length;
  };

  const meldVerandering = async () => {
    await toon();
    omroep.postMessage([]);
  };

  /* --- logging out leaves nothing on the device: first it says so */

  const wisAlles = async () => {
    for (const rij of await eigen()) await verwijder(rij.client_id);
    for (const naam of await caches.keys()) if (naam.startsWith("wijkwerk-")) await caches.delete(naam);
    const diensten = navigator.serviceWorker ? await navigator.serviceWorker.getRegistrations() : [];
    await Promise.all(diensten.map((dienst) => dienst.unregister()));
  };

  const vraagUitloggen = (aantal) => new Promise((kies) => {
    const raam = maak("dialog", "ww-raam",
      maak("h2", "", `Nog niet verzonden: ${veel(aantal, "signaal", "signalen")}`),
      maak("p", "", "Als u nu uitlogt, is wat u opschreef weg. Blijf ingelogd tot het verzonden is."));
    const sluit = (antwoord) => { raam.close(); raam.remove(); kies(antwoord); };
    raam.append(maak("div", "ww-knoppen", knop("Blijf ingelogd", () => sluit(false)), knop("Wis en log uit", () => sluit(true))));
    raam.addEventListener("cancel", () => sluit(false));
    document.body.append(raam);
    raam.showModal();
  });

  document.addEventListener("submit", async (gebeurtenis) => {
    const formulier = gebeurtenis.target;
    if (!formulier.matches("form[data-uitloggen]")) return;
    gebeurtenis.preventDefault();
    const aantal = (await eigen()).length;
    if (aantal && !await vraagUitloggen(aantal)) return;
    await wisAlles().catch(() => {});
    formulier.submit();
  });

  /* --- when */

  omroep.onmessage = ({ data }) => {
    for (const [id, rij] of data) verzonden.set(id, rij);
    toon();
  };
  window.addEventListener("online", verzend);
  window.addEventListener("offline", () => { toestand = "geen-lijn"; toon(); });
  window.addEventListener("pageshow", verzend);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) verzend(); });

  window.wijkwerkWachtrij = {
    haal,
    inloggen,
    toegang: vraagToegang,
    klaar: async (id) => { if (await haal(id)) { await verwijder(id); await meldVerandering(); } },
    zet: async (rij) => {
      await schrijf({ ...rij, wie, op: new Date().toISOString(), stand: "wacht", reden: [] });
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist();
      if (!navigator.onLine) toestand = "geen-lijn";
      await meldVerandering();
    },
    verzend,
  };
})();

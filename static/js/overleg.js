/* The page of a running meeting. Every few seconds it asks what is new and lays that over the page, never over what somebody is
   typing here. What is typed is saved when one leaves the field; when the line is gone it stays in its field, in this page and
   nowhere else, and is sent when the line is back. Without this script the page works with "Ververs" and "Bewaar". */
(() => {
  "use strict";

  const { wie, inloggen } = document.currentScript.dataset;
  const puls = document.getElementById("puls");
  const lijn = document.getElementById("lijn");
  if (!puls || !lijn || !window.htmx) return;

  const ELKE = 4_000;
  const BEWAAR = "form[data-bewaar]";
  const zeg = (tekst) => document.dispatchEvent(new CustomEvent("wijkwerk:zeg", { detail: tekst }));
  const formulieren = () => [...document.querySelectorAll(BEWAAR)];
  const invoer = (form) => [...form.elements].filter((veld) => veld.name && veld.type !== "hidden" && veld.type !== "submit");

  /* --- what is typed and not yet saved */

  const anders = (veld) => (veld.type === "radio" || veld.type === "checkbox" ? veld.checked !== veld.defaultChecked
    : veld.tagName === "SELECT" ? [...veld.options].some((keuze) => keuze.selected !== keuze.defaultSelected)
      : veld.value !== veld.defaultValue);
  const geschreven = (form) => (form.hasAttribute("data-leeg-na") ? Boolean(form.elements.tekst.value.trim()) : invoer(form).some(anders));
  const isBezig = (form) => geschreven(form) || "wacht" in form.dataset;
  const zetVast = (veld) => {
    if (veld.type === "radio" || veld.type === "checkbox") veld.defaultChecked = veld.checked;
    else if (veld.tagName === "SELECT") for (const keuze of veld.options) keuze.defaultSelected = keuze.selected;
    else veld.defaultValue = veld.value;
  };
  const stand = (form, tekst) => { form.querySelector("[data-bewaarstand]").textContent = tekst; };
  const uur = () => new Date().toLocaleTimeString("nl-NL", { hour: "2-digit", minute: "2-digit" });

  document.addEventListener("input", ({ target }) => {
    const form = target.closest(BEWAAR);
    if (form) stand(form, geschreven(form) ? "Nog niet bewaard" : "");
  });

  /* Leaving the form saves it; a button in it does so by itself. */
  document.addEventListener("focusout", ({ target, relatedTarget }) => {
    const form = target.closest && target.closest(`${BEWAAR}[data-vanzelf]`);
    if (!form || form.contains(relatedTarget) || !geschreven(form) || "wacht" in form.dataset) return;
    verzend(form, true);
  });

  const verzend = (form, stil) => {
    if (form.classList.contains("htmx-request")) return;
    if (stil) form.dataset.stil = "";
    form.requestSubmit();
  };

  window.addEventListener("beforeunload", (gebeurtenis) => {
    if (formulieren().some(isBezig)) gebeurtenis.preventDefault();
  });

  /* --- the line */

  let weg = "";
  const REDENEN = {
    lijn: () => ["Er is geen verbinding. Wat u schrijft blijft op deze pagina staan en wordt bewaard zodra de verbinding er weer is. Sluit de pagina niet."],
    server: () => ["De server antwoordt niet goed. Wat u schrijft blijft op deze pagina staan. Wij proberen het opnieuw."],
    uit: () => {
      const link = Object.assign(document.createElement("a"), { href: inloggen, target: "_blank", rel: "noopener", textContent: "Log in een nieuw tabblad in" });
      return ["U bent niet meer ingelogd. ", link, ". Laat deze pagina open: daarna wordt uw tekst bewaard."];
    },
    ander: () => ["Er is nu iemand anders ingelogd. Log zelf weer in om uw tekst te bewaren."],
  };
  const meldLijn = (reden) => {
    if (reden === weg) return;
    weg = reden;
    lijn.hidden = !reden;
    lijn.replaceChildren(...(reden ? REDENEN[reden]() : []));
    zeg(reden ? lijn.textContent : "De verbinding is er weer.");
    // Ask for everything again: who logged in anew has a new token.
    const stempel = puls.querySelector("[name='stempel']");
    if (reden && stempel) stempel.value = "";
  };
  const laatWachten = (form, reden) => {
    form.dataset.wacht = "";
    stand(form, "Wacht op verbinding");
    meldLijn(reden);
  };
  const stuurWachtende = () => formulieren().filter((form) => "wacht" in form.dataset).forEach((form) => verzend(form, true));

  /* The session is over: the page stays, with what was typed, until its writer has logged in beside it. */
  document.addEventListener("htmx:beforeOnLoad", (gebeurtenis) => {
    const { xhr, requestConfig } = gebeurtenis.detail;
    if (xhr.status !== 401) return;
    gebeurtenis.preventDefault();
    if (requestConfig.elt.matches(BEWAAR)) laatWachten(requestConfig.elt, "uit");
    else meldLijn("uit");
  });

  for (const naam of ["htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(naam, ({ detail }) => {
      if (detail.elt.matches(BEWAAR)) laatWachten(detail.elt, "lijn");
      else if (detail.elt === puls) meldLijn("lijn");
    });
  }

  document.addEventListener("htmx:beforeSwap", (gebeurtenis) => {
    const { detail } = gebeurtenis;
    const van = detail.requestConfig.elt;
    if (detail.xhr.status >= 500) {
      detail.shouldSwap = false;
      if (van.matches(BEWAAR)) laatWachten(van, "server");
      else if (van === puls) meldLijn("server");
      return;
    }
    if (van.matches(BEWAAR)) naBewaren(van, detail);
  });

  const naBewaren = (form, detail) => {
    const stil = "stil" in form.dataset;
    delete form.dataset.stil;
    delete form.dataset.wacht;
    if (detail.xhr.status === 403) return weigering(form);
    delete form.dataset.geweigerd;
    if (detail.xhr.status === 422) {
      if (!stil) return;
      detail.shouldSwap = false;
      const botsing = detail.serverResponse.includes("data-botsing");
      stand(form, botsing ? "Niet bewaard: iemand anders schreef hier ook. Kies Bewaar om beide teksten te zien." : "Nog niet bewaard. Kies Bewaar om te zien wat er mist.");
      return;
    }
    stand(form, `Bewaard om ${uur()} uur`);
    if (form.hasAttribute("data-leeg-na")) return maakLeeg(form, detail);
    // What was sent is now the text of everybody; what was typed since is not saved yet.
    const verzonden = detail.requestConfig.parameters;
    for (const veld of invoer(form)) if (veld.value === String(verzonden[veld.name] ?? "") || veld.type === "radio") zetVast(veld);
    form.dataset.eigen = "";
  };

  /* Refused once: after a login in another tab the token is another one, and comes with the next news. Twice: it may not be. */
  const weigering = (form) => {
    const weer = "geweigerd" in form.dataset;
    stand(form, weer ? "Niet bewaard: dit mag u hier niet doen." : "Nog niet bewaard");
    if (weer) return;
    form.dataset.geweigerd = form.dataset.wacht = "";
    puls.querySelector("[name='stempel']").value = "";
  };

  const maakLeeg = (form, detail) => {
    if (form.elements.tekst.value === detail.requestConfig.parameters.tekst) form.elements.tekst.value = "";
    form.elements.client_id.value = crypto.randomUUID();
  };
  /* A 204 has no swap, so nothing above heard of it. */
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.requestConfig.elt;
    if (detail.xhr.status === 204 && form.matches && form.matches(`${BEWAAR}[data-leeg-na]`)) naBewaren(form, detail);
    if (detail.elt === puls && detail.successful) {
      const nu = puls.querySelector("#wie");
      if (nu && nu.value !== wie) return meldLijn("ander");
      const token = puls.querySelector("[name='csrfmiddlewaretoken']").value;
      if (detail.xhr.status !== 204) for (const veld of document.querySelectorAll("[name='csrfmiddlewaretoken']")) veld.value = token;
      meldLijn("");
      stuurWachtende();
    }
  });

  /* --- what others wrote */

  const legOver = (oud, nieuw) => {
    const vak = (deel, naam) => deel.querySelector(`:scope [data-blok="${naam}"]`);
    oud.className = nieuw.className;
    oud.querySelector("[name='g']").value = nieuw.querySelector("[name='g']").value;
    oud.querySelector("h3").replaceChildren(...nieuw.querySelector("h3").childNodes);
    for (const naam of ["stand", "tekst", "regels", "afspraken", "knoppen"]) {
      const [hier, daar] = [vak(oud, naam), vak(nieuw, naam)];
      if (!hier || !daar || hier.contains(document.activeElement) && hier.textContent === daar.textContent) continue;
      hier.replaceChildren(...daar.childNodes);
      htmx.process(hier);
    }
    const [mijn, hun] = [oud, nieuw].map((deel) => deel.querySelector("form[data-vanzelf]"));
    if (mijn && hun) neemOver(oud, mijn, hun);
    if (mijn && !hun && !geschreven(mijn)) mijn.remove();
  };

  const neemOver = (punt, mijn, hun) => {
    const eigen = "eigen" in mijn.dataset;
    delete mijn.dataset.eigen;
    if (mijn.elements.versie.value === hun.elements.versie.value) return;
    const vak = punt.querySelector("[data-ander]");
    if (eigen || !geschreven(mijn)) {
      mijn.elements.versie.value = hun.elements.versie.value;
      if (!eigen) for (const veld of invoer(mijn)) volg(veld, hun);
      vak.hidden = true;
      return;
    }
    // Both are typing: theirs stands beside mine; saving mine shows the two and asks.
    const regels = invoer(hun).filter((veld) => veld.tagName === "TEXTAREA" && veld.value).map((veld) => {
      const regel = document.createElement("p");
      const kop = Object.assign(document.createElement("strong"), { textContent: `${hun.querySelector(`label[for="${veld.id}"]`)?.textContent.trim() || veld.name}: ` });
      regel.append(kop, veld.value);
      return regel;
    });
    const kop = Object.assign(document.createElement("p"), { textContent: "Iemand anders schreef hier zojuist. Uw tekst is niet veranderd." });
    vak.replaceChildren(kop, ...regels);
    vak.hidden = false;
    zeg(kop.textContent);
  };

  const volg = (veld, hun) => {
    const daar = hun.elements.namedItem(veld.name);
    if (!daar) return;
    if (veld.type === "radio") veld.checked = daar.value === veld.value;
    else veld.value = daar.value;
    zetVast(veld);
  };

  document.addEventListener("htmx:oobBeforeSwap", (gebeurtenis) => {
    const { detail } = gebeurtenis;
    const oud = detail.target;
    if (!oud.matches("article.ww-punt")) return;
    const nieuw = detail.fragment.querySelector(`#${oud.id}`);
    const laten = [...oud.querySelectorAll(BEWAAR)].some(isBezig);
    if (nieuw) legOver(oud, nieuw);
    if (nieuw || laten) detail.shouldSwap = false;
    if (nieuw && nieuw.dataset.meld) zeg(nieuw.dataset.meld);
  });

  /* The order of the others becomes ours; where one types stays in its field. */
  const orden = () => {
    for (const lijst of puls.querySelectorAll("template[data-volgorde]")) {
      const vak = document.getElementById(`punten-${lijst.dataset.deel}`);
      const nu = vak ? [...vak.children].map((punt) => punt.id) : [];
      const straks = lijst.dataset.volgorde.trim().split(/\s+/).map((pk) => `punt-${pk}`).filter((id) => nu.includes(id));
      if (!vak || straks.join() === nu.filter((id) => straks.includes(id)).join()) continue;
      const { activeElement: actief } = document;
      const [van, tot] = [actief?.selectionStart, actief?.selectionEnd];
      for (const id of straks) vak.append(document.getElementById(id));
      if (actief && vak.contains(actief)) {
        actief.focus({ preventScroll: true });
        if (van !== undefined && van !== null) actief.setSelectionRange(van, tot);
      }
    }
  };
  document.addEventListener("htmx:afterSettle", ({ detail }) => { if (detail.elt === puls) orden(); });

  /* Coming to a point opens it, and puts the cursor there. */
  const open = (id) => {
    const punt = document.getElementById(id);
    if (!punt) return;
    punt.querySelector("details").open = true;
    punt.scrollIntoView({ block: "start" });
    punt.querySelector("textarea")?.focus({ preventScroll: true });
  };
  document.addEventListener("click", ({ target }) => {
    const link = target.closest && target.closest("a[href^='#punt-']");
    if (link) open(link.hash.slice(1));
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const punt = detail.requestConfig.elt.dataset?.begin;
    if (punt && detail.successful) open(`punt-${punt}`);
  });
  if (location.hash.startsWith("#punt-")) document.getElementById(location.hash.slice(1))?.querySelector("details").setAttribute("open", "");

  /* --- when */

  const vraag = () => { if (!document.hidden) htmx.trigger(document.body, "ververs"); };
  setInterval(vraag, ELKE);
  window.addEventListener("online", vraag);
  window.addEventListener("offline", () => meldLijn("lijn"));
  document.addEventListener("visibilitychange", vraag);
})();

/* The quick form of a spreekuur when the line falls away: what was typed goes to the queue on this device (wachtrij.js), and the
   next visitor can speak. Shielded words and contact data are refused, with the reason; they stay in the form. */
(() => {
  "use strict";

  const wachtrij = window.wijkwerkWachtrij;
  const { dienst } = document.currentScript.dataset;
  const KEUZE = "form[data-wachtrij]";
  if (!wachtrij) return;

  /* --- what may not stay on a device */

  const AFGESCHERMD = "Dit is afgeschermd. Dat bewaren wij niet op dit apparaat. Wat u typte staat er nog: sla het op zodra er weer verbinding is.";
  const CONTACT = "Een naam, e-mailadres of telefoonnummer bewaren wij niet op dit apparaat. Haal het weg, of sla dit op zodra er weer verbinding is.";
  const IN_DE_TEKST = "In de tekst lijkt een e-mailadres of een nummer van iemand te staan. Dat bewaren wij niet op dit apparaat. Haal het weg, of sla dit op zodra er weer verbinding is.";
  const LIJKT_CONTACT = /[^\s@]+@[^\s@]+\.[^\s@]+|(?:\+31|0031|\b0)(?:[\s.-]?\d){9}\b|\b\d{9}\b/;

  const gevuld = (form, naam) => Boolean(form.elements[naam] && form.elements[naam].value);
  const hinder = (form) => {
    if (form.querySelector("[data-schild]:checked") || gevuld(form, "gevoelig")) return AFGESCHERMD;
    if (["naam", "e_mail", "telefoon"].some((naam) => gevuld(form, naam))) return CONTACT;
    if (form.querySelector("[name='terugkoppeling_gewenst']:checked")) return CONTACT;
    if ([...form.querySelectorAll("textarea, input[type='text']")].some((veld) => LIJKT_CONTACT.test(veld.value))) return IN_DE_TEKST;
    if (!form.elements.tekst.value.trim()) return "Vul in wat er wordt gezegd.";
    if (!form.querySelector("[name='soort']:checked")) return "Kies waar het over gaat.";
    return "";
  };

  /* --- the form */

  const meld = (form, ...delen) => { form.querySelector("[data-wachtrij-melding]").replaceChildren(...delen); };

  const maakLeeg = (form) => {
    form.reset();
    for (const veld of form.querySelectorAll("textarea, input[type='text'], input[type='email']")) veld.value = "";
    for (const veld of form.querySelectorAll("[name='soort'], [name='themas']")) veld.checked = false;
    for (const fout of form.querySelectorAll(".utrecht-alert--error, .utrecht-form-field-error-message")) fout.remove();
    form.elements.client_id.value = crypto.randomUUID();
    meld(form, "");
    form.elements.tekst.focus();
  };

  /* What may not wait here stays in the form, until its writer has logged in beside it. */
  let uit = false;
  const meldUit = (form) => {
    const link = Object.assign(document.createElement("a"), { href: wachtrij.inloggen, target: "_blank", textContent: "Log in op een nieuw tabblad" });
    meld(form, "U bent niet meer ingelogd. Wat u typte staat er nog. ", link, ", kom hier terug en sla het op.");
  };
  const weerIn = async () => {
    const form = document.querySelector(KEUZE);
    const { csrf } = uit && form && !document.hidden ? await wachtrij.toegang().catch(() => ({})) : {};
    if (!csrf) return;
    uit = false;
    for (const veld of document.querySelectorAll("[name='csrfmiddlewaretoken']")) veld.value = csrf;
    if (hinder(form)) meld(form, "U bent weer ingelogd. Sla nu op wat hier staat.");
  };

  const bewaar = async (form) => {
    const reden = hinder(form);
    if (reden) return uit ? meldUit(form) : meld(form, reden);
    const gegevens = [...new FormData(form)].filter(([naam, waarde]) => typeof waarde === "string" && naam !== "csrfmiddlewaretoken");
    const { wachtrij: pad, pagina, naam } = form.dataset;
    try {
      await wachtrij.zet({ client_id: form.elements.client_id.value, pad, pagina, naam, gegevens });
    } catch {
      return meld(form, "Dit apparaat kan niets bewaren. Wat u typte staat er nog: sla het op zodra er weer verbinding is.");
    }
    maakLeeg(form);
    return wachtrij.verzend();
  };

  const vulAan = async () => {
    const [, id] = location.hash.match(/^#aanvullen-([\w-]+)$/) || [];
    const form = document.querySelector(KEUZE);
    const rij = id && form && await wachtrij.haal(id);
    if (!rij) return;
    for (const [naam, waarde] of rij.gegevens) {
      for (const veld of form.querySelectorAll(`[name='${naam}']`)) {
        if (veld.type === "radio" || veld.type === "checkbox") veld.checked = veld.value === waarde || veld.checked && veld.type === "checkbox";
        else veld.value = waarde;
      }
    }
    meld(form, rij.reden.join(" "));
    form.elements.tekst.focus();
  };

  /* --- when */

  const bijForm = (naam, doe) => document.addEventListener(naam, (gebeurtenis) => {
    const { detail } = gebeurtenis;
    if (detail.requestConfig.elt.matches(KEUZE)) doe(detail.requestConfig.elt, detail, gebeurtenis);
  });

  bijForm("htmx:sendError", bewaar);
  bijForm("htmx:timeout", bewaar);
  /* The session is over: what was written waits here, instead of going away with the page to the login. */
  bijForm("htmx:beforeOnLoad", (form, { xhr }, gebeurtenis) => {
    if (xhr.status !== 401) return;
    gebeurtenis.preventDefault();
    uit = true;
    bewaar(form);
  });
  bijForm("htmx:beforeSwap", (form, { xhr }) => { if (xhr.status >= 500) bewaar(form); });
  document.addEventListener("visibilitychange", weerIn);
  /* Saved in the ordinary way: then it need not wait any more. The form itself is gone by now. */
  bijForm("htmx:afterRequest", (form, detail) => {
    if (detail.successful) wachtrij.klaar(detail.requestConfig.parameters.client_id);
  });
  /* The shell has no line: it always goes by the queue. */
  document.addEventListener("submit", (gebeurtenis) => {
    if (!gebeurtenis.target.matches(`${KEUZE}[data-schil]`)) return;
    gebeurtenis.preventDefault();
    bewaar(gebeurtenis.target);
  });
  for (const schil of document.querySelectorAll(`${KEUZE}[data-schil]`)) maakLeeg(schil);
  window.addEventListener("hashchange", vulAan);
  vulAan();

  /* --- the page without a line: the service worker keeps the shell, and nothing else */

  if (dienst && navigator.serviceWorker) {
    navigator.serviceWorker.register(dienst).then(() => navigator.serviceWorker.ready).then((registratie) => {
      const form = document.querySelector(KEUZE);
      if (form) registratie.active.postMessage({ pagina: form.dataset.pagina });
    }).catch(() => {});
  }
})();

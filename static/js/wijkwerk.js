/* An extra: nothing here is needed to use Wijkwerk. Focus and announcements after htmx changed a part of the page. */
(() => {
  "use strict";

  const zeg = (tekst) => {
    const vak = document.getElementById("meldt");
    if (!vak || !tekst) return;
    vak.textContent = "";
    setTimeout(() => { vak.textContent = tekst; }, 50);
  };

  /* After a swap: to the error summary or whatever asked for focus; else focus stays where it was. */
  document.addEventListener("htmx:afterSettle", (gebeurtenis) => {
    const deel = gebeurtenis.detail.elt;
    if (!(deel instanceof Element)) return;
    const doel = deel.matches("[data-focus]") ? deel : deel.querySelector("[data-focus]");
    if (doel) {
      if (!doel.hasAttribute("tabindex")) doel.setAttribute("tabindex", "-1");
      doel.focus();
    }
    zeg(deel.getAttribute("data-meld") || deel.querySelector("[data-meld]")?.getAttribute("data-meld"));
  });

  /* Ctrl + Enter (⌘ + Enter) in a text field saves a form that is filled many times in a row. */
  document.addEventListener("keydown", (toets) => {
    if (toets.key !== "Enter" || !(toets.ctrlKey || toets.metaKey)) return;
    const formulier = toets.target.closest("form[data-sneltoets]");
    if (!formulier) return;
    toets.preventDefault();
    formulier.requestSubmit();
  });

  /* Other scripts speak through the same mouth. */
  document.addEventListener("wijkwerk:zeg", ({ detail }) => zeg(detail));

  /* A lost line is said out loud, and what was typed stays. Where a queue takes it in (spreekuur.js), that says so itself. */
  const heeftWachtrij = ({ detail }) => window.wijkwerkWachtrij && detail.elt.closest("form[data-wachtrij]");
  /* A hint that does not come is no loss. */
  const isHint = ({ detail }) => detail.elt.matches("[data-hint]");
  document.addEventListener("htmx:sendError", (gebeurtenis) => {
    if (!heeftWachtrij(gebeurtenis) && !isHint(gebeurtenis)) zeg("Er is geen verbinding. Wat u invulde, staat er nog. Probeer het straks nog een keer.");
  });
  document.addEventListener("htmx:responseError", (gebeurtenis) => {
    const status = gebeurtenis.detail.xhr.status;
    if (isHint(gebeurtenis) || (status >= 500 && heeftWachtrij(gebeurtenis))) return;
    zeg(status === 403 ? "Dit mag u niet doen." : "Dat ging niet goed. Probeer het nog een keer.");
  });

  /* The session is over: htmx goes to the login as a whole page. Not for what was only asked in passing (a hint, an expectation):
     that would take away what is being typed. */
  document.addEventListener("htmx:beforeOnLoad", (gebeurtenis) => {
    const { xhr, elt, target, requestConfig } = gebeurtenis.detail;
    if (xhr.status !== 401 || requestConfig.verb !== "post" || elt.matches("form")) return;
    gebeurtenis.preventDefault();
    const tekst = "U bent niet meer ingelogd. Bewaar eerst zelf wat u typte, en log dan opnieuw in.";
    target.textContent = tekst;
    zeg(tekst);
  });

  /* Without htmx: a page that comes back with errors starts at the error summary. */
  const eerste = document.querySelector("main [role='alert'][data-focus]");
  if (eerste) eerste.focus();
})();

/* Choosing a point on our own map: a press fills the text box beside it. Without this script one types the point. */
(() => {
  "use strict";

  const veld = (kaart) => document.getElementById(kaart.dataset.puntkaart);
  const zeg = (tekst) => document.dispatchEvent(new CustomEvent("wijkwerk:zeg", { detail: tekst }));

  const zet = (kaart, x, y) => {
    const stip = kaart.querySelector("circle");
    stip.setAttribute("cx", x);
    stip.setAttribute("cy", y);
    stip.setAttribute("visibility", "visible");
  };

  document.addEventListener("click", ({ target, clientX, clientY }) => {
    const kaart = target.closest("[data-puntkaart]");
    if (!kaart) return;
    if (target.closest("[data-punt-weg]")) {
      veld(kaart).value = "";
      kaart.querySelector("circle").setAttribute("visibility", "hidden");
      zeg("Het punt is weg.");
      return;
    }
    const svg = target.closest("svg");
    if (!svg) return;
    const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
    const { west, noord, links, boven, perLengte, perBreedte } = svg.dataset;
    const lengte = Number(west) + (x - Number(links)) / Number(perLengte);
    const breedte = Number(noord) - (y - Number(boven)) / Number(perBreedte);
    veld(kaart).value = `${breedte.toFixed(5)}, ${lengte.toFixed(5)}`;
    zet(kaart, x, y);
    zeg("Het punt is gekozen.");
  });

  /* What is typed shows itself on the map too. */
  document.addEventListener("input", ({ target }) => {
    const kaart = document.querySelector(`[data-puntkaart="${target.id}"]`);
    if (!kaart) return;
    const svg = kaart.querySelector("svg");
    const paar = target.value.match(/^\s*(\d+\.\d+)[,;\s]+(\d+\.\d+)\s*$/);
    if (!paar) {
      kaart.querySelector("circle").setAttribute("visibility", "hidden");
      return;
    }
    const [lengte, breedte] = [Number(paar[1]), Number(paar[2])].sort((een, ander) => een - ander);
    const { west, noord, links, boven, perLengte, perBreedte } = svg.dataset;
    zet(kaart, Number(links) + (lengte - west) * perLengte, Number(boven) + (noord - breedte) * perBreedte);
  });
})();

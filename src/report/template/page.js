"use strict";
// What a reader can do without: the page is whole before this runs.

const themes = JSON.parse(document.querySelector("script[data-plot-themes]").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = [];

const currentTheme = () => themes[dark.matches ? "dark" : "light"];

/** Draws one figure in front of its static picture, which stays for print. */
async function draw(source) {
  const figure = JSON.parse(source.textContent);
  const place = document.createElement("div");
  place.style.height = `${figure.layout.height ?? 420}px`;
  source.before(place);
  const options = { responsive: true, displaylogo: false };
  await Plotly.newPlot(place, figure.data, themedLayout(figure.layout, currentTheme()), options);
  drawn.push({ place, layout: figure.layout });
  source.parentElement.classList.add("drawn");
}

/** One figure at a time, with a breath between, so that the page can be scrolled meanwhile. */
async function drawAll() {
  for (const source of document.querySelectorAll("script[data-figure]")) {
    try {
      await draw(source);
    } catch (error) {
      console.error(error);
    }
    await new Promise((resolve) => setTimeout(resolve));
  }
  document.documentElement.dataset.plots = "drawn";
}

/** Wide formulas, code and tables scroll; the keyboard reaches them only then. */
function letScrollersBeFocused() {
  for (const box of document.querySelectorAll(".scroll, .formula.display, pre")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

function addCodeSwitch() {
  const folds = document.querySelectorAll("details.code");
  if (folds.length === 0) return;
  const button = document.createElement("button");
  const open = () => [...folds].some((fold) => fold.open);
  const label = () => (button.textContent = open() ? "Fold all code" : "Unfold all code");
  button.className = "fold-all";
  button.addEventListener("click", () => {
    const unfold = !open();
    for (const fold of folds) fold.open = unfold;
    label();
  });
  label();
  (document.querySelector("body > nav") ?? document.querySelector("main")).append(button);
}

dark.addEventListener("change", () => {
  for (const { place, layout } of drawn) Plotly.relayout(place, themedLayout(layout, currentTheme()));
});
addEventListener("resize", letScrollersBeFocused);
addCodeSwitch();
letScrollersBeFocused();
if (typeof Plotly !== "undefined") drawAll();

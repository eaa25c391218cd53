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
    const tall = box.matches(":has(> .sortable)") && box.scrollHeight > box.clientHeight;
    if (tall || box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

/** The column names of a table marked so become buttons that sort by it: up, and at a second click down. */
function letTablesBeSorted() {
  for (const table of document.querySelectorAll("table.sortable")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const down = head.ariaSort === "ascending";
        for (const other of heads) other.ariaSort = null;
        head.ariaSort = down ? "descending" : "ascending";
        const rows = [...table.tBodies[0].rows];
        table.tBodies[0].append(
          ...rows.sort((a, b) => (down ? -1 : 1) * byCell(a.cells[column], b.cells[column])),
        );
      });
    });
  }
}

/** Numbers by size, with their thousands apart or not; before texts, which go by the alphabet. */
function byCell(a, b) {
  const [x, y] = [a, b].map((cell) => Number(cell.textContent.replace(/,/g, "") || NaN));
  if (Number.isNaN(x) || Number.isNaN(y))
    return Number.isNaN(x) - Number.isNaN(y) || a.textContent.localeCompare(b.textContent, "en");
  return x - y;
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
letTablesBeSorted();
letScrollersBeFocused();
if (typeof Plotly !== "undefined") drawAll();

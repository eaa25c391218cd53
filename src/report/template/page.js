"use strict";
// Extras: the page is complete without this script.

const themes = JSON.parse(document.querySelector("script[data-plot-themes]").textContent);
const dark = matchMedia("(prefers-color-scheme: dark)");
const drawn = [];
let waiting; // for the end of a change of size

const currentTheme = () => themes[dark.matches ? "dark" : "light"];

/** Plotly's options; no button leads out of the page. */
const options = { responsive: true, displaylogo: false, showSendToCloud: false };

/** Draws one figure before its static picture, which is kept for print. */
async function draw(source) {
  const { data, layout, frames } = JSON.parse(source.textContent);
  const place = document.createElement("div");
  source.before(place);
  const plot = { place, data, layout };
  await layOut(plot);
  if (frames) await Plotly.addFrames(place, frames);
  drawn.push(plot);
  source.parentElement.classList.add("drawn");
}

/** Draws a plot for the width and the colours that the page has now. */
async function layOut(plot) {
  const { place, data, layout } = plot;
  const before = plot.width;
  plot.width = place.clientWidth;
  const own = structuredClone(layout); // Plotly writes into a layout what it has worked out for one width
  const shown = themedLayout(layoutForWidth(own, plot.width), currentTheme());
  let height = shown.height ?? 420;
  place.style.height = `${height}px`;
  await Plotly.react(place, data, { ...shown, uirevision: "kept" }, options); // what the reader has zoomed stays
  const changes = cutTitles(place);
  if (before !== undefined && before !== plot.width) changes.height = height; // else a legend may stay where it was
  if (Object.keys(changes).length > 0) await Plotly.relayout(place, changes);
  for (let tries = 0; tries < 4; tries++) {
    const lacking = Math.ceil(roomLacking(place)); // Plotly gives a legend some of the room that is added
    if (lacking <= 0) return;
    height += lacking;
    place.style.height = `${height}px`;
    await Plotly.relayout(place, { height, "margin.t": place._fullLayout.margin.t + lacking });
  }
}

/** By how many pixels the title of a plot reaches into its legend or into the plot: below 0 if there is room. */
function roomLacking(place) {
  const title = place.querySelector(".gtitle");
  if (!title?.textContent) return -1;
  const below = [...place.querySelectorAll(".legend, .nsewdrag, .annotation")];
  const tops = below.map((part) => part.getBoundingClientRect().top);
  return title.getBoundingClientRect().bottom + 8 - Math.min(...tops);
}

/** Draws one figure after another and yields in between, so that the page can be scrolled. */
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
  const inline = document.querySelectorAll("main .formula:not(.display)");
  for (const formula of inline) formula.classList.remove("wide");
  const block = ":not(strong, em, b, i, a, code, span, del, sub, sup)"; // of others clientWidth is 0
  const wide = [...inline].filter(
    (formula) => formula.offsetWidth > formula.parentElement.closest(block).clientWidth,
  );
  for (const formula of wide) formula.classList.add("wide"); // it scrolls in a line of its own
  for (const box of document.querySelectorAll(".scroll, .formula.display, .formula.wide, pre")) {
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

/** Numbers by size, with a minus sign or a hyphen, and with their thousands apart or not; before texts, which go by the alphabet. */
function byCell(a, b) {
  const [x, y] = [a, b].map((cell) =>
    Number(cell.textContent.replace(/,/g, "").replace(/\u2212/g, "-") || NaN),
  );
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

/** Lays plots out anew whose width is another one, when the window has kept its size for a moment. */
function followWidth() {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    for (const plot of drawn) if (plot.place.clientWidth !== plot.width) layOut(plot);
  }, 150);
}

dark.addEventListener("change", () => drawn.forEach(layOut));
addEventListener("resize", letScrollersBeFocused);
addEventListener("resize", followWidth);
addCodeSwitch();
letTablesBeSorted();
letScrollersBeFocused();
if (typeof Plotly !== "undefined") drawAll();

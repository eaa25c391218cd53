import type { Page } from "playwright-core";

const least = 0.7; // of a plot's height on paper: its smallest letters are then of 5.5 points

/** Sheets side by side, each as high as A4 less the margins that the style sheet gives a page, less a rounding. */
const sheets = `
  article { columns: 178mm; column-gap: 0; column-fill: auto; width: 178mm; height: calc(259mm - 1px); }`;

/** Runs in the browser. A narrower plot stands on an earlier sheet only if it is the first on its own. */
const fitInPage = `function fitPlots(sheets, least) {
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = sheets;
  for (const plot of document.querySelectorAll(".plot > img.for-light")) {
    const article = plot.closest("article");
    if (!article) continue;
    const sheet = () => {
      const { left, width } = article.getBoundingClientRect();
      return Math.floor((plot.getBoundingClientRect().left - left + 1) / width); // 1: positions are rounded
    };
    const [whole, own] = [plot.clientHeight, sheet()];
    const fits = (part) => {
      plot.style.maxHeight = part * whole + "px";
      return sheet() < own;
    };
    if (!fits(least)) plot.style.maxHeight = "";
    else {
      let [small, large] = [least, 1];
      while (large - small > 0.01) {
        const middle = (small + large) / 2;
        if (fits(middle)) small = middle;
        else large = middle;
      }
      fits(small);
    }
  }
  style.remove();
}`;

/**
 * Makes plots smaller, by three tenths at most, that would stand on the next sheet of paper otherwise and leave the rest
 * of theirs blank. The browser does not tell where it breaks pages, but it breaks columns by the same rules: each
 * `article` is laid out in columns of the size of a sheet, the plots are fitted one after another, and keep their size.
 *
 * @param page with the media type print, as it will be printed
 */
export async function fitPlots(page: Page): Promise<void> {
  await page.setViewportSize({ width: 673, height: 979 }); // of a sheet, in pixels: styles depend on it
  await page.evaluate(`(${fitInPage})(...${JSON.stringify([sheets, least])})`);
}

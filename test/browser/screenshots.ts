/**
 * `npm run screenshots -- 07`: pictures of chapters as JupyterLab shows them after Run All, 1400 and 800 pixels wide,
 * in the light and the dark theme, for somebody to look at. Without words it takes all chapters.
 */
import fs from "node:fs";
import path from "node:path";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "./chromium";
import { chapters } from "../chapters/chapters";
import { JupyterLab } from "./jupyter-lab";
import { NotebookView } from "./notebook-view";
import { inCheckout } from "../../dist/files/checkout";

const folder = inCheckout("screenshots");
const tallest = 16_000; // pixels that Chromium draws at once

async function main(words: readonly string[]): Promise<void> {
  const executablePath = chromiumPath();
  if (executablePath === undefined) throw new Error("screenshots require Chromium, got none");
  fs.mkdirSync(folder, { recursive: true });
  const lab = await JupyterLab.start();
  const browser = await launchChromium(executablePath);
  try {
    const { page } = await lab.open(browser);
    await page.addStyleTag({
      content: ".jp-mod-scrollPastEnd > .jp-WindowedPanel-outer::after { display: none !important; }",
    });
    for (const { name } of chapters()) {
      if (words.length > 0 && !words.some((word) => name.includes(word))) continue;
      const view = await NotebookView.open(lab, page, name);
      await view.runAll();
      await view.idle();
      await view.save();
      for (const theme of ["Light", "Dark"]) for (const width of [1400, 800]) await take(view, theme, width);
      await page.setViewportSize({ width: 1400, height: 900 }); // a narrow toolbar hides what tells a kernel's state
      await view.close();
    }
  } finally {
    await browser.close();
    await lab.stop();
  }
}

/** Makes the window as tall as the chapter, so that all of it is drawn, and takes one picture of it. */
async function take(view: NotebookView, theme: string, width: number): Promise<void> {
  const { page, name } = view;
  await page.setViewportSize({ width, height: 900 });
  await view.menu("Settings", "Theme", `JupyterLab ${theme}`);
  await page.locator(`body[data-jp-theme-light=${theme === "Light"}]`).waitFor({ state: "attached" });
  const notebook = view.panel.locator(".jp-WindowedPanel-outer");
  const undrawn = notebook.locator(".jp-RenderedPlotly:not(:has(.main-svg, .plot-img[src]))");
  let height = 900;
  for (let hidden = Infinity; hidden > 0 && height < tallest;) {
    await page.waitForTimeout(1500); // plots follow the window's size, and what came into sight is drawn
    await undrawn.first().waitFor({ state: "detached" });
    hidden = await notebook.evaluate(hiddenHeight);
    height = Math.min(tallest, height + hidden);
    await page.setViewportSize({ width, height });
  }
  const file = `${name}-${width}-${theme.toLowerCase()}.png`;
  await page.screenshot({ path: path.join(folder, file) });
  console.log(`screenshots/${file}`);
}

/** How much of an element's content does not fit into it, in pixels; runs in the page. */
function hiddenHeight(element: { scrollHeight: number; clientHeight: number }): number {
  return element.scrollHeight - element.clientHeight;
}

void main(process.argv.slice(2));

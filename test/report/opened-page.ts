import assert from "node:assert/strict";
import fs from "node:fs";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";

const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** A page that was opened without a network. */
export interface Opened {
  page: Page;
  /** requests that left the page, and whatever was said on the console */
  trouble: string[];
}

/** Opens a file without a network. Anything it asks for or complains of is trouble. */
export async function openOffline(
  browser: Browser | undefined,
  file: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  assert.ok(browser);
  const context = await browser.newContext({
    offline: true,
    viewport: { width: 1000, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const trouble: string[] = [];
  const address = pathToFileURL(file).href;
  page.on("request", (request) => {
    if (request.url() !== address && !/^(data|blob):/.test(request.url()))
      trouble.push(`request ${request.url()}`);
  });
  page.on("console", (message) => trouble.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => trouble.push(error.message));
  page.on("dialog", (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  const hasPlot = (await page.locator(".plot").count()) > 0;
  if (hasPlot && options.javaScriptEnabled !== false) await page.waitForSelector("html[data-plots=drawn]");
  return { page, trouble };
}

/** What axe-core finds wrong with a page, worst as it calls it. */
export async function violations(page: Page): Promise<string[]> {
  // Playwright's own evaluation is not bound by the page's policy, so axe-core needs no exception in it.
  await page.evaluate(axe);
  const found = await page.evaluate<{ id: string; impact: string; where: string[] }[]>(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) =>
      ({ id, impact, where: nodes.map((node) => node.html.slice(0, 100)) })))`,
  );
  return found.map(({ id, impact, where }) => `${impact}: ${id} at ${where.join(" | ")}`);
}

/** Demands that axe-core finds nothing wrong, and that nothing is wider than the window, in light and dark. */
export async function requireFits(page: Page, widths: readonly number[]): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of widths) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px`);
      const needed = await page.evaluate<number>("document.documentElement.scrollWidth");
      assert.ok(needed <= width, `${needed} of ${width} px`);
    }
  }
}

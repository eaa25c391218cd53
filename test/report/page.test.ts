import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "../browser/chromium";
import { exportNotebooks, pages } from "./exported";
import { hostile } from "./notebook";
import { openOffline, violations, type Opened } from "./opened-page";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";
let folder: string;
let browser: Browser | undefined;

before(async () => {
  folder = await exportNotebooks();
  if (executablePath !== undefined) browser = await launchChromium(executablePath);
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const open = (name: string, options?: BrowserContextOptions): Promise<Opened> =>
  openOffline(browser, path.join(folder, `${name}.html`), options);

test("a page asks for nothing, complains of nothing and draws every plot", { skip }, async () => {
  for (const name of pages) {
    const { page, trouble } = await open(name);
    assert.deepEqual(trouble, [], name);
    const plots = await page.locator(".plot").count();
    assert.equal(await page.locator(".plot:has(.main-svg .subplot path)").count(), plots, name);
  }
});

test(
  "the marks of every plot are there: a line, eleven labelled words, a heatmap's picture",
  { skip },
  async () => {
    const { page } = await open("chapter");
    const plots = page.locator(".plot[aria-label]");
    assert.equal(await plots.count(), 3);
    assert.equal(await plots.nth(0).locator(".scatterlayer path.js-line").count(), 1);
    assert.equal(await plots.nth(1).locator(".scatterlayer .point").count(), 11);
    assert.equal(await plots.nth(1).locator(".scatterlayer .textpoint").count(), 11);
    assert.equal(await plots.nth(2).locator(".heatmaplayer image").count(), 1);
  },
);

test("every link of a page that stands alone leads into it or to an address", { skip }, async () => {
  for (const name of pages) {
    const { page } = await open(name);
    const targets = await page
      .locator("a[href]")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    for (const target of targets.map(String)) {
      if (target.startsWith("#"))
        assert.ok((await page.locator(`[id="${decodeURIComponent(target.slice(1))}"]`).count()) > 0, target);
      else assert.match(target, /^(https?|mailto):/);
    }
  }
  const { page } = await open("chapter");
  assert.equal(await page.locator("a[data-page='03-sigmoid.html']").textContent(), "the sigmoid");
});

test("no button of a plot leads out of the page", { skip }, async () => {
  for (const name of ["chapter", "hostile"]) {
    const { page, trouble } = await open(name);
    const opened: string[] = [];
    page.context().on("page", (other) => opened.push(other.url()));
    const buttons = page.locator(".modebar-btn");
    assert.ok((await buttons.count()) > 0, name);
    assert.equal(await page.locator(".modebar a[href], .modebar .plotlyjsicon").count(), 0);
    await page.evaluate(`document.querySelectorAll(".modebar-btn").forEach((button) => button.click())`);
    await page.waitForTimeout(300);
    assert.equal(await page.locator(".plotly-cloud-dialog, [href*='plotly.com']").count(), 0);
    assert.deepEqual([trouble, opened], [[], []], name);
  }
});

test("a page of a chapter is at most 7 MB, one without plots at most 1 MB", () => {
  const size = (name: string): number => fs.statSync(path.join(folder, `${name}.html`)).size;
  assert.ok(size("chapter") <= 7_000_000, `${size("chapter")} bytes`);
  assert.ok(size(pages[2]) <= 1_000_000, `${size(pages[2])} bytes`);
});

test("the policy of a page stops a script that someone injects", { skip }, async () => {
  const { page, trouble } = await open("chapter");
  await page.evaluate(`{
    const script = document.createElement("script");
    script.textContent = "document.title = 'injected'";
    document.body.append(script);
    const image = document.createElement("img");
    image.setAttribute("onerror", "document.title = 'injected'");
    image.src = "data:,";
    document.body.append(image);
  }`);
  await page.waitForTimeout(100);
  assert.match(await page.title(), /^How far does/);
  assert.ok(
    trouble.some((line) => line.includes("Content Security Policy")),
    trouble.join("\n"),
  );
});

test(
  "a hostile token shows as text in title, headings, contents, outputs, plots and foot",
  { skip },
  async () => {
    const { page } = await open("hostile");
    assert.equal(await page.title(), `A token ${hostile}`);
    const places = ["h1", "h2 >> nth=0", "nav li", "pre.stdout", "pre.stderr", ".xtick >> nth=0", ".gtitle"];
    for (const place of [...places, "dl.headline dt", "dl.headline dd", "p.run", "footer dd >> nth=0"]) {
      const shown = (await page.locator(place).first().textContent()) ?? "";
      assert.ok(shown.includes(hostile), `${place} shows ${shown}`);
    }
    const active =
      "main :is(script:not([type='application/json']), iframe, object, embed, form, link, base, style)";
    assert.equal(await page.locator(active).count(), 0);
    assert.equal(await page.locator("[onerror], [onload], [href^='javascript']").count(), 0);
    const named = await open(pages[2]);
    assert.equal(await named.page.locator("h1").textContent(), pages[2]);
  },
);

test(
  "formulas are MathML that keeps bold, blackboard and hats, and stretch with the page's own font",
  { skip },
  async () => {
    const { page } = await open("chapter");
    assert.equal(await page.locator("math merror, .refused").count(), 0);
    const aligned = page.locator(".formula.display math").first();
    const shown = (await aligned.textContent()) ?? "";
    for (const letter of ["𝒗", "𝟙", "ℝ", "ˆ"]) assert.ok(shown.includes(letter), `${letter} in ${shown}`);
    assert.ok(await page.evaluate(`document.fonts.check("16px 'STIX Two Math'")`));
    const tallest = await page.evaluate<number>(
      `Math.max(...[...document.querySelectorAll("mo")].map((mo) => mo.getBoundingClientRect().height))`,
    );
    assert.ok(tallest > 20, `tallest operator ${tallest} px`);
  },
);

test(
  "a derivation keeps its mathematics, folds and own style; its other style is dropped",
  { skip },
  async () => {
    const { page } = await open("chapter");
    assert.equal(await page.locator(".derivation math").count(), 1);
    const step = `getComputedStyle(document.querySelector(".derivation-step")).display`;
    assert.equal(await page.evaluate<string>(step), "grid");
    await page.locator(".derivation summary").click();
    assert.ok(await page.getByText("It is finite.").isVisible());
  },
);

test(
  "without JavaScript a page still shows its words, formulas, code and a picture of every plot",
  { skip },
  async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page, trouble } = await open("chapter", { javaScriptEnabled: false, colorScheme });
      assert.deepEqual(trouble, []);
      await page.locator("details.code summary").first().click();
      for (const place of ["h1", "math >> nth=0", "details.code pre >> nth=0"])
        assert.ok(await page.locator(place).isVisible());
      const pictures = page.locator(`.plot img.for-${colorScheme}`);
      assert.equal(await pictures.count(), 3);
      for (let i = 0; i < 3; i++) {
        const { width = 0, height = 0 } = (await pictures.nth(i).boundingBox()) ?? {};
        assert.ok(width > 500 && height > 200, `${width} × ${height}`);
        assert.notEqual(await pictures.nth(i).getAttribute("alt"), "");
      }
    }
  },
);

test(
  "print is dark on white, with the light picture of every plot and without controls",
  { skip },
  async () => {
    const { page } = await open("chapter", { colorScheme: "dark" });
    await page.emulateMedia({ media: "print" });
    assert.equal(await page.locator(".plot .for-light").first().isVisible(), true);
    assert.equal(await page.locator(".plot .for-dark").first().isVisible(), false);
    assert.equal(await page.locator(".plot .js-plotly-plot").first().isVisible(), false);
    assert.equal(await page.locator(".fold-all").isVisible(), false);
    const ink = await page.evaluate<string>(`getComputedStyle(document.body).color`);
    assert.equal(ink, "rgb(35, 39, 46)");
  },
);

test("no page is wider than its window, from 360 to 1400 px", { skip }, async () => {
  const { page } = await open("chapter");
  for (const width of [360, 700, 1000, 1400]) {
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(300); // Plotly follows a change of size after a tenth of a second
    assert.ok((await page.evaluate<number>("document.documentElement.scrollWidth")) <= width, `${width} px`);
  }
});

test(
  "a click on a column's name sorts a table by it, numbers by size, and a second click turns it round",
  { skip },
  async () => {
    const { page, trouble } = await open("chapter");
    const table = page.locator("table.sortable");
    const counts = (): Promise<string[]> => table.locator("tbody td").allTextContents();
    const count = table.locator("th", { hasText: "count" });
    assert.deepEqual(await counts(), ["1,431", "1", "2"]);
    await count.locator("button").click();
    assert.deepEqual(await counts(), ["1", "2", "1,431"]);
    assert.equal(await count.getAttribute("aria-sort"), "ascending");
    await count.locator("button").press("Enter");
    assert.deepEqual(await counts(), ["1,431", "2", "1"]);
    await table.locator("th button", { hasText: "word" }).click();
    assert.deepEqual(await table.locator("tbody th").first().textContent(), "🦆");
    assert.equal(await count.getAttribute("aria-sort"), null);
    assert.deepEqual(trouble, []);
  },
);

test("one control folds all code, and the keyboard reaches what scrolls", { skip }, async () => {
  const { page } = await open("chapter");
  assert.equal(await page.locator("details.code[open]").count(), 0);
  await page.getByRole("button", { name: "Unfold all code" }).click();
  assert.ok((await page.locator("details.code[open]").count()) > 5);
  await page.getByRole("button", { name: "Fold all code" }).click();
  assert.equal(await page.locator("details.code[open]").count(), 0);
  await page.setViewportSize({ width: 360, height: 900 });
  await page.locator(":is(.scroll, .formula)[tabindex='0']").first().waitFor();
});

test("axe-core finds nothing wrong, light and dark, wide and narrow", { skip }, async () => {
  const { page } = await open("chapter");
  for (const colorScheme of ["light", "dark"] as const) {
    for (const width of [400, 1400]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(300);
      assert.deepEqual(await violations(page), [], `${colorScheme}, ${width} px`);
    }
  }
});

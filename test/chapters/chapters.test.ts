import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { launchChromium } from "../../dist/report/chromium";
import { chromiumPath } from "../browser/chromium";
import { chapters, folder as notebooks } from "./chapters";
import { installTemplate } from "../report/exported";
import { openOffline, violations } from "../report/opened-page";
import { inCheckout } from "../../dist/files/checkout";

// The runner takes files in the order of their paths, and this one takes longest: here it comes first.
const command = inCheckout("dist/cli/report.js");
const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium found";
const names = chapters().map(({ name }) => name);
let out: string;
let made: { status: number | null; stdout: string; stderr: string };
let browser: Browser | undefined;

before(async () => {
  await installTemplate();
  out = fs.mkdtempSync(path.join(os.tmpdir(), "chapters-"));
  const args = [command, "--notebooks", notebooks, "--out", out];
  made = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (executablePath !== undefined) browser = await launchChromium(executablePath);
});

after(async () => {
  await browser?.close();
  fs.rmSync(out, { recursive: true, force: true });
});

// The command checks the status of every reply, and that each code cell has run.
test("every chapter is executed by the real kernel, and reported", (t) => {
  t.diagnostic(`corpus: ${process.env.SST_PATH ? "sst" : "the default one"}`);
  assert.equal(made.status, 0, made.stderr);
  const files = fs.readdirSync(out).sort();
  assert.deepEqual(files, [...names.map((name) => `${name}.html`), "check.html", "index.html"].sort());
});

for (const name of names) {
  test(`the page of ${name} is whole without a network`, { skip }, async () => {
    const { page, trouble } = await openOffline(browser, path.join(out, `${name}.html`));
    assert.deepEqual(trouble, []);
    const plots = await page.locator(".plot").count();
    assert.equal(await page.locator(".plot:has(.main-svg :is(.subplot path, image))").count(), plots);
    assert.equal(await page.locator("math merror, .refused").count(), 0);
    const grave = (await violations(page)).filter((line) => /^(serious|critical)/.test(line));
    assert.deepEqual(grave, []);
    for (const width of [700, 1400]) {
      await page.setViewportSize({ width, height: 900 });
      const taken = await widthOnceItFits(page, width);
      assert.ok(taken <= width, `${taken} of ${width} px`);
    }
    const size = fs.statSync(path.join(out, `${name}.html`)).size;
    assert.ok(size <= 7_000_000, `${size} bytes`);
    await page.context().close();
  });
}

/** The width of a page's content: Plotly follows a window soon, later where the machine is busy. */
async function widthOnceItFits(page: Page, width: number): Promise<number> {
  for (let look = 0; ; look++) {
    await page.waitForTimeout(300);
    const taken = await page.evaluate<number>("document.documentElement.scrollWidth");
    if (taken <= width || look === 30) return taken;
  }
}

test("the index leads to every chapter", { skip }, async () => {
  const { page, trouble } = await openOffline(browser, path.join(out, "index.html"));
  assert.deepEqual(trouble, []);
  for (const name of names) assert.ok((await page.locator(`a[href="${name}.html"]`).count()) > 0, name);
});

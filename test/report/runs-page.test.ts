import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { readAllRuns } from "../../dist/comparison/all-runs";
import { launchChromium } from "../../dist/report/chromium";
import { runsPage } from "../../dist/report/runs-page";
import { chromiumPath } from "../browser/chromium";
import { writeRunFolder } from "../runs/run-folder";
import { installTemplate } from "./exported";
import { openOffline, violations } from "./opened-page";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";
const hostile = `<img src=x onerror=alert(1)></script><b>`;

let folder: string;
let browser: Browser | undefined;

before(async () => {
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "runs-page-"));
  const runs = path.join(folder, "runs");
  for (const stepSize of [0.3, 3, 30])
    for (const seed of [1, 2, 3])
      writeRunFolder(runs, `run ${stepSize} ${seed}`, {
        settings: { stepSize, seed },
        loss: 10 + Math.log10(stepSize) + seed / 100 + stepSize / (100 * seed),
        files: {
          "experiment.json": undefined,
          "notes.json": JSON.stringify({ format: 1, name: `${hostile} ${seed}` }),
        },
      });
  writeRunFolder(runs, "20261125T190000Z-aaaaaaaa", { files: { "experiment.json": "{" } });
  fs.writeFileSync(path.join(folder, "runs.html"), runsPage(readAllRuns(runs, folder)));
  if (executablePath !== undefined) browser = await launchChromium(executablePath);
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

test(
  "the page of all runs searches, filters, sorts and groups them, and asks nothing of a network",
  { skip },
  async () => {
    const { page, trouble } = await openOffline(browser, path.join(folder, "runs.html"));
    const status = page.locator("p[role=status]");
    const rows = page.locator("tbody tr");
    assert.equal(await status.textContent(), "9 of 9 runs");
    assert.equal(await rows.count(), 9);
    assert.match((await rows.first().textContent()) ?? "", /^run 0\.3 1/, "the lowest loss is first");
    await page.getByRole("button", { name: /^meanLoss/ }).click();
    assert.match((await rows.first().textContent()) ?? "", /^run 30 /, "then the highest");
    const search = page.getByRole("searchbox");
    await search.fill("stepSize>=3 seed=2");
    assert.equal(await status.textContent(), "2 of 9 runs");
    await search.fill("stepsiz=3");
    assert.match((await status.textContent()) ?? "", /did you mean stepSize/);
    await search.fill("");
    await page.getByLabel("stepSize", { exact: true }).first().selectOption("0.3");
    assert.equal(await status.textContent(), "3 of 9 runs");
    await page.getByLabel("stepSize", { exact: true }).first().selectOption("");
    await page.getByLabel(/one row for each setting/).check();
    assert.equal(await rows.count(), 3);
    await page.locator("html[data-plots=drawn]").waitFor();
    assert.equal((await page.locator(".plot .main-svg").count()) > 0, true);
    const effects = await page.locator(".plot").last().getAttribute("aria-label");
    assert.match(effects ?? "", /stepSize 3 instead of 0\.3, 3 seeds, loss: 1\.0\d/);
    assert.match(
      (await page.locator("main").textContent()) ?? "",
      /20261125T190000Z-aaaaaaaa: experiment\.json requires JSON/,
    );
    assert.equal(await page.locator("img[src=x]").count(), 0, "a name is text");
    assert.deepEqual(await violations(page), []);
    assert.deepEqual(trouble, []);
  },
);

test("the page of all runs does not scroll sideways on a narrow screen", { skip }, async () => {
  const { page } = await openOffline(browser, path.join(folder, "runs.html"));
  await page.setViewportSize({ width: 390, height: 800 });
  await page.locator("html[data-plots=drawn]").waitFor();
  assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
});

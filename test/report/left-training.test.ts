import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { chromium, type Browser, type Page } from "playwright-core";
import { trainHere } from "../../dist/notebook/train-here";
import { withDefaults } from "../../dist/settings/settings";
import { chromiumPath } from "../browser/chromium";
import { installTemplate, nbconvert } from "./exported";
import { code, markdown, notebook, shown } from "./notebook";
import { openOffline } from "./opened-page";

const executablePath = chromiumPath();
const skip = executablePath === undefined && "no Chromium";

/** TRAIN_MINUTES=10 leaves the page training for so long; without it, for some thousand pictures of its curve. */
const minutes = Number(process.env.TRAIN_MINUTES ?? 0);
const settings = withDefaults({ iterations: 10_000_000, batch: 1, negatives: 3, dimensions: 5 });
const own = { name: "sst", sha256: "", sentences: [["not", "passed", "on"]] };

let folder: string;
let browser: Browser | undefined;

before(async () => {
  await installTemplate();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "report-"));
  const cells = [markdown("title", "# 07\n\n## Train"), code("train", "", [shown(trainHere(settings, own))])];
  fs.writeFileSync(path.join(folder, "train.ipynb"), JSON.stringify(notebook(cells)));
  nbconvert(["--to", "html", "train.ipynb"], folder);
  const args = ["--no-sandbox", "--disable-gpu", "--js-flags=--expose-gc", "--enable-precise-memory-info"];
  if (executablePath !== undefined) browser = await chromium.launch({ executablePath, args });
});

after(async () => {
  await browser?.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** What a page and its worker hold once their garbage is collected. */
interface Held {
  pageBytes: number;
  workerBytes: number;
  nodes: number;
}

const usedBytes = "gc(), performance.memory.usedJSHeapSize";

async function held(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send("HeapProfiler.collectGarbage");
  const { nodes } = await session.send("Memory.getDOMCounters");
  await session.detach();
  const [worker] = page.workers();
  return {
    pageBytes: await page.evaluate<number>(usedBytes),
    workerBytes: await worker.evaluate<number>(usedBytes),
    nodes,
  };
}

/** Iterations that the page has trained. */
async function trained(page: Page): Promise<number> {
  const text = await page.getByRole("status", { name: "Running loss" }).innerText();
  return Number(/after ([\d,]+) of/.exec(text)?.[1].replaceAll(",", "") ?? 0);
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await delay(100);
}

test("a page that is left training does not grow", { skip }, async (t) => {
  const { page, trouble } = await openOffline(browser, path.join(folder, "train.html"));
  await page.getByRole("button", { name: "Train", exact: true }).press("Enter");
  const thinned = 12_000; // the curve has been made coarser by then, and so is as long as it will be
  await until(async () => (await trained(page)) > thinned);
  const before = await held(page);
  const end = Date.now() + minutes * 60_000;
  await until(async () => (await trained(page)) > 5 * thinned && Date.now() >= end);
  const now = await held(page);
  t.diagnostic(
    `after ${await trained(page)} iterations ${JSON.stringify(now)}, first ${JSON.stringify(before)}`,
  );
  const curve = 600 * 60; // bytes: its points, and their text in the picture
  const room = 10 * curve; // collected garbage leaves some
  assert.ok(now.pageBytes < before.pageBytes + room, `${now.pageBytes} bytes in the page`);
  assert.ok(now.workerBytes < before.workerBytes + room, `${now.workerBytes} bytes in the worker`);
  assert.ok(now.nodes < before.nodes + 1000, `${now.nodes} nodes`); // two pictures
  assert.deepEqual(trouble, []);
});

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";
import type { BrowserContextOptions, Locator, Page } from "playwright-core";
import { bookText } from "../../dist/notebook/book-text";
import { trainHere } from "../../dist/notebook/train-here";
import { withDefaults } from "../../dist/settings/settings";
import type { AssignmentSettings } from "../../dist/settings/table";
import { AssignmentRun } from "../../dist/training/assignment/run";
import { drop } from "./drop";
import { code, markdown, shown } from "./notebook";
import { requireFits, type Opened } from "./opened-page";
import { exportCells, makePages, skip, writeSandboxed } from "./pages";
import { payloads, wrappers } from "./payloads";

const settings = withDefaults({ iterations: 300, batch: 10, negatives: 3, annealEvery: 100 });
const own = { name: "sst", sha256: "", sentences: [["not", "passed", "on"]] };

const pages = makePages((folder) => {
  const cells = [markdown("title", "# 07\n\n## Train"), code("train", "", [shown(trainHere(settings, own))])];
  writeSandboxed(folder, exportCells(folder, "train", cells));
});

const open = (name = "train", options?: BrowserContextOptions): Promise<Opened> => pages.open(name, options);
const region = (page: Page): Locator => page.getByRole("region", { name: "Train in this page" });
const press = (page: Page, name: string): Promise<void> => region(page).getByRole("button", { name, exact: true }).press("Enter"); // prettier-ignore
const status = (page: Page): Locator => region(page).getByRole("status");
const alert = (page: Page): Locator => region(page).getByRole("alert");

/** Waits until the status has some words. */
async function says(page: Page, words: RegExp): Promise<void> {
  await status(page).filter({ hasText: words }).waitFor({ timeout: 60_000 });
}

/** The vectors that the page saves. */
async function saved(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), press(page, "Save the vectors")]);
  return fs.readFileSync(await download.path(), "utf8");
}

/** What the command trains with some settings on some sentences. */
function inNode(
  made: AssignmentSettings,
  sentences: readonly (readonly string[])[],
): { loss: string; vectors: string } {
  // prettier-ignore
  const run = new AssignmentRun(made, { name: "", sha256: "", sentences });
  for (const step of run.steps(1000, Date.now)) void step;
  const { words, vectors } = run.vectors;
  const rows = words.map((word, w) => `${word} ${vectors.data.subarray(w * vectors.cols, (w + 1) * vectors.cols).join(" ")}`); // prettier-ignore
  const text = `${vectors.rows} ${vectors.cols}\n${rows.join("\n")}\n`;
  return { loss: (run.runningLoss as number).toFixed(6), vectors: text };
}

test(
  "by the keyboard: the page trains to the loss and the vectors that Node ends with, to the last bit",
  { skip },
  async () => {
    const { page, trouble } = await open();
    await press(page, "Train");
    await says(page, /300 of 300 iterations/);
    const node = inNode(settings, bookText().sentences);
    assert.ok((await status(page).innerText()).startsWith(`${node.loss} nats is the running loss`));
    assert.equal(await saved(page), node.vectors);
    assert.match(
      await region(page).innerText(),
      /may not be put into a page[\s\S]*what the chapters of this book say/,
    );
    assert.deepEqual(trouble, []);
  },
);

test(
  "paused, stepped and continued, with either loss and as published, it ends as Node does",
  { skip },
  async () => {
    const { page, trouble } = await open();
    const lines = Array.from({ length: 40 }, (_, i) => `The river number ${i} flows to the sea`);
    await region(page).evaluate(drop, ["rivers.txt", lines.join("\n")]);
    await page.getByText("The text is rivers.txt").waitFor();
    await page.getByLabel("Loss", { exact: true }).selectOption("naive-softmax");
    await page.getByText("More settings").press("Enter");
    await page.getByLabel("Reference").check();
    await page.getByLabel("Iterations").fill("20000");
    await press(page, "One step");
    await says(page, /before iteration 10, after 1 of 20,000/);
    await press(page, "Train");
    await says(page, /is the running loss after/);
    await press(page, "Pause");
    await region(page).getByRole("button", { name: "Train", exact: true }).waitFor();
    const paused = await status(page).innerText();
    await press(page, "One step");
    await status(page).filter({ hasNotText: paused }).waitFor();
    await press(page, "Train");
    await says(page, /20,000 of 20,000/);
    const made = { ...settings, loss: "naive-softmax", reference: true, iterations: 20000 } as const;
    const node = inNode(
      made,
      lines.map((line) => line.toLowerCase().split(" ")),
    );
    assert.ok((await status(page).innerText()).startsWith(node.loss));
    assert.equal(await saved(page), node.vectors);
    assert.deepEqual(trouble, []);
  },
);

test("where no worker may be made, the page trains in slices, with the same numbers", { skip }, async () => {
  const { page, trouble } = await open("sandboxed");
  await press(page, "Train");
  await says(page, /300 of 300 iterations/);
  assert.equal(await saved(page), inNode(settings, bookText().sentences).vectors);
  assert.ok(
    trouble.every((line) => line.includes("worker-src 'none'")),
    trouble.join("\n"),
  );
});

test(
  "a setting out of its range, and a text that is none, are refused in words before anything is trained",
  { skip },
  async () => {
    const { page, trouble } = await open();
    const field = page.getByLabel("Dimensions");
    for (const [value, words] of [
      ["0", /dimensions to be an integer from 1 to 1000, got 0/],
      ["ten", /got "ten"/],
      ["", /got ""/],
      ["2.5", /got 2.5/],
    ] as const) {
      // prettier-ignore
      await field.fill(value);
      await press(page, "Train");
      await alert(page).filter({ hasText: words }).waitFor();
      assert.equal(await page.evaluate("document.activeElement.id"), "train-dimensions");
    }
    await field.fill("2");
    const texts: [string, string, RegExp][] = [
      ["empty.txt", " \n\n", /empty.txt is empty/],
      ["one.txt", "one\nword\na\nline", /one.txt has no line of two words/],
      ["same.txt", "a a\na a", /two different words/],
      ["long.txt", "x".repeat(70_000), /more than 65536 letters/],
    ];
    for (const [name, text, words] of texts) {
      await region(page).evaluate(drop, [name, text]);
      await page.getByText(`The text is ${name}`).waitFor();
      await press(page, "Train");
      await alert(page).filter({ hasText: words }).waitFor();
    }
    const files: [string, string | Buffer, RegExp][] = [
      ["book.pdf", "%PDF-1.7", /book.pdf is a PDF/],
      ["nul.txt", "a b\0", /nul.txt is no text/],
      ["latin.txt", Buffer.from([0x66, 0xe9, 0x20, 0x66]), /no text in UTF-8/],
      ["notebook.ipynb", '{ "cells": [] }', /is JSON/],
      ["broken.gz", Buffer.from([0x1f, 0x8b, 1, 2]), /is damaged/],
    ];
    for (const [name, text, words] of files) {
      await page.getByLabel("Choose a text").setInputFiles({ name, mimeType: "", buffer: Buffer.from(text) });
      await alert(page).filter({ hasText: words }).waitFor();
    }
    await page.getByText("Paste a text").click();
    await page
      .getByLabel("Your text")
      .fill(Array.from({ length: 50 }, (_, i) => `word${i} and word${i % 7} or word${i % 5}`).join("\n"));
    await page.getByLabel("Step size").fill("1e6");
    await page.getByText("More settings").click();
    await page.getByLabel("Reference").check();
    await press(page, "Train");
    await alert(page)
      .filter({ hasText: /lower stepSize/ })
      .waitFor();
    await page.getByLabel("Step size").fill("0.3");
    await page.getByLabel("Reference").uncheck();
    await press(page, "Train");
    await says(page, /300 of 300/);
    assert.equal(await alert(page).innerText(), "");
    assert.deepEqual(trouble, []);
  },
);

test(
  "hostile words of a text stay words: dropped, pasted, on the map, and as its name",
  { skip },
  async () => {
    const { page, trouble } = await open();
    const lines = wrappers.flatMap((wrap) =>
      payloads.map((payload) => `Words ${wrap(payload)} ${payload.replace(/\W/g, "")}`),
    );
    await region(page).evaluate(drop, [`${payloads[0]}.txt`, lines.join("\n")]);
    await press(page, "Train");
    await says(page, /300 of 300/);
    await page.getByText("Paste a text").click();
    await page.getByLabel("Your text").fill(lines.join("\n"));
    await press(page, "Train");
    await says(page, /300 of 300/);
    const active =
      "script:not([type]), img, iframe, object, a[href], form, [onload], [onerror], [onclick], [onfocus]";
    assert.equal(await region(page).locator(active).count(), 0);
    assert.deepEqual(trouble, []);
  },
);

test(
  "without JavaScript, settings and text stand there; the policy admits WebAssembly and no other code",
  { skip },
  async () => {
    const { page } = await open("train", { javaScriptEnabled: false });
    assert.match(await region(page).innerText(), /stepSize\s+0.3[\s\S]*The text is what the chapters/);
    const html = pages.text("train");
    const policy = /<meta content="(default-src [^"]*)"/.exec(html)?.[1] ?? "";
    assert.match(
      policy,
      /^default-src 'none'; script-src ('sha256-[^']+' ){3}'wasm-unsafe-eval'; worker-src blob:;/,
    );
  },
);

test(
  "axe-core finds nothing wrong while runs lie side by side, light and dark, at three widths",
  { skip },
  async () => {
    const { page } = await open();
    await press(page, "Train");
    await says(page, /300 of 300/);
    await page.getByLabel("Seed").fill("2");
    await press(page, "Train");
    await page.getByText("seed 2", { exact: true }).waitFor();
    await says(page, /300 of 300/);
    await requireFits(page, [390, 800, 1400]);
  },
);
